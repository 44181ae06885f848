import { type Bits, type FamilyMatrix, type Matrix, type MatrixEnd, type MatrixRow, matrixRow, type OnDone, type TracedTraffic, type TracedWay, union } from './matrix';
import { type ClusterModel } from '../cluster';
import { bitsOf, netContainsNet } from '../network';
import { AddressIndex } from './address-index';
import { type DecidedBy, decidedBy } from './difference';
import { type Decision } from './evaluate-flow';
import { FlowError } from './flow';
import { EndResolver } from './resolve';
import { type AskedEnd, askedEnd, holdsWorkload, nameOf } from './surplus';

/** The ends that are asked about, as `explain` takes them. */
export interface ReachQuestion {
  readonly from?: string;
  readonly to?: string;
}

/** A row of the matrix with who decides about it. */
export interface ReachRow extends MatrixRow {
  readonly parts: readonly ReachPart[];
}

/** Traffic that the same rules decide. */
export interface ReachPart {
  readonly decision: Decision;
  readonly traffic: string;
  /** Of an allow the rule in each direction, of a denial the first that denies. */
  readonly decidedBy: readonly ReachRule[];
}

export interface ReachRule extends Omit<DecidedBy, 'decision'> {
  /** `egress`, `ingress`, or a stage of a host endpoint. */
  readonly at?: string;
}

/** The rows of a matrix that are about certain ends. */
export class Reach {
  private readonly from?: AskedEnd;
  private readonly to?: AskedEnd;
  private readonly ways = new Map<TracedWay, ReachRule>();

  /** @throws FlowError for an end that does not exist, or that is none of the matrix */
  public constructor(private readonly model: ClusterModel, private readonly question: ReachQuestion) {
    const resolver = new EndResolver(model, new AddressIndex(model));
    this.from = question.from === undefined ? undefined : this.asked(resolver, question.from);
    this.to = question.to === undefined ? undefined : this.asked(resolver, question.to);
  }

  /** The address of a workload means the workload. */
  private asked(resolver: EndResolver, text: string): AskedEnd {
    const end = askedEnd(resolver, text, 4);
    if (end.type === 'workload' || end.nets?.length !== 1) { return end; }
    const [{ family, base, prefix }] = end.nets;
    if (prefix !== bitsOf(family)) { return end; }
    const workload = this.model.workloads.find((candidate) => !candidate.hostNetwork && holdsWorkload(end, candidate, family));
    if (workload !== undefined) { return { type: 'workload', name: nameOf(workload) }; }
    const node = resolver.nodeAt({ family, value: base });
    if (node === undefined) { return end; }
    throw new FlowError(`"${text}" is an address of node ${node}. Hosts are no ends of the matrix; ask explain about them.`);
  }

  /** @throws FlowError when both ends are addresses: policy of workloads says nothing about these */
  public rows(matrix: Matrix, onSender?: OnDone): ReachRow[] {
    const rows = this.families(matrix).flatMap((family) => {
      const receivers = family.ends.filter((end) => this.isAsked(this.to, end, family.family));
      return family.ends.filter((end) => this.isAsked(this.from, end, family.family)).flatMap((from) => {
        onSender?.(from.index, family.ends.length);
        return receivers.flatMap((to): ReachRow[] => {
          const row = matrixRow(family, from, to);
          return row === undefined ? [] : [{ ...row, parts: this.parts(family, family.trace(from, to)) }];
        });
      });
    });
    if (this.from?.type === 'addresses' && this.to?.type === 'addresses' && rows.length === 0) {
      throw new FlowError(`"${this.question.from}" and "${this.question.to}" are both outside: name a workload at one end at least.`);
    }
    return rows;
  }

  /** IPv6 too when an end is asked about that has no other addresses. */
  private families(matrix: Matrix): readonly FamilyMatrix[] {
    const isAsked = [this.from, this.to].some((end) => end?.type === 'addresses' && end.nets?.every(({ family }) => family === 6) === true);
    return !isAsked || matrix.families.some(({ family }) => family === 6) ? matrix.families : [...matrix.families, matrix.family(6)];
  }

  private isAsked(asked: AskedEnd | undefined, end: MatrixEnd, family: 4 | 6): boolean {
    if (asked === undefined) { return true; }
    if (end.type === 'workloads') { return end.workloads.some((workload) => holdsWorkload(asked, workload, family)); }
    if (asked.type === 'workload') { return false; }
    const { nets } = asked;
    const { podNets } = this.model;
    if (nets === undefined) { return !end.nets.every((net) => podNets.some((pods) => pods.family === family && netContainsNet(pods, net))); }
    return end.nets.some((net) => nets.some((own) => own.family === family && (netContainsNet(own, net) || netContainsNet(net, own))));
  }

  private parts({ atoms }: FamilyMatrix, traced: readonly TracedTraffic[]): ReachPart[] {
    const parts = new Map<string, { traffic: Bits; decision: Decision; rules: readonly ReachRule[] }>();
    for (const one of traced) {
      const rules = this.rules(one);
      const key = JSON.stringify([one.verdict, rules]);
      const known = parts.get(key);
      parts.set(key, { traffic: known === undefined ? one.atoms : union(known.traffic, one.atoms), decision: one.verdict, rules });
    }
    return (['allow', 'unknown', 'deny'] as const).flatMap((wanted) => [...parts.values()].filter(({ decision }) => decision === wanted))
      .map(({ traffic, decision, rules }) => ({ decision, traffic: atoms.describe(traffic), decidedBy: rules }));
  }

  private rules(traced: TracedTraffic): readonly ReachRule[] {
    const deciding = traced.ways.filter(({ verdict }) => verdict === traced.verdict);
    if (deciding.length === 0) { return [ruleOf(traced)]; }
    return (traced.verdict === 'deny' ? deciding.slice(0, 1) : deciding).map((way) => {
      let rule = this.ways.get(way);
      if (rule === undefined) {
        const { place, hostEndpoint, reason = traced.verdict === 'unknown' ? traced.reason : undefined } = way;
        rule = { at: hostEndpoint === undefined ? place : `${place} of host endpoint ${hostEndpoint}`, ...ruleOf({ ...traced, reason, ways: [way] }) };
        // To find its line a file is parsed again, so each is looked up once.
        this.ways.set(way, rule);
      }
      return rule;
    });
  }
}

function ruleOf(traced: TracedTraffic): ReachRule {
  const { because, rule, file, line, constructPath } = decidedBy(traced);
  return { because, rule, file, line, constructPath };
}
