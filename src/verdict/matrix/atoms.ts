import { addBits, type Bits, bitsOfList, difference, emptyBits, fullBits, hasBit, intersection, isEmpty, setBit } from '../bits';
import { remember } from './numbering';
import {
  type ClusterModel, hasPorts, ICMP, ICMPV6, type IcmpMatch, IPIP, type PolicyRule, protocolName, rulesOf, SCTP, TCP, UDP,
} from '../../cluster';

/** A part of all packet headers that every rule treats alike. */
export interface Atom {
  readonly protocol: number;
  /** Destination ports, inclusive. */
  readonly ports?: readonly [number, number];
  readonly icmp?: { readonly type: number; readonly code: number };
  /** Stands for every protocol, type or code that no rule names. */
  readonly isRest?: 'protocols' | 'types' | 'codes';
}

type Range = readonly [number, number];

const LAST_PORT = 65535;
const ALL_PORTS = `1:${LAST_PORT}`;

/** Headers of one IP version, cut into disjoint atoms; traffic is a set of them. Source ports are left open. */
export class Atoms {
  /** Cut by everything that the rules of a model mention, or some of them. */
  public static of(model: ClusterModel, family: 4 | 6, rules: readonly PolicyRule[] = allRules(model)): Atoms {
    return new Atoms(family, [
      ...portAtoms(portStarts(model, rules)), ...icmpAtoms(icmpCodes(rules), family), ...protocolAtoms(protocols(rules), family),
    ]);
  }

  /** Parts of headers that are known to be disjoint. */
  public static ofParts(family: 4 | 6, parts: readonly Atom[]): Atoms {
    return new Atoms(family, parts);
  }

  /** Cut wherever one of several is. */
  public static common(all: readonly Atoms[]): Atoms {
    const { family } = all[0];
    const atoms = all.flatMap(({ list }) => list);
    const starts = new Map<number, Set<number>>();
    const codes = new Map<number, Set<number>>();
    const named = new Set<number>();
    for (const { protocol, ports, icmp, isRest } of atoms) {
      if (ports !== undefined) {
        starts.set(protocol, (starts.get(protocol) ?? new Set()).add(ports[0]));
      } else if (icmp === undefined) {
        if (isRest === undefined) { named.add(protocol); }
      } else if (isRest !== 'types') {
        const known = codes.get(icmp.type) ?? new Set<number>();
        codes.set(icmp.type, isRest === 'codes' ? known : known.add(icmp.code));
      }
    }
    return new Atoms(family, [...portAtoms(starts), ...icmpAtoms(codes, family), ...protocolAtoms(named, family)]);
  }

  public readonly full: Bits;
  private readonly byProtocol = new Map<number, Bits>();
  private readonly byPort = new Map<number, Bits>();
  private readonly byRange = new Map<number, Bits>();

  private constructor(public readonly family: 4 | 6, public readonly list: readonly Atom[]) {
    this.full = fullBits(list.length);
  }

  public get size(): number {
    return this.list.length;
  }

  public none(): Bits {
    return emptyBits(this.size);
  }

  public where(holds: (atom: Atom) => boolean): Bits {
    const bits = this.none();
    for (let index = 0; index < this.list.length; index++) {
      if (holds(this.list[index])) { setBit(bits, index); }
    }
    return bits;
  }

  public ofProtocol(protocol: number): Bits {
    return remember(this.byProtocol, protocol, () => this.where((atom) => atom.protocol === protocol && atom.isRest !== 'protocols'));
  }

  /** The atoms of a list of their numbers. */
  public of(numbers: Iterable<number>): Bits {
    return bitsOfList(this.size, numbers);
  }

  /** Everything with a destination port in one of the ranges. */
  public ports(ranges: readonly Range[]): Bits {
    const bits = this.none();
    for (const range of ranges) { addBits(bits, this.range(range)); }
    return bits;
  }

  /** Many lists of ports are made of few ranges. */
  private range([first, last]: Range): Bits {
    return remember(this.byRange, first * (LAST_PORT + 1) + last, () => (
      this.where(({ ports }) => ports !== undefined && ports[0] >= first && ports[1] <= last)
    ));
  }

  public port(protocol: number, port: number): Bits {
    return remember(this.byPort, protocol * (LAST_PORT + 1) + port, () => intersection(this.ofProtocol(protocol), this.ports([[port, port]])));
  }

  public icmp(match: IcmpMatch): Bits {
    return this.where(({ icmp }) => icmp?.type === match.type && (match.code === undefined || match.code === icmp.code));
  }

  public except(bits: Bits): Bits {
    return difference(this.full, bits);
  }

  /** Which atom a finer one is a part of: what stands for the rest in finer atoms is named by none of these. */
  public indexOf(part: Atom): number {
    const { protocol, ports, icmp } = part;
    const isIn = (atom: Atom): boolean => atom.protocol === protocol && (
      ports !== undefined ? ports[1] <= atom.ports![1] : icmp === undefined || (atom.icmp!.type === icmp.type && atom.icmp!.code === icmp.code)
    );
    const isNear = (rest: Atom['isRest']) => (atom: Atom): boolean => atom.isRest === rest && (rest !== 'codes' || atom.icmp!.type === icmp?.type);
    const candidates = [isIn, ...icmp === undefined ? [isNear('protocols')] : [isNear('codes'), isNear('types')]];
    return candidates.map((holds) => this.list.findIndex(holds)).find((index) => index >= 0)!;
  }

  /** The traffic in words: `TCP 80, 443, 8000:8100; ICMP`. */
  public describe(bits: Bits): string {
    if (this.list.every((_, index) => hasBit(bits, index))) { return 'everything'; }
    const texts: string[] = [];
    for (const protocol of new Set(this.list.map((atom) => atom.protocol))) {
      const all = this.list.flatMap((atom, index) => (atom.protocol === protocol ? [{ atom, index }] : []));
      const chosen = all.filter(({ index }) => hasBit(bits, index)).map(({ atom }) => atom);
      if (chosen.length === 0) { continue; }
      if (all[0].atom.isRest === 'protocols') {
        texts.push('other protocols');
      } else {
        const parts = partsText(chosen);
        const isWhole = chosen.length === all.length && (chosen[0].ports === undefined || parts === ALL_PORTS);
        texts.push(isWhole ? protocolName(protocol) : `${protocolName(protocol)} ${parts}`);
      }
    }
    return texts.join('; ');
  }
}

/** The shorter of what the traffic is and what it is not. */
export function shortTraffic(atoms: Atoms, bits: Bits): string {
  const rest = difference(atoms.full, bits);
  const [direct, indirect] = [atoms.describe(bits), `everything but ${atoms.describe(rest)}`];
  return isEmpty(rest) || direct.length <= indirect.length ? direct : indirect;
}

function partsText(atoms: readonly Atom[]): string {
  const ranges: [number, number][] = [];
  const texts: string[] = [];
  for (const { ports, icmp, isRest } of atoms) {
    if (ports !== undefined) {
      const last = ranges.at(-1);
      if (last !== undefined && last[1] + 1 === ports[0]) { last[1] = ports[1]; } else { ranges.push([...ports]); }
    } else if (icmp !== undefined) {
      texts.push(isRest === 'types' ? 'other types' : `type ${icmp.type} ${isRest === 'codes' ? 'other codes' : `code ${icmp.code}`}`);
    }
  }
  return [...ranges.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)), ...texts].join(', ');
}

export function allRules(model: ClusterModel): PolicyRule[] {
  return [...model.policies, ...model.profiles.values()].flatMap(rulesOf);
}

function untrackedRules(model: ClusterModel): PolicyRule[] {
  return model.hostEndpoints.length === 0 ? []
    : model.policies.filter(({ doNotTrack }) => doNotTrack).flatMap(rulesOf);
}

/** Where the ranges of destination ports begin that rules, failsafes and so on tell apart. */
function portStarts(model: ClusterModel, rules: readonly PolicyRule[]): Map<number, Set<number>> {
  const starts = new Map([TCP, UDP, SCTP].map((protocol) => [protocol, new Set([1])]));
  const cut = (protocol: number | undefined, [first, last]: Range): void => {
    for (const [candidate, set] of starts) {
      if (protocol === undefined || protocol === candidate) { set.add(Math.max(1, first)).add(last + 1); }
    }
  };
  const names = new Set<string>();
  for (const { protocol, destination } of rules) {
    for (const list of [destination.ports, destination.notPorts]) {
      list?.ranges.forEach((range) => cut(protocol, range));
      list?.names.forEach((name) => names.add(name));
    }
  }
  // The answer of a connection comes from its destination port, and untracked policy of the other direction must let it pass.
  for (const { protocol, source } of untrackedRules(model)) {
    for (const list of [source.ports, source.notPorts]) {
      list?.ranges.forEach((range) => cut(protocol, range));
      list?.names.forEach((name) => names.add(name));
    }
  }
  for (const member of model.members) {
    for (const { name, protocol, port } of member.ports) {
      if (names.has(name)) { cut(protocol, [port, port]); }
    }
  }
  for (const { destination: { services } } of rules) {
    const service = services === undefined ? undefined : model.services.get(`${services.namespace}/${services.name}`);
    for (const { protocol, port } of service?.backends.flatMap(({ ports }) => ports) ?? []) {
      if (port !== undefined) { cut(protocol, [port, port]); }
    }
  }
  for (const node of new Set([undefined, ...model.workloads.map((workload) => workload.node)])) {
    const { vxlanPort } = model.felix(node);
    cut(UDP, [vxlanPort, vxlanPort]);
  }
  for (const { node } of model.hostEndpoints) {
    const { failsafeInbound, failsafeOutbound } = model.felix(node);
    for (const { protocol, port } of [...failsafeInbound, ...failsafeOutbound]) { cut(protocol, [port, port]); }
  }
  return starts;
}

function portAtoms(starts: ReadonlyMap<number, ReadonlySet<number>>): Atom[] {
  return [...starts].flatMap(([protocol, set]) => {
    const sorted = [...set].filter((port) => port <= LAST_PORT).sort((a, b) => a - b);
    return sorted.map((first, index): Atom => ({ protocol, ports: [first, (sorted[index + 1] ?? LAST_PORT + 1) - 1] }));
  });
}

/** ICMP types that rules name, with their codes. */
function icmpCodes(rules: readonly PolicyRule[]): Map<number, Set<number>> {
  const codes = new Map<number, Set<number>>();
  for (const match of rules.flatMap(({ icmp, notIcmp }) => [icmp, notIcmp])) {
    if (match === undefined) { continue; }
    const known = codes.get(match.type) ?? new Set<number>();
    codes.set(match.type, match.code === undefined ? known : known.add(match.code));
  }
  return codes;
}

function icmpAtoms(codes: ReadonlyMap<number, ReadonlySet<number>>, family: 4 | 6): Atom[] {
  const protocol = family === 4 ? ICMP : ICMPV6;
  const atoms = [...codes].sort(([a], [b]) => a - b).flatMap(([type, known]): Atom[] => [
    ...[...known].sort((a, b) => a - b).map((code): Atom => ({ protocol, icmp: { type, code } })),
    ...known.size > 255 ? [] : [{ protocol, icmp: { type, code: firstNotIn(known) }, isRest: 'codes' as const }],
  ]);
  return [...atoms, { protocol, icmp: { type: firstNotIn(codes), code: 0 }, isRest: 'types' }];
}

function protocols(rules: readonly PolicyRule[]): Set<number> {
  return new Set([IPIP, ...rules.flatMap(({ protocol, notProtocol }) => [protocol, notProtocol]).filter((protocol) => protocol !== undefined)]);
}

function protocolAtoms(named: ReadonlySet<number>, family: 4 | 6): Atom[] {
  const others = [...named].filter((protocol) => !hasPorts(protocol) && protocol !== (family === 4 ? ICMP : ICMPV6)).sort((a, b) => a - b);
  let rest = 253; // one that is set aside for experiments
  while (named.has(rest)) { rest--; }
  return [...others.map((protocol): Atom => ({ protocol })), { protocol: rest, isRest: 'protocols' }];
}

function firstNotIn(known: { has(value: number): boolean }): number {
  let value = 0;
  while (known.has(value)) { value++; }
  return value;
}
