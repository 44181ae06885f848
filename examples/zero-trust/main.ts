import { App, Chart } from 'cdk8s';
import { Deployment, LabelSelector, Namespace } from 'cdk8s-plus-34';
import {
  CalicoTarget, CalicoVersion, DenyByDefault, DenyScope, Dns, GlobalNetworkPolicy, KubernetesNetworkPolicy, NetworkPolicy, PolicyType, Rule, Selector,
  StagedGlobalNetworkPolicy, Workload,
} from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
const bothDirections = [PolicyType.INGRESS, PolicyType.EGRESS];

const workloads = new Chart(app, 'workloads');
new Namespace(workloads, 'shams', { metadata: { name: 'shams' } });
const [busybox, nginx] = ['busybox', 'nginx'].map((name) => {
  const labels = { app: name };
  const deployment = new Deployment(workloads, name, {
    metadata: { name, namespace: 'shams' },
    podMetadata: { labels },
    select: false,
    replicas: 1,
    containers: [{ image: name, portNumber: name === 'nginx' ? 80 : undefined }],
  });
  deployment.select(LabelSelector.of({ labels }));
  return deployment;
});

// The article's policies. The first one cuts DNS too, so busybox resolves no name.
const article = new Chart(app, 'zero-trust');
new GlobalNetworkPolicy(article, 'default-deny', { selector: Selector.all(), types: bothDirections });
new NetworkPolicy(article, 'allow-busybox-egress', {
  metadata: { namespace: 'shams' },
  selector: Workload.of(busybox).selector,
  egress: [Rule.allow()],
});
new NetworkPolicy(article, 'allow-nginx-ingress', {
  metadata: { namespace: 'shams' },
  selector: Workload.of(nginx).selector,
  ingress: [Rule.allow().from(Workload.of(busybox).peer)],
});
new KubernetesNetworkPolicy(article, 'default-deny-ingress', { metadata: { namespace: 'shams' }, policyTypes: [PolicyType.INGRESS] });
new KubernetesNetworkPolicy(article, 'default-deny-egress', { metadata: { namespace: 'shams' }, policyTypes: [PolicyType.EGRESS] });

// The article's draft mode: rehearsed, not enforced.
const draft = new Chart(app, 'draft');
new StagedGlobalNetworkPolicy(draft, 'default-deny', { selector: Selector.all(), types: bothDirections });

// A default deny that leaves DNS and the system's own namespaces alone.
const safe = new Chart(app, 'dns-safe');
new DenyByDefault(safe, 'deny', { scope: DenyScope.cluster(), dns: Dns.kubeDns(), policyName: 'default-deny-dns-safe' });

app.synth();
