import { type Port, type Traffic } from '../network';

/** What the policies of Kubernetes can say of packets: TCP, UDP or SCTP, and destination ports. */
export interface PlainTraffic {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP' | undefined;
  /** Undefined for all ports. */
  readonly ports: readonly Port[] | undefined;
}

const NAMES: Readonly<Record<number, PlainTraffic['protocol']>> = { 6: 'TCP', 17: 'UDP', 132: 'SCTP' };

/**
 * Traffic for a rule of Kubernetes; undefined when nothing was said, which matches everything.
 * @throws when Kubernetes cannot say it
 */
export function plainTraffic(caller: string, traffic: Traffic[]): PlainTraffic[] | undefined {
  const plain = traffic.map((one) => toPlain(caller, one));
  if (plain.every((one) => one !== undefined)) {
    return plain.length === 0 ? undefined : plain;
  }
  if (plain.length > 1) {
    throw new Error(`${caller}: Traffic.any() matches everything already; leave the other traffic out.`);
  }
  return undefined;
}

function toPlain(caller: string, traffic: Traffic): PlainTraffic | undefined {
  const { protocol, destinationPorts, ...more } = traffic._parts;
  const name = protocol && NAMES[protocol.number];
  if (Object.keys(more).length > 0 || (protocol !== undefined && name === undefined)) {
    throw new Error(`${caller}: the policies of Kubernetes cannot match ${traffic.toString()}. They know TCP, UDP and SCTP with destination ports;`
      + ' use Calico\'s own policy kinds for more.');
  }
  return protocol === undefined && destinationPorts === undefined ? undefined : { protocol: name, ports: destinationPorts };
}
