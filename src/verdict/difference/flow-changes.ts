import { type Workload } from '../../cluster';
import { type Net } from '../../network';
import { netsOfIntervals } from '../address-names';
import { type Bits, type Cell, difference, intersection, isEmpty, type Matrix, shortTraffic, type TracedTraffic, union } from '../matrix';
import { type DecidedBy, decidedBy } from './answer';
import { type CommonEnd } from './common-ends';
import { Comparison } from './comparison';
import { type HostPlace } from './host-places';
import { type Rectangle, rectangles } from './rectangles';

/** How flows differ between two clusters. */
export enum FlowChangeKind {
  /** Denied before, allowed after. */
  OPENED = 'opened',
  /** Allowed before, denied after. */
  CLOSED = 'closed',
  /** Allowed or denied before; after, the input does not tell. */
  UNKNOWN = 'unknown',
  /** Before, the input did not tell; allowed or denied after. */
  KNOWN = 'known',
  /** Allowed or unknown flows of a workload or host that was not there before. */
  NEW = 'new',
  /** Allowed or unknown flows of a workload or host that is not there any more. */
  GONE = 'gone',
}

/** Flows that change alike. */
export interface FlowChange {
  readonly change: FlowChangeKind;
  readonly ipVersions: readonly (4 | 6)[];
  readonly from: FlowSide;
  readonly to: FlowSide;
  /** The hosts that it goes through; undefined when that makes no difference. */
  readonly through?: readonly HostPlace[];
  /** In words: `TCP 80, 443; ICMP`, `everything but UDP 4789; IPIP`. */
  readonly traffic: string;
  /** Undefined when an end did not exist. */
  readonly before?: DecidedBy;
  /** Undefined when an end does not exist any more. */
  readonly after?: DecidedBy;
}

/** A change for one IP version, with its traffic as atoms and its ends as they were compared. */
export interface FamilyChange extends Omit<FlowChange, 'ipVersions' | 'from' | 'to' | 'through' | 'traffic'> {
  readonly from: readonly CommonEnd[];
  readonly to: readonly CommonEnd[];
  readonly traffic: Bits;
}

/** Workloads and addresses of one side, or hosts. */
export interface FlowSide {
  readonly workloads: readonly Workload[];
  readonly nets: readonly Net[];
  readonly hosts?: readonly HostPlace[];
}

/** What differs between two matrices. Flows that are decided alike, by whatever rule, are no change. */
export function flowChanges(before: Matrix, after: Matrix): FlowChange[] {
  return mergeFamilies(Comparison.of([before, after]).flatMap((comparison) => familyChanges(comparison).map((change): FlowChange => ({
    ...change,
    ipVersions: [comparison.family],
    from: sideOf(change.from, comparison.family),
    to: sideOf(change.to, comparison.family),
    traffic: shortTraffic(comparison.atoms, change.traffic),
  }))));
}

/** What differs between the two matrices of a comparison. */
export function familyChanges(comparison: Comparison): FamilyChange[] {
  return new FamilyChanges(comparison).list();
}

/** Traffic of pairs that changes alike, by the same deciding rules. */
interface Segment {
  readonly before?: DecidedBy;
  readonly after?: DecidedBy;
  readonly traffic: Bits;
  readonly pairs: [number, number][];
}

type Traced = readonly TracedTraffic[];

/** Of an end that one side does not know. */
const UNTRACED: Traced = [];

class FamilyChanges {
  private readonly segments = new Map<string, Segment>();
  /** Segments of pairs whose traffic is decided by the same rules. */
  private readonly known = new Map<Traced, Map<Traced, readonly Segment[]>>();
  private readonly answers = new Map<TracedTraffic, { readonly id: string; readonly decidedBy: DecidedBy }>();

  public constructor(private readonly comparison: Comparison) {}

  public list(): FamilyChange[] {
    const changed = (cells: readonly (Cell | undefined)[]): Bits => this.changed(cells);
    for (const { from, to, traffic } of this.comparison.pairs(changed)) {
      for (const { pairs } of this.segmentsOf(from, to, traffic)) { pairs.push([from.index, to.index]); }
    }
    return [...this.segments.values()].flatMap((segment) => rectangles(segment.pairs).map((rectangle) => this.change(segment, rectangle)));
  }

  private changed([before, after]: readonly (Cell | undefined)[]): Bits {
    const { atoms } = this.comparison;
    if (before === undefined || after === undefined) {
      const only = before ?? after;
      return only === undefined ? atoms.none() : difference(atoms.full, only.deny);
    }
    const same = (['allow', 'deny', 'unknown'] as const).map((decision) => intersection(before[decision], after[decision])).reduce(union);
    return difference(atoms.full, same);
  }

  private segmentsOf(from: CommonEnd, to: CommonEnd, traffic: Bits): readonly Segment[] {
    const [before, after] = [0, 1].map((side) => (
      from.parts[side] === undefined || to.parts[side] === undefined ? UNTRACED : this.comparison.trace(side, from, to)
    ));
    const byAfter = this.known.get(before) ?? new Map<Traced, readonly Segment[]>();
    this.known.set(before, byAfter);
    let segments = byAfter.get(after);
    if (segments === undefined) {
      segments = this.cut(before, after, traffic);
      byAfter.set(after, segments);
    }
    return segments;
  }

  /** Parts of the traffic, each with one deciding rule before and one after. */
  private cut(before: Traced, after: Traced, traffic: Bits): Segment[] {
    const parts = new Map<string, Omit<Segment, 'pairs'>>();
    for (const a of before === UNTRACED ? [undefined] : before) {
      for (const b of after === UNTRACED ? [undefined] : after) {
        const here = [a, b].reduce((bits, traced) => (traced === undefined ? bits : intersection(bits, traced.atoms)), traffic);
        if (isEmpty(here)) { continue; }
        const [was, is] = [this.answer(a), this.answer(b)];
        const key = `${was?.id}/${is?.id}`;
        const known = parts.get(key)?.traffic;
        parts.set(key, { before: was?.decidedBy, after: is?.decidedBy, traffic: known === undefined ? here : union(known, here) });
      }
    }
    return [...parts].map(([key, part]) => {
      const id = `${key}/${part.traffic.join()}`;
      const segment = this.segments.get(id) ?? { ...part, pairs: [] };
      this.segments.set(id, segment);
      return segment;
    });
  }

  private answer(traced: TracedTraffic | undefined): { readonly id: string; readonly decidedBy: DecidedBy } | undefined {
    if (traced === undefined) { return undefined; }
    let answer = this.answers.get(traced);
    if (answer === undefined) {
      const told = decidedBy(traced);
      answer = { id: JSON.stringify(told), decidedBy: told };
      this.answers.set(traced, answer);
    }
    return answer;
  }

  private change({ before, after, traffic }: Segment, rectangle: Rectangle): FamilyChange {
    const { ends } = this.comparison;
    return {
      change: kindOf(before, after),
      from: rectangle.from.map((index) => ends[index]),
      to: rectangle.to.map((index) => ends[index]),
      traffic,
      ...before === undefined ? {} : { before },
      ...after === undefined ? {} : { after },
    };
  }
}

export function sideOf(ends: readonly CommonEnd[], family: 4 | 6): FlowSide {
  const intervals = ends.flatMap((end) => end.intervals).sort((a, b) => (a.first < b.first ? -1 : 1));
  return { workloads: ends.flatMap(({ workloads }) => workloads), nets: netsOfIntervals(intervals, family) };
}

export function kindOf(before: DecidedBy | undefined, after: DecidedBy | undefined): FlowChangeKind {
  if (before === undefined) { return FlowChangeKind.NEW; }
  if (after === undefined) { return FlowChangeKind.GONE; }
  if (after.decision === 'unknown') { return FlowChangeKind.UNKNOWN; }
  if (before.decision === 'unknown') { return FlowChangeKind.KNOWN; }
  return after.decision === 'allow' ? FlowChangeKind.OPENED : FlowChangeKind.CLOSED;
}

/** What is the same for IPv4 and IPv6 is told once: between workloads, or with all addresses. */
export function mergeFamilies(changes: readonly FlowChange[]): FlowChange[] {
  const merged = new Map<string, FlowChange>();
  for (const change of changes) {
    const hostKeys = (hosts: readonly HostPlace[] = []): string[] => [...new Set(hosts.map(({ node, name }) => `${node} ${name}`))];
    const side = ({ workloads, nets, hosts }: FlowSide): unknown => [
      workloads.map(({ namespace, kind, name }) => [namespace, kind, name]),
      nets.map(({ base, prefix }) => (prefix === 0 ? 'all' : `${base}/${prefix}`)),
      hostKeys(hosts),
    ];
    const traffic = change.traffic.replaceAll('ICMPv6', 'ICMP');
    const key = JSON.stringify([
      change.change, side(change.from), side(change.to), hostKeys(change.through), traffic, change.before, change.after,
    ]);
    const other = merged.get(key);
    merged.set(key, other === undefined ? change : {
      ...other,
      ipVersions: [...other.ipVersions, ...change.ipVersions],
      from: bothSides(other.from, change.from),
      to: bothSides(other.to, change.to),
      ...other.through === undefined ? {} : { through: [...other.through, ...change.through!] },
      traffic: other.traffic === change.traffic ? other.traffic : change.traffic.replaceAll('ICMPv6', 'ICMP and ICMPv6'),
    });
  }
  return [...merged.values()];
}

function bothSides(one: FlowSide, other: FlowSide): FlowSide {
  return { ...one, nets: [...one.nets, ...other.nets], ...one.hosts === undefined ? {} : { hosts: [...one.hosts, ...other.hosts!] } };
}
