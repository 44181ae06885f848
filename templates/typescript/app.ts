import { CalicoApp, CalicoTarget, CalicoVersion } from 'cdk8s-calico';
import { Shop } from './shop';

/** Everything that is applied to one cluster. The tests ask the same app. */
export function createApp(): CalicoApp {
  // The Calico that runs in the cluster: what it would refuse or ignore is an error here. cdk8s.yaml names it too.
  const app = new CalicoApp({ calico: CalicoTarget.of(CalicoVersion.V3_32) });
  new Shop(app, 'shop');
  return app;
}
