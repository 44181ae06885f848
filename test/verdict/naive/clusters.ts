import * as fc from 'fast-check';
import { type NaiveEnd, type NaiveFlow } from './evaluator';
import { type JsonObject } from '../../../src/manifest';

/* Random clusters, small on purpose: few names, labels, ports and networks, so that policies meet. */

const NAMESPACES = ['alpha', 'beta'];
const PODS = ['alpha/p0', 'alpha/p1', 'beta/p2', 'beta/p3'];
/** The first of each is that of a host. */
const OUTSIDE = { 4: ['203.0.113.7', '198.51.100.9', '10.65.1.200'], 6: ['2001:db8::7', '2001:db8:1::9'] } as const;
const NETS = ['10.65.0.0/16', '10.65.1.0/24', '10.65.1.11/32', '203.0.113.0/24', '203.0.113.7/32',
  '0.0.0.0/0', 'fd00:65::/32', '2001:db8::/32', '::/0', 'fd00:65:1::b/128'];
const PORTS = [53, 80, 443, 5432, 8080];
const PORT_NAMES = ['http', 'dns', 'sql'];

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined, freq: 2 });
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => (
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
);
const record = (fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(fields).map((object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)));

const labels = record({ app: maybe(pick('web', 'api', 'db')), tier: maybe(pick('fe', 'be')) });

const selectorLeaf = pick(
  'app == \'web\'', 'app != \'web\'', 'has(app)', '!has(tier)', 'tier == "be"', 'app in { \'web\', \'db\' }', 'app not in { \'api\' }',
  'app starts with \'a\'', 'app contains \'e\'', 'tier ends with \'e\'', 'all()',
);
const selector = fc.oneof(
  { weight: 4, arbitrary: selectorLeaf },
  fc.tuple(selectorLeaf, pick('&&', '||'), selectorLeaf).map(([a, operator, b]) => `(${a}) ${operator} (${b})`),
  selectorLeaf.map((text) => `!(${text})`),
);
const namespaceSelector = pick('team == \'red\'', 'has(team)', '!has(team)', 'projectcalico.org/name == \'alpha\'',
  'kubernetes.io/metadata.name != \'alpha\'');
const accountSelector = pick('role == \'front\'', '!has(role)', 'projectcalico.org/name == \'front\'');

const port = fc.oneof(pick(...PORTS), pick('50:90', '400:6000', '1:65535'), pick(...PORT_NAMES));
const nets = (version: 4 | 6): fc.Arbitrary<string[]> => (
  fc.uniqueArray(pick(...NETS.filter((net) => net.includes(':') === (version === 6))), { minLength: 1, maxLength: 2 })
);

const entity = (withPorts: boolean): fc.Arbitrary<Record<string, unknown>> => fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 5,
    arbitrary: record({
      selector: maybe(selector),
      notSelector: rarely(selector),
      namespaceSelector: rarely(fc.oneof(namespaceSelector, pick('all()', 'global()'))),
      serviceAccounts: rarely(record({ names: maybe(fc.constant(['front'])), selector: maybe(accountSelector) })),
      nets: rarely(fc.oneof(nets(4), nets(6))),
      notNets: rarely(fc.oneof(nets(4), nets(6))),
      ports: withPorts ? maybe(fc.array(port, { minLength: 1, maxLength: 3 })) : fc.constant(undefined),
      notPorts: withPorts ? rarely(fc.array(port, { minLength: 1, maxLength: 2 })) : fc.constant(undefined),
    }),
  },
);

const service = record({ services: fc.record({ name: pick('svc', 'absent'), namespace: pick(...NAMESPACES) }) });
const action = pick('Allow', 'Allow', 'Deny', 'Deny', 'Pass', 'Log');

const rule = fc.oneof(
  {
    weight: 5,
    arbitrary: record({
      action,
      protocol: pick<string | number>('TCP', 'TCP', 6,
        'UDP', 'SCTP'),
      source: entity(true),
      destination: entity(true),
    }),
  },
  {
    weight: 2,
    arbitrary: record({
      action,
      ipVersion: maybe(pick(4, 6)),
      notProtocol: maybe(pick<string | number>('TCP',
        17, 'ICMP')),
      source: entity(false),
      destination: entity(false),
    }),
  },
  {
    weight: 1,
    arbitrary: record({
      action,
      protocol: pick('ICMP', 'ICMPv6'),
      icmp: maybe(record({
        type: pick(8,
          128),
        code: maybe(pick(0, 1)),
      })),
    }),
  },
  { weight: 1, arbitrary: record({ action, protocol: pick('ICMP', 'ICMPv6'), notICMP: record({ type: pick(8, 128) }) }) },
  {
    weight: 1,
    arbitrary: fc.tuple(action, service, fc.boolean()).map(([chosen, side, isSource]) => ({
      action: chosen,
      [isSource ? 'source' : 'destination']: side,
    })),
  },
);
const rules = fc.option(fc.array(rule, { maxLength: 4 }), { nil: undefined, freq: 5 });

const common = {
  order: maybe(pick(-1, 0, 10, 10.5, 1000)),
  tier: maybe(pick('security', 'audit',
    'nowhere', 'default')),
  selector: fc.oneof(rarely(selector), pick('all()', undefined)),
};
const types = maybe(pick(['Ingress'], ['Egress'], ['Ingress', 'Egress']));

const networkPolicy = record({ ...common, types, ingress: rules, egress: rules, serviceAccountSelector: rarely(accountSelector) });
const globalPolicy = record({
  ...common,
  types,
  ingress: rules,
  egress: rules,
  namespaceSelector: rarely(namespaceSelector),
  serviceAccountSelector: rarely(accountSelector),
  applyOnForward: maybe(fc.boolean()),
});

/** Where in the ways of host endpoints a policy is; before address translation there is ingress only. */
const placed = fc.tuple(globalPolicy, pick('', '', '', 'preDNAT', 'doNotTrack')).map(([spec, place]) => {
  if (place === '') { return spec; }
  const before = { ...spec, applyOnForward: true, [place]: true };
  return place === 'preDNAT' ? { ...before, types: ['Ingress'], egress: undefined } : before;
});

const kubernetesSelector = (values: readonly string[], key: string): fc.Arbitrary<Record<string, unknown>> => record({
  matchLabels: maybe(pick(...values).map((value) => ({ [key]: value }))),
  matchExpressions: rarely(fc.oneof(
    pick('In', 'NotIn').map((operator) => [{ key, operator, values: [...values].slice(0, 1) }]),
    pick('Exists', 'DoesNotExist').map((operator) => [{ key, operator }]),
  )),
});
const podSelector = kubernetesSelector(['web', 'db'], 'app');
const teamSelector = kubernetesSelector(['red', 'blue'], 'team');
const kubernetesPeer = fc.oneof(
  record({ podSelector: maybe(podSelector), namespaceSelector: maybe(teamSelector) }).filter((peer) => Object.keys(peer).length > 0),
  fc.oneof(nets(4), nets(6)).map(([cidr, ...except]) => ({ ipBlock: except.length === 0 ? { cidr } : { cidr, except } })),
);
const kubernetesPort = fc.oneof(
  record({ protocol: maybe(pick('TCP', 'UDP', 'SCTP')), port: maybe(fc.oneof(pick(...PORTS), pick(...PORT_NAMES))) }),
  fc.record({ protocol: pick('TCP', 'UDP'), port: pick(53, 80), endPort: pick(90, 6000) }),
);
const kubernetesRules = (field: string): fc.Arbitrary<unknown> => fc.option(fc.array(record({
  [field]: maybe(fc.array(kubernetesPeer, { maxLength: 2 })), ports: maybe(fc.array(kubernetesPort, { maxLength: 3 })),
}), { maxLength: 2 }), { nil: undefined, freq: 5 });
const kubernetesPolicy = record({ podSelector, policyTypes: types, ingress: kubernetesRules('from'), egress: kubernetesRules('to') });

const pods = fc.record({ podSelector, namespaceSelector: teamSelector });
const clusterPeer = fc.oneof(fc.record({ namespaces: teamSelector }), fc.record({ pods }));
const clusterProtocol = fc.oneof(
  pick(...PORT_NAMES).map((destinationNamedPort) => ({ destinationNamedPort })),
  fc.tuple(pick('tcp', 'udp', 'sctp'), maybe(fc.oneof(
    pick(...PORTS).map((number) => ({ number })), fc.constant({ range: { start: 50, end: 6000 } }),
  ))).map(([name, destinationPort]) => ({ [name]: destinationPort === undefined ? {} : { destinationPort } })),
);
const clusterRules = (field: 'from' | 'to'): fc.Arbitrary<unknown> => fc.option(fc.array(record({
  action: pick('Accept', 'Deny', 'Pass'),
  [field]: fc.array(field === 'to' ? fc.oneof(clusterPeer, fc.oneof(nets(4), nets(6)).map((networks) => ({ networks }))) : clusterPeer,
    { minLength: 1, maxLength: 2 }),
  protocols: maybe(fc.array(clusterProtocol, { minLength: 1, maxLength: 2 })),
}), { maxLength: 2 }), { nil: undefined, freq: 5 });
const clusterPolicy = record({
  tier: pick('Admin', 'Baseline'),
  priority: pick(0, 10),
  subject: fc.oneof(fc.record({ namespaces: teamSelector }), fc.record({ pods })),
  ingress: clusterRules('from'),
  egress: clusterRules('to'),
});

const CALICO = 'projectcalico.org/v3';

const policy = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.tuple(networkPolicy, pick(...NAMESPACES)).map(([spec, namespace]) => ({
      apiVersion: CALICO,
      kind: 'NetworkPolicy',
      metadata: { namespace },
      spec,
    })),
  },
  { weight: 3, arbitrary: placed.map((spec) => ({ apiVersion: CALICO, kind: 'GlobalNetworkPolicy', metadata: {}, spec })) },
  {
    weight: 2,
    arbitrary: fc.tuple(kubernetesPolicy, pick(...NAMESPACES)).map(([spec, namespace]) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace },
      spec,
    })),
  },
  {
    weight: 2,
    arbitrary: clusterPolicy.map((spec) => ({
      apiVersion: 'policy.networking.k8s.io/v1alpha2',
      kind: 'ClusterNetworkPolicy',
      metadata: {},
      spec,
    })),
  },
);
/** Policies that are not enforced, only tried out; a deletion that is tried out does not come to Felix. */
const tried = fc.tuple(policy, pick(undefined, undefined, undefined, undefined, 'Set', 'Delete')).map(([object, stagedAction]) => {
  if (stagedAction === undefined || object.kind === 'ClusterNetworkPolicy') { return object; }
  const kind = object.apiVersion === CALICO ? `Staged${object.kind}` : 'StagedKubernetesNetworkPolicy';
  return { ...object, apiVersion: CALICO, kind, spec: { ...object.spec, stagedAction } };
});
const policies = fc.array(tried, { minLength: 1, maxLength: 6 })
  .map((list) => list.map((object, index) => ({ ...object, metadata: { ...object.metadata, name: `${'abc'[index % 3]}${Math.floor(index / 3)}` } })));

const tier = (name: string): fc.Arbitrary<JsonObject> => record({
  order: maybe(pick(-5, 100,
    1000, 2_000_000)),
  defaultAction: maybe(pick('Deny', 'Pass')),
})
  .map((spec) => ({ apiVersion: CALICO, kind: 'Tier', metadata: { name }, spec }) as JsonObject);

const containerPorts = fc.uniqueArray(pick(
  { name: 'http', containerPort: 80 }, { name: 'http', containerPort: 8080 }, { name: 'dns', containerPort: 53, protocol: 'UDP' },
  { name: 'sql', containerPort: 5432 },
), { maxLength: 2 });
const podObject = (id: string, index: number): fc.Arbitrary<JsonObject> => fc.record({
  own: labels,
  ports: containerPorts,
  account: pick('default', 'front'),
})
  .map(({ own, ports, account }) => {
    const [namespace, name] = id.split('/');
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: own },
      spec: { serviceAccountName: account, nodeName: 'node1', containers: [{ name: 'c', ports }] },
      status: { phase: 'Running', podIPs: [{ ip: `10.65.1.${10 + index}` }, { ip: `fd00:65:1::${(10 + index).toString(16)}` }] },
    } as JsonObject;
  });

const sets = fc.tuple(labels, labels, labels, pick('eth0', 'eth0', 'eth0', '*'), pick(undefined, ['projectcalico-default-allow']), fc.array(pick(...NETS), { minLength: 1, maxLength: 2 }),
  fc.array(pick(...NETS), { minLength: 1, maxLength: 2 }))
  .map(([one, two, three, interfaceName, profiles, first, second]): JsonObject[] => [
    { apiVersion: CALICO, kind: 'NetworkSet', metadata: { name: 'set', namespace: 'alpha', labels: one as JsonObject }, spec: { nets: first } },
    { apiVersion: CALICO, kind: 'GlobalNetworkSet', metadata: { name: 'gset', labels: two as JsonObject }, spec: { nets: second } },
    {
      apiVersion: CALICO,
      kind: 'HostEndpoint',
      metadata: { name: 'hep', labels: three as JsonObject },
      spec: {
        node: 'node1',
        interfaceName,
        ...profiles === undefined ? {} : { profiles },
        expectedIPs: ['203.0.113.7', '2001:db8::7'],
        ports: [{ name: 'http', protocol: 'TCP', port: 443 }],
      },
    },
  ]);

const fixed = fc.tuple(pick('red', 'blue', undefined), pick('red', 'blue', undefined), pick('front',
  'back')).map(([alpha, beta, role]): JsonObject[] => [
  ...([['alpha', alpha], ['beta', beta]] as const).map(([name, team]): JsonObject => (
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: team === undefined ? {} : { team } } })),
  ...NAMESPACES.flatMap((namespace) => [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'front', namespace, labels: { role } } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace, labels: {} } },
  ] as JsonObject[]),
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'svc-1', namespace: 'alpha', labels: { 'kubernetes.io/service-name': 'svc' } },
    endpoints: [{ addresses: ['10.65.1.11'] }, { addresses: ['203.0.113.7'] }],
    ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }],
  },
]);

/** A complete cluster. */
export const cluster: fc.Arbitrary<JsonObject[]> = fc.tuple(fixed, sets, tier('security'), tier('audit'), policies, ...PODS.map(podObject))
  .map(([base, others, first, second, list, ...podObjects]) => [...base, ...others, first, second,
    ...list as unknown as JsonObject[], ...podObjects]);

const end = (version: 4 | 6): fc.Arbitrary<{ pod?: string; ip?: string }> => fc.oneof(
  { weight: 3, arbitrary: pick(...PODS).map((pod) => ({ pod })) }, pick(version === 4 ? '203.0.113.8' : '2001:db8::8', ...OUTSIDE[version].slice(1)).map((ip) => ({ ip })),
);

/** Both ends: of pods and addresses, of a host and its own pods, or of what goes through the host endpoint. */
const ways = (version: 4 | 6): fc.Arbitrary<Pick<NaiveFlow, 'from' | 'to' | 'hook' | 'hostEndpoint'>> => {
  const [pod, ip, host] = [pick(...PODS).map((name) => ({ pod: name })), pick(...OUTSIDE[version]).map((each) => ({ ip: each })), fc.constant({ host: 'node1' })];
  const through = (hook: NonNullable<NaiveFlow['hook']>, from: fc.Arbitrary<NaiveEnd>, to: fc.Arbitrary<NaiveEnd>): fc.Arbitrary<NaiveFlow> => (
    fc.record({ from, to, hook: fc.constant(hook), hostEndpoint: fc.constant('hep') }) as fc.Arbitrary<NaiveFlow>);
  return fc.oneof(
    { weight: 12, arbitrary: fc.record({ from: end(version), to: end(version) }) },
    fc.record({ from: host, to: pod }),
    { weight: 2, arbitrary: through('toHost', ip, host) },
    { weight: 2, arbitrary: through('fromHost', host, ip) },
    through('forwardIn', ip, ip),
    through('forwardOut', ip, ip),
    through('toPod', ip, pod),
    through('fromPod', pod, ip),
  );
};

const flowOf = (ipVersion: 4 | 6): fc.Arbitrary<NaiveFlow> => fc.tuple(ways(ipVersion), fc.record({
  ipVersion: fc.constant(ipVersion),
  sourcePort: pick(53, 67, 80, 179, 40_000),
  destinationPort: pick(...PORTS, 22, 68, 179, 4789, 9999),
  protocol: pick(6, 6, 17, 132, ipVersion === 4 ? 1 : 58, 47, 4),
  code: pick(0, 1),
  type: pick(8, 128, 3),
})).map(([ends, { code, type, ...headers }]) => (
  { ...ends, ...headers, ...headers.protocol === 1 || headers.protocol === 58 ? { icmp: { type, code } } : {} }));

export const flow: fc.Arbitrary<NaiveFlow> = fc.oneof({ weight: 3, arbitrary: flowOf(4) }, flowOf(6));
