import { type Cluster, type ClusterProps } from '../verdict';
import { type Progress } from './progress';

/** Reads a cluster from files and folders, and tells how far it is. The model and the YAML parser load only now. */
export function readCluster(paths: readonly string[], props: ClusterProps, { step }: Progress): Cluster {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readPaths, takeManifests } = require('../manifest') as typeof import('../manifest');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const verdict = require('../verdict') as typeof import('../verdict');
  const manifests = takeManifests(readPaths(paths, (done) => step('reading files', done)));
  step(`making a model of ${manifests.length} objects`);
  return verdict.Cluster._fromManifests(manifests, props);
}
