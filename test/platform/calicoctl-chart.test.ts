import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, Testing, YamlOutputType } from 'cdk8s';
import { ArgoCdApplication, ArgoCdProject, CalicoApp, CalicoctlChart, IPPool, Profile, RolloutPlan } from 'cdk8s-calico';

function filesOf(app: App): string[] {
  new IPPool(new Chart(app, 'pools'), 'pool', { cidr: '10.1.0.0/16' });
  new Profile(new CalicoctlChart(app, 'endpoints'), 'frontend');
  app.synth();
  return readdirSync(app.outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).sort();
}

const outdir = () => mkdtempSync(join(tmpdir(), 'calicoctl-'));

test('its file goes to a folder of its own, whatever the app writes', () => {
  expect(filesOf(new App({ outdir: outdir() }))).toEqual(['calicoctl/endpoints.yaml', 'pools.k8s.yaml']);
  expect(filesOf(new App({ outdir: outdir(), yamlOutputType: YamlOutputType.FILE_PER_APP }))).toEqual(['app.k8s.yaml', 'calicoctl/endpoints.yaml']);
});

test('CalicoApp too', () => {
  expect(filesOf(new CalicoApp({ outdir: outdir() }))).toEqual(['calicoctl/endpoints.yaml', 'pools.k8s.yaml']);
});

test('CalicoApp writes it with all else, so what goes is removed', () => {
  const app = new CalicoApp({ outdir: outdir() });
  filesOf(app);
  app.node.tryRemoveChild('endpoints');
  new Profile(new CalicoctlChart(app, 'others'), 'backend');
  app.synth();
  expect(readdirSync(join(app.outdir, 'calicoctl'))).toEqual(['others.yaml']);
});

test('neither Argo CD nor a plan of what kubectl applies knows its objects', () => {
  const app = new CalicoApp({ outdir: outdir() });
  new IPPool(new Chart(app, 'pools'), 'pool', { cidr: '10.1.0.0/16' });
  new Profile(new CalicoctlChart(app, 'endpoints'), 'frontend');
  expect(RolloutPlan.of(app).steps.flatMap(({ objects }) => objects)).toEqual(['IPPool.projectcalico.org pool']);
  const delivery = new Chart(new App(), 'delivery');
  new ArgoCdProject(delivery, 'project', { repoUrls: ['https://git.example.com/a.git'], manifests: app });
  new ArgoCdApplication(delivery, 'application', { repoUrl: 'https://git.example.com/a.git', path: 'rendered', manifests: app });
  expect(Testing.synth(delivery)[0].spec.clusterResourceWhitelist).toEqual([{ group: 'projectcalico.org', kind: 'IPPool' }]);
  expect(Testing.synth(delivery)[1].spec.source.directory).toEqual({ recurse: true, exclude: 'calicoctl/*' });
});

test.each(['.', '..', '../calicoctl', '/etc', './', 'a/../..'])('the folder %s is refused', (folder) => {
  expect(() => new CalicoctlChart(new App({ outdir: outdir() }), 'endpoints', { folder })).toThrow(`endpoints: the folder '${folder}' is not within the output folder`);
});

test('what is piped to kubectl is without it', () => {
  const app = new App();
  new Profile(new CalicoctlChart(app, 'endpoints'), 'frontend');
  expect(app.synthYaml()).not.toContain('Profile');
});
