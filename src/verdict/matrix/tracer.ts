import { type Atoms } from './atoms';
import { type Bits, bitsOfList, difference, intersection, isEmpty, listOf, type TriBits } from '../bits';
import { type MatrixEnd } from './classes';
import { type EndRoles } from './end-roles';
import { type EntityAnswer } from './entity-answers';
import { type Direction } from './family';
import { type Role, type RoleRule, type RoleTier } from './roles';
import { IPIP } from '../../cluster';
import { type Decision, type FlowVerdict } from '../evaluate-flow';
import { type Stage } from '../stages';
import { PROFILE_TIER, type TraceStep } from '../trace';

/** What one place on the way of a packet says, and who decides there. */
export interface TracedWay {
  /** `egress` and `ingress` are those of the two ends; the others are stages of a host endpoint. */
  readonly place: Direction | Stage['stage'];
  /** The host endpoint whose stage it is. */
  readonly hostEndpoint?: string;
  readonly verdict: Stage['verdict'];
  readonly reason?: string;
  readonly trace: readonly TraceStep[];
}

/** Traffic between two ends that is decided alike. */
export interface TracedTraffic {
  readonly atoms: Bits;
  readonly verdict: Decision;
  readonly reason?: string;
  readonly ways: readonly TracedWay[];
}

type Judge = (from: MatrixEnd, to: MatrixEnd, atom: number) => FlowVerdict;

/** What a role says of traffic with one end. */
interface Segment {
  readonly atoms: Bits;
  readonly way: TracedWay;
}

interface RoleTraces {
  readonly role: Role;
  /** What its rules ask of the other end, each once. */
  readonly peers: readonly NonNullable<EntityAnswer>[];
  /** By what of that the other end is. */
  readonly byMatches: Map<string, readonly Segment[]>;
  /** By the end on the other side. */
  readonly segments: Map<number, readonly Segment[]>;
}

/** Traffic that has come the same way so far. */
interface Branch {
  readonly atoms: Bits;
  readonly trace: readonly TraceStep[];
  /** Whether it surely comes to where the walk is. */
  readonly certain: boolean;
  readonly allowed: boolean;
  readonly denied: boolean;
  /** Within one tier: a Pass rule may have matched. */
  readonly mayPass: boolean;
}

/** Says of every cell who decides: the walk of `walk.ts`, for all traffic between two ends at once. */
export class Tracer {
  private readonly roles = new Map<string, RoleTraces>();
  private readonly ofEnd: Record<Direction, RoleTraces[]> = { ingress: [], egress: [] };
  private readonly interned = new Map<string, readonly Segment[]>();
  private readonly pairs = new Map<readonly Segment[], Map<readonly Segment[], readonly TracedTraffic[]>>();
  private readonly matches = new Map<EntityAnswer, readonly (TriBits | undefined)[]>();
  private readonly numbers = new Map<object, number>();

  public constructor(private readonly atoms: Atoms, private readonly source: EndRoles, private readonly judge: Judge) {}

  /** Where policy of the two ends is all that decides. */
  public decided(from: MatrixEnd, to: MatrixEnd): readonly TracedTraffic[] {
    const egress = from.type === 'workloads' ? this.segments('egress', from, to) : NOBODY;
    const ingress = to.type === 'workloads' ? this.segments('ingress', to, from) : NOBODY;
    let byIngress = this.pairs.get(egress);
    if (byIngress === undefined) { this.pairs.set(egress, byIngress = new Map()); }
    let traced = byIngress.get(ingress);
    if (traced === undefined) { byIngress.set(ingress, traced = this.both(egress, ingress)); }
    return traced;
  }

  private both(egress: readonly Segment[], ingress: readonly Segment[]): TracedTraffic[] {
    if (egress === NOBODY || ingress === NOBODY) {
      return [...egress, ...ingress].map(({ atoms, way }) => ({ atoms, verdict: way.verdict as Decision, reason: way.reason, ways: [way] }));
    }
    return egress.flatMap((out) => ingress.flatMap((into): TracedTraffic[] => {
      const atoms = intersection(out.atoms, into.atoms);
      if (isEmpty(atoms)) { return []; }
      const ways = [out.way, into.way];
      const decides = ways.find(({ verdict }) => verdict === 'deny') ?? ways.find(({ verdict }) => verdict === 'unknown');
      return [{ atoms, verdict: decides?.verdict as Decision | undefined ?? 'allow', reason: decides?.reason, ways }];
    }));
  }

  /** Where stages of host endpoints decide too: the walker's answer about each atom. */
  public walked(from: MatrixEnd, to: MatrixEnd): readonly TracedTraffic[] {
    const groups = new Map<string, { atoms: number[]; verdict: FlowVerdict }>();
    for (let atom = 0; atom < this.atoms.size; atom++) {
      const verdict = this.judge(from, to, atom);
      const key = [verdict.verdict, verdict.reason, ...waysOf(verdict).map((way) => this.keyOf(way))].join('/');
      const group = groups.get(key);
      if (group === undefined) { groups.set(key, { atoms: [atom], verdict }); } else { group.atoms.push(atom); }
    }
    return [...groups.values()].map(({ atoms, verdict }) => (
      { atoms: bitsOfList(this.atoms.size, atoms), verdict: verdict.verdict, reason: verdict.reason, ways: waysOf(verdict) }
    ));
  }

  private keyOf({ place, hostEndpoint, verdict, reason, trace }: TracedWay): string {
    return [place, hostEndpoint, verdict, reason, ...trace.map((step) => this.stepKey(step))].join(' ');
  }

  private stepKey({ policy, tier, name, ruleIndex, action, certain }: TraceStep): string {
    return `${policy === undefined ? `${tier}.${name}` : this.numberOf(policy)}:${tier}:${ruleIndex}:${action}:${certain}`;
  }

  private numberOf(thing: object): number {
    let number = this.numbers.get(thing);
    if (number === undefined) { this.numbers.set(thing, number = this.numbers.size); }
    return number;
  }

  private segments(direction: Direction, subject: MatrixEnd, peer: MatrixEnd): readonly Segment[] {
    const known = this.ofEnd[direction][subject.index] ??= this.roleTraces(direction, subject);
    let segments = known.segments.get(peer.index);
    if (segments === undefined) { known.segments.set(peer.index, segments = this.alike(known, direction, subject, peer)); }
    return segments;
  }

  /** Ends that the same rules match for the same traffic have the same answer, unless something is unknown: then reasons may differ. */
  private alike(known: RoleTraces, direction: Direction, subject: MatrixEnd, peer: MatrixEnd): readonly Segment[] {
    const matched = known.peers.map((answer) => {
      const traffic = this.matchesOf(answer)[peer.index];
      return traffic === undefined ? '' : this.numberOf(traffic);
    }).join();
    const same = known.byMatches.get(matched);
    if (same !== undefined) { return same; }
    const segments = this.intern(this.walk(known.role, direction, subject, peer));
    if (segments.every(({ way }) => way.verdict !== 'unknown')) { known.byMatches.set(matched, segments); }
    return segments;
  }

  private roleTraces(direction: Direction, subject: MatrixEnd): RoleTraces {
    const key = `${direction}/${this.source.key(direction, subject.index)}`;
    let known = this.roles.get(key);
    if (known === undefined) { this.roles.set(key, known = roleTraces(this.source.build(direction, subject.index))); }
    return known;
  }

  private intern(segments: readonly Segment[]): readonly Segment[] {
    const key = segments.map(({ atoms, way }) => `${atoms.join()} ${this.keyOf(way)}`).join(';');
    const known = this.interned.get(key);
    if (known !== undefined) { return known; }
    this.interned.set(key, segments);
    return segments;
  }

  private walk(role: Role, direction: Direction, subject: MatrixEnd, peer: MatrixEnd): Segment[] {
    const walk = new RoleWalk(role, direction, (rule) => this.traffic(rule, peer.index));
    const segments = this.dropped(role, direction);
    const alike = new Map<string, { atoms: Bits; way: TracedWay }>();
    for (const { atoms, trace, allowed, denied } of walk.run(difference(this.atoms.full, role.dropped))) {
      const verdict = allowed && denied ? 'unknown' : allowed ? 'allow' : 'deny';
      const reason = verdict === 'unknown' ? this.reason(direction, subject, peer, listOf(atoms)[0]) : undefined;
      const way: TracedWay = { place: direction, verdict, reason, trace };
      const key = this.keyOf(way);
      const same = alike.get(key);
      alike.set(key, same === undefined ? { atoms, way } : { atoms: atoms.map((word, index) => word | same.atoms[index]), way }); // eslint-disable-line no-bitwise
    }
    return [...segments, ...alike.values()];
  }

  private dropped({ dropped }: Role, direction: Direction): Segment[] {
    const atoms = listOf(dropped);
    const ipip = atoms.filter((atom) => this.atoms.list[atom].protocol === IPIP);
    const vxlan = atoms.filter((atom) => !ipip.includes(atom));
    return ([[ipip, 'ipip-from-workload'], [vxlan, 'vxlan-from-workload']] as const).filter(([list]) => list.length > 0).map(([list, reason]) => (
      { atoms: bitsOfList(this.atoms.size, list), way: { place: direction, verdict: 'deny', reason, trace: [] } }
    ));
  }

  /** Why something is unknown only the walker knows. */
  private reason(direction: Direction, subject: MatrixEnd, peer: MatrixEnd, atom: number): string | undefined {
    const verdict = direction === 'egress' ? this.judge(subject, peer, atom) : this.judge(peer, subject, atom);
    return verdict[direction]?.reason;
  }

  private traffic({ certain, possible, peer }: RoleRule, end: number): TriBits | undefined {
    if (peer === undefined) { return { certain, possible }; }
    const traffic = this.matchesOf(peer)[end];
    return traffic && { certain: intersection(certain, traffic.certain), possible: intersection(possible, traffic.possible) };
  }

  /** The traffic for which one side of a rule matches each end. */
  private matchesOf(answer: NonNullable<EntityAnswer>): readonly (TriBits | undefined)[] {
    let byEnd = this.matches.get(answer);
    if (byEnd === undefined) {
      const list: TriBits[] = [];
      for (const { ends, traffic } of answer) { ends.forEach((each) => { list[each] = traffic; }); }
      this.matches.set(answer, byEnd = list);
    }
    return byEnd;
  }
}

function roleTraces(role: Role): RoleTraces {
  const rules = [...role.tiers.flatMap((tier) => tier.rules), ...role.profiles.flat()];
  const peers = [...new Set(rules.map(({ peer }) => peer))].filter((peer) => peer !== undefined);
  return { role, peers, byMatches: new Map(), segments: new Map() };
}

/** The side of an end that is no workload: nobody decides there. */
const NOBODY: readonly Segment[] = [];

/** What the places on the way of one packet say. */
export function waysOf({ stages, egress, ingress }: FlowVerdict): TracedWay[] {
  if (stages !== undefined && stages.length > 0) {
    return stages.map(({ stage, endpoint, verdict, reason, reasons, trace }) => ({
      place: stage === 'pod egress' ? 'egress' : stage === 'pod ingress' ? 'ingress' : stage,
      hostEndpoint: endpoint.type === 'hostEndpoint' ? endpoint.name : undefined,
      verdict,
      reason: reason ?? (verdict === 'unknown' ? [...reasons][0] : undefined),
      trace,
    }));
  }
  return [egress, ingress].filter((way) => way !== undefined)
    .map(({ direction, verdict, reason, trace }) => ({ place: direction, verdict, reason, trace }));
}

/** One walk through the tiers and profiles of a role. */
class RoleWalk {
  private readonly ended: Branch[] = [];

  public constructor(
    private readonly role: Role, private readonly direction: Direction, private readonly traffic: (rule: RoleRule) => TriBits | undefined,
  ) {}

  public run(atoms: Bits): readonly Branch[] {
    const missing = this.role.tiers.filter(({ isMissing }) => isMissing);
    const known = this.role.tiers.filter(({ isMissing }) => !isMissing);
    let branches: Branch[] = isEmpty(atoms) ? [] : [{ atoms, trace: [], certain: true, allowed: false, denied: false, mayPass: false }];
    if (this.role.tiers.length > 1) { branches = missing.reduce((before, tier) => this.tryAhead(tier, before), branches); }
    for (const tier of [...known, ...missing]) { branches = this.tier(tier, branches, this.ended); }
    for (const rules of this.role.profiles) { branches = this.profile(rules, branches); }
    this.ended.push(...branches.map((branch) => ({ ...this.step(branch, PROFILE, -1, 'Deny'), denied: true })));
    return this.ended;
  }

  /** A tier of unknown order may come first: what it decides is possible, and the walk starts anew. */
  private tryAhead(tier: RoleTier, branches: readonly Branch[]): Branch[] {
    return branches.flatMap((before) => {
      const decided: Branch[] = [];
      const next = this.tier(tier, [before], decided);
      return [...decided, ...next].map(({ atoms, allowed, denied }) => ({
        ...before, atoms, allowed, denied, certain: before.certain && allowed === before.allowed && denied === before.denied,
      }));
    });
  }

  /** What leaves a tier undecided; the rest goes to `decided`. */
  private tier({ first, passes, isMissing, surelyApplies, rules }: RoleTier, entering: readonly Branch[], decided: Branch[]): Branch[] {
    const next: Branch[] = [];
    let branches = entering.map((branch) => ({ ...branch, mayPass: false }));
    for (const rule of rules) {
      const traffic = this.traffic(rule);
      if (traffic === undefined) { continue; }
      branches = this.rule(rule, traffic, branches, (sure) => { (sure.mayPass ? next : decided).push(sure); });
    }
    for (const branch of branches) {
      const here = surelyApplies && !isMissing ? branch : { ...branch, certain: false };
      const stepped = this.step(here, first, -1, passes ? 'Pass' : 'Deny');
      if (passes) { next.push(stepped); continue; }
      const denied = { ...stepped, denied: true };
      (branch.mayPass || !surelyApplies || isMissing ? next : decided).push(denied);
    }
    return next;
  }

  private profile(rules: readonly RoleRule[], entering: readonly Branch[]): Branch[] {
    const next: Branch[] = [];
    let branches = [...entering];
    for (const rule of rules) {
      const traffic = this.traffic(rule);
      if (traffic === undefined) { continue; }
      if (rule.action !== 'Pass') {
        branches = this.rule(rule, traffic, branches, (sure) => this.ended.push(sure));
        continue;
      }
      // On to the next profile, whether it matched for sure or not.
      branches = branches.flatMap((branch) => {
        const parts = split(branch, traffic);
        next.push(...parts.sure, ...parts.maybe.map((maybe) => ({ ...maybe, certain: false })));
        return parts.no;
      });
    }
    return [...next, ...branches];
  }

  /** What goes on to the next rule. */
  private rule({ holder, rule, action }: RoleRule, traffic: TriBits, branches: readonly Branch[], decide: (sure: Branch) => void): Branch[] {
    return branches.flatMap((branch) => {
      const { sure, maybe, no } = split(branch, traffic);
      const matched = (part: Branch): Branch => {
        const stepped = this.step(part, holder, rule.index, action, rule);
        return {
          ...stepped,
          mayPass: stepped.mayPass || action === 'Pass',
          allowed: stepped.allowed || action === 'Allow',
          denied: stepped.denied || action === 'Deny',
        };
      };
      sure.forEach((part) => decide(matched(part)));
      return [...maybe.map((part) => matched({ ...part, certain: false })), ...no];
    });
  }

  private step(branch: Branch, holder: RoleRule['holder'], ruleIndex: number, action: RoleRule['action'], rule?: RoleRule['rule']): Branch {
    const policy = 'tier' in holder ? holder : undefined;
    const step: TraceStep = {
      tier: policy?.tier ?? PROFILE_TIER,
      kind: policy?.kind ?? 'Profile',
      namespace: policy?.namespace ?? '',
      name: holder.name,
      direction: this.direction,
      ruleIndex,
      action: action === 'Allow' ? 'allow' : action === 'Deny' ? 'deny' : 'pass',
      ...branch.certain ? {} : { certain: false as const },
      ...policy === undefined ? {} : { policy, rule },
    };
    return { ...branch, trace: [...branch.trace, step] };
  }
}

const PROFILE = { name: PROFILE_TIER, labels: new Map(), ingress: [], egress: [] } as const;

function split(branch: Branch, { certain, possible }: TriBits): Record<'sure' | 'maybe' | 'no', Branch[]> {
  const part = (atoms: Bits): Branch[] => (isEmpty(atoms) ? [] : [{ ...branch, atoms }]);
  const touched = intersection(branch.atoms, possible);
  return { sure: part(intersection(touched, certain)), maybe: part(difference(touched, certain)), no: part(difference(branch.atoms, possible)) };
}
