import { type Policy, rulesOf, type Tier } from '../../cluster';
import { appliesTo, type Direction, DIRECTIONS, isCalicoKind, isCatchAll, isForDnsAlone, isForHosts, isolates, isOnPods, isOpenedBy, letsDnsThrough, letsThrough } from '../effects';
import { type LintRule } from '../rule';

const OTHER: Record<Direction, Direction> = { ingress: 'egress', egress: 'ingress' };

/** A policy without any rule, with a deny of everything, or with the way to DNS alone, is a default deny that somebody wrote on purpose. */
function isDefaultDeny(policy: Policy): boolean {
  return rulesOf(policy).every((rule) => rule.action === 'Log' || (rule.action === 'Deny' && isCatchAll(rule)) || isForDnsAlone(rule));
}

function whyCutOff(policy: Policy, direction: Direction, tier: Tier, isWritten: boolean): string | undefined {
  const rules = policy[direction].filter(({ action }) => action !== 'Log');
  if (rules.some(letsThrough) || rules.some((rule) => isCatchAll(rule)) || tier.defaultAction !== 'Deny') { return undefined; }
  if (rules.length > 0) { return `denies some ${direction} and allows none, and the end of tier ${tier.name} denies the rest: all ${direction} is dropped`; }
  return !isWritten && policy[OTHER[direction]].length > 0 ? `has the type ${direction === 'ingress' ? 'Ingress' : 'Egress'} and no ${direction} rule: all ${direction} is dropped` : undefined;
}

/** A list of what is not wanted, in a tier that drops what nobody allows, lets nothing through. */
export const nothingAllowed: LintRule = {
  codes: ['CAL2003'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      if (tier.standing === 'missing') { continue; } // its default action is not known
      for (const policy of tier.policies) {
        if (!isOnPods(policy) || !isCalicoKind(policy) || isDefaultDeny(policy)) { continue; }
        for (const direction of DIRECTIONS) {
          if (!appliesTo(policy, direction)) { continue; }
          const isWritten = view.objectOf(policy.source)?.spec[direction] !== undefined; // `egress: []` is meant
          const why = whyCutOff(policy, direction, tier, isWritten);
          if (why === undefined || isOpenedBy(tier.policies, policy, direction, letsThrough)) { continue; }
          report.addFor('CAL2003', policy.source, {
            message: `the policy ${why}`,
            help: policy[direction].length > 0 ? 'end the list with `action: Allow` or `action: Pass`, or allow what is wanted in another policy of the tier'
              : 'remove the type if only the other direction is meant, or write a rule for what is wanted',
            path: ['spec', policy[direction].length > 0 ? direction : 'types'],
          });
        }
      }
    }
  },
};

/** Hardly anything works without names, and default deny of egress is where people lose them. */
export const noDns: LintRule = {
  codes: ['CAL2005'],
  check(view, report) {
    const { tiers, policies } = view.model;
    for (const tier of tiers) {
      if (tier.standing === 'missing') { continue; }
      for (const policy of tier.policies) {
        if (!isOnPods(policy) || isForHosts(policy, view.selections) || !isolates(policy, 'egress', tier)) { continue; }
        if (isOpenedBy(policies, policy, 'egress', letsDnsThrough)) { continue; }
        report.addFor('CAL2005', policy.source, {
          message: `the policy restricts egress, and ${view.isComplete ? 'nothing' : 'nothing in the input'} allows DNS: its pods cannot resolve names`,
          help: 'allow UDP and TCP port 53 to the pods of kube-dns',
          path: ['spec', policy.egress.length > 0 ? 'egress' : policy.kind.includes('Kubernetes') ? 'policyTypes' : 'types'],
        });
      }
    }
  },
};
