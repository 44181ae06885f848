import * as fs from 'fs';
import { tmpdir } from 'os';
import { join, relative } from 'path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import { CalicoApp } from '../../src';

let folder: string;
beforeEach(() => { folder = fs.mkdtempSync(join(tmpdir(), 'calico-files-')); });
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

function listing(): string[] {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
    .map((one) => relative(folder, join(one.parentPath, one.name))).filter((path) => !path.startsWith('.cdk8s-calico')).sort();
}

function policy(scope: Construct, id: string, apiVersion: string, namespace: string | undefined, name: string, kind = 'NetworkPolicy'): ApiObject {
  const spec = apiVersion.startsWith('projectcalico') ? { types: ['Ingress'] } : { podSelector: {}, policyTypes: ['Ingress'] };
  return new ApiObject(scope, id, { apiVersion, kind, metadata: { namespace, name }, ...kind === 'NetworkPolicy' && { spec } });
}

test('one file for each resource, however much the names are alike', () => {
  const app = new CalicoApp({ outdir: folder, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
  const chart = new Chart(app, 'c');
  policy(chart, '1', 'projectcalico.org/v3', 'team-a', 'deny');
  policy(chart, '2', 'projectcalico.org/v3', 'team-b', 'deny');
  policy(chart, '3', 'networking.k8s.io/v1', 'team-a', 'deny');
  policy(chart, '4', 'rbac.authorization.k8s.io/v1', undefined, 'system:node', 'ClusterRole');
  policy(chart, '5', 'rbac.authorization.k8s.io/v1', undefined, 'System:node', 'ClusterRole');
  policy(chart, '6', 'v1', 'team-a', 'x'.repeat(253), 'ConfigMap');
  policy(chart, '7', 'v1', undefined, 'team-a', 'Namespace');
  app.synth();
  expect(listing()).toEqual([
    expect.stringMatching(/^ClusterRole\.rbac\.authorization\.k8s\.io_system-node~[0-9a-f]{8}\.k8s\.yaml$/),
    expect.stringMatching(/^ClusterRole\.rbac\.authorization\.k8s\.io_system-node~[0-9a-f]{8}\.k8s\.yaml$/),
    expect.stringMatching(/^ConfigMap_team-a_x{183}~[0-9a-f]{8}\.k8s\.yaml$/),
    'Namespace_team-a.k8s.yaml',
    'NetworkPolicy.networking.k8s.io_team-a_deny.k8s.yaml',
    'NetworkPolicy.projectcalico.org_team-a_deny.k8s.yaml',
    'NetworkPolicy.projectcalico.org_team-b_deny.k8s.yaml',
  ]);
});

test('what is defined twice stays in its file twice', () => {
  const app = new CalicoApp({ outdir: folder, yamlOutputType: YamlOutputType.FILE_PER_RESOURCE, outputFileExtension: '.yaml' });
  const chart = new Chart(app, 'c');
  policy(chart, '1', 'v1', 'a', 'n', 'ConfigMap');
  policy(chart, '2', 'v1', 'a', 'n', 'ConfigMap');
  app.synth();
  expect(listing()).toEqual(['ConfigMap_a_n.yaml']);
  expect(fs.readFileSync(join(folder, 'ConfigMap_a_n.yaml'), 'utf8').split('---\n')).toHaveLength(2);
});

test('a folder for each chart; charts that wait for others are numbered as cdk8s numbers them', () => {
  const app = new CalicoApp({ outdir: folder, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  const [late, early] = [new Chart(app, 'late'), new Chart(app, 'early')];
  late.addDependency(early);
  policy(late, 'o', 'v1', 'a', 'n', 'ConfigMap');
  policy(early, 'o', 'v1', undefined, 'a', 'Namespace');
  app.synth();
  expect(listing()).toEqual(['0000-early/Namespace_a.k8s.yaml', '0001-late/ConfigMap_a_n.k8s.yaml']);
});

test('two charts that cdk8s would write into one file keep their files', () => {
  function build(app: App): void {
    const group = new Construct(app, 'G');
    for (const scope of [group, new Construct(group, 'Default')]) new ApiObject(new Chart(scope, 'A'), 'o', { apiVersion: 'v1', kind: 'ConfigMap' });
  }
  const cdk8s = new App({ outdir: join(folder, 'cdk8s') });
  build(cdk8s);
  cdk8s.synth();
  expect(listing()).toHaveLength(1);
  fs.rmSync(folder, { recursive: true });
  const app = new CalicoApp({ outdir: folder });
  build(app);
  app.synth();
  expect(listing()).toHaveLength(2);
});

test('where constructs come from is written on request, by group, kind, namespace and name', () => {
  const app = new CalicoApp({ outdir: folder, recordConstructMetadata: true });
  const chart = new Chart(app, 'c');
  policy(chart, '2', 'projectcalico.org/v3', 'b', 'deny');
  policy(chart, '1', 'projectcalico.org/v3', 'a', 'deny');
  app.synth();
  expect(JSON.parse(fs.readFileSync(join(folder, '.cdk8s-calico/construct-paths'), 'utf8'))).toEqual({
    version: 1,
    objects: [
      { group: 'projectcalico.org', kind: 'NetworkPolicy', namespace: 'a', name: 'deny', path: 'c/1' },
      { group: 'projectcalico.org', kind: 'NetworkPolicy', namespace: 'b', name: 'deny', path: 'c/2' },
    ],
  });
});

test('apps of one program that share a folder leave each other\'s files alone', () => {
  const apps = ['a', 'b'].map((id) => {
    const app = new CalicoApp({ outdir: folder });
    new Chart(app, id);
    return app;
  });
  for (const app of [...apps, ...apps]) app.synth();
  expect(listing()).toEqual(['a.k8s.yaml', 'b.k8s.yaml']);
});

test('nothing is written when a construct reports an error', () => {
  const app = new CalicoApp({ outdir: join(folder, 'dist') });
  new Chart(app, 'c').node.addValidation({ validate: () => ['wrong'] });
  expect(() => app.synth()).toThrow('[c] wrong');
  expect(fs.existsSync(join(folder, 'dist'))).toBe(false);
});

test('an output that an earlier run could not complete is completed even when this run reports an error', () => {
  const state = join(folder, 'dist/.cdk8s-calico');
  fs.mkdirSync(join(state, 'staged'), { recursive: true });
  fs.writeFileSync(join(state, 'staged/0'), 'a: 1\n');
  fs.writeFileSync(join(state, 'journal'), JSON.stringify({ place: [['0', 'a.yaml']], remove: [], list: '' }));
  const app = new CalicoApp({ outdir: join(folder, 'dist') });
  new Chart(app, 'c').node.addValidation({ validate: () => ['wrong'] });
  expect(() => app.synth()).toThrow('[c] wrong');
  expect(fs.readFileSync(join(folder, 'dist/a.yaml'), 'utf8')).toBe('a: 1\n');
  expect(fs.readdirSync(state)).toEqual(['files']);
});
