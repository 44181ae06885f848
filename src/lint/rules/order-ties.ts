import { type Policy, rulesOf, tieBreakAt, titleOf } from '../../cluster';
import { CalicoVersion, isAtLeast } from '../../target';
import { DIRECTIONS } from '../effects';
import { Rivals } from '../overlap/rivals';
import { type LintReport } from '../report';
import { type LintRule } from '../rule';
import { type LintView } from '../view';

/** Equal order is harmless until two policies decide differently about the same packets; then a name decides. */
export const orderTies: LintRule = {
  codes: ['CAL3004'],
  check(view, report) {
    for (const tier of view.model.tiers) {
      const byOrder = new Map<number, Policy[]>();
      for (const policy of tier.policies) {
        if (policy.isStaged) { continue; }
        const group = byOrder.get(policy.order);
        if (group === undefined) { byOrder.set(policy.order, [policy]); } else { group.push(policy); }
      }
      for (const group of byOrder.values()) {
        if (group.length > 1 && decide(group).size > 1) { checkGroup(group, view, report); }
      }
    }
  },
};

function decide(policies: readonly Policy[]): Set<string> {
  return new Set(policies.flatMap((policy) => rulesOf(policy).map(({ action }) => action)).filter((action) => action !== 'Log'));
}

function checkGroup(group: readonly Policy[], view: LintView, report: LintReport): void {
  const rivals = DIRECTIONS.map((direction) => new Rivals(group, direction));
  group.forEach((policy, place) => {
    const before = rivals.map((all) => all.before(policy, place)).filter((rival) => rival !== undefined);
    if (before.length > 0) { tell(group[Math.min(...before)], policy, view, report); }
  });
}

function tell(first: Policy, second: Policy, view: LintView, report: LintReport): void {
  const [a, b] = [view.objectOf(first.source), view.objectOf(second.source)];
  if (a === undefined || b === undefined) { return; }
  const { version } = view.options.target;
  const order = Number.isFinite(first.order) ? `the order ${first.order}` : 'no order';
  report.add('CAL3004', b.isJudged ? b : a, {
    message: `${titleOf(a)} and ${titleOf(b)} both have ${order} in tier ${first.tier}, and decide differently: ${titleOf(a)} comes first, `
      + `because ${ruleOf(version)} decides${otherRule(first, second, version)}`,
    help: 'give them different orders',
    path: ['spec', 'order'],
  });
}

const sinceV332 = (version: CalicoVersion): boolean => isAtLeast(version, CalicoVersion.V3_32);

function ruleOf(version: CalicoVersion): string {
  return sinceV332(version) ? 'since v3.32 name, namespace and kind, in this order,' : 'up to v3.31 the namespace and the name with its tier';
}

/** Whether an upgrade turns them round. Policies that Calico converts have other names in the other versions. */
function otherRule(first: Policy, second: Policy, version: CalicoVersion): string {
  if ([first, second].some(({ kind }) => kind.includes('Kubernetes'))) { return ''; }
  const other = sinceV332(version) ? CalicoVersion.V3_31 : CalicoVersion.V3_32;
  const isTurned = tieBreakAt(other, first) > tieBreakAt(other, second);
  return `${isTurned ? '; it is the other way round' : ', and the same holds'} ${sinceV332(version) ? 'up to v3.31' : 'since v3.32'}`;
}
