import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Chart, YamlOutputType } from 'cdk8s';
import { CalicoApp, CalicoctlChart, IPPool, Profile } from 'cdk8s-calico';

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

test('what is piped to kubectl is without it', () => {
  const app = new App();
  new Profile(new CalicoctlChart(app, 'endpoints'), 'frontend');
  expect(app.synthYaml()).not.toContain('Profile');
});
