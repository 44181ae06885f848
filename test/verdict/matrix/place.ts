import { netContainsIp, tryParseIp } from '../../../src/network';
import { type Flow } from '../../../src/verdict';
import { type Atoms, type FamilyMatrix, type Matrix, type MatrixEnd } from '../../../src/verdict/matrix';

export interface Place {
  readonly family: FamilyMatrix;
  readonly from: MatrixEnd;
  readonly to: MatrixEnd;
  readonly atom: number;
}

const PROTOCOLS: Record<string, number> = { TCP: 6, UDP: 17, SCTP: 132, ICMP: 1, ICMPv6: 58, UDPLite: 136 };

/** The place of a flow in a matrix; undefined for what a matrix does not hold. */
export function place(matrix: Matrix, flow: Flow): Place | undefined {
  const ip = tryParseIp(flow.from.ip ?? flow.to.ip ?? '');
  const version = flow.ipVersion ?? ip?.family ?? 4;
  const family = matrix.families.find((candidate) => candidate.family === version);
  if (family === undefined || flow.hook !== undefined || flow.from.via !== undefined || flow.to.via !== undefined) { return undefined; }
  const [from, to] = [endOf(family, flow.from), endOf(family, flow.to)];
  const atom = atomOf(family.atoms, flow);
  return from === undefined || to === undefined || atom < 0 ? undefined : { family, from, to, atom };
}

function atomOf({ list }: Atoms, { protocol: given = 'TCP', destinationPort, icmp }: Flow): number {
  const protocol = typeof given === 'number' ? given : PROTOCOLS[given];
  const ofProtocol = list.findIndex((atom) => atom.protocol === protocol && atom.isRest !== 'protocols');
  if (ofProtocol < 0) { return list.findIndex(({ isRest }) => isRest === 'protocols'); }
  const { ports, icmp: type } = list[ofProtocol];
  if (ports !== undefined) {
    return list.findIndex((atom) => atom.protocol === protocol && atom.ports !== undefined
      && destinationPort !== undefined && destinationPort >= atom.ports[0] && destinationPort <= atom.ports[1]);
  }
  if (type === undefined) { return ofProtocol; }
  const ofType = list.filter((atom) => atom.icmp?.type === icmp?.type && atom.isRest !== 'types');
  const atom = ofType.find((candidate) => candidate.icmp?.code === icmp?.code && candidate.isRest === undefined)
    ?? ofType.find(({ isRest }) => isRest === 'codes') ?? (ofType.length === 0 ? list.find(({ isRest }) => isRest === 'types') : undefined);
  return atom === undefined ? -1 : list.indexOf(atom);
}

function endOf(family: FamilyMatrix, end: Flow['from']): MatrixEnd | undefined {
  const ip = tryParseIp(end.ip ?? '');
  return family.ends.find((candidate) => (candidate.type === 'workloads'
    ? candidate.workloads.some(({ namespace, name }) => `${namespace}/${name}` === (end.pod ?? end.workload))
    : ip !== undefined && candidate.nets.some((net) => netContainsIp(net, ip)) && !isPod(family, end.ip!)));
}

function isPod(family: FamilyMatrix, text: string): boolean {
  const ip = tryParseIp(text);
  return family.ends.some((end) => end.type === 'workloads' && end.workloads.some(({ addresses }) => addresses.some(({ value }) => value === ip?.value)));
}
