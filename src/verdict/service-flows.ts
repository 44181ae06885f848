import { type Service, type ServiceBackend, type ServicePort } from '../cluster';
import { type Ip, tryParseIp } from '../network';
import { type FlowEnd, FlowError } from './flow';
import { type EndResolver, type ResolvedEnd } from './resolve';

/** A destination that kube-proxy translates to an endpoint of a service, before policy of pods sees the packet. */
export interface Translation {
  readonly service: Service;
  /** Undefined when the input has endpoints of the service and not the service itself. */
  readonly port?: ServicePort;
  readonly by: 'service' | 'external' | 'nodePort';
  /** What the packet was sent to; undefined when the address of the service is not known. */
  readonly original?: ResolvedEnd;
  /** The node that translates; undefined when the input does not tell. */
  readonly node?: string;
}

interface Asked {
  readonly protocol: number;
  readonly destinationPort?: number;
  readonly ipVersion: 4 | 6;
}

/** Whether a destination is a service: by name, by one of its addresses, or by a node port. */
export function translationOf(resolver: EndResolver, from: ResolvedEnd, to: FlowEnd, asked: Asked): Translation | undefined {
  if (to.service !== undefined) {
    const service = resolver.service(to.service);
    const ip = service.clusterIPs.find(({ family }) => family === asked.ipVersion);
    const original = ip === undefined ? undefined : { type: 'address' as const, ip };
    return { service, port: portOf(service, asked), by: 'service', original, node: nodeOf(from) };
  }
  const ip = to.ip === undefined ? undefined : tryParseIp(to.ip);
  const found = ip === undefined ? undefined : resolver.serviceAt(ip);
  if (ip !== undefined && found !== undefined) {
    const { service, isExternal } = found;
    return { service, port: portOf(service, asked), by: isExternal ? 'external' : 'service', original: { type: 'address', ip }, node: nodeOf(from) };
  }
  return atNodePort(resolver, to, ip, asked);
}

function atNodePort(resolver: EndResolver, to: FlowEnd, ip: Ip | undefined, asked: Asked): Translation | undefined {
  const node = to.host ?? (ip === undefined ? undefined : resolver.nodeAt(ip));
  const found = node === undefined ? undefined : resolver.serviceAtNodePort(asked.protocol, asked.destinationPort);
  if (node === undefined || found === undefined) { return undefined; }
  const original = ip === undefined ? resolver.end({ host: node }, asked.ipVersion) : { type: 'host' as const, node, ip };
  return { ...found, by: 'nodePort', original, node };
}

/** The node where traffic from here meets kube-proxy first. */
function nodeOf(from: ResolvedEnd): string | undefined {
  switch (from.type) {
    case 'workload': return from.workload.node;
    case 'host': return from.node;
    default: return from.via?.node;
  }
}

function portOf(service: Service, { protocol, destinationPort }: Asked): ServicePort | undefined {
  const port = service.ports.find((candidate) => candidate.port === destinationPort && candidate.protocol === protocol);
  if (port === undefined && service.ports.length > 0 && service.form === 'virtual') {
    const all = service.ports.map((candidate) => candidate.port).join(', ');
    throw new FlowError(`Service ${service.namespace}/${service.name} has no port ${destinationPort ?? '(none given)'} for this protocol; its ports are ${all}.`);
  }
  return port;
}

/** The endpoints that a connection may be sent to. */
export function backendsFor({ service, by, node }: Translation, from: ResolvedEnd): readonly ServiceBackend[] {
  const isKeptLocal = by === 'service' ? service.keepsInternalTrafficLocal && service.form === 'virtual'
    : service.keepsTrafficLocal && from.type !== 'workload';
  const { backends } = service;
  const near = isKeptLocal && node !== undefined ? backends.filter((backend) => backend.node === undefined || backend.node === node) : backends;
  const ready = near.filter(({ readiness }) => readiness === 'ready');
  return ready.length > 0 ? ready : near.filter(({ readiness }) => readiness === 'leaving');
}

/**
 * Whether an endpoint sees the address of the translating node instead of the source: kube-proxy masquerades what comes in by node ports
 * and external addresses, and what comes to a cluster address from outside. The node of the endpoint still sees the source when it is
 * itself the one that translates, for masquerading comes after policy.
 */
export function isMasqueraded({ service, by, node }: Translation, from: ResolvedEnd, backendNode: string | undefined): 'yes' | 'no' | 'maybe' {
  if (from.type === 'host') { return 'no'; } // its source is a node's address either way
  const isMarked = by === 'service' ? from.type !== 'workload' : !service.keepsTrafficLocal;
  if (!isMarked || (node !== undefined && node === backendNode)) { return 'no'; }
  return node === undefined || backendNode === undefined ? 'maybe' : 'yes';
}

/** Whether policy of a pod that sends sees the address of the service: a node port is translated by the node that has the address only. */
export function isTranslatedBeforeEgress({ by, node }: Translation, from: ResolvedEnd): 'yes' | 'no' | 'maybe' {
  if (by !== 'nodePort' || from.type !== 'workload') { return 'yes'; }
  if (from.workload.node === undefined) { return 'maybe'; }
  return from.workload.node === node ? 'yes' : 'no';
}
