import { type InternedSelector, type Policy, rulesOf } from '../../cluster';
import { type FieldPath } from '../../manifest';
import { type Side, sidePath, SIDES } from '../effects';
import { Elsewhere } from '../elsewhere';
import { type LintRule } from '../rule';
import { ANYTHING, ENDPOINTS, selectorField, type Selections } from '../selections';

/**
 * Where nothing else exists; elsewhere other repositories hold the pods. But where partial input holds pods of the namespace of a policy,
 * and only those of others have the labels, the rule is taken to be for the whole cluster.
 */
export const selectsNothing: LintRule = {
  codes: ['CAL3024', 'CAL3025'],
  check(view, report) {
    const { isComplete, model: { policies, members }, selections, slips } = view;
    const populated = new Set(members.flatMap(({ type, namespace }) => (type === 'workload' ? namespace : [])));
    const meant = (selector: InternedSelector): string | undefined => {
      const slip = slips.of(selector);
      return slip === undefined ? undefined : `nothing has the label ${slip.written}; did you mean ${slip.meant}?`;
    };
    const elsewhere = new Elsewhere(members);
    for (const policy of policies) {
      if (isComplete && !selections.maySelect(policy.selector, ENDPOINTS)) {
        report.addFor('CAL3024', policy.source, {
          message: 'the policy selects nothing: no pod and no host endpoint has these labels',
          help: meant(policy.selector) ?? 'compare the selector with the labels of the pods that are meant',
          path: ['spec', selectorField(policy)],
        });
      }
      if (!isComplete && !populated.has(policy.namespace)) { continue; }
      for (const { selector, side, path } of selectingNothing(policy, selections)) {
        const others = otherNamespaces(policy, elsewhere.of(selector, policy.namespace));
        if (!isComplete && others === undefined) { continue; }
        report.addFor('CAL3025', policy.source, {
          message: isComplete ? `the ${side} of this rule selects nothing: it matches no packet` : `the ${side} of this rule selects nothing in the input`,
          help: meant(selector) ?? others,
          path,
        });
      }
    }
  },
};

interface RuleSide {
  readonly selector: InternedSelector;
  readonly side: Side;
  readonly path: FieldPath;
}

function selectingNothing(policy: Policy, selections: Selections): RuleSide[] {
  return rulesOf(policy).flatMap((rule) => SIDES.flatMap((side) => {
    const { selector } = rule[side];
    return selector === undefined || selections.maySelect(selector, ANYTHING) ? []
      : { selector, side, path: sidePath(policy, rule, side) };
  }));
}

/** Of the mistakes in a rule the one made most: its selector is thought to be for the whole cluster. */
function otherNamespaces({ kind, namespace }: Policy, others: readonly string[]): string | undefined {
  if (others.length === 0) { return undefined; }
  const list = others.map((each) => `'${each}'`).join(', ');
  const calico = others.length === 1 ? `projectcalico.org/name == ${list}` : `projectcalico.org/name in {${list}}`;
  const field = kind.includes('Kubernetes') ? `namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: ${others[0]}}}` : `namespaceSelector: ${calico}`;
  return `such endpoints are in ${others.length === 1 ? 'namespace' : 'the namespaces'} ${others.join(', ')}, and without a namespaceSelector the rule stays in namespace ${namespace}: `
    + `add \`${field}\``;
}

/** A set does something only where a rule selects it. */
export const unusedSets: LintRule = {
  codes: ['CAL3026'],
  check(view, report) {
    if (!view.isComplete) { return; }
    const selectors = view.model.policies
      .flatMap(rulesOf)
      .flatMap(({ source, destination }) => [source.selector, source.notSelector, destination.selector, destination.notSelector])
      .filter((selector) => selector !== undefined);
    for (const set of view.selections.unselected(view.model.networkSets, selectors)) {
      report.addFor('CAL3026', set.source, {
        message: 'no rule selects this set: its networks are neither allowed nor denied anywhere',
        help: 'compare its labels with the selectors of the rules that are meant to use it',
        path: ['metadata', 'labels'],
      });
    }
  },
};
