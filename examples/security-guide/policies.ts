import { App, Chart } from 'cdk8s';
import {
  GlobalNetworkPolicy, KubernetesNetworkPolicy, KubernetesPeer, KubernetesRule, NetworkPolicy, Peer, PolicyType, Rule, Selector, Tier, TierAccess,
  TierAccessLevel, TierSubject, Traffic,
} from 'cdk8s-calico';

/** The guide's policies, its tier and who may change what is in it. */
export function policies(app: App): void {
  const chart = new Chart(app, 'policies', { disableResourceNameHashes: true });

  new KubernetesNetworkPolicy(chart, 'db-network-policy', {
    metadata: { namespace: 'np-demo' },
    podSelector: Selector.label('role').equalTo('db'),
    policyTypes: [PolicyType.INGRESS, PolicyType.EGRESS],
    ingress: [
      KubernetesRule.allow(Traffic.tcp(6379)).from(
        KubernetesPeer.ipBlock('172.17.0.0/16', ['172.17.1.0/24']),
        KubernetesPeer.namespacesMatching(Selector.label('project').equalTo('myproject')),
        KubernetesPeer.pods(Selector.label('role').equalTo('frontend')),
      ),
    ],
    egress: [KubernetesRule.allow(Traffic.tcp(5978)).to(KubernetesPeer.ipBlock('10.0.0.0/24'))],
  });

  const redis = {
    selector: Selector.label('app').equalTo('database'),
    types: [PolicyType.INGRESS, PolicyType.EGRESS],
    ingress: [Rule.allow(Traffic.tcp(6379)).from(Peer.selector(Selector.label('app').equalTo('frontend')))],
    egress: [Rule.allow()],
  };
  new NetworkPolicy(chart, 'namespaced', { metadata: { namespace: 'myproject', name: 'allow-tcp-6379' }, ...redis });
  new GlobalNetworkPolicy(chart, 'global', { metadata: { name: 'allow-tcp-6379' }, ...redis });

  const tier = new Tier(chart, 'internal-access', { order: 100 });
  new GlobalNetworkPolicy(chart, 'let-the-others-decide', { tier, order: 10, selector: Selector.all(), ingress: [Rule.pass()], egress: [Rule.pass()] });
  new TierAccess(chart, 'internal-access-team', {
    tier: tier.tierName, level: TierAccessLevel.EDIT, subjects: [TierSubject.group('internal-access-team')],
  });

  // Service accounts and HTTP. The rule with http needs application layer policy: see node.ts.
  new NetworkPolicy(chart, 'summary-api', {
    metadata: { namespace: 'myproject' },
    selector: Selector.label('app').equalTo('summary'),
    ingress: [
      Rule.allow(Traffic.http({ methods: ['GET', 'PUT'], paths: [{ prefix: '/summary' }] })).from(Peer.serviceAccounts('customer')),
    ],
  });
}
