import { METADATA_NAME_LABEL, NAME_LABEL, NAMESPACE_PREFIX, type Policy, UNNAMED_NAMESPACE } from '../../cluster';
import { conjunction, type SelectorNode } from '../../selector';
import { appliesTo, DIRECTIONS, isCalicoKind } from '../effects';
import { areDisjoint } from '../overlap/demands';
import { type LintRule } from '../rule';
import { ANYTHING } from '../selections';

const SIDES = {
  ingress: { own: 'destination', other: 'source', what: 'what comes in is' },
  egress: { own: 'source', other: 'destination', what: 'what goes out is' },
} as const;

/** Kubernetes labels each namespace with its name, and so does Calico. */
const NAMES = [NAME_LABEL, METADATA_NAME_LABEL];

/**
 * In a rule of a namespaced policy one side is the pod that the policy is for. Global policy is left out: what it forwards through a host
 * has other ends. So are rules that select a network set, whose addresses may be those of the pods.
 */
export const wrongSide: LintRule = {
  codes: ['CAL2013'],
  check(view, report) {
    const { model, selections, isComplete } = view;
    for (const policy of model.policies) {
      if (policy.namespace === '' || !isCalicoKind(policy)) { continue; }
      let selected: SelectorNode | undefined;
      for (const direction of DIRECTIONS.filter((each) => appliesTo(policy, each))) {
        const { own, other, what } = SIDES[direction];
        for (const rule of policy[direction]) {
          const { selector } = rule[own];
          if (selector === undefined || !areDisjoint(selected ??= selectedBy(policy), selector.node)) { continue; }
          const isToldAlready = isComplete && !selections.maySelect(selector, ANYTHING);
          if (isToldAlready || selections.maySelect(selector, ['networkSet'])) { continue; }
          report.addFor('CAL2013', policy.source, {
            message: `the ${own} of this ${direction} rule is none of the pods that the policy is for: the rule matches no packet`,
            help: `${what} ${own === 'source' ? 'from' : 'to'} these pods anyway: if the other end is meant, write it as \`${other}\`; `
              + `if these pods are meant, leave \`${own}\` out`,
            path: [...rule.path, own],
          });
        }
      }
    }
  },
};

function selectedBy({ selector: { node }, namespace }: Policy): SelectorNode {
  if (namespace === UNNAMED_NAMESPACE) { return node; }
  return conjunction([node, ...NAMES.map((key): SelectorNode => ({ type: '==', key: NAMESPACE_PREFIX + key, value: namespace }))]);
}
