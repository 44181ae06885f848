import { App, Chart } from 'cdk8s';
import {
  CalicoTarget, CalicoVersion, DosMitigation, FelixConfiguration, GlobalNetworkPolicy, GlobalNetworkSet, HostEndpoint, Installation,
  KubernetesProvider, NetworkPolicy, Peer, PolicyType, Rule, Selector, Traffic,
} from 'cdk8s-calico';

const MANAGEMENT_NET = '203.0.113.0/24';
const ETCD = '192.0.2.10';
const POD_NET = '192.168.0.0/16';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);

const transaction = Selector.label('tier').equalTo('transaction');
const frontend = Peer.selector(Selector.label('tier').equalTo('frontend'));
const internal = Selector.label('exposure').equalTo('internal');

const policies = new Chart(app, 'policies');
new GlobalNetworkPolicy(policies, 'deny-transaction', {
  selector: transaction,
  ingress: [Rule.deny(Traffic.allTcp()).from(frontend)],
});
new NetworkPolicy(policies, 'log-transaction', {
  metadata: { name: 'deny-transaction', namespace: 'production' },
  selector: transaction,
  types: [PolicyType.INGRESS, PolicyType.EGRESS],
  ingress: [Rule.log(Traffic.allTcp()).from(frontend), Rule.deny(Traffic.allTcp()).from(frontend)],
});
new GlobalNetworkPolicy(policies, 'allow-cluster-internal-ingress', {
  order: 10,
  selector: internal,
  ingress: [Rule.allow().from(Peer.nets(POD_NET))],
});
new GlobalNetworkPolicy(policies, 'drop-other-ingress', {
  order: 20,
  selector: internal,
  ingress: [Rule.deny()],
});

// Policy for a worker node acts on its host endpoints only, so one comes with it.
const hosts = new Chart(app, 'hosts');
const worker = { role: 'favorite-k8s-worker' };
new HostEndpoint(hosts, 'favorite-k8s-worker-eth0', {
  metadata: { labels: worker },
  node: 'worker-1',
  interfaceName: 'eth0',
  expectedIPs: ['10.0.0.11'],
});
new GlobalNetworkPolicy(hosts, 'favorite-k8s-worker', {
  selector: Selector.labels(worker),
  order: 0,
  ingress: [
    Rule.allow(Traffic.tcp(22)).from(Peer.nets(MANAGEMENT_NET)),
    Rule.allow(Traffic.icmp()),
    Rule.allow(Traffic.tcp(10250)),
  ],
  egress: [
    Rule.allow(Traffic.tcp(2379)).to(Peer.nets(ETCD)),
    Rule.allow(Traffic.udp(53, 67)),
  ],
});

// The document's denial-of-service trio: its host endpoint has no profile.
const dos = { denyNets: ['1.2.3.4/32', '5.6.0.0/16'] };
const host = { node: 'secured', interfaceName: 'eth0', expectedIPs: ['10.0.0.1'], hostEndpointName: 'production-host' };
new DosMitigation(new Chart(app, 'dos-mitigation'), 'dos', { ...dos, hosts: [host], profiles: [] });
// The same without cutting the node off from everything but the failsafe ports.
new DosMitigation(new Chart(app, 'dos-mitigation-safe'), 'dos', { ...dos, hosts: [host] });

// What the document names in its last lines: ping, sets of addresses outside of the cluster, HTTP.
const more = new Chart(app, 'more');
const partners = new GlobalNetworkSet(more, 'partners', { metadata: { labels: { audience: 'partners' } }, nets: ['198.51.100.0/24'] });
const blocked = new GlobalNetworkSet(more, 'blocked', { metadata: { labels: { audience: 'blocked' } }, nets: ['198.51.100.128/25'] });
new NetworkPolicy(more, 'gateway', {
  metadata: { namespace: 'production' },
  selector: Selector.label('app').equalTo('gateway'),
  ingress: [
    Rule.allow(Traffic.icmpPing()),
    Rule.deny().from(Peer.networkSet(blocked)),
    Rule.allow(Traffic.tcp(443)).from(Peer.networkSet(partners)),
    Rule.allow(Traffic.http({ methods: ['GET'], paths: [{ prefix: '/status' }] })).from(frontend),
  ],
});

// How Calico itself is set up. Apply these server-side: both objects exist in the cluster already.
const setup = new Chart(app, 'setup');
new FelixConfiguration(setup, 'felix', { wireguard: { ipv4: true } });
new Installation(setup, 'installation', { provider: KubernetesProvider.GKE });

app.synth();
