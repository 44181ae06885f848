import { type ClusterModel, type Policy, rulesOf } from '../../cluster';
import { addressNames } from '../address-names';
import { FlowEvaluator, type FlowVerdict } from '../evaluate-flow';
import { type ResolvedEnd } from '../resolve';
import { type Atoms } from './atoms';
import { type Bits, difference, intersection, setBit, union } from '../bits';
import { classify, endsOf, isForAllInterfaces, type MatrixEnd, wildcardNode } from './classes';
import { Decider } from './decide';
import { type DecisionRow } from './decision-row';
import { type Decision, Decisions } from './decisions';
import { EndRoles } from './end-roles';
import { Members } from './ends';
import { type Direction, Family } from './family';
import { remember } from './numbering';
import { type TracedTraffic, Tracer } from './tracer';

/** Is told how many parts of long work are done. */
export type OnDone = (done: number, total: number) => void;

export interface MatrixOptions {
  /** Take staged policies as enforced. */
  readonly staged?: boolean;
  /** Is told how many classes are decided, of each IP version and direction for itself. */
  readonly onDecided?: OnDone;
  /** The IP versions to answer for; by default IPv4, and IPv6 when anything in the input is about it. */
  readonly families?: readonly (4 | 6)[];
}

/** What happens to traffic between two ends: three sets of atoms that together are all. */
export interface Cell {
  readonly allow: Bits;
  readonly deny: Bits;
  readonly unknown: Bits;
}

/** The answers for one IP version. */
export interface FamilyMatrix {
  readonly family: 4 | 6;
  readonly atoms: Atoms;
  readonly ends: readonly MatrixEnd[];
  cell(from: MatrixEnd, to: MatrixEnd): Cell;
  /** The walker's answer about one atom between two ends, with its trace. */
  explain(from: MatrixEnd, to: MatrixEnd, atom: number): FlowVerdict;
  /** All traffic between two ends by who decides about it. Equal answers are one object. */
  trace(from: MatrixEnd, to: MatrixEnd): readonly TracedTraffic[];
}

/** Who reaches whom on what: all flows at once, between classes of workloads and blocks of addresses. Source ports are left open. */
export class Matrix {
  public readonly families: readonly FamilyMatrix[];

  public constructor(public readonly model: ClusterModel, private readonly options: MatrixOptions = {}) {
    const counted = model.tiers.flatMap((tier) => tier.policies).filter((policy) => options.staged === true || !policy.isStaged);
    const policies = counted.filter((policy) => !policy.preDnat && !policy.doNotTrack);
    const evaluator = new FlowEvaluator(model);
    const members = new Members(model, evaluator.matcher.labels);
    // A host endpoint for all interfaces has preDNAT policies too: the walker asks them, so their rules tell ends apart.
    const asked = model.hostEndpoints.some(isForAllInterfaces) ? counted.filter((policy) => !policy.doNotTrack) : policies;
    const families = (options.families ?? familiesOf(model)).map((family) => new Family(model, members, family, asked));
    const { classes, blocks } = classify(model, members, families, policies);
    this.families = families.map((family, index) => (
      new FamilyAnswers(model, members, family, policies, classes, blocks[index], evaluator, options)
    ));
  }

  /** The answers for an IP version, also when nothing in the input is about it. */
  public family(family: 4 | 6): FamilyMatrix {
    return this.families.find((candidate) => candidate.family === family)
      ?? new Matrix(this.model, { ...this.options, families: [family] }).families[0];
  }
}

/** IPv6 counts when anything in the input is about it. */
export function familiesOf(model: ClusterModel): (4 | 6)[] {
  const nets = [...model.members.flatMap((member) => member.nets), ...model.podNets, ...model.netLists.flatMap(({ v6 }) => v6)];
  const rules = model.policies.flatMap(rulesOf);
  return nets.some(({ family }) => family === 6) || rules.some(({ ipVersion }) => ipVersion === 6) ? [4, 6] : [4];
}

/** Many pairs share few answers in most clusters; where they don't, remembering them costs more than it saves. */
const REMEMBERED_CELLS = 200_000;

/** The number of the decision of ends without policy. */
const ALLOWED = 0;

class FamilyAnswers implements FamilyMatrix {
  public readonly ends: readonly MatrixEnd[];
  private readonly decisions: Decisions;
  /** For each end that is a class: the decisions about every other end. */
  private readonly rows: Record<Direction, (DecisionRow | undefined)[]> = { ingress: [], egress: [] };
  /** By the numbers of the decisions on egress and ingress. */
  private readonly cells: Map<number, Cell>[] = [];
  private remembered = 0;
  private readonly watched: readonly boolean[];
  private readonly roles: () => EndRoles;
  private tracer?: Tracer;

  public constructor(
    model: ClusterModel, members: Members, private readonly source: Family, policies: readonly Policy[],
    classes: readonly number[][], blocks: readonly number[][], private readonly evaluator: FlowEvaluator, private readonly options: MatrixOptions,
  ) {
    const { ends, atoms } = source;
    const living = classes.filter(([first]) => ends.has(first));
    this.ends = endsOf(source, living, blocks);
    this.watched = this.ends.map((end) => end.type === 'workloads' && wildcardNode(model, end.workloads[0]) !== undefined);
    this.decisions = new Decisions(atoms.full.length);
    const allowed = new Uint32Array(2 * atoms.full.length);
    allowed.set(atoms.full);
    this.decisions.numberOf(allowed, 0, atoms.full.length);
    const representatives = [...living.map(([first]) => first), ...blocks.map(([first]) => members.pods.length + first)];
    this.roles = () => new EndRoles(model, members, source, policies, living, representatives);
    this.decideAll(living.length, representatives.length);
  }

  public get family(): 4 | 6 {
    return this.source.atoms.family;
  }

  public get atoms(): Atoms {
    return this.source.atoms;
  }

  private decideAll(classes: number, ends: number): void {
    const roles = this.roles();
    const decider = new Decider(this.decisions, this.atoms.full, ends);
    for (const direction of ['ingress', 'egress'] as const) {
      const rows = new Map<string, DecisionRow>();
      for (let end = 0; end < classes; end++) {
        this.rows[direction][end] = remember(rows, roles.decisionKey(direction, end), () => decider.decide(roles.build(direction, end)));
        this.options.onDecided?.(end + 1, classes);
      }
    }
  }

  public cell(from: MatrixEnd, to: MatrixEnd): Cell {
    if (this.watched[from.index] || this.watched[to.index]) { return this.walked(from, to); }
    const egress = this.rows.egress[from.index]?.at(to.index) ?? ALLOWED;
    const ingress = this.rows.ingress[to.index]?.at(from.index) ?? ALLOWED;
    const known = this.cells[egress] ??= new Map<number, Cell>();
    let cell = known.get(ingress);
    if (cell === undefined) {
      cell = both(this.decisions.list[egress], this.decisions.list[ingress]);
      if (this.remembered < REMEMBERED_CELLS) {
        known.set(ingress, cell);
        this.remembered++;
      }
    }
    return cell;
  }

  /** Where a host endpoint covers the interfaces of pods, its stages decide too: the walker knows them. */
  private walked(from: MatrixEnd, to: MatrixEnd): Cell {
    const sets = { allow: this.atoms.none(), deny: this.atoms.none(), unknown: this.atoms.none() };
    this.atoms.list.forEach((_, atom) => setBit(sets[this.judge(from, to, atom, false).verdict], atom));
    return sets;
  }

  public explain(from: MatrixEnd, to: MatrixEnd, atom: number): FlowVerdict {
    return this.judge(from, to, atom, true);
  }

  private judge(from: MatrixEnd, to: MatrixEnd, atom: number, explain: boolean): FlowVerdict {
    const { protocol, ports, icmp } = this.atoms.list[atom];
    return this.evaluator.between(resolved(from), resolved(to), {
      ipVersion: this.family, protocol, destinationPort: ports?.[0], icmpType: icmp?.type, icmpCode: icmp?.code,
    }, { explain, staged: this.options.staged });
  }

  public trace(from: MatrixEnd, to: MatrixEnd): readonly TracedTraffic[] {
    this.tracer ??= new Tracer(this.atoms, this.roles(), (source, destination, atom) => this.judge(source, destination, atom, false));
    return this.watched[from.index] || this.watched[to.index] ? this.tracer.walked(from, to) : this.tracer.decided(from, to);
  }
}

function both(egress: Decision, ingress: Decision): Cell {
  const surely = ({ allow, deny }: Decision): Cell => ({
    allow: difference(allow, deny), deny: difference(deny, allow), unknown: intersection(allow, deny),
  });
  const [out, into] = [surely(egress), surely(ingress)];
  const allow = intersection(out.allow, into.allow);
  const deny = union(out.deny, into.deny);
  return { allow, deny, unknown: difference(union(out.unknown, into.unknown), deny) };
}

function resolved(end: MatrixEnd): ResolvedEnd {
  return end.type === 'workloads' ? { type: 'workload', workload: end.workloads[0] } : { type: 'address', ip: end.sample };
}

const endNames = new WeakMap<MatrixEnd, string>();

/** The name of an end in a report of one IP version. */
export function endName(end: MatrixEnd): string {
  let name = endNames.get(end);
  if (name === undefined) { endNames.set(end, name = nameOf(end)); }
  return name;
}

function nameOf(end: MatrixEnd): string {
  if (end.type === 'workloads') {
    const [first] = end.workloads;
    const more = end.workloads.length - 1;
    return `${first.namespace}/${first.name}${more === 0 ? '' : ` and ${more} alike`}`;
  }
  const names = addressNames(end.nets);
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more networks` : shown;
}
