import { Testing } from 'cdk8s';
import {
  ClusterNetworkPolicy, ClusterNetworkPolicyTier, ClusterPeer, ClusterRule, KubernetesNetworkPolicy, KubernetesPeer, KubernetesRule, PolicyType, Port,
  Selector, StagedAction, StagedKubernetesNetworkPolicy, Traffic,
} from 'cdk8s-calico';

const web = Selector.labels({ app: 'web' });

describe('KubernetesNetworkPolicy', () => {
  test('every field', () => {
    const chart = Testing.chart();
    new KubernetesNetworkPolicy(chart, 'p', {
      metadata: { namespace: 'shop' },
      podSelector: Selector.parse("app == 'db' && app != 'x' && env in {'a', 'b'} && zone not in {'c'} && has(team) && !has(legacy)"),
      ingress: [
        KubernetesRule.allow(Traffic.tcp(80, 443), Traffic.udpRange(5000, 5010), Traffic.allSctp(), Traffic.tcpPorts(Port.named('metrics'))).from(
          KubernetesPeer.pods(web), KubernetesPeer.pods(web).inNamespaces('a', 'b'), KubernetesPeer.namespaces('c'),
          KubernetesPeer.ipBlock('10.1.2.3/8', ['10.2.0.0/16']),
        ),
      ],
      egress: [KubernetesRule.allow()],
    });
    expect(Testing.synth(chart)[0]).toEqual({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'p', namespace: 'shop' },
      spec: {
        podSelector: {
          matchLabels: { app: 'db' },
          matchExpressions: [
            { key: 'app', operator: 'NotIn', values: ['x'] },
            { key: 'env', operator: 'In', values: ['a', 'b'] },
            { key: 'zone', operator: 'NotIn', values: ['c'] },
            { key: 'team', operator: 'Exists' },
            { key: 'legacy', operator: 'DoesNotExist' },
          ],
        },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{
          from: [
            { podSelector: { matchLabels: { app: 'web' } } },
            {
              podSelector: { matchLabels: { app: 'web' } },
              namespaceSelector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }] },
            },
            { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'c' } } },
            { ipBlock: { cidr: '10.0.0.0/8', except: ['10.2.0.0/16'] } },
          ],
          ports: [
            { protocol: 'TCP', port: 80 }, { protocol: 'TCP', port: 443 }, { protocol: 'UDP', port: 5000, endPort: 5010 },
            { protocol: 'SCTP' }, { protocol: 'TCP', port: 'metrics' },
          ],
        }],
        egress: [{}],
      },
    });
  });

  test('without anything it isolates ingress of the namespace, and says so', () => {
    const chart = Testing.chart();
    new KubernetesNetworkPolicy(chart, 'p');
    expect(Testing.synth(chart)[0].spec).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
  });

  test('the staged twin follows', () => {
    const chart = Testing.chart();
    const policy = new KubernetesNetworkPolicy(chart, 'p', { egress: [] });
    policy.addStaged('q', { policyTypes: [PolicyType.EGRESS] });
    policy.addEgress(KubernetesRule.allow(Traffic.udp(53)).to(KubernetesPeer.namespacesMatching(Selector.all())));
    const [enforced, staged] = Testing.synth(chart);
    expect(enforced.spec.egress).toEqual([{ ports: [{ protocol: 'UDP', port: 53 }], to: [{ namespaceSelector: {} }] }]);
    expect(staged).toEqual({
      apiVersion: 'projectcalico.org/v3', kind: 'StagedKubernetesNetworkPolicy', metadata: { name: 'p' }, spec: { ...enforced.spec, stagedAction: 'Set' },
    });
  });

  test('a staged deletion has nothing else', () => {
    const chart = Testing.chart();
    new StagedKubernetesNetworkPolicy(chart, 'p', { stagedAction: StagedAction.DELETE });
    expect(Testing.synth(chart)[0].spec).toEqual({ stagedAction: 'Delete' });
  });

  test('the wrong side of a rule is told at synth', () => {
    const chart = Testing.chart();
    new KubernetesNetworkPolicy(chart, 'p', { ingress: [KubernetesRule.allow().to(KubernetesPeer.pods(web))] });
    expect(() => Testing.synth(chart)).toThrow('[test/p] spec.ingress[0]: an ingress rule of Kubernetes names the other side only: say .from(…).');
  });

  test.each([
    ['an or', () => KubernetesPeer.pods(web.or(Selector.label('a').exists())), 'cannot say'],
    ['ICMP', () => KubernetesRule.allow(Traffic.icmpPing()), 'cannot match'],
    ['source ports', () => KubernetesRule.allow(Traffic.allTcp().fromPorts(Port.of(1))), 'cannot match'],
    ['a named port without a protocol', () => KubernetesRule.allow(Traffic.any().toPorts(Port.named('http'))), 'for TCP'],
    ['everything and more', () => KubernetesRule.allow(Traffic.any(), Traffic.tcp(1)), 'everything already'],
    ['an exception outside', () => KubernetesPeer.ipBlock('10.0.0.0/8', ['11.0.0.0/16']), 'not inside'],
    ['namespaces twice', () => KubernetesPeer.namespaces('a').inNamespaces('b'), 'takes them once'],
    ['no namespace', () => KubernetesPeer.namespaces(), 'at least one'],
    ['a broken CIDR', () => KubernetesPeer.ipBlock('10.0.0/8'), 'no CIDR'],
  ])('%s is refused where it is written', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('ClusterNetworkPolicy', () => {
  test('every field', () => {
    const chart = Testing.chart();
    new ClusterNetworkPolicy(chart, 'p', {
      tier: ClusterNetworkPolicyTier.ADMIN,
      priority: 5,
      subject: ClusterPeer.pods(web).inNamespaces('shop'),
      ingress: [
        ClusterRule.accept(Traffic.tcp(80), Traffic.udpRange(10, 20), Traffic.allSctp(), Traffic.any().toPorts(Port.named('http')))
          .from(ClusterPeer.namespaces('a'), ClusterPeer.pods(Selector.all())).named('first'),
        ClusterRule.pass().from(ClusterPeer.namespacesMatching(Selector.all())),
      ],
      egress: [ClusterRule.deny().to(ClusterPeer.networks('10.0.0.1', '192.168.1.1/16', '10.0.0.1/32'))],
    });
    expect(Testing.synth(chart)[0]).toEqual({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: { name: 'p' },
      spec: {
        tier: 'Admin',
        priority: 5,
        subject: { pods: { podSelector: { matchLabels: { app: 'web' } }, namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } } },
        ingress: [
          {
            action: 'Accept',
            name: 'first',
            from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'a' } } }, { pods: { podSelector: {} } }],
            protocols: [
              { tcp: { destinationPort: { number: 80 } } }, { udp: { destinationPort: { range: { start: 10, end: 20 } } } },
              { sctp: { destinationPort: { range: { start: 1, end: 65535 } } } }, { destinationNamedPort: 'http' },
            ],
          },
          { action: 'Pass', from: [{ namespaces: {} }] },
        ],
        egress: [{ action: 'Deny', to: [{ networks: ['10.0.0.1/32', '192.168.0.0/16'] }] }],
      },
    });
  });

  test('all that is wrong is told at once', () => {
    const chart = Testing.chart();
    const policy = new ClusterNetworkPolicy(chart, 'p', { tier: ClusterNetworkPolicyTier.BASELINE, priority: 5, subject: ClusterPeer.networks('10.0.0.0/8') });
    policy.addIngress(ClusterRule.deny(), ClusterRule.deny().from(ClusterPeer.networks('10.0.0.0/8')));
    policy.addEgress(ClusterRule.deny().from(ClusterPeer.namespaces('a')).to(ClusterPeer.namespaces('a')));
    expect(() => Testing.synth(chart)).toThrow(/spec\.subject: [^]*spec\.ingress\[0\]: [^]*spec\.ingress\[1\]\.from: [^]*spec\.egress\[0\]: /);
  });

  test('a named port has no protocol', () => {
    expect(() => ClusterRule.deny(Traffic.tcpPorts(Port.named('http')))).toThrow('whatever its protocol');
  });
});
