import { type ClusterModel, hasPorts, ICMP, ICMPV6, protocolNumber, rulesOf, SCTP, type Service, TCP, UDP } from '../cluster';
import { type Port, type Traffic } from '../network';
import { type Flow, FlowError } from './flow';

type FlowHeaders = Pick<Flow, 'protocol' | 'destinationPort' | 'sourcePort' | 'icmp'>;
type Range = readonly [number, number];

/** A packet, and the destination ports that it stands for. */
export type Sample = FlowHeaders & { readonly protocol: number; readonly ports?: Range };

/** A protocol that no rule is likely to name; it stands for all that none names. */
export const UNNAMED_PROTOCOL = 253;

/** Packets that stand for a kind of traffic: one for each part of it that the rules of a cluster may treat differently. */
export class TrafficSampler {
  private readonly cuts: readonly number[];
  private readonly protocols: readonly number[];

  public constructor(model: ClusterModel) {
    const felix = model.felix();
    const starts = new Set<number>([felix.vxlanPort, felix.vxlanPort + 1]);
    const addRange = ([first, last]: Range): void => { starts.add(first).add(last + 1); };
    model.portLists.forEach(({ ranges }) => ranges.forEach(addRange));
    [...felix.failsafeInbound, ...felix.failsafeOutbound].forEach(({ port }) => addRange([port, port]));
    for (const member of model.members) { member.ports.forEach(({ port }) => addRange([port, port])); }
    for (const service of model.services.values()) {
      service.ports.forEach(({ nodePort }) => { if (nodePort !== undefined) { addRange([nodePort, nodePort]); } });
      for (const { port } of service.backends.flatMap(({ ports }) => ports)) {
        if (port !== undefined) { addRange([port, port]); }
      }
    }
    this.cuts = [...starts];
    const rules = model.policies.flatMap(rulesOf);
    const named = rules.flatMap(({ protocol, notProtocol }) => [protocol, notProtocol]).filter((protocol) => protocol !== undefined);
    this.protocols = [...new Set([TCP, UDP, SCTP, ...named, UNNAMED_PROTOCOL])];
  }

  /** Without a question about traffic, a service is asked for at its own ports. */
  public servicePackets(service: Service): Sample[] {
    return service.ports.map(({ protocol, port }) => ({ protocol, destinationPort: port }));
  }

  public packets(traffic: Traffic, ipVersion: 4 | 6): Sample[] {
    const parts = traffic._parts;
    const given = parts.protocol === undefined ? undefined : protocolNumber(parts.protocol._toCalico());
    const excluded = parts.notProtocol === undefined ? undefined : protocolNumber(parts.notProtocol._toCalico());
    const all = [...this.protocols, ipVersion === 4 ? ICMP : ICMPV6].filter((protocol) => protocol !== excluded);
    const protocols = given !== undefined ? [given] : [...new Set(all)];
    return protocols.flatMap((protocol) => this.packetsOf(protocol, traffic));
  }

  private packetsOf(protocol: number, { _parts: parts }: Traffic): Sample[] {
    if (!hasPorts(protocol)) { return [{ protocol, icmp: parts.icmp }]; }
    const destinations = this.ports(parts.destinationPorts, parts.destinationNotPorts);
    const sources = parts.sourcePorts === undefined && parts.sourceNotPorts === undefined ? [undefined]
      : this.ports(parts.sourcePorts, parts.sourceNotPorts).map(([first]) => first);
    return destinations.flatMap((ports) => sources.map((sourcePort) => ({ protocol, destinationPort: ports[0], sourcePort, ports })));
  }

  /** Ranges within which all ports are alike. */
  private ports(ports: readonly Port[] | undefined, notPorts: readonly Port[] | undefined): Range[] {
    const asked = ports?.map(rangeOf) ?? [[1, 65535] as const];
    const not = (notPorts ?? []).map(rangeOf);
    const isIn = (ranges: readonly Range[], port: number): boolean => ranges.some(([first, last]) => port >= first && port <= last);
    const ends = [...asked, ...not].flatMap(([first, last]) => [first, last + 1]);
    const starts = [...new Set([...ends, ...this.cuts.filter((port) => isIn(asked, port))])].sort((a, b) => a - b);
    return starts.flatMap((start, index): Range[] => (isIn(asked, start) && !isIn(not, start) ? [[start, starts[index + 1] - 1]] : []));
  }
}

/** @throws FlowError for a port that has only a name */
export function rangeOf(port: Port): Range {
  if (port.first === undefined) {
    throw new FlowError(`A packet has a port number, no name: give the number of port ${port.toString()}.`);
  }
  return [port.first, port.last ?? port.first];
}
