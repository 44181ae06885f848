import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './run-command';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'check-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const TWICE = 'kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\ndata:\n  x: 1\n  x: 2\n';

test('a finding has its place, an excerpt and a repair', async () => {
  const path = file('a.yaml', TWICE);
  const { code, out } = await command('check', path, '--calico-version', 'v3.31');
  expect(code).toBe(2);
  expect(out.replaceAll(folder, '.')).toMatchInlineSnapshot(`
"error[CAL0002]: key 'x' is there twice
 --> ./a.yaml:6:3
  |
6 |   x: 2
  |   ^
  = refused by calicoctl; accepted by Calico's API server and the native v3 CRDs
help: remove one of them: calicoctl refuses the document, kubectl takes the last one silently

assuming that the cluster holds more than the input; add it with --with PATH, or say --complete
1 error in 1 manifest
"
`);
});

test('the key of a label that YAML takes for another word is told at its line, and written as it was meant on request', async () => {
  const text = (key: string): string => 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: apps/v1\n  kind: Deployment\n  metadata: {name: a, namespace: b}\n  spec:\n'
    + `    selector: {matchLabels: {${key}: "1"}}\n    template: {metadata: {labels: {${key}: "1", 0777: "2"}}}\n`;
  const path = file('a.yaml', text('on'));
  const { code, out } = await command('check', path, '--format', 'json');
  expect(code).toBe(0);
  const { findings } = JSON.parse(out) as { findings: Record<string, unknown>[] };
  expect(findings.map((finding) => [finding.code, finding.path, finding.line, finding.message])).toEqual([
    ['CAL0004', 'spec.selector.matchLabels.true', 8, 'the key `on` is read as `true`: without quotes YAML takes it for a boolean'],
    ['CAL0004', 'spec.template.metadata.labels.true', 9, 'the key `on` is read as `true`: without quotes YAML takes it for a boolean'],
    ['CAL0004', 'spec.template.metadata.labels["511"]', 9, 'the key `0777` is read as `511`: without quotes YAML takes it for a number'],
  ]);
  expect(findings[0]).toMatchObject({ severity: 'warning', help: 'put it in quotes: "on"; or write true if that is meant', object: { kind: 'Deployment', namespace: 'b', name: 'a' } });
  await command('check', path, '--fix=CAL0004');
  expect(readFileSync(path, 'utf8')).toBe(text('"on"').replace('0777', '"0777"'));
});

test.each([
  ['"on": "1"'], ['true: "1"'], ['80: "1"'], ['!!str on: "1"'],
])('the label %s is what it says', async (label) => {
  const { out } = await command('check', file('a.yaml', `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    ${label}\ndata: {on: 1}\n`), '--format', 'json');
  expect((JSON.parse(out) as { findings: unknown[] }).findings).toEqual([]);
});

test('findings depend on the dataplane', async () => {
  const path = file('sctp.yaml', 'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\n'
    + 'spec: {selector: all(), types: [Ingress], ingress: [{action: Allow, protocol: SCTP}]}\n');
  const missing = 'the eBPF dataplane does not support SCTP';
  expect((await command('check', path)).out).not.toContain(missing);
  expect((await command('check', path, '--dataplane', 'ebpf')).out).toContain(missing);
});

test('clean input ends with 0 and names what was assumed', async () => {
  const { code, out } = await command('check', file('a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'));
  expect(code).toBe(0);
  expect(out).toContain('assuming Calico v3.32');
  expect(await command('check', '--quiet', join(folder, 'a.yaml'))).toEqual({ code: 0, out: '', error: '' });
});

test('files for kustomize are told to be judged as they stand', async () => {
  const told = 'The input holds files for kustomize: patches and what they patch are taken as objects of their own. Render them first (kustomize build).';
  const path = file('kustomization.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n');
  expect((await command('check', path)).out).toContain(told);
  expect((await command('check', file('a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'))).out).not.toContain('kustomize');
  expect((await command('policies', path)).error).toContain(`note: ${told}`);
});

test.each([
  [['check'], 'check what?'],
  [['check', 'x.yaml', '--calico-version', '2.6'], 'no Calico version \'2.6\''],
  [['check', 'x.yaml', '--install-mode', 'native', '--calico-version', 'v3.31'], 'since Calico v3.32'],
  [['check', 'x.yaml', '--format', 'pdf'], 'no format \'pdf\''],
  [['check', 'x.yaml', '--fail-on', 'never'], 'no severity \'never\''],
  [['check', '--batch', 'x.yaml'], '--batch reads lines from standard input and no files; name no paths'],
  [['evaluate', '--batch', 'x.yaml'], '--batch reads lines from standard input and no files; name no paths'],
  [['check', 'not-there.yaml'], 'not-there.yaml: there is no such file'],
  [['check', 'x.yaml', '--config', 'not-there'], 'cannot read the configuration file'],
  [['check', '--explain', 'CAL9999'], 'no code \'CAL9999\''], [['check', '--explain', 'cal203'], 'Did you mean CAL2003 or'],
  [['check', 'x.yaml', '--fix=CAL77'], 'no code \'CAL77\''], [['check', 'x.yaml', '--fix=CAL9999'], 'no code \'CAL9999\''],
  [['chekc'], 'cdk8s-calico: unknown command'],
  [['chekc'], 'unknown command'],
])('%j ends with 1 and one clear sentence', async (args, sentence) => {
  const { code, error } = await command(...args);
  expect(code).toBe(1);
  expect(error).toContain(sentence);
  expect(error).not.toMatch(/^ +at /m);
});

test('of a path that is not there nothing is said but that', async () => {
  const { code, out } = await command('check', 'not-there.yaml');
  expect(code).toBe(1);
  expect(out).toContain('nothing was checked: 1 path could not be read');
  expect(out).not.toContain('no findings');
});

test('a baseline is written of all paths or not at all', async () => {
  const path = file('kept.json', 'kept');
  expect((await command('check', 'not-there.yaml', '--write-baseline', path)).code).toBe(1);
  expect(readFileSync(path, 'utf8')).toBe('kept');
});

test('the configuration is read strictly', async () => {
  const path = file('a.yaml', 'kind: X\n');
  for (const [text, sentence] of [
    ['targets: {}', 'targets is no setting'], ['ignores: [{code: CAL2003}]', 'ignores[0].reason must be'],
    ['severities: {CAL2003: bad}', 'no severity'], ['target: {podNets: 10.0.0.0/8}', 'target.podNets must be a list'],
    ['severities: {CAL2999: error}', 'severities.CAL2999 names \'CAL2999\', which is no code of a finding. Did you mean CAL2'],
    ['ignores: [{code: cal2003, reason: x}]', 'ignores[0].code names \'cal2003\', which is no code of a finding; codes look like CAL2003'],
    ['with: platform', 'with must be a list'], ['with: [""]', 'with[0] must be'], ['complete: maybe', 'complete must be true or false'], ['namespace: 5', 'namespace must be a text, and 5 is none for YAML: put it in quotes'],
    ['a: 1\na: 2', ':2:1: key \'a\' is there twice'],
  ]) {
    const { code, error } = await command('check', path, '--config', file('c.yaml', text));
    expect([code, error]).toEqual([1, expect.stringContaining(sentence)]);
  }
});

test('a baseline hides what was there, also when lines move', async () => {
  const path = file('a.yaml', TWICE);
  const baseline = join(folder, 'baseline.json');
  expect((await command('check', path, '--write-baseline', baseline)).code).toBe(0);
  writeFileSync(path, `# a comment\n${TWICE}---\nkind: [`);
  const { code, out } = await command('check', path, '--baseline', baseline, '--format', 'json');
  expect(code).toBe(2);
  const { findings, summary } = JSON.parse(out) as { findings: { code: string; line: number }[]; summary: object };
  expect(findings.map((finding) => [finding.code, finding.line])).toEqual([['CAL0001', 9]]);
  expect(summary).toMatchObject({ errors: 1, inBaseline: 1 });
  expect((await command('check', path, '--baseline', path)).error).toContain('no baseline file');
});

test('--output writes a file', async () => {
  const output = join(folder, 'out.sarif');
  expect((await command('check', file('a.yaml', TWICE), '--format', 'sarif', '--output', output)).out).toBe('');
  expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ version: '2.1.0' });
});

test('what is acknowledged or ignored with a reason is listed and does not fail', async () => {
  const policy = (annotation: string) => 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\n'
    + `metadata: {name: a, annotations: {${annotation}}}\nspec: {selector: a == "b", order: 1}\n`;
  const open = await command('check', file('a.yaml', policy('')), '--fail-on', 'warning');
  expect(open).toMatchObject({ code: 2, out: expect.stringContaining('warning[CAL1081]') });

  const known = await command('check', file('a.yaml', policy('calico.cdk8s.io/acknowledge-CAL1081: on purpose')), '--fail-on', 'warning');
  expect(known.code).toBe(0);
  expect(known.out).toContain('acknowledged[CAL1081]: GlobalNetworkPolicy a');
  expect(known.out).toContain('(on purpose)');
  const silent = await command('check', file('a.yaml', policy('calico.cdk8s.io/acknowledge-CAL1081: ""')), '--fail-on', 'warning');
  expect(silent.code).toBe(2);

  const config = file('c.yaml', 'ignores:\n- {code: CAL1081, object: GlobalNetworkPolicy/a*, reason: later}\n- {code: CAL2012, reason: never}\n');
  const ignored = await command('check', file('a.yaml', policy('')), '--fail-on', 'warning', '--config', config);
  expect(ignored.code).toBe(0);
  expect(ignored.out).toContain('(later)');
  expect(ignored.out).toContain('ignores[1] of');
});

test('documents of calicoctl v1 are judged as what they mean today', async () => {
  const path = file('a.yaml', 'apiVersion: v1\nkind: policy\nmetadata: {name: p}\nspec:\n  order: 1\n  selector: a = "b"\n  ingress: [{action: allow}]\n');
  const { out } = await command('check', path, '--format', 'json');
  const { findings } = JSON.parse(out) as { findings: { code: string; path: string; line: number }[] };
  expect(findings.map(({ code, path: at, line }) => [code, at, line])).toEqual([['CAL1002', 'apiVersion', 1], ['CAL1040', 'spec.selector', 6]]);
});
