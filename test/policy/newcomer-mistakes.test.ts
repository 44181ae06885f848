import { App, Chart } from 'cdk8s';
import { CalicoTarget, CalicoVersion, ClusterPeer, KubernetesPeer, NetworkPolicy, Peer, Rule, Selector, Traffic } from '../../src';

test('a selector where namespaces are named', () => {
  for (const attempt of [() => Peer.namespaces("app == 'web'"), () => KubernetesPeer.namespaces('a b'), () => ClusterPeer.namespaces('A')]) {
    expect(attempt).toThrow(/is no name of a namespace .* say \w+\.namespacesMatching/);
  }
});

test('a port as text', () => {
  expect(() => Traffic.tcp('80' as unknown as number)).toThrow('Port: "80" is no number. Write ports without quotes');
});

test('a label value that is not set, and one without quotes', () => {
  const unset = undefined as unknown as string;
  const message = 'Selector: label app is compared with undefined, and labels hold text. Give a text; something that was to hold it is not set.';
  for (const attempt of [() => Selector.label('app').equalTo(unset), () => Selector.label('app').isIn('web', unset), () => Selector.labels({ app: unset })]) {
    expect(attempt).toThrow(message);
  }
  expect(() => Selector.label('version').equalTo(2 as never)).toThrow("Selector: label version is compared with 2, and labels hold text. Give a text: '2'.");
});

test.each<[string, () => unknown, string]>([
  ['selector', () => Peer.selector(undefined as never), 'the selector is undefined, and the peer would match more than is meant'],
  ['selector of namespaces', () => Peer.namespacesMatching(undefined as never), 'the selector of namespaces is undefined'],
  ['further selector of namespaces', () => Peer.nets('10.0.0.0/8').inNamespacesMatching(undefined as never), 'the selector of namespaces is undefined'],
  ['selector of service accounts', () => Peer.serviceAccountsMatching(undefined as never), 'the selector of service accounts is undefined'],
  ['exception', () => Peer.everything().except(undefined as never), 'the selector of the exception is undefined'],
  ['namespace', () => Peer.namespaces('shop', undefined as never), 'Peer.namespaces: a value is undefined. Something that was to hold it is not set.'],
  ['net', () => Peer.nets(undefined as never), 'Peer.nets: a value is undefined.'],
  ['service account', () => Peer.serviceAccounts(undefined as never), 'Peer.serviceAccounts: a value is undefined.'],
])('%s: undefined does not match everybody', (_, make, message) => {
  expect(make).toThrow(message);
});

test('a selector in place of a peer', () => {
  const web = Selector.label('app').equalTo('web') as never;
  expect(() => Rule.allow().from(web)).toThrow('Rule.from: this is no peer but a selector. Say Peer.selector(…), and .inNamespaces(…) where it is about another namespace.');
  expect(() => Rule.allow().to(web)).toThrow('Rule.to: this is no peer but a selector.');
  expect(() => Rule.allow().to('shop/web' as never)).toThrow('Rule.to: this is no peer. Give what Peer.selector(…), Peer.nets(…) or another method of Peer returns.');
});

test('the name of a tier in place of the tier', () => {
  expect(() => new NetworkPolicy(new Chart(new App(), 'c'), 'p', { tier: 'security' as never })).toThrow("tier: \"security\" is no tier. Give a Tier of this app, or Tier.named('…')");
});

test('a target that comes too late', () => {
  const app = new App();
  new Chart(app, 'c');
  expect(() => CalicoTarget.of(CalicoVersion.V3_31).applyTo(app)).toThrow("CalicoTarget.applyTo: 'the app' holds constructs already (c). Apply the target before");
});
