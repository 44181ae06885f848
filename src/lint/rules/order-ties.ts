import { type Policy, type PolicyRule, tieBreakAt } from '../../cluster';
import { CalicoVersion, isAtLeast } from '../../target';
import { areDisjoint, demandsOf, mayMeet } from '../overlap';
import { type LintReport } from '../report';
import { type LintRule } from '../rule';
import { type LintView, title } from '../view';

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
  return new Set(policies.flatMap(({ ingress, egress }) => [...ingress, ...egress].map(({ action }) => action)).filter((action) => action !== 'Log'));
}

/** Policies that fix a label to different values never meet, so they are compared only within their value and with those that don't fix it. */
function checkGroup(group: readonly Policy[], view: LintView, report: LintReport): void {
  const key = commonestKey(group);
  const buckets = new Map<string, Policy[]>();
  const open: Policy[] = [];
  for (const [index, policy] of group.entries()) {
    const value = key === undefined ? undefined : fixedValue(policy, key);
    const bucket = buckets.get(value ?? '') ?? [];
    const rival = (value === undefined ? group.slice(0, index) : [...bucket, ...open]).find((other) => disagree(other, policy));
    if (rival !== undefined) { tell(rival, policy, view, report); }
    if (value === undefined) { open.push(policy); } else { buckets.set(value, bucket); bucket.push(policy); }
  }
}

function fixedValue(policy: Policy, key: string): string | undefined {
  const values = demandsOf(policy.selector.node).get(key)?.values;
  return values?.size === 1 ? [...values][0] : undefined;
}

function commonestKey(group: readonly Policy[]): string | undefined {
  const values = new Map<string, Set<string>>();
  for (const policy of group) {
    for (const key of demandsOf(policy.selector.node).keys()) {
      const value = fixedValue(policy, key);
      if (value !== undefined) { values.set(key, (values.get(key) ?? new Set()).add(value)); }
    }
  }
  return [...values].sort(([, a], [, b]) => b.size - a.size)[0]?.[0];
}

function disagree(a: Policy, b: Policy): boolean {
  if (a.preDnat !== b.preDnat || a.doNotTrack !== b.doNotTrack || areDisjoint(a.selector.node, b.selector.node)) { return false; }
  return rulesDisagree(a.appliesToIngress && b.appliesToIngress, a.ingress, b.ingress)
    || rulesDisagree(a.appliesToEgress && b.appliesToEgress, a.egress, b.egress);
}

function rulesDisagree(bothApply: boolean, a: readonly PolicyRule[], b: readonly PolicyRule[]): boolean {
  return bothApply && a.some((rule) => rule.action !== 'Log'
    && b.some((other) => other.action !== 'Log' && other.action !== rule.action && mayMeet(rule, other)));
}

function tell(first: Policy, second: Policy, view: LintView, report: LintReport): void {
  const [a, b] = [view.objectOf(first.source), view.objectOf(second.source)];
  if (a === undefined || b === undefined) { return; }
  const { version } = view.options.target;
  const order = Number.isFinite(first.order) ? `the order ${first.order}` : 'no order';
  report.add('CAL3004', b.isJudged ? b : a, {
    message: `${title(a)} and ${title(b)} both have ${order} in tier ${first.tier}, and decide differently: ${title(a)} comes first, `
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
