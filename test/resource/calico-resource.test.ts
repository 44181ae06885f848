import { App, Chart, JsonPatch, Lazy, Testing, IResolver, ResolutionContext } from 'cdk8s';
import {
  CalicoTarget, CalicoVersion, GlobalNetworkPolicy, HostEndpoint, NetworkPolicy, Peer, PerformanceHint, PolicyType, Rule, Selector, Traffic,
} from 'cdk8s-calico';

test('all errors of all objects come at once, each with its construct', () => {
  const chart = new Chart(new App(), 'c');
  const policy = new GlobalNetworkPolicy(chart, 'pre', { preDNAT: true, doNotTrack: true, egress: [Rule.deny(Traffic.http({ methods: ['GET'] }))] });
  policy.addIngress(Rule.allow(Traffic.tcp(80)).from(Peer.nets('10.0.0.0/8', '2001:db8::/32')));
  new HostEndpoint(chart, 'node', { node: 'n' });
  let message = '';
  try {
    Testing.synth(chart);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message.match(/\[c\/pre\]/g)!.length).toBeGreaterThanOrEqual(4);
  expect(message).toContain('[c/node] error[CAL');
  expect(message).toContain('spec.ingress[0]');
  expect(message).toContain('spec.egress[0]');
});

test('an acknowledged finding is not told, and the reason is written', () => {
  const chart = Testing.chart();
  const policy = new NetworkPolicy(chart, 'p', { ingress: [Rule.allow()] });
  policy.addJsonPatch(JsonPatch.replace('/spec/ingress/0/action', 'allow'));
  let message = '';
  try { Testing.synth(chart); } catch (error) { message = (error as Error).message; }
  const code = /CAL\d+/.exec(message)![0];
  policy.acknowledge(code, 'a test');
  expect(Testing.synth(chart)[0].metadata.annotations).toEqual({ [`calico.cdk8s.io/acknowledge-${code}`]: 'a test' });
  expect(() => policy.acknowledge(code, ' ')).toThrow('needs a reason');
  expect(() => policy.acknowledge('x', 'y')).toThrow('no code');
  expect(() => policy.acknowledge('CAL2999', 'y')).toThrow(/^acknowledge: 'CAL2999' is no code of a finding\. Did you mean CAL2\d/);
});

test('a field that the target lacks is an error', () => {
  const app = new App();
  CalicoTarget.of(CalicoVersion.V3_26).applyTo(app);
  const chart = new Chart(app, 'c');
  new NetworkPolicy(chart, 'p', { performanceHints: [PerformanceHint.ASSUME_NEEDED_ON_EVERY_NODE] });
  expect(() => Testing.synth(chart)).toThrow(/spec\.performanceHints.*v3\.27/);
});

test('metadata: chart and own', () => {
  const chart = new Chart(new App(), 'c', { namespace: 'shop', labels: { team: 'a', x: 'y' } });
  const policy = new NetworkPolicy(chart, 'p', { metadata: { labels: { team: 'b' }, annotations: { note: 'n' }, finalizers: ['a.b/c'] } });
  expect([policy.name, policy.namespace]).toEqual(['p', 'shop']);
  expect(Testing.synth(chart)[0].metadata).toEqual({
    name: 'p', namespace: 'shop', labels: { 'team': 'b', 'x': 'y', 'projectcalico.org/tier': 'default' }, annotations: { note: 'n' }, finalizers: ['a.b/c'],
  });
});

test('an object of the cluster has no namespace, also in a chart that has one', () => {
  const chart = new Chart(new App(), 'c', { namespace: 'shop' });
  expect(new GlobalNetworkPolicy(chart, 'p').namespace).toBeUndefined();
  expect(Testing.synth(chart)[0].metadata).not.toHaveProperty('namespace');
});

test('resolvers of the app are asked', () => {
  class Shout implements IResolver {
    public resolve(context: ResolutionContext): void {
      if (context.value === 'whisper') { context.replaceValue('SHOUT'); }
    }
  }
  const chart = new Chart(new App({ resolvers: [new Shout()] }), 'c');
  new NetworkPolicy(chart, 'p', { ingress: [Rule.allow().annotate('a', 'whisper')], metadata: { annotations: { b: 'whisper' } } });
  const [object] = Testing.synth(chart);
  expect([object.spec.ingress[0].metadata.annotations.a, object.metadata.annotations.b]).toEqual(['SHOUT', 'SHOUT']);
});

test('lazy metadata is resolved', () => {
  const chart = Testing.chart();
  new NetworkPolicy(chart, 'p', { metadata: { annotations: { a: Lazy.any({ produce: () => 'late' }) } } });
  expect(Testing.synth(chart)[0].metadata.annotations.a).toBe('late');
});

test('keys are sorted; properties that are not set are left out', () => {
  const chart = Testing.chart();
  new NetworkPolicy(chart, 'p', { types: [PolicyType.EGRESS], selector: Selector.all() });
  expect(JSON.stringify(Testing.synth(chart)[0])).toBe('{"apiVersion":"projectcalico.org/v3","kind":"NetworkPolicy",'
    + '"metadata":{"labels":{"projectcalico.org/tier":"default"},"name":"p"},"spec":{"selector":"all()","tier":"default","types":["Egress"]}}');
});

test('what cannot be rendered never leaves half-written', () => {
  const policy = new NetworkPolicy(Testing.chart(), 'p', { ingress: [Rule.allow().from(Peer.service('web'))] });
  expect(() => policy.apiObject.toJson()).toThrow('[test/p] spec.ingress[0].source.services.namespace');
});
