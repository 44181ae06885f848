import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { BirdVersion, RouteReflectors } from 'cdk8s-calico';

/** The guide's route reflector outside of the cluster, and, instead of it, nodes of the cluster as reflectors. */
export function routing(app: App): { bird1: string; bird2: string; script: string } {
  const chart = new Chart(app, 'routing', { disableResourceNameHashes: true });
  const reflectors = new RouteReflectors(chart, 'reflectors', { asNumber: 64567, external: [{ address: '192.20.30.40' }] });
  const nodes = [
    { name: 'ip-172-31-49-195', address: '172.31.49.195' },
    { name: 'ip-172-31-51-217', address: '172.31.51.217' },
    { name: 'ip-172-31-53-121', address: '172.31.53.121' },
  ];

  // A cluster has one BGPConfiguration, so the other form is an app with a folder of its own.
  const other = new App({ outdir: join(app.outdir, 'reflectors-in-cluster') });
  const inside = new RouteReflectors(new Chart(other, 'routing', { disableResourceNameHashes: true }), 'reflectors', {
    inCluster: { label: { 'route-reflector': 'true' }, clusterId: '244.0.0.1', nodes: ['ip-172-31-49-195'] },
  });
  other.synth();
  return {
    bird1: reflectors.birdConfig('192.20.30.40', nodes, BirdVersion.V1).toString(),
    bird2: reflectors.birdConfig('192.20.30.40', nodes, BirdVersion.V2).toString(),
    script: inside.nodeScript(),
  };
}
