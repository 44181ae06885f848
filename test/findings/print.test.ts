import Ajv from 'ajv';
import { printReport, REPORT_FORMATS, Severity, type Finding, type Report } from '../../src/findings';

const finding: Finding = {
  code: 'CAL1004',
  severity: Severity.ERROR,
  message: 'ports need a "protocol" <TCP|UDP>',
  help: 'add one, 100% sure',
  refusedBy: ['calicoctl', 'apiserver'],
  acceptedBy: ['native'],
  object: { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', name: 'platform.deny' },
  path: 'spec.egress[2].destination.ports',
  file: 'dist/a b.yaml',
  line: 2,
  column: 3,
};
const warning: Finding = { ...finding, code: 'CAL2001', severity: Severity.WARNING, refusedBy: [], file: undefined, line: undefined, constructPath: 'Shop/deny' };
const report: Report = {
  findings: [finding, warning], acknowledged: [{ finding: warning, reason: 'known' }], inBaseline: 0, manifests: 3, assumptions: ['assuming much'],
};
const print = (format: typeof REPORT_FORMATS[number], hasColors = false) => printReport(report, format, {
  failOn: Severity.ERROR, toolVersion: '1.2.3', hasColors, source: () => 'spec:\n  ports: [80]\n',
});

test('text', () => {
  expect(print('text')).toMatchInlineSnapshot(`
"error[CAL1004]: ports need a "protocol" <TCP|UDP>
 --> dist/a b.yaml:2:3
  |
2 |   ports: [80]
  |   ^^^^^
  = GlobalNetworkPolicy platform.deny, spec.egress[2].destination.ports
  = refused by calicoctl and Calico's API server; accepted by the native v3 CRDs
help: add one, 100% sure

warning[CAL2001]: ports need a "protocol" <TCP|UDP>
  --> construct Shop/deny
   = GlobalNetworkPolicy platform.deny, spec.egress[2].destination.ports
help: add one, 100% sure

acknowledged[CAL2001]: GlobalNetworkPolicy platform.deny, spec.egress[2].destination.ports: ports need a "protocol" <TCP|UDP> (known)

assuming much
1 error, 1 warning in 3 manifests (and 1 acknowledged)
"
`);
});

test('JSON has the members of the contract, in order', () => {
  const parsed = JSON.parse(print('json')) as { version: number; findings: object[]; summary: object };
  expect(parsed.version).toBe(1);
  expect(Object.keys(parsed.findings[0])).toEqual(['code', 'severity', 'message', 'help', 'refusedBy', 'object', 'path', 'file', 'line', 'column']);
  expect(parsed.summary).toEqual({ manifests: 3, errors: 1, warnings: 1, notes: 0, acknowledged: 1, inBaseline: 0 });
});

test('the line that created the construct: told beside a file, and the place where there is no file', () => {
  const source = 'app/main.ts:12:3';
  const both: Report = { ...report, findings: [{ ...finding, source }, { ...warning, source }], acknowledged: [] };
  const of = (format: typeof REPORT_FORMATS[number]) => printReport(both, format, { failOn: Severity.WARNING, toolVersion: '1.2.3' });
  expect(of('text')).toContain(' --> dist/a b.yaml:2:3   created at app/main.ts:12:3\n');
  expect(of('text')).toContain(' --> construct Shop/deny   created at app/main.ts:12:3\n');
  expect((JSON.parse(of('json')) as { findings: object[] }).findings[1]).toMatchObject({ constructPath: 'Shop/deny', source });
  expect(of('github')).toContain('::error file=dist/a b.yaml,line=2,col=3,');
  expect(of('github')).toContain('::warning file=app/main.ts,line=12,col=3,');
  expect(of('sarif')).toMatch(/"uri": "app\/main\.ts"\s+},\s+"region": {\s+"startLine": 12,\s+"startColumn": 3/);
  expect(of('markdown')).toContain('| `app/main.ts:12` |');
  expect(of('junit')).toContain('app/main.ts:12:3</failure>');
});

test('SARIF has what the standard requires', () => {
  const text = { type: 'object', required: ['text'] };
  const validate = new Ajv({ strict: false }).compile({
    type: 'object',
    required: ['version', 'runs'],
    properties: {
      version: { const: '2.1.0' },
      runs: {
        items: {
          required: ['tool', 'results'],
          properties: {
            tool: { required: ['driver'], properties: { driver: { required: ['name'], properties: { rules: { uniqueItems: true, items: { required: ['id'] } } } } } },
            results: {
              items: {
                required: ['message', 'ruleId'],
                properties: {
                  message: text,
                  level: { enum: ['none', 'note', 'warning', 'error'] },
                  ruleIndex: { type: 'integer', minimum: 0 },
                  partialFingerprints: { additionalProperties: { type: 'string' } },
                  suppressions: { items: { required: ['kind'], properties: { kind: { enum: ['inSource', 'external'] } } } },
                  locations: {
                    items: {
                      properties: {
                        physicalLocation: {
                          required: ['artifactLocation'],
                          properties: { artifactLocation: { properties: { uri: { pattern: '^[^ ]+$' } } }, region: { properties: { startLine: { minimum: 1 }, startColumn: { minimum: 1 } } } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  });
  expect(validate(JSON.parse(print('sarif'))) ? [] : validate.errors).toEqual([]);
});

test('JUnit fails the cases from the threshold on, and escapes', () => {
  expect(print('junit')).toContain('tests="1" failures="1"');
  expect(print('junit')).toContain('message="ports need a &quot;protocol&quot; &lt;TCP|UDP&gt;"');
  expect(print('junit')).toContain('<system-out>warning: ');
});

test('GitHub annotations escape their properties and their text', () => {
  expect(print('github').split('\n')[0]).toBe('::error file=dist/a b.yaml,line=2,col=3,title=CAL1004 GlobalNetworkPolicy platform.deny::'
    + 'ports need a "protocol" <TCP|UDP>%0Aat spec.egress[2].destination.ports%0Aadd one, 100%25 sure');
});

test('Markdown keeps its table whole', () => {
  const row = print('markdown').split('\n').find((line) => line.includes('CAL1004'))!;
  expect(row.replaceAll('\\|', '').split('|')).toHaveLength(8);
});

test.each([
  ['a rule that one way takes', {}, 'refused by calicoctl and Calico\'s API server; accepted by the native v3 CRDs'],
  ['a version without native CRDs', { acceptedBy: [] }, 'refused by calicoctl and Calico\'s API server'],
  ['an unknown field', { code: 'CAL1005' },
    'refused by calicoctl and Calico\'s API server; with the native v3 CRDs by kubectl, while other clients lose the field without a word'],
  ['an unknown field of a kind of Kubernetes', { code: 'CAL1017', object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } },
    'refused by kubectl; other clients lose the field without a word'],
  ['an unknown field that no server refuses', { code: 'CAL1017', refusedBy: [], object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } },
    'refused by kubectl; other clients lose the field without a word'],
  ['a wrong value in a kind of Kubernetes', { refusedBy: ['apiserver', 'native'], object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' } },
    'refused by the API server'],
  ['a reference', { refusedBy: [] }, 'accepted everywhere'],
])('who refuses %s', (_, changes, sentence) => {
  const text = printReport({ ...report, findings: [{ ...finding, ...changes }], acknowledged: [] }, 'text', { failOn: Severity.ERROR, toolVersion: '' });
  expect(text).toContain(`   = ${sentence}\n`);
});

test.each([
  ['nets: [2001:db8::1/64, 10.0.0.0/8]', 8, '2001:db8::1/64'], ['ports: ["80, 90"]', 9, '"80, 90"'], ['ports: [80]', 1, 'ports'],
])('the whole value of %s is marked', (line, column, marked) => {
  const at = { ...finding, line: 1, column };
  const text = printReport({ ...report, findings: [at] }, 'text', { failOn: Severity.ERROR, toolVersion: '', source: () => line });
  expect(text).toContain(`| ${' '.repeat(column - 1)}${'^'.repeat(marked.length)}\n`);
});

const UNREAD = [{ file: 'not there.yaml', reason: 'there is no such file or folder' }];
const unread = (changes: Partial<Report>, format: typeof REPORT_FORMATS[number]): string =>
  printReport({ findings: [], acknowledged: [], inBaseline: 0, manifests: 0, assumptions: [], unread: UNREAD, ...changes }, format, { failOn: Severity.ERROR, toolVersion: '' });

test('where nothing could be read, no form says that nothing was found', () => {
  expect(unread({}, 'text')).toBe('nothing was checked: 1 path could not be read\n');
  expect(unread({}, 'markdown')).toBe('**nothing was checked: 1 path could not be read**\n');
  expect(unread({ manifests: 2 }, 'text')).toBe('no findings in 2 manifests; 1 path could not be read\n');
  expect(unread({ findings: [finding] }, 'text')).toContain('1 error in 0 manifests; 1 path could not be read\n');
  expect(unread({}, 'github')).toBe('::error ::not there.yaml: there is no such file or folder\n');
  expect(unread({}, 'junit')).toContain('<testsuite name="not there.yaml" tests="1" failures="1">');
  expect(JSON.parse(unread({}, 'json'))).toMatchObject({ unread: UNREAD, summary: { manifests: 0, unread: 1 } });
  const { runs: [{ invocations: [invocation], results }] } = JSON.parse(unread({}, 'sarif')) as
    { runs: { invocations: { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] }[]; results: object[] }[] };
  expect([invocation.executionSuccessful, invocation.toolExecutionNotifications[0].message.text, results])
    .toEqual([false, 'not there.yaml: there is no such file or folder', []]);
});
