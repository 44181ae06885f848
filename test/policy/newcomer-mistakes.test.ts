import { App, Chart } from 'cdk8s';
import { CalicoTarget, CalicoVersion, ClusterPeer, KubernetesPeer, NetworkPolicy, Peer, Traffic } from '../../src';

test('a selector where namespaces are named', () => {
  for (const attempt of [() => Peer.namespaces("app == 'web'"), () => KubernetesPeer.namespaces('a b'), () => ClusterPeer.namespaces('A')]) {
    expect(attempt).toThrow(/is no name of a namespace .* say \w+\.namespacesMatching/);
  }
});

test('a port as text', () => {
  expect(() => Traffic.tcp('80' as unknown as number)).toThrow('Port: "80" is no number. Write ports without quotes');
});

test('the name of a tier in place of the tier', () => {
  expect(() => new NetworkPolicy(new Chart(new App(), 'c'), 'p', { tier: 'security' as never })).toThrow("tier: \"security\" is no tier. Give a Tier of this app, or Tier.named('…')");
});

test('a target that comes too late', () => {
  const app = new App();
  new Chart(app, 'c');
  expect(() => CalicoTarget.of(CalicoVersion.V3_31).applyTo(app)).toThrow("CalicoTarget.applyTo: 'the app' holds constructs already (c). Apply the target before");
});
