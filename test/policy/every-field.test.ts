import { App, Chart } from 'cdk8s';
import { kindFacts, newestMinor, type Schema, schemaAt } from '../../imports/facts';
import {
  CalicoTarget, CalicoVersion, ClusterNetworkPolicy, ClusterNetworkPolicyTier, ClusterPeer, ClusterRule, GlobalNetworkPolicy, GlobalNetworkSet,
  HostEndpoint, KubernetesNetworkPolicy, KubernetesPeer, KubernetesRule, NetworkPolicy, NetworkSet, Peer, PerformanceHint, PolicyType, Port, Protocol,
  Rule, Selector, Tier, Traffic,
} from 'cdk8s-calico';

const CALICO = 'projectcalico.org/v3';
const CLUSTER = 'policy.networking.k8s.io/v1alpha2';
const label = Selector.label('a');

/** Rules that together have every field of a rule, on both sides: which of them Calico accepts is not the question here. */
function rules(): Rule[] {
  const peer = Peer.selector(label.exists()).inNamespaces('n').andNets('10.0.0.0/8').exceptNets('10.1.0.0/16').except(label.equalTo('b'))
    .andServiceAccounts('sa').andServiceAccountsMatching(label.exists());
  const traffic = Traffic.tcp(1).fromPorts(Port.of(1)).exceptPorts(Port.of(2)).exceptFromPorts(Port.of(2)).exceptProtocol('UDP');
  return [
    Rule.allow(traffic).from(peer).to(peer).ipv4Only().annotate('k', 'v'),
    Rule.allow(Traffic.icmp(3, 4).exceptIcmp(5, 6)).from(Peer.service('s', 'n')).to(Peer.service('s', 'n')),
    Rule.allow(Traffic.http({ methods: ['GET'], paths: [{ exact: '/a' }, { prefix: '/b' }] })),
  ];
}

const COMMON = {
  order: 1,
  selector: label.exists(),
  serviceAccountSelector: label.exists(),
  types: [PolicyType.INGRESS],
  performanceHints: [PerformanceHint.ASSUME_NEEDED_ON_EVERY_NODE],
};
const GLOBAL = { ...COMMON, namespaceSelector: label.exists(), applyOnForward: true, preDNAT: true, doNotTrack: true };
/** One that needs matchLabels and matchExpressions. */
const LABELS = Selector.parse("a == 'b' && c in {'d'}");

/** Kind by kind, the constructs that produce every field. */
const TABLE: { readonly [kind: string]: (chart: Chart) => unknown } = {
  [`${CALICO}/NetworkPolicy`]: (chart) => new NetworkPolicy(chart, 'p', { ...COMMON, ingress: rules(), egress: rules() }),
  [`${CALICO}/StagedNetworkPolicy`]: (chart) => new NetworkPolicy(chart, 'p', { ...COMMON, ingress: rules(), egress: rules() }).addStaged('s'),
  [`${CALICO}/GlobalNetworkPolicy`]: (chart) => new GlobalNetworkPolicy(chart, 'p', { ...GLOBAL, ingress: rules(), egress: rules() }),
  [`${CALICO}/StagedGlobalNetworkPolicy`]: (chart) => new GlobalNetworkPolicy(chart, 'p', { ...GLOBAL, ingress: rules(), egress: rules() }).addStaged('s'),
  [`${CALICO}/StagedKubernetesNetworkPolicy`]: (chart) => {
    const peers = [KubernetesPeer.pods(LABELS).inNamespacesMatching(LABELS), KubernetesPeer.ipBlock('10.0.0.0/8', ['10.1.0.0/16'])];
    return new KubernetesNetworkPolicy(chart, 'p', {
      podSelector: LABELS,
      ingress: [KubernetesRule.allow(Traffic.tcpRange(1, 2)).from(...peers)],
      egress: [KubernetesRule.allow(Traffic.tcpRange(1, 2)).to(...peers)],
    }).addStaged('s');
  },
  [`${CALICO}/Tier`]: (chart) => new Tier(chart, 't', { order: 1 }),
  [`${CALICO}/NetworkSet`]: (chart) => new NetworkSet(chart, 's', { nets: ['10.0.0.0/8'] }),
  [`${CALICO}/GlobalNetworkSet`]: (chart) => new GlobalNetworkSet(chart, 's', { nets: ['10.0.0.0/8'] }),
  [`${CALICO}/HostEndpoint`]: (chart) => new HostEndpoint(chart, 'h', {
    node: 'n', interfaceName: 'eth0', expectedIPs: ['10.0.0.1'], profiles: ['p'], ports: [{ name: 'http', protocol: Protocol.TCP, port: 80 }],
  }),
  [`${CLUSTER}/ClusterNetworkPolicy`]: (chart) => {
    const all = [Traffic.tcp(1), Traffic.tcpRange(1, 2), Traffic.udp(1), Traffic.udpRange(1, 2), Traffic.sctp(1), Traffic.sctpRange(1, 2), Traffic.any().toPorts(Port.named('http'))];
    const peers = [ClusterPeer.namespacesMatching(LABELS), ClusterPeer.pods(LABELS).inNamespacesMatching(LABELS)];
    const rest = { tier: ClusterNetworkPolicyTier.ADMIN, priority: 1 };
    new ClusterNetworkPolicy(chart, 'q', { ...rest, subject: peers[0] });
    return new ClusterNetworkPolicy(chart, 'p', {
      ...rest,
      subject: peers[1],
      ingress: [ClusterRule.accept(...all).from(...peers).named('n')],
      egress: [ClusterRule.accept(...all).to(...peers, ClusterPeer.networks('10.0.0.0/8')).named('n')],
    });
  },
};

function schemaPaths(schema: Schema, path: string, into: Set<string>): void {
  if (schema.items ?? schema.values) {
    schemaPaths((schema.items ?? schema.values)!, path, into);
  }
  for (const [name, field] of schema.fields ?? []) {
    into.add(`${path}.${name}`);
    schemaPaths(field, `${path}.${name}`, into);
  }
}

function writtenPaths(value: unknown, path: string, into: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach((element) => writtenPaths(element, path, into));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, field] of Object.entries(value)) {
      into.add(`${path}.${name}`);
      writtenPaths(field, `${path}.${name}`, into);
    }
  }
}

test.each(Object.keys(TABLE))('%s: the constructs can produce every field that the CRD has', (key) => {
  const at = key.lastIndexOf('/');
  const [apiVersion, kind] = [key.slice(0, at), key.slice(at + 1)];
  const app = new App();
  CalicoTarget.of(CalicoVersion.V3_33).applyTo(app);
  const chart = new Chart(app, 'c', { namespace: 'n' });
  TABLE[key](chart);
  const written = new Set<string>();
  chart.node.findAll().filter((node) => 'toJson' in node && node !== chart).map((node) => (node as any).toJson())
    .filter((object) => object.kind === kind).forEach((object) => writtenPaths(object.spec, 'spec', written));

  const expected = new Set<string>();
  const schema = schemaAt(kindFacts(apiVersion, kind)!, newestMinor())!;
  schemaPaths(schema.fields!.get('spec')!, 'spec', expected);
  expect(expected.size).toBeGreaterThan(0);
  expect([...expected].filter((path) => !written.has(path))).toEqual([]);
});
