import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import {
  CalicoTarget, CalicoVersion, GlobalNetworkPolicy, NetworkPolicy, Peer, PerformanceHint, PolicyType, Rule, Selector, StagedAction,
  StagedGlobalNetworkPolicy, StagedNetworkPolicy, Tier, Traffic,
} from 'cdk8s-calico';

const web = Selector.label('app').equalTo('web');

test('a policy of a namespace', () => {
  const chart = Testing.chart();
  new NetworkPolicy(chart, 'db', {
    metadata: { namespace: 'data' },
    tier: new Tier(chart, 'application'),
    order: 10,
    selector: Selector.parse("app == 'database'"),
    ingress: [Rule.allow(Traffic.tcp(5432)).from(Peer.selector(web).inNamespaces('shop')).because('orders')],
  });
  expect(Testing.synth(chart)[1]).toMatchInlineSnapshot(`
{
  "apiVersion": "projectcalico.org/v3",
  "kind": "NetworkPolicy",
  "metadata": {
    "labels": {
      "projectcalico.org/tier": "application",
    },
    "name": "application.db",
    "namespace": "data",
  },
  "spec": {
    "ingress": [
      {
        "action": "Allow",
        "destination": {
          "ports": [
            5432,
          ],
        },
        "metadata": {
          "annotations": {
            "calico.cdk8s.io/because": "orders",
          },
        },
        "protocol": "TCP",
        "source": {
          "namespaceSelector": "projectcalico.org/name == "shop"",
          "selector": "app == "web"",
        },
      },
    ],
    "order": 10,
    "selector": "app == "database"",
    "tier": "application",
    "types": [
      "Ingress",
    ],
  },
}
`);
});

test('a policy of the cluster', () => {
  const chart = new Chart(new App(), 'c', { namespace: 'shop' });
  new GlobalNetworkPolicy(chart, 'host', {
    order: -1,
    namespaceSelector: Selector.label('env').equalTo('prod'),
    serviceAccountSelector: Selector.label('role').exists(),
    preDNAT: true,
    performanceHints: [PerformanceHint.ASSUME_NEEDED_ON_EVERY_NODE],
    ingress: [Rule.deny()],
  });
  expect(Testing.synth(chart)[0]).toMatchInlineSnapshot(`
{
  "apiVersion": "projectcalico.org/v3",
  "kind": "GlobalNetworkPolicy",
  "metadata": {
    "labels": {
      "projectcalico.org/tier": "default",
    },
    "name": "host",
  },
  "spec": {
    "applyOnForward": true,
    "ingress": [
      {
        "action": "Deny",
      },
    ],
    "namespaceSelector": "env == "prod"",
    "order": -1,
    "performanceHints": [
      "AssumeNeededOnEveryNode",
    ],
    "preDNAT": true,
    "serviceAccountSelector": "has(role)",
    "tier": "default",
    "types": [
      "Ingress",
    ],
  },
}
`);
});

describe('types', () => {
  const typesOf = (props: object, add?: (policy: NetworkPolicy) => void): string[] => {
    const chart = Testing.chart();
    const policy = new NetworkPolicy(chart, 'p', props);
    add?.(policy);
    return Testing.synth(chart)[0].spec.types;
  };
  test.each([
    [{}, ['Ingress']],
    [{ ingress: [] }, ['Ingress']],
    [{ egress: [] }, ['Egress']],
    [{ ingress: [], egress: [] }, ['Ingress', 'Egress']],
    [{ egress: [Rule.allow()] }, ['Egress']],
    [{ types: [PolicyType.INGRESS], egress: [] }, ['Ingress']],
  ])('%j', (props, types) => {
    expect(typesOf(props)).toEqual(types);
  });
  test('rules added later count', () => {
    expect(typesOf({ ingress: [] }, (policy) => policy.addEgress(Rule.allow()))).toEqual(['Ingress', 'Egress']);
    expect(typesOf({}, (policy) => policy.addEgress(Rule.allow()))).toEqual(['Egress']);
  });
});

test('an empty list of rules is kept', () => {
  const chart = Testing.chart();
  new NetworkPolicy(chart, 'p', { ingress: [] });
  expect(Testing.synth(chart)[0].spec).toEqual({ ingress: [], tier: 'default', types: ['Ingress'] });
});

describe('names in a tier', () => {
  const nameOf = (tier: string, name?: string): string => new NetworkPolicy(Testing.chart(), 'id', { tier: Tier.named(tier), metadata: { name } }).name;
  test('carry the prefix once', () => {
    expect(nameOf('security')).toBe('security.id');
    expect(nameOf('security', 'p')).toBe('security.p');
    expect(nameOf('security', 'security.p')).toBe('security.p');
    expect(nameOf('default', 'p')).toBe('p');
  });
});

test('a target without tiers gets neither tier nor label', () => {
  const app = new App();
  CalicoTarget.of(CalicoVersion.V3_28).applyTo(app);
  const chart = new Chart(app, 'c');
  new NetworkPolicy(chart, 'p', { ingress: [] });
  expect(Testing.synth(chart)[0]).toEqual({
    apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec: { ingress: [], types: ['Ingress'] },
  });
  new NetworkPolicy(chart, 'q', { tier: Tier.named('security') });
  expect(() => Testing.synth(chart)).toThrow('[c/q] spec.tier: tiers exist since Calico v3.29');
});

describe('staged twins', () => {
  test('take name, properties and rules, also those added later', () => {
    const chart = Testing.chart();
    const policy = new NetworkPolicy(chart, 'db', { metadata: { namespace: 'data' }, tier: Tier.named('app'), order: 3, selector: web, ingress: [Rule.allow()] });
    policy.addStaged('db-staged');
    policy.addIngress(Rule.deny());
    const [enforced, staged] = Testing.synth(chart);
    expect(staged).toEqual({ ...enforced, kind: 'StagedNetworkPolicy', spec: { ...enforced.spec, stagedAction: 'Set' } });
    expect(enforced.spec.ingress).toHaveLength(2);
  });

  test('overrides win', () => {
    const chart = Testing.chart();
    const policy = new GlobalNetworkPolicy(chart, 'p', { order: 3, doNotTrack: true, ingress: [Rule.allow()] });
    policy.addStaged('q', { order: 4, ingress: [Rule.deny()], metadata: { name: 'other' }, tier: Tier.named('t') }).addEgress(Rule.pass());
    expect(Testing.synth(chart)[1]).toMatchObject({
      kind: 'StagedGlobalNetworkPolicy',
      metadata: { name: 't.other' },
      spec: { order: 4, doNotTrack: true, applyOnForward: true, ingress: [{ action: 'Deny' }], egress: [{ action: 'Pass' }], types: ['Ingress', 'Egress'] },
    });
  });

  test('one that rehearses a deletion has nothing but the tier', () => {
    const chart = Testing.chart();
    new StagedNetworkPolicy(chart, 'a', { stagedAction: StagedAction.DELETE });
    new StagedGlobalNetworkPolicy(chart, 'b', { stagedAction: StagedAction.DELETE });
    for (const { spec } of Testing.synth(chart)) {
      expect(spec).toEqual({ stagedAction: 'Delete', tier: 'default' });
    }
  });

  test('need v3.30', () => {
    const app = new App();
    CalicoTarget.of(CalicoVersion.V3_29).applyTo(app);
    const chart = new Chart(app, 'c');
    new NetworkPolicy(chart, 'p', { ingress: [] }).addStaged('s');
    expect(() => Testing.synth(chart)).toThrow('StagedNetworkPolicy exists since Calico v3.30');
  });
});

describe('addJsonPatch', () => {
  test('a patched port stays a port, unknown fields survive, the last patch wins', () => {
    const chart = Testing.chart();
    const policy = new NetworkPolicy(chart, 'p', { ingress: [Rule.allow(Traffic.tcp(80, 443))] });
    policy.addJsonPatch(JsonPatch.replace('/spec/ingress/0/destination/ports/0', 8443), JsonPatch.replace('/spec/ingress/0/protocol', 'UDP'));
    policy.addJsonPatch(JsonPatch.add('/spec/unknownField', { b: 1, a: [] }), JsonPatch.replace('/spec/ingress/0/destination/ports/1', 'http'));
    policy.apiObject.addJsonPatch(JsonPatch.add('/metadata/labels/extra', 'x'));
    expect(Testing.synth(chart)[0]).toMatchObject({
      metadata: { labels: { extra: 'x' } },
      spec: { ingress: [{ action: 'Allow', protocol: 'UDP', destination: { ports: [8443, 'http'] } }], unknownField: { b: 1, a: [] } },
    });
  });
});
