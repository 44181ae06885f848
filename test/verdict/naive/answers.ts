import { type NaiveDirection, type NaiveFlow, type NaiveResult } from './evaluator';
import { buildCluster, type ClusterModel } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { CalicoVersion } from '../../../src/target';
import { type DirectionAnswer, type Flow, FlowEvaluator, Matrix, toAnswer, type TraceEntry } from '../../../src/verdict';
import { type Cell } from '../../../src/verdict/matrix';
import { verdictOf } from '../matrix/differences';
import { place } from '../matrix/place';

/** The product's answers about a complete cluster, in the form of the naive evaluator. */
export class Answers {
  private readonly model: ClusterModel;
  private readonly evaluator: FlowEvaluator;
  private matrix?: Matrix;
  /** By IP version and ends: those of hosts cost a walk for each kind of traffic. */
  private readonly cells = new Map<string, Cell>();

  public constructor(objects: JsonObject[]) {
    this.model = buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_33, complete: true });
    this.evaluator = new FlowEvaluator(this.model);
  }

  public ofWalker(asked: NaiveFlow): NaiveResult {
    const { verdict, egress, ingress, stages } = toAnswer(undefined, this.evaluator.evaluate(asked));
    return {
      verdict,
      egress: egress && plain(egress),
      ingress: ingress && plain(ingress),
      stages: stages?.map((stage) => ({ stage: stage.stage, verdict: stage.verdict, trace: steps(stage.trace) })),
    };
  }

  /** Undefined for flows that a matrix does not hold, or leaves open because a rule asks for the source port. */
  public ofMatrix(asked: NaiveFlow): string | undefined {
    this.matrix ??= new Matrix(this.model);
    const found = place(this.matrix, asked);
    if (found === undefined) { return undefined; }
    const key = `${asked.ipVersion} ${found.from.index} ${found.to.index}`;
    let cell = this.cells.get(key);
    if (cell === undefined) { this.cells.set(key, cell = found.family.cell(found.from, found.to)); }
    const verdict = verdictOf(cell, found.atom);
    const withoutSourcePort: Flow = { ...asked, sourcePort: undefined };
    return verdict === 'unknown' && this.evaluator.evaluate(withoutSourcePort).verdict === 'unknown' ? undefined : verdict;
  }
}

function plain({ verdict, trace, pending }: DirectionAnswer): NaiveDirection {
  return { verdict, trace: steps(trace), ...pending === undefined ? {} : { pending: { verdict: pending.verdict, trace: steps(pending.trace) } } };
}

function steps(trace: readonly TraceEntry[]): string[] {
  return trace.map(({ tier, kind, namespace, name, ruleIndex, action }) => `${tier} ${kind} ${namespace}/${name} ${ruleIndex} ${action}`);
}
