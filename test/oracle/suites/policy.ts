import { isDeepStrictEqual } from 'node:util';
import { buildCluster, type IcmpMatch, type Policy, type PolicyRule, type PortList, type RuleEntity } from '../../../src/cluster';
import { type Json, type JsonObject } from '../../../src/manifest';
import { printNet } from '../../../src/network';
import { printSelector } from '../../../src/selector';
import { CalicoVersion } from '../../../src/target';
import { compare, type Random } from '../compare';

/**
 * What a policy becomes before Felix evaluates it: policies of Calico through the processors of its syncer, policies of Kubernetes
 * through the conversion first. Selectors are compared in canonical text, everything else by value and in order.
 */
interface Input {
  readonly policy: JsonObject;
}

interface Ports { readonly ranges: [number, number][]; readonly names: string[] }
interface Side {
  readonly selector: string;
  readonly notSelector: string;
  readonly nets: string[];
  readonly notNets: string[];
  readonly ports: Ports;
  readonly notPorts: Ports;
  readonly service: string;
}
interface Rule {
  readonly action: string;
  readonly ipVersion?: number;
  readonly protocol?: string;
  readonly notProtocol?: string;
  readonly icmp: [number | null, number | null];
  readonly notIcmp: [number | null, number | null];
  readonly http: boolean;
  readonly source: Side;
  readonly destination: Side;
}
interface Answer {
  readonly error?: string;
  readonly name: string;
  readonly selector: string;
  readonly order?: number;
  readonly types: string[] | null;
  readonly flags: boolean[];
  readonly ingress: Rule[];
  readonly egress: Rule[];
}

// --- generator ---

const NAMESPACES = ['default', 'shop', 'kube-system', 'a.b'];
const KEYS = ['app', 'role', 'projectcalico.org/name', 'projectcalico.org/namespace', 'kubernetes.io/metadata.name', 'in', 'all', 'x.y/z', 'has'];
const VALUES = ['', 'web', 'db', 'a b', 'all()', 'global()', "it's", 'é', 'zz', 'k8s'];
const LABEL_VALUES = ['', 'web', 'db', 'v1.2', 'A_b-c', 'zz'];
const NETS = ['10.0.0.0/8', '10.1.2.3/8', '10.1.2.3', '0.0.0.0/0', '192.168.1.7/32', '::/0', '2001:db8::1', '2001:DB8:0:0::/48',
  'fe80::1/10', '1.2.3.4/31'];
const CIDRS = NETS.filter((net) => net.includes('/'));
const PORTS: readonly Json[] = [80, 0, 65535, '443', '8080:8090', '1:1', '0:65535', 'http', 'a-b', 'x1'];
const PROTOCOLS: readonly Json[] = ['TCP', 'UDP', 'SCTP', 6, 17, 132];
const OTHER_PROTOCOLS: readonly Json[] = ['ICMP', 'ICMPv6', 'UDPLite', 1, 58, 0, 4, 112, 255];

function some<T>(random: Random, most: number, make: (random: Random) => T): T[] {
  return Array.from({ length: random.below(most + 1) }, () => make(random));
}

/** Each field with its own probability; absent otherwise. */
function fields(random: Random, makers: Record<string, [number, () => Json]>): JsonObject {
  const object: JsonObject = {};
  for (const [field, [probability, make]] of Object.entries(makers)) {
    if (random.chance(probability)) { object[field] = make(); }
  }
  return object;
}

function quoted(random: Random): string {
  const value = random.pick(VALUES);
  return value.includes("'") || random.chance(0.5) ? `"${value}"` : `'${value}'`;
}

function selector(random: Random, depth = 0): string {
  const key = random.pick(KEYS);
  switch (random.below(depth > 2 ? 7 : 12)) {
    case 0: return random.pick(['all()', 'all( )', 'global()']);
    case 1: case 2: return `${key}${random.pick([' == ', '!=', '  =='])}${quoted(random)}`;
    case 3: return `has(${key})`;
    case 4: return `${key} ${random.pick(['contains', 'starts with', 'ends with'])} ${quoted(random)}`;
    case 5: case 6: return `${key} ${random.pick(['in', 'not in'])} {${some(random, 3, quoted).join(', ')}}`;
    case 7: return `!${random.pick(['', ' ', '!'])}${selector(random, depth + 1)}`;
    case 8: return `(${selector(random, depth + 1)})`;
    default: return `${selector(random, depth + 1)} ${random.pick(['&&', '||'])} ${selector(random, depth + 1)}`;
  }
}

/** Of a policy or of a peer: also the blank one, which is no selector any more when Calico has put it in parentheses. */
function scopedSelector(random: Random): string {
  return random.chance(0.01) ? ' ' : selector(random);
}

/** Selectors that Calico leaves out of a policy when it cannot read them. */
function optionalSelector(random: Random): string {
  return random.chance(0.03) ? random.pick(['app = "x"', 'has(', 'all() &&', "it's"]) : selector(random);
}

function entity(random: Random, ports: 'all' | 'named' | 'none'): JsonObject {
  const list = (): Json => some(random, 3, () => random.pick(ports === 'all' ? PORTS : ['http', 'a-b', 'x1']));
  const withPorts = ports === 'none' ? 0 : 0.4;
  const nets = (): Json => some(random, 3, () => random.pick(NETS));
  return fields(random, {
    selector: [0.4, () => scopedSelector(random)],
    notSelector: [0.2, () => selector(random)],
    namespaceSelector: [0.3, () => selector(random)],
    serviceAccounts: [0.25, () => fields(random, {
      names: [0.6, () => some(random, 3, () => random.pick(['default', 'api', 'web.x']))],
      selector: [0.5, () => selector(random)],
    })],
    nets: [0.25, nets],
    notNets: [0.15, nets],
    ports: [withPorts, list],
    notPorts: [withPorts / 2, list],
    services: [0.1, () => ({ name: random.pick(['db', 'web']), ...(random.chance(0.7) ? { namespace: random.pick(NAMESPACES) } : {}) })],
  });
}

function icmp(random: Random): JsonObject {
  return fields(random, { type: [0.9, () => random.below(255)], code: [0.5, () => random.below(256)] });
}

function rule(random: Random): JsonObject {
  const kind = random.below(4);
  const ports = kind < 2 ? 'all' : kind === 2 ? 'named' : 'none';
  const protocol = ports === 'all' ? random.pick(PROTOCOLS) : ports === 'none' && random.chance(0.8) ? random.pick(OTHER_PROTOCOLS) : undefined;
  return {
    action: random.pick(['Allow', 'Deny', 'Pass', 'Log']),
    ...(protocol === undefined ? {} : { protocol }),
    ...fields(random, {
      ipVersion: [0.15, () => random.pick([4, 6])],
      notProtocol: [0.1, () => random.pick([...PROTOCOLS, ...OTHER_PROTOCOLS])],
      icmp: [0.15, () => icmp(random)],
      notICMP: [0.1, () => icmp(random)],
      http: [0.05, () => ({ methods: ['GET'], paths: [{ exact: '/x' }] })],
      metadata: [0.1, () => ({ annotations: { reason: 'x' } })],
      source: [0.7, () => entity(random, ports)],
      destination: [0.7, () => entity(random, ports)],
    }),
  };
}

function calicoPolicy(random: Random): JsonObject {
  const isGlobal = random.chance(0.5);
  const types = random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Egress', 'Ingress'], undefined]);
  return {
    // Absent types are filled in on the way to the datastore; only what is written there directly has none.
    apiVersion: types === undefined ? 'crd.projectcalico.org/v1' : 'projectcalico.org/v3',
    kind: isGlobal ? 'GlobalNetworkPolicy' : 'NetworkPolicy',
    metadata: { name: random.pick(['web', 'a-b', 'x']), ...(isGlobal ? {} : { namespace: random.pick(NAMESPACES) }) },
    spec: {
      ...(types === undefined ? {} : { types }),
      ...fields(random, {
        order: [0.7, () => random.pick([0, 1, -5, 10.5, 1e6, 1e-3])],
        selector: [0.7, () => scopedSelector(random)],
        serviceAccountSelector: [0.3, () => optionalSelector(random)],
        ...(isGlobal ? {
          namespaceSelector: [0.4, () => optionalSelector(random)],
          doNotTrack: [0.1, () => random.chance(0.8)],
          preDNAT: [0.1, () => random.chance(0.8)],
          applyOnForward: [0.3, () => random.chance(0.8)],
        } : {}),
        ingress: [0.8, () => some(random, 3, rule)],
        egress: [0.6, () => some(random, 3, rule)],
      }),
    },
  };
}

const LABEL_KEYS = ['app', 'kubernetes.io/metadata.name', 'x.y/z', 'role', 'in', 'Has'];

function labelSelector(random: Random): JsonObject {
  return fields(random, {
    matchLabels: [0.6, () => Object.fromEntries(some(random, 3, () => [random.pick(LABEL_KEYS), random.pick(LABEL_VALUES)]))],
    matchExpressions: [0.5, () => some(random, 3, () => {
      const operator = random.pick(['In', 'NotIn', 'Exists', 'DoesNotExist']);
      const value = (): string => random.pick(LABEL_VALUES);
      const values: JsonObject = operator.endsWith('In') ? { values: [value(), ...some(random, 2, value)] } : {};
      return { key: random.pick(LABEL_KEYS), operator, ...values };
    })],
  });
}

function kubernetesPort(random: Random): JsonObject {
  const first = random.pick([80, 81, 82, 443, 1, 65535, 8080]);
  return {
    ...fields(random, { protocol: [0.7, () => random.pick(['TCP', 'UDP', 'SCTP'])] }),
    ...random.pick<JsonObject>([
      { port: first }, { port: first }, { port: first, endPort: Math.min(65535, first + random.below(9)) }, { port: 'http' }, { port: 'x-1' }, {},
    ]),
  };
}

function kubernetesPeer(random: Random): JsonObject {
  if (random.chance(0.3)) {
    const cidr = (): string => random.pick(CIDRS);
    return { ipBlock: { cidr: cidr(), ...fields(random, { except: [0.5, () => some(random, 2, cidr)] }) } };
  }
  return fields(random, { podSelector: [0.6, () => labelSelector(random)], namespaceSelector: [0.5, () => labelSelector(random)] });
}

function kubernetesPolicy(random: Random): JsonObject {
  const rules = (peers: string): JsonObject[] => some(random, 3, () => fields(random, {
    [peers]: [0.8, () => some(random, 3, kubernetesPeer)],
    ports: [0.7, () => some(random, 4, kubernetesPort)],
  }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: random.pick(['web', 'a-b']), namespace: random.pick(NAMESPACES) },
    spec: {
      podSelector: labelSelector(random),
      policyTypes: random.pick([['Ingress'], ['Egress'], ['Ingress', 'Egress']]), // the API server fills them in
      ...fields(random, { ingress: [0.8, () => rules('from')], egress: [0.6, () => rules('to')] }),
    },
  };
}

// --- both sides in one form ---

const PROTOCOL_NUMBERS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58, sctp: 132, udplite: 136 };
const ACTIONS: Readonly<Record<string, string>> = { 'allow': 'Allow', 'deny': 'Deny', 'log': 'Log', 'next-tier': 'Pass' };
const isV6 = (net: string): boolean => net.includes(':');
const byFamily = (nets: string[]): string[] => [...nets.filter((net) => !isV6(net)), ...nets.filter(isV6)];

function numberOf(protocol: string | undefined): number | undefined {
  return protocol === undefined ? undefined : PROTOCOL_NUMBERS[protocol.toLowerCase()] ?? Number(protocol);
}

function theirRule(answer: Rule): unknown {
  const byName: Readonly<Record<string, number>> = { icmp: 4, icmpv6: 6 }; // Felix infers it from the name
  const side = ({ nets, notNets, ...rest }: Side): unknown => ({ ...rest, nets: byFamily(nets), notNets: byFamily(notNets) });
  return {
    action: ACTIONS[answer.action],
    ipVersion: answer.ipVersion ?? byName[answer.protocol?.toLowerCase() ?? ''],
    protocol: numberOf(answer.protocol),
    notProtocol: numberOf(answer.notProtocol),
    icmp: answer.icmp[0] === null ? [null, null] : answer.icmp, // without a type there is nothing to match
    notIcmp: answer.notIcmp[0] === null ? [null, null] : answer.notIcmp,
    http: answer.http,
    source: side(answer.source),
    destination: side(answer.destination),
  };
}

function ourSide(side: RuleEntity): Side {
  const ports = (list: PortList | undefined): Ports => ({
    ranges: (list?.ranges ?? []).map(([first, last]) => [first, last]),
    names: [...list?.names ?? []],
  });
  return {
    selector: side.selector === undefined ? '' : printSelector(side.selector.node),
    notSelector: side.notSelector === undefined ? '' : printSelector(side.notSelector.node),
    ports: ports(side.ports),
    notPorts: ports(side.notPorts),
    service: side.services === undefined ? '/' : `${side.services.namespace}/${side.services.name}`,
    nets: [...side.nets?.v4 ?? [], ...side.nets?.v6 ?? []].map(printNet),
    notNets: [...side.notNets?.v4 ?? [], ...side.notNets?.v6 ?? []].map(printNet),
  };
}

function ourRule(answer: PolicyRule): unknown {
  const icmpOf = (match: IcmpMatch | undefined): unknown => [match?.type ?? null, match?.code ?? null];
  return {
    action: answer.action,
    ipVersion: answer.ipVersion,
    protocol: answer.protocol,
    notProtocol: answer.notProtocol,
    icmp: icmpOf(answer.icmp),
    notIcmp: icmpOf(answer.notIcmp),
    http: answer.hasHttp,
    source: ourSide(answer.source),
    destination: ourSide(answer.destination),
  };
}

function theirs(answer: Answer): Record<string, unknown> {
  return {
    name: answer.name,
    selector: answer.selector,
    order: answer.order ?? Infinity,
    ingressType: answer.types === null || answer.types.includes('ingress'), // Felix takes none for both
    egressType: answer.types === null || answer.types.includes('egress'),
    // Policies of a namespace say true here; it is read for host endpoints only, and they have no namespace.
    flags: answer.name.includes('/') ? [false, false, false] : answer.flags,
    ingress: answer.ingress.map(theirRule),
    egress: answer.egress.map(theirRule),
  };
}

function ours(policy: Policy): Record<string, unknown> {
  return {
    name: policy.namespace === '' ? policy.name : `${policy.namespace}/${policy.name}`,
    selector: printSelector(policy.selector.node),
    order: policy.order,
    ingressType: policy.appliesToIngress,
    egressType: policy.appliesToEgress,
    flags: [policy.doNotTrack, policy.preDnat, policy.applyOnForward],
    ingress: policy.ingress.map(ourRule),
    egress: policy.egress.map(ourRule),
  };
}

void compare<Input, Answer>({
  name: 'policy',
  subcommand: 'policy',
  defaultCount: 100_000,
  generate: (random) => ({ policy: random.chance(0.35) ? kubernetesPolicy(random) : calicoPolicy(random) }),
  accepted: (answer) => answer.error === undefined,
  difference({ policy: object }, answer) {
    const { policies, notes } = buildCluster([{ object, origin: {} }], { version: CalicoVersion.V3_28, complete: true });
    if (policies.length === 0) { return answer.error === undefined ? `ignored: ${notes.map((note) => note.message).join(' ')}` : undefined; }
    if (answer.error !== undefined) { return 'read'; }
    const [policy] = policies;
    const misnumbered = [policy.ingress, policy.egress].some((rules) => rules.some((each, index) => each.index !== index));
    if (misnumbered) { return 'rule indices are not 0, 1, 2, …'; }
    const [our, their] = [ours(policy), theirs(answer)];
    const field = Object.keys(their).find((key) => !isDeepStrictEqual(our[key], their[key]));
    return field === undefined ? undefined : `${field}: ${JSON.stringify(our[field])}\n  expected: ${JSON.stringify(their[field])}`;
  },
});
