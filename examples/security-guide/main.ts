import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { addressing } from './addressing';
import { application } from './application';
import { endpoints } from './endpoints';
import { monitoring } from './monitoring';
import { node } from './node';
import { policies } from './policies';
import { routing } from './routing';
import { scale } from './scale';
import { CalicoctlConfig, CalicoTarget, CalicoVersion } from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);

application(app);
addressing(app);
policies(app);
node(app);
const { bird1, bird2, script } = routing(app);
const { patch } = scale(app);
monitoring(app);
endpoints(app);
app.synth();

const calicoctl = CalicoctlConfig.etcd({
  endpoints: ['https://etcd1:2379', 'https://etcd2:2379', 'https://etcd3:2379'],
  keyFile: '/etc/calico/key.pem',
  certFile: '/etc/calico/cert.pem',
  caCertFile: '/etc/calico/ca.pem',
});
const texts = {
  'calicoctl.cfg': calicoctl.toFile(),
  'calicoctl-etcd.env.sh': calicoctl.toShell(),
  'calicoctl-kubernetes.env.sh': CalicoctlConfig.kubernetes({ kubeconfig: '/path/to/kube/config' }).toShell(),
  'bird1.conf': bird1,
  'bird2.conf': bird2,
  'route-reflector-nodes.sh': script,
  'use-typha.sh': patch,
};
Object.entries(texts).forEach(([file, text]) => writeFileSync(join(app.outdir, file), text));
