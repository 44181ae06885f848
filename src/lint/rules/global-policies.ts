import { textAt, type Policy, type Tier } from '../../cluster';
import { appliesTo, type Direction, DIRECTIONS, isCatchAll, isolates, isOnPods, isOpenedBy, letsThrough, selectsKubeDns } from '../effects';
import { type LintRule } from '../rule';
import { type LintView } from '../view';

function selectsEverything(policy: Policy, view: LintView): boolean {
  if (policy.kind !== 'GlobalNetworkPolicy' || policy.selector.node.type !== 'all') { return false; }
  const spec = view.objectOf(policy.source)?.spec;
  const isText = spec?.selector === undefined || typeof spec.selector === 'string'; // what is none is told as that
  return isText && ['', 'all()'].includes(textAt(spec, 'selector').replace(/\s/g, ''))
    && textAt(spec, 'namespaceSelector') === '' && textAt(spec, 'serviceAccountSelector') === '';
}

/** Whether there is traffic that the policy, or the end of its tier after it, denies. */
function mayDrop(policy: Policy, direction: Direction, tier: Tier): boolean {
  if (!appliesTo(policy, direction)) { return false; }
  const rules = policy[direction];
  return rules.some(({ action }) => action === 'Deny')
    || (tier.defaultAction === 'Deny' && !rules.some((rule) => letsThrough(rule) && isCatchAll(rule)));
}

/** `all()` in a GlobalNetworkPolicy is every pod, those of the system too, and every host endpoint. */
export const onEverything: LintRule = {
  codes: ['CAL2001'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      for (const policy of tier.policies) {
        if (!isOnPods(policy) || !selectsEverything(policy, view) || !DIRECTIONS.some((direction) => mayDrop(policy, direction, tier))) { continue; }
        report.addFor('CAL2001', policy.source, {
          message: 'the policy is for every pod of the cluster, those of kube-system too, and for every host endpoint',
          help: "add `namespaceSelector: projectcalico.org/name not in {'kube-system', 'calico-system'}`, or `has(projectcalico.org/namespace)` for all pods and no hosts",
          path: ['spec', 'selector'],
        });
      }
    }
  },
};

/** Without DNS, the API server's webhooks and the rest of kube-system the cluster stops working. */
export const cutsOffKubeSystem: LintRule = {
  codes: ['CAL2006'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      for (const policy of tier.policies) {
        if (!isOnPods(policy) || policy.kind !== 'GlobalNetworkPolicy' || selectsEverything(policy, view) || selectsKubeDns(policy) !== 'yes') { continue; }
        const direction = DIRECTIONS.find((candidate) => isolates(policy, candidate, tier)
          && !isOpenedBy(tier.policies, policy, candidate, letsThrough));
        if (direction === undefined) { continue; }
        const index = policy[direction].findIndex((rule) => rule.action === 'Deny' && isCatchAll(rule));
        report.addFor('CAL2006', policy.source, {
          message: `the policy drops all ${direction} of the pods in kube-system, DNS among them`,
          help: 'leave kube-system out with a namespaceSelector, or allow what its pods need',
          path: ['spec', ...index === -1 ? ['selector'] : [direction, index]],
        });
      }
    }
  },
};
