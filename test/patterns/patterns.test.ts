import { ApiObject, Chart, Testing, Yaml } from 'cdk8s';
import {
  AllowTraffic, DosMitigation, type DosMitigationProps, Enforcement, LkeBaselinePolicy, LkeEndpoints, Port, Rule, Selector, Tier, TierDefaultAction,
  TieredPolicy, Traffic, Workload,
} from '../../src';

function synth(build: (chart: Chart) => void): any[] {
  const chart = Testing.chart();
  build(chart);
  return Testing.synth(chart);
}

function pod(chart: Chart, name: string, namespace?: string): Workload {
  return Workload.of(new ApiObject(chart, name, { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace, labels: { app: name } }, spec: {} }));
}

describe('LkeBaselinePolicy', () => {
  test('nodes of both IP versions get rules for each', () => {
    const ingressOf = (...nodeNets: string[]) => synth((chart) => new LkeBaselinePolicy(chart, 'lke', { appliesTo: LkeEndpoints.HOSTS, nodeNets }))[0].spec.ingress
      .map(({ protocol, destination }: any) => `${protocol} ${destination.nets ?? 'any'} ${destination.ports}`);
    expect(ingressOf('10.1.0.0/16', 'fd00::/64')).toEqual([
      'TCP 10.1.0.0/16 10250,179', 'TCP fd00::/64 10250,179', 'UDP 10.1.0.0/16 51820', 'UDP fd00::/64 51820', 'TCP any 30000:32767', 'UDP any 30000:32767',
    ]);
    expect(() => ingressOf()).toThrow("LkeBaselinePolicy 'lke': nodeNets is empty");
  });

  test('every value can be changed', () => {
    expect(Yaml.formatObjects(synth((chart) => new LkeBaselinePolicy(chart, 'lke', {
      appliesTo: LkeEndpoints.HOSTS,
      nodeNets: ['10.1.0.0/16', '10.2.0.0/16'],
      kubeletPort: 10255,
      bgpPort: 1790,
      wireguardPort: 51821,
      nodePorts: Port.range(31000, 31999),
      order: -5,
      tier: Tier.named('nodes'),
      policyName: 'baseline',
    })))).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: nodes
  name: nodes.baseline
spec:
  ingress:
    - action: Allow
      destination:
        nets:
          - 10.1.0.0/16
          - 10.2.0.0/16
        ports:
          - 10255
          - 1790
      protocol: TCP
    - action: Allow
      destination:
        nets:
          - 10.1.0.0/16
          - 10.2.0.0/16
        ports:
          - 51821
      protocol: UDP
    - action: Allow
      destination:
        ports:
          - 31000:31999
      protocol: TCP
    - action: Allow
      destination:
        ports:
          - 31000:31999
      protocol: UDP
  order: -5
  selector: "!has(projectcalico.org/namespace)"
  tier: nodes
  types:
    - Ingress
"
`);
  });

  test('staged', () => {
    const objects = synth((chart) => new LkeBaselinePolicy(chart, 'lke', { appliesTo: LkeEndpoints.ALL, enforcement: Enforcement.STAGED }));
    expect(objects.map((object) => object.kind)).toEqual(['StagedGlobalNetworkPolicy']);
  });
});

describe('TieredPolicy', () => {
  const quarantine = { selector: Selector.label('quarantine').exists(), ingress: [Rule.deny()] };

  test('orders are spaced, names prefixed, ends of tiers said', () => {
    const objects = synth((chart) => {
      const tiers = new TieredPolicy(chart, 'org');
      tiers.addTier('security', { endOfTier: TierDefaultAction.PASS }).addPolicy('first', quarantine).addPolicy('second', { ...quarantine, order: 7 });
      tiers.addTier('apps', { endOfTier: TierDefaultAction.DENY }).addNamespacedPolicy('web', { metadata: { namespace: 'shop' }, ingress: [] });
    });
    expect(objects.map(({ kind, metadata, spec }) => `${kind} ${metadata.name} ${spec.order} ${spec.defaultAction ?? spec.tier}`)).toEqual([
      'Tier security 100 Pass',
      'GlobalNetworkPolicy security.first 100 security',
      'GlobalNetworkPolicy security.second 7 security',
      'Tier apps 200 Deny',
      'NetworkPolicy apps.web 100 apps',
    ]);
  });

  test('the order of a tier that Calico brings is left free', () => {
    const objects = synth((chart) => {
      const tiers = new TieredPolicy(chart, 'org', { firstOrder: 900 });
      ['a', 'b', 'c'].forEach((name) => tiers.addTier(name, { endOfTier: TierDefaultAction.PASS }));
    });
    expect(objects.map((tier) => tier.spec.order)).toEqual([900, 1050, 1150]);
  });

  test('tiers out of order are refused', () => {
    const tiers = new TieredPolicy(Testing.chart(), 'org');
    tiers.addTier('a', { endOfTier: TierDefaultAction.PASS, order: 300 });
    expect(() => tiers.addTier('b', { endOfTier: TierDefaultAction.PASS, order: 300 })).toThrow("tier 'b' has order 300, which is not after");
    expect(() => tiers.addTier('c', { endOfTier: TierDefaultAction.PASS, order: 1000 })).toThrow('a tier that Calico brings');
    expect(() => new TieredPolicy(Testing.chart(), 'org', { spacing: 0 })).toThrow('greater than 0');
  });

  test('staged: the tiers are real, the policies are not', () => {
    const objects = synth((chart) => new TieredPolicy(chart, 'org', { enforcement: Enforcement.STAGED })
      .addTier('security', { endOfTier: TierDefaultAction.PASS }).addPolicy('quarantine', quarantine));
    expect(objects.map((object) => object.kind)).toEqual(['Tier', 'StagedGlobalNetworkPolicy']);
  });
});

describe('DosMitigation', () => {
  const hosts = [{ node: 'secured', interfaceName: 'eth0', expectedIPs: ['10.0.0.1'] }];
  const build = (props: Partial<DosMitigationProps>) => synth((chart) => new DosMitigation(chart, 'dos', { denyNets: ['1.2.3.4/32'], hosts, ...props }));

  test('host endpoints get the profile that keeps the node reachable, unless told otherwise', () => {
    expect(build({})[0]).toMatchObject({ metadata: { name: 'secured-eth0' }, spec: { profiles: ['projectcalico-default-allow'] } });
    expect(build({ profiles: [] })[0].spec.profiles).toBeUndefined();
  });

  test('what would deny nothing is refused', () => {
    expect(() => build({ denyNets: [] })).toThrow('denyNets is empty');
    expect(() => build({ hosts: [] })).toThrow('hosts is empty');
    expect(() => build({ hosts: [{ node: 'a', interfaceName: '*' }] })).toThrow("hosts[0].interfaceName is '*'");
  });

  test('a malformed net is told where it is written', () => {
    expect(() => build({ denyNets: ['1.2.3'] })).toThrow('1.2.3');
  });
});

describe('AllowTraffic', () => {
  test('egress at the source, ingress at the destination', () => {
    expect(Yaml.formatObjects(synth((chart) => new AllowTraffic(chart, 'web-to-db', {
      source: pod(chart, 'web', 'shop'), destination: pod(chart, 'db', 'data'), traffic: Traffic.tcp(5432),
    })).filter((object) => object.kind !== 'Pod'))).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: web-to-db-egress
  namespace: shop
spec:
  egress:
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "data"
        ports:
          - 5432
        selector: app == "db"
      protocol: TCP
  selector: app == "web"
  tier: default
  types:
    - Egress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: web-to-db-ingress
  namespace: data
spec:
  ingress:
    - action: Allow
      destination:
        ports:
          - 5432
      protocol: TCP
      source:
        namespaceSelector: projectcalico.org/name == "shop"
        selector: app == "web"
  selector: app == "db"
  tier: default
  types:
    - Ingress
"
`);
  });

  test('tier, order and name are those of both', () => {
    const policies = synth((chart) => new AllowTraffic(chart, 'x', {
      source: pod(chart, 'web', 'shop'),
      destination: pod(chart, 'db', 'shop'),
      traffic: Traffic.tcp(5432),
      tier: Tier.named('apps'),
      order: 5,
      policyName: 'pg',
    })).filter((object) => object.kind !== 'Pod');
    expect(policies.map(({ metadata, spec }) => [metadata.name, metadata.namespace, spec.order])).toEqual([
      ['apps.pg-egress', 'shop', 5], ['apps.pg-ingress', 'shop', 5],
    ]);
  });

  test('HTTP requests are looked into at the destination, for Calico does so in ingress alone', () => {
    const [egress, ingress] = synth((chart) => new AllowTraffic(chart, 'x', {
      source: pod(chart, 'web', 'shop'),
      destination: pod(chart, 'api', 'shop'),
      traffic: Traffic.http({ methods: ['GET'] }).toPorts(Port.of(8080)),
    })).filter((object) => object.kind !== 'Pod');
    expect(egress.spec.egress[0]).toMatchObject({ protocol: 'TCP', destination: { ports: [8080] } });
    expect(egress.spec.egress[0].http).toBeUndefined();
    expect(ingress.spec.ingress[0]).toMatchObject({ protocol: 'TCP', destination: { ports: [8080] }, http: { methods: ['GET'] } });
  });
});
