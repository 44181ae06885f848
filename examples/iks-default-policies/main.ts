import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { CalicoctlConfig, CalicoTarget, CalicoVersion, DenyNodePorts, IksHostPolicies } from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);

// A classic cluster has a host endpoint on the public interface of each worker node. IBM publishes the management networks of each location.
const defaults = new Chart(app, 'default-policies', { disableResourceNameHashes: true });
new IksHostPolicies(defaults, 'iks', {
  managementNets: ['10.0.0.0/8'],
  hosts: [{ node: 'kube-dal10-w1', interfaceName: 'eth1', expectedIPs: ['169.60.1.1'], labels: { 'ibm.role': 'worker_public' } }],
});

const block = new Chart(app, 'deny-node-ports', { disableResourceNameHashes: true });
new DenyNodePorts(block, 'all');

// Edge nodes take the traffic; the other nodes close their node ports to everybody but a partner's network.
new DenyNodePorts(block, 'with-exceptions', { name: 'deny-node-ports-but-partner', order: 900, exceptNets: ['192.0.2.0/24'], exceptPorts: [30080] });

app.synth();

const calicoctl = CalicoctlConfig.etcd({
  endpoints: ['https://169.1.1.1:30001'],
  keyFile: 'certs/admin-key.pem',
  certFile: 'certs/admin.pem',
  caCertFile: 'certs/ca-dal10-cluster.pem',
});
writeFileSync(join(app.outdir, 'calicoctl.cfg'), calicoctl.toFile());
writeFileSync(join(app.outdir, 'calicoctl-1.x.cfg'), calicoctl.toLegacyFile());
