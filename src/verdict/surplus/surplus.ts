import { type ClusterModel, type Workload } from '../../cluster';
import { type Ip, lastIp, type Net, netContainsIp, netContainsNet, type Traffic } from '../../network';
import { AddressIndex } from '../address-index';
import { bitsOfList, difference, intersection, union } from '../bits';
import { type FlowEvaluator, type FlowVerdict } from '../evaluate-flow';
import { type Explainer } from '../explanation';
import { FlowError } from '../flow';
import { type Atoms, type Bits, type FamilyMatrix, isEmpty, listOf, Matrix, type MatrixEnd, shortTraffic } from '../matrix';
import { EndResolver, type ResolvedEnd } from '../resolve';
import { type Direction } from '../trace';
import { type AskedEnd, askedEnd, holdsNet, holdsWorkload, nameOf } from './asked-end';
import { carries, cutBy } from './asked-traffic';
import { netNames, splitNets } from './nets';

/** Flows that may be allowed. */
export interface PermittedFlow {
  readonly source: string;
  readonly destination: string;
  /** Everything when undefined. */
  readonly traffic?: Traffic;
  readonly ipVersion?: number;
}

/** Asks what some workloads can reach, or be reached by, besides what is permitted. */
export interface SurplusQuestion {
  readonly subjects: readonly { readonly workload: string; readonly direction: Direction }[];
  readonly permitted: readonly PermittedFlow[];
  /** Looks at this traffic only. */
  readonly traffic?: Traffic;
}

/** Traffic between ends that is allowed, or may be, and not permitted, and that one rule decides. */
export interface SurplusFlow {
  readonly from: string;
  readonly to: string;
  /** In one line. */
  readonly summary: string;
  /** The answer about one packet of it. */
  readonly verdict: FlowVerdict;
}

/** Workloads, or addresses, to which the same is permitted. */
type Peers = { readonly workloads: readonly Workload[] } | { readonly nets: readonly Net[]; readonly sample: Ip };

interface Pair {
  readonly subject: Workload;
  readonly direction: Direction;
  readonly peers: Peers;
  readonly family: FamilyMatrix;
  readonly excess: Bits;
  readonly isCertain: boolean;
}

/** What one rule decides for some of the pairs of a subject. */
interface Decided {
  readonly pair: Pair;
  readonly traffic: string;
  readonly verdict: FlowVerdict;
  readonly peers: Peers[];
}

interface Permitted {
  readonly from: AskedEnd;
  readonly to: AskedEnd;
  readonly bits: Bits;
}

/** Counts the workloads of the input and the addresses outside of it; those of the pod network are addresses of workloads. */
export class SurplusFinder {
  private readonly index: AddressIndex;
  private readonly resolver: EndResolver;

  public constructor(private readonly model: ClusterModel, private readonly evaluator: FlowEvaluator, private readonly explainer: Explainer) {
    this.index = new AddressIndex(model);
    this.resolver = new EndResolver(model, this.index);
  }

  /**
   * What is too much, and how many pairs of ends more are. What is allowed comes before what is unknown.
   *
   * @throws FlowError when an end does not exist, or is none of the matrix
   */
  public find(question: SurplusQuestion): { flows: SurplusFlow[]; more: number } {
    const pairs = this.pairs(question).sort((a, b) => Number(b.isCertain) - Number(a.isCertain));
    return { flows: this.explain(pairs.slice(0, EXPLAINED_PAIRS)), more: Math.max(0, pairs.length - EXPLAINED_PAIRS) };
  }

  private pairs({ subjects, permitted, traffic }: SurplusQuestion): Pair[] {
    const asked = [...permitted.map((flow) => flow.traffic), traffic].filter((part) => part !== undefined);
    const pairs = new Map<string, Pair>();
    for (const family of new Matrix(cutBy(this.model, asked)).families) {
      const { atoms } = family;
      const flows = permitted.filter(({ ipVersion = family.family }) => ipVersion === family.family).map((flow): Permitted => ({
        from: askedEnd(this.resolver, flow.source, family.family),
        to: askedEnd(this.resolver, flow.destination, family.family),
        bits: bitsOfTraffic(atoms, flow.traffic),
      }));
      const wanted = bitsOfTraffic(atoms, traffic);
      const named = subjects.map(({ workload, direction }) => ({ name: this.subjectName(workload, family.family), direction }));
      const receivers = new Set(named.filter(({ direction }) => direction === 'ingress').map(({ name }) => name));
      for (const { name, direction } of named) {
        // What goes from a subject to a subject is looked at where it comes in.
        const isLeft = (peer: Workload): boolean => direction === 'egress' && receivers.has(nameOf(peer));
        for (const pair of this.pairsOf(name, direction, family, flows, wanted, isLeft)) { pairs.set(keyOf(pair), pair); }
      }
    }
    return [...pairs.values()];
  }

  private subjectName(text: string, family: 4 | 6): string {
    const end = askedEnd(this.resolver, text, family);
    if (end.type !== 'workload') { throw new FlowError(`"${text}" is no workload.`); }
    return end.name;
  }

  private pairsOf(
    name: string, direction: Direction, family: FamilyMatrix, flows: readonly Permitted[], wanted: Bits, isLeft: (peer: Workload) => boolean,
  ): Pair[] {
    return family.ends.flatMap((own) => (own.type !== 'workloads' ? [] : own.workloads.filter((workload) => nameOf(workload) === name).flatMap((subject) => {
      const relevant = flows.flatMap(({ from, to, bits }) => {
        const [mine, theirs] = direction === 'ingress' ? [to, from] : [from, to];
        return holdsWorkload(mine, subject, family.family) ? [{ end: theirs, bits }] : [];
      });
      return family.ends.flatMap((other) => {
        const { allow, unknown } = direction === 'ingress' ? family.cell(other, own) : family.cell(own, other);
        return this.parts(other, family, relevant, (peer) => isLeft(peer) || isItself(peer, subject)).map(({ peers, permitted }): Pair => ({
          subject,
          direction,
          peers,
          family,
          excess: intersection(difference(union(allow, unknown), permitted), wanted),
          isCertain: !isEmpty(intersection(difference(allow, permitted), wanted)),
        })).filter(({ excess }) => !isEmpty(excess));
      });
    })));
  }

  private parts(
    end: MatrixEnd, family: FamilyMatrix, flows: readonly { readonly end: AskedEnd; readonly bits: Bits }[], isLeft: (peer: Workload) => boolean,
  ): { peers: Peers; permitted: Bits }[] {
    const none = family.atoms.none();
    const bitsOf = (holds: (asked: AskedEnd) => boolean): Bits => flows.filter((flow) => holds(flow.end)).map(({ bits }) => bits).reduce(union, none);
    if (end.type === 'workloads') {
      const workloads = end.workloads.filter((workload) => !isLeft(workload));
      return grouped(workloads, (workload) => bitsOf((asked) => holdsWorkload(asked, workload, family.family)))
        .map(({ members, permitted }) => ({ peers: { workloads: members }, permitted }));
    }
    const asked = flows.flatMap((flow) => (flow.end.type === 'addresses' ? flow.end.nets ?? [] : []));
    return grouped(splitNets(this.outside(end.nets), asked), (net) => bitsOf((one) => holdsNet(one, net))).flatMap(({ members, permitted }) => {
      const sample = this.sample(members, end.sample);
      return sample === undefined ? [] : [{ peers: { nets: members, sample }, permitted }];
    });
  }

  private outside(nets: readonly Net[]): Net[] {
    const { podNets } = this.model;
    return splitNets(nets, podNets).filter((net) => !podNets.some((pods) => netContainsNet(pods, net)));
  }

  /** An address of the networks that is no pod's. */
  private sample(nets: readonly Net[], sample: Ip): Ip | undefined {
    if (nets.some((net) => netContainsIp(net, sample))) { return sample; }
    for (const net of nets) {
      for (let value = net.base; value <= lastIp(net).value; value++) {
        const ip = { family: net.family, value };
        if (!this.index.holders(ip).some(({ type }) => type === 'workload')) { return ip; }
      }
    }
    return undefined;
  }

  private explain(pairs: readonly Pair[]): SurplusFlow[] {
    const decided = new Map<string, Decided>();
    for (const pair of pairs) {
      for (const [rule, { traffic, verdict }] of this.rulesOf(pair)) {
        const key = [keyOf({ ...pair, peers: undefined }), 'nets' in pair.peers, traffic, rule].join(' ');
        const known = decided.get(key);
        if (known === undefined) { decided.set(key, { pair, traffic, verdict, peers: [pair.peers] }); } else { known.peers.push(pair.peers); }
      }
    }
    return [...decided.values()].sort((a, b) => rankOf(a.verdict) - rankOf(b.verdict)).map(({ pair, traffic, verdict, peers }) => {
      const own = nameOf(pair.subject);
      const names = this.namesOf(peers, pair.family);
      const [from, to] = pair.direction === 'ingress' ? [names, own] : [own, names];
      return { from, to, verdict, summary: this.explainer.headline(verdict, traffic, { from, to }) };
    });
  }

  /** The rules that decide about a pair, by their sentence, each with its traffic. */
  private rulesOf({ subject, direction, peers, family, excess }: Pair): Map<string, { traffic: string; verdict: FlowVerdict }> {
    const own: ResolvedEnd = { type: 'workload', workload: subject };
    const peer: ResolvedEnd = 'nets' in peers ? { type: 'address', ip: peers.sample } : { type: 'workload', workload: peers.workloads[0] };
    const [from, to] = direction === 'ingress' ? [peer, own] : [own, peer];
    const atoms = new Map<string, { list: number[]; verdict: FlowVerdict }>();
    for (const atom of listOf(excess)) {
      const { protocol, ports, icmp } = family.atoms.list[atom];
      const verdict = this.evaluator.between(from, to, {
        ipVersion: family.family, protocol, destinationPort: ports?.[0], icmpType: icmp?.type, icmpCode: icmp?.code,
      }, { explain: true });
      const rule = this.explainer.headline(verdict, '', { from: '', to: '' });
      const known = atoms.get(rule);
      if (known === undefined) { atoms.set(rule, { list: [atom], verdict }); } else { known.list.push(atom); }
    }
    return new Map([...atoms].map(([rule, { list, verdict }]) => (
      [rule, { verdict, traffic: shortTraffic(family.atoms, bitsOfList(family.atoms.size, list)) }]
    )));
  }

  private namesOf(peers: readonly Peers[], family: FamilyMatrix): string {
    const nets = peers.flatMap((part) => ('nets' in part ? part.nets : []));
    if (nets.length > 0) { return netNames(nets, this.outside(family.ends.flatMap((end) => (end.type === 'addresses' ? end.nets : [])))); }
    const names = peers.flatMap((part) => ('workloads' in part ? part.workloads.map(nameOf) : []));
    return names.length > SHOWN_WORKLOADS ? `${names.slice(0, SHOWN_WORKLOADS).join(', ')} and ${names.length - SHOWN_WORKLOADS} more` : names.join(', ');
  }
}

/** The rules of so many pairs are looked for; in a large cluster there may be thousands of pairs. */
const EXPLAINED_PAIRS = 32;
const SHOWN_WORKLOADS = 3;

function rankOf({ verdict }: FlowVerdict): number {
  return verdict === 'allow' ? 0 : 1;
}

function keyOf({ subject, direction, peers, family }: Omit<Pair, 'peers' | 'excess' | 'isCertain'> & { readonly peers?: Peers }): string {
  const other = peers === undefined ? '' : 'nets' in peers ? peers.nets.map(({ base, prefix }) => `${base}/${prefix}`).join() : peers.workloads.map(({ index }) => index).join();
  return `${family.family} ${direction} ${subject.index} ${other}`;
}

/** A single pod reaches itself without any policy; a workload may have several pods. */
function isItself(peer: Workload, subject: Workload): boolean {
  return peer === subject && peer.kind === 'Pod';
}

function bitsOfTraffic(atoms: Atoms, traffic: Traffic | undefined): Bits {
  return traffic === undefined ? atoms.full : atoms.where((atom) => carries(traffic, atom));
}

/** Things with equal bits together. */
function grouped<T>(things: readonly T[], permittedTo: (thing: T) => Bits): { members: T[]; permitted: Bits }[] {
  const groups = new Map<string, { members: T[]; permitted: Bits }>();
  for (const thing of things) {
    const permitted = permittedTo(thing);
    const group = groups.get(permitted.join());
    if (group === undefined) { groups.set(permitted.join(), { members: [thing], permitted }); } else { group.members.push(thing); }
  }
  return [...groups.values()];
}
