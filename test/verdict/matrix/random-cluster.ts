import * as fc from 'fast-check';
import { type JsonObject } from '../../../src/manifest';

/** What the host endpoint expects. */
export const HOST_ADDRESS = '203.0.113.9';

const name = (prefix: string) => (index: number): string => `${prefix}${index}`;
const namespaces = ['a', 'b', 'c'];
const selector = fc.constantFrom(
  '', 'all()', 'app == \'x\'', 'app == \'y\'', 'app != \'x\'', 'has(role)', '!has(role)', 'app in {\'x\', \'z\'}', 'role not in {\'db\'}',
  'app starts with \'x\'', 'has(app) && role == \'db\'', 'projectcalico.org/namespace == \'a\'', 'global()', 'projectcalico.org/orchestrator == \'k8s\'',
);
const namespaceSelector = fc.constantFrom('', '', '', 'all()', 'global()', 'team == \'red\'', 'projectcalico.org/name == \'b\'', 'has(secret)');
const net = fc.constantFrom('10.0.0.0/8', '10.0.0.0/28', '10.0.0.3/32', '0.0.0.0/0', '192.0.2.0/24', '192.0.2.7', '2001:db8::/32', '::/0', `${HOST_ADDRESS}/32`);
const nets = fc.option(fc.uniqueArray(net, { minLength: 1, maxLength: 3 }), { freq: 3, nil: undefined });
const port = fc.oneof(fc.constantFrom<number | string>(80, 443, '8000:8100', 'http', 'dns', '1:65535', 4789), fc.integer({ min: 1, max: 65535 }));
const ports = fc.option(fc.array(port, { minLength: 1, maxLength: 3 }), { freq: 2, nil: undefined });
const services = fc.option(fc.record({ name: fc.constantFrom('web', 'gone'), namespace: fc.constantFrom('a', 'b') }), { freq: 12, nil: undefined });

const entity = fc.record({
  selector,
  notSelector: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, { weight: 1, arbitrary: selector }),
  namespaceSelector,
  nets,
  notNets: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: nets }),
});

const rule = fc.record({
  action: fc.constantFrom('Allow', 'Allow', 'Deny', 'Pass', 'Log'),
  protocol: fc.constantFrom<string | number | undefined>('TCP', 'TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 112, undefined),
  notProtocol: fc.constantFrom<string | undefined>(undefined, undefined, undefined, 'UDP'),
  ipVersion: fc.constantFrom<number | undefined>(undefined, undefined, undefined, 4, 6),
  icmp: fc.option(fc.record({ type: fc.constantFrom(8, 128), code: fc.constantFrom<number | undefined>(undefined, 0) }), { freq: 2, nil: undefined }),
  notICMP: fc.option(fc.record({
    type: fc.constantFrom(8, 3), code: fc.constantFrom<number | undefined>(undefined, 1),
  }), { freq: 5, nil: undefined }),
  source: entity,
  destination: entity,
  destinationPorts: ports,
  destinationNotPorts: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: ports }),
  sourcePorts: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: ports }),
  services,
  http: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, { methods: ['GET'] }),
}).map(({ destinationPorts, destinationNotPorts, sourcePorts, services: service, icmp, notICMP, ...rest }): JsonObject => {
  const hasPorts = ['TCP', 'UDP', 'SCTP'].includes(String(rest.protocol));
  const isIcmp = String(rest.protocol).startsWith('ICMP');
  const listed = hasPorts ? destinationPorts : undefined;
  return JSON.parse(JSON.stringify({
    ...rest,
    ...isIcmp ? { icmp, notICMP } : {},
    source: { ...rest.source, ports: hasPorts ? sourcePorts : undefined },
    destination: service !== undefined && hasPorts ? { services: service }
      : { ...rest.destination, ports: listed, notPorts: hasPorts ? destinationNotPorts : undefined },
  })) as JsonObject;
});

const policy = fc.record({
  staged: fc.constantFrom(false, false, false, true),
  isGlobal: fc.boolean(),
  namespace: fc.constantFrom(...namespaces),
  tier: fc.constantFrom('default', 'first', 'second', 'absent'),
  order: fc.constantFrom<number | undefined>(1, 2, 2, undefined),
  selector,
  namespaceSelector,
  types: fc.constantFrom(['Ingress'], ['Egress'], ['Ingress', 'Egress']),
  ingress: fc.array(rule, { maxLength: 4 }),
  egress: fc.array(rule, { maxLength: 4 }),
});

const labels = fc.record({ app: fc.constantFrom('x', 'y', 'z', 'xx'), role: fc.constantFrom('db', 'web', '') })
  .map(({ app, role }) => (role === '' ? { app } : { app, role }) as JsonObject);

const pod = fc.record({
  namespace: fc.constantFrom(...namespaces),
  labels,
  v4: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 4, nil: undefined }),
  v6: fc.option(fc.integer({ min: 1, max: 9 }), { freq: 2, nil: undefined }),
  ports: fc.subarray([{ name: 'http', containerPort: 8080 }, { name: 'http', containerPort: 80 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }]),
});

const set = fc.record({ namespace: fc.constantFrom('', ...namespaces), labels, nets: fc.uniqueArray(net, { maxLength: 3 }) });

/** Endpoints of which one is a pod that is never there, unless another pod has its address. */
const SLICE = {
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: { name: 'web-1', namespace: 'a', labels: { 'kubernetes.io/service-name': 'web' } },
  endpoints: [{ addresses: ['10.0.0.3'], targetRef: { kind: 'Pod', name: 'elsewhere' } }, { addresses: ['192.0.2.7'] }],
  ports: [{ port: 80 }, { port: 53, protocol: 'UDP' }],
};

/** Small clusters whose few names meet often. */
export const cluster: fc.Arbitrary<JsonObject[]> = fc.record({
  pods: fc.array(pod, { minLength: 1, maxLength: 8 }),
  sets: fc.array(set, { maxLength: 3 }),
  policies: fc.array(policy, { maxLength: 7 }),
  namespaces: fc.subarray(namespaces),
  pool: fc.boolean(),
  tiers: fc.subarray(['first', 'second']),
  passes: fc.boolean(),
  service: fc.constantFrom('selected', 'listed', 'none'),
  wildcard: fc.constantFrom(false, false, false, true),
  unnamed: fc.constantFrom(false, false, false, true),
}).map((parts) => [
  ...parts.namespaces.map((each) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: each, labels: { team: each === 'a' ? 'red' : 'blue' } } })),
  ...parts.tiers.map((tier, index) => ({
    apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: tier }, spec: { order: 10 + index, ...parts.passes ? { defaultAction: 'Pass' } : {} },
  })),
  ...parts.pool ? [{ apiVersion: 'projectcalico.org/v3', kind: 'IPPool', metadata: { name: 'pool' }, spec: { cidr: '10.0.0.0/24' } }] : [],
  ...parts.service === 'selected' ? [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', namespace: 'a' }, spec: { selector: { app: 'x' }, ports: [{ port: 80, targetPort: 'http' }] } }] : [],
  ...parts.service === 'listed' ? [SLICE] : [],
  ...parts.wildcard ? [{ apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', metadata: { name: 'all', labels: { app: 'x' } }, spec: { node: 'n', interfaceName: '*', expectedIPs: [HOST_ADDRESS] } }] : [],
  ...parts.pods.map((each, index) => podObject(each, index, parts.wildcard)),
  ...parts.sets.map((each, index) => ({
    apiVersion: 'projectcalico.org/v3',
    kind: each.namespace === '' ? 'GlobalNetworkSet' : 'NetworkSet',
    metadata: { name: name('set')(index), labels: each.labels, ...each.namespace === '' ? {} : { namespace: each.namespace } },
    spec: { nets: each.nets },
  })),
  ...parts.policies.map(({ isGlobal, staged, namespace, namespaceSelector: of, ...spec }, index) => ({
    apiVersion: 'projectcalico.org/v3',
    kind: `${staged ? 'Staged' : ''}${isGlobal ? 'Global' : ''}NetworkPolicy`,
    metadata: { name: `${spec.tier}.${name('p')(index)}`, ...isGlobal ? {} : { namespace } },
    spec: { ...spec, ...isGlobal && of !== 'global()' ? { namespaceSelector: of } : {} },
  })),
].map((object, index) => JSON.parse(JSON.stringify(parts.unnamed && index % 2 === 0 ? unnamed(object) : object)) as JsonObject));

/** Without a namespace of its own, as in charts that are installed into one. */
function unnamed(object: unknown): unknown {
  const { metadata, ...rest } = object as { readonly metadata: JsonObject };
  return { ...rest, metadata: { ...metadata, namespace: undefined } };
}

interface RandomPod {
  readonly namespace: string;
  readonly labels: JsonObject;
  readonly v4?: number;
  readonly v6?: number;
  readonly ports: unknown[];
}

function podObject(each: RandomPod, index: number, onNode: boolean): unknown {
  const ips = [...each.v4 === undefined ? [] : [{ ip: `10.0.0.${each.v4}` }], ...each.v6 === undefined ? [] : [{ ip: `2001:db8::${each.v6}` }]];
  const spec = { containers: [{ name: 'c', ports: each.ports }], ...onNode && index % 2 === 0 ? { nodeName: 'n' } : {} };
  const metadata = { name: name('pod')(index), namespace: each.namespace, labels: each.labels };
  if (ips.length > 0) { return { apiVersion: 'v1', kind: 'Pod', metadata, spec, status: { phase: 'Running', podIPs: ips } }; }
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata: { labels: each.labels }, spec } } };
}

const icmpMatches: JsonObject[] = [{ type: 8 }, { type: 8, code: 0 }, { type: 8, code: 1 }, { type: 3 }];
const portMatches: JsonObject[] = [{ ports: [80] }, { ports: ['1:65535'] }, { ports: ['1:79', '80:65535'] }, { ports: ['http'] }, { notPorts: [80] }, { notPorts: ['1:65535'] }, { notPorts: ['http'] }];
const addressMatches: JsonObject[] = [
  { selector: 'app == \'x\'' }, { notSelector: 'app == \'x\'' }, { namespaceSelector: 'team == \'red\'' }, { nets: ['10.0.0.0/28'] }, { notNets: ['10.0.0.0/28'] },
];

/** What may tell two rules apart that are alike in all else; the next ones are the most similar. */
const traits: readonly JsonObject[] = [
  {}, { action: 'Deny' }, { action: 'Pass' }, { http: { methods: ['GET'] } }, { ipVersion: 4 }, { ipVersion: 6 }, { protocol: 'TCP' }, { notProtocol: 'UDP' },
  ...icmpMatches.flatMap((match): JsonObject[] => [{ protocol: 'ICMP', icmp: match }, { protocol: 'ICMP', notICMP: match }]),
  ...portMatches.flatMap((match): JsonObject[] => [{ protocol: 'TCP', destination: match }, { protocol: 'TCP', source: match }]),
  ...addressMatches.flatMap((match): JsonObject[] => [{ destination: match }, { source: match }]),
];
const twoTraits = fc.tuple(fc.nat({ max: traits.length - 1 }), fc.constantFrom(undefined, 1, 2))
  .map(([index, step]) => [traits[index], step === undefined ? {} : traits[(index + step) % traits.length]]);

const plainRule = fc.constantFrom<JsonObject>({ action: 'Allow' }, { action: 'Allow' }, { action: 'Deny' });

/** Pods that are alike in all but their namespaces, under policies that are alike in all but one trait of one rule. */
export const twins: fc.Arbitrary<JsonObject[]> = fc.record({
  base: fc.oneof(plainRule, rule),
  pair: twoTraits,
  more: fc.array(rule, { maxLength: 1 }),
  global: fc.record({ namespaceSelector, rules: fc.array(fc.oneof(plainRule, rule), { maxLength: 2 }) }),
  labels,
  ports: fc.subarray([{ name: 'http', containerPort: 8080 }, { name: 'dns', containerPort: 53, protocol: 'UDP' }]),
  others: fc.array(pod, { maxLength: 2 }),
  namespaces: fc.subarray(namespaces),
}).map(({ base, pair, more, global, others, ...parts }) => {
  const types = ['Ingress', 'Egress'];
  const pods = ['a', 'b'].map((namespace) => ({ namespace, labels: parts.labels, ports: parts.ports, v4: namespace === 'a' ? 40 : 41 }));
  return [
    ...parts.namespaces.map((each) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: each, labels: { team: each === 'a' ? 'red' : 'blue' } } })),
    ...[...pods, ...others].map((each, index) => podObject(each, index, false)),
    { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 'first' }, spec: { order: 10 } },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'first.global' },
      spec: { tier: 'first', types, ingress: global.rules, egress: global.rules, namespaceSelector: global.namespaceSelector },
    },
    ...pair.map((each) => [{ ...base, ...each }, ...more]).map((rules, index) => ({
      apiVersion: 'projectcalico.org/v3',
      kind: 'NetworkPolicy',
      metadata: { name: 'default.twin', namespace: ['a', 'b'][index] },
      spec: { tier: 'default', types, ingress: rules, egress: rules },
    })),
  ].map((object) => JSON.parse(JSON.stringify(object)) as JsonObject);
});
