import { spawnSync } from 'child_process';
import * as fs from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CalicoValidation } from '../../src';

const ROOT = join(__dirname, '../..');
const CLI = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'plugin-'));
  // The command loads the plugin like any package: from a folder that exports the class.
  fs.mkdirSync(join(folder, 'plugin'));
  fs.writeFileSync(join(folder, 'plugin/package.json'), '{"name": "plugin", "version": "0.0.0", "main": "index.js"}');
  fs.writeFileSync(join(folder, 'plugin/index.js'), `require(${JSON.stringify(join(ROOT, 'node_modules/tsx/dist/cjs/index.cjs'))});\n`
    + `exports.CalicoValidation = require(${JSON.stringify(join(ROOT, 'src/index.ts'))}).CalicoValidation;\n`);
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

interface Reports { reports: { violations: Violation[] }[] }
interface Violation { ruleName: string; violatingConstructs: { constructPath?: string; resourceName: string; locations: string[] }[] }

/** Runs the real `cdk8s synth` on an app with two policies of one name in two namespaces. */
function synth(app: string, selectors: string[], properties = '{failOn: error}'): { status: number | null; violations: Violation[] } {
  return synthProgram(`
    import { ApiObject, App, Chart } from '${join(ROOT, 'node_modules/cdk8s')}';
    import { CalicoApp } from '${join(ROOT, 'src')}';
    const app = new ${app}();
    ${JSON.stringify(selectors)}.forEach((selector, index) => {
      const metadata = { name: 'web', namespace: 'ns' + index, annotations: { 'calico.cdk8s.io/acknowledge-CAL2005': 'a test' } };
      const spec = { selector, types: ['Egress'] };
      new ApiObject(new Chart(app, 'c' + index), 'web', { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata, spec });
    });
    app.synth();`, properties);
}

/** What kubectl and Argo CD would take for manifests. */
function manifestFiles(): string[] {
  return fs.readdirSync(join(folder, 'dist')).filter((name) => /\.(ya?ml|json)$/.test(name)).sort();
}

function synthProgram(program: string, properties: string, variables: NodeJS.ProcessEnv = {}): { status: number | null; violations: Violation[] } {
  fs.writeFileSync(join(folder, 'main.ts'), program);
  fs.writeFileSync(join(folder, 'cdk8s.yaml'), `language: typescript
app: ${join(ROOT, 'node_modules/.bin/tsx')} main.ts
validations:
- {package: ./plugin, version: 0.0.0, class: CalicoValidation, properties: ${properties}}
`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'synth', '--validation-reports-output-file', 'report.json'], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', NODE_OPTIONS: '', ...variables },
  });
  const report = join(folder, 'report.json');
  const { reports } = JSON.parse(fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : '{"reports": [{"violations": []}]}') as Reports;
  const [{ violations }] = reports;
  if (status === 1) throw new Error(stdout + stderr);
  return { status, violations };
}

/** What the plugin reports about some files. */
async function violationsOf(files: Record<string, string>): Promise<{ ruleName: string; fix: string }[]> {
  const violations: { ruleName: string; fix: string }[] = [];
  for (const [name, text] of Object.entries(files)) { fs.writeFileSync(join(folder, name), text); }
  const report = { addViolation: (violation: { ruleName: string; fix: string }) => { violations.push(violation); }, submit: () => undefined };
  await new CalicoValidation({ complete: true, failOn: 'note' }).validate({ manifests: Object.keys(files).map((name) => join(folder, name)), report });
  return violations;
}

test('where a finding has no help, the fix is the command that explains its code', async () => {
  const spec = "{ selector: all(), types: [Ingress], ingress: [{ action: Allow, source: { selector: app == 'gone' } }] }";
  const violations = await violationsOf({ 'a.yaml': `apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: a, namespace: shop }\nspec: ${spec}\n` });
  expect(violations.find(({ ruleName }) => ruleName === 'CAL3025')?.fix).toBe('cdk8s-calico check --explain CAL3025');
});

test('everything that cannot be read is told, and a record that a merge has spoilt', async () => {
  await expect(violationsOf({ 'a.yaml': 'a: {', 'b.yaml': 'b: [' })).rejects.toThrow(/^CalicoValidation: .*a\.yaml:.*; .*b\.yaml:/);
  fs.mkdirSync(join(folder, '.cdk8s-calico'));
  fs.writeFileSync(join(folder, '.cdk8s-calico/construct-paths'), '<<<<<<< main');
  await expect(violationsOf({ 'a.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n', 'b.yaml': '' }))
    .rejects.toThrow(/construct-paths is not what CalicoApp wrote \(.*\); remove it and synthesize again\.$/);
});

const GOOD = "app == 'web'";
const MANIFESTS = ['c0.k8s.yaml', 'c1.k8s.yaml'];

test('a good app passes', () => {
  expect(synth('CalicoApp', [GOOD, GOOD])).toMatchObject({ status: 0, violations: [] });
  expect(manifestFiles()).toEqual(MANIFESTS);
}, 60_000);

test('a bad app fails: a plain App knows its constructs by bare names, so they are candidates', () => {
  const { status, violations } = synth('App', [GOOD, "app = 'web'"]);
  expect(status).toBe(2);
  expect(violations).toEqual([expect.objectContaining({ ruleName: 'CAL1040' })]);
  const [{ violatingConstructs: [construct] }] = violations;
  expect(construct.resourceName).toBe('NetworkPolicy ns1/web');
  expect(construct.constructPath).toBeUndefined();
  expect(construct.locations).toEqual([expect.stringMatching(/^spec\.selector, line \d+$/), 'perhaps construct c1/web']);
}, 60_000);

test('CalicoApp tells the line that created a construct of ours, where it is asked for', () => {
  const main = [
    `import { Chart } from '${join(ROOT, 'node_modules/cdk8s')}';`,
    `import { CalicoApp, NetworkPolicy, PolicyType } from '${join(ROOT, 'src')}';`,
    'const app = new CalicoApp();',
    "new NetworkPolicy(new Chart(app, 'c'), 'web', { metadata: { namespace: 'shop' }, types: [PolicyType.EGRESS] });",
    'app.synth();',
  ];
  const { violations } = synthProgram(main.join('\n'), '{failOn: warning}', { CALICO_SOURCE: '1' });
  const [{ ruleName, violatingConstructs: [{ locations }] }] = violations;
  expect([ruleName, locations.at(-1)]).toEqual(['CAL2005', 'created at main.ts:4:1']);
}, 60_000);

test('CalicoApp tells the construct of each object', () => {
  const { status, violations } = synth('CalicoApp', ['', GOOD], '{failOn: warning, complete: true}');
  expect(status).toBe(2);
  const missing = violations.filter(({ ruleName }) => ruleName === 'CAL3021')
    .map(({ violatingConstructs: [{ locations, constructPath }] }) => constructPath ?? locations[1]);
  expect(missing.sort()).toEqual(['c1/web', 'construct c0/web']);
  expect(manifestFiles()).toEqual(MANIFESTS);
}, 60_000);

test.each<[string, string, NodeJS.ProcessEnv]>([
  ['the app', '{ recordConstructMetadata: true }', {}],
  ['the variable', '', { CDK8S_RECORD_CONSTRUCT_METADATA: 'true' }],
])('the record of constructs stays where %s asks for it', (_, props, variables) => {
  const main = [
    `import { Chart } from '${join(ROOT, 'node_modules/cdk8s')}';`,
    `import { CalicoApp, NetworkSet } from '${join(ROOT, 'src')}';`,
    `const app = new CalicoApp(${props});`,
    "new NetworkSet(new Chart(app, 'c'), 'office', { metadata: { namespace: 'shop' }, nets: ['192.0.2.0/24'] });",
    'app.synth();',
  ];
  synthProgram(main.join('\n'), '{}', variables);
  expect(manifestFiles()).toEqual(['c.k8s.yaml', 'construct-metadata.json']);
}, 60_000);

test('properties are read strictly', () => {
  expect(() => new CalicoValidation({ failOn: 'never' })).toThrow('failOn cannot be \'never\'');
  expect(() => new CalicoValidation({ calicoVersion: '2.6' })).toThrow('no Calico version \'2.6\'');
  const fromYaml = (properties: object) => () => new CalicoValidation(properties);
  expect(fromYaml({ failsOn: 'warning' })).toThrow(/no property 'failsOn'; the properties are failOn, calicoVersion, /);
  expect(fromYaml({ calicoVersion: 3.31 })).toThrow('calicoVersion must be a text, not 3.31');
  expect(fromYaml({ context: 'platform/' })).toThrow('context must be a list of paths, not "platform/"');
  expect(fromYaml({ complete: 'yes' })).toThrow('complete must be true or false');
  expect(fromYaml({ failOn: undefined, complete: true, context: ['platform/'], namespace: 'shop' })).not.toThrow();
});
