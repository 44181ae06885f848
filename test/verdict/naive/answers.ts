import { type NaiveDirection, type NaiveFlow, type NaiveResult } from './evaluator';
import { buildCluster } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { CalicoVersion } from '../../../src/target';
import { type DirectionAnswer, FlowEvaluator, toAnswer } from '../../../src/verdict';

/** The product's answers about a complete cluster, in the form of the naive evaluator. */
export function evaluatorOf(objects: JsonObject[]): (asked: NaiveFlow) => NaiveResult {
  const manifests = objects.map((object) => ({ object, origin: {} }));
  const evaluator = new FlowEvaluator(buildCluster(manifests, { version: CalicoVersion.V3_33, complete: true }));
  return (asked) => {
    const { verdict, egress, ingress } = toAnswer(undefined, evaluator.evaluate(asked));
    return { verdict, egress: egress && plain(egress), ingress: ingress && plain(ingress) };
  };
}

function plain({ verdict, trace }: DirectionAnswer): NaiveDirection {
  return { verdict, trace: trace.map(({ tier, kind, namespace, name, ruleIndex, action }) => `${tier} ${kind} ${namespace}/${name} ${ruleIndex} ${action}`) };
}
