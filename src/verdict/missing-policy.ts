import { type ClusterModel, type Policy, type PolicyRule } from '../cluster';
import { type DirectionVerdict } from './evaluate-flow';
import { type Matcher } from './matcher';
import { type Packet } from './packet';

/** A policy that would have allowed a denied packet, had it selected the workload. */
export interface MissingPolicy {
  readonly policy: Policy;
  readonly rule: PolicyRule;
}

/**
 * The first policy whose rules allow the packet, and whose selector does not select the workload: a slip in the selector of a policy is
 * otherwise nowhere to be seen, for explanations tell of policies that apply. Only those are looked at that would come before what denies.
 */
export function missingPolicy(model: ClusterModel, matcher: Matcher, denied: DirectionVerdict, packet: Packet): MissingPolicy | undefined {
  const { workload, direction, trace } = denied;
  const last = trace.at(-1);
  for (const tier of model.tiers) {
    for (const policy of tier.policies) {
      if (last?.policy === policy && last.ruleIndex >= 0) { return undefined; }
      const isFor = direction === 'ingress' ? policy.appliesToIngress : policy.appliesToEgress;
      const isHere = policy.namespace === '' || policy.namespace === workload.namespace;
      if (!isFor || !isHere || policy.isStaged || policy.preDnat || policy.doNotTrack || matcher.applies(policy, workload) !== 'no') { continue; }
      const rule = decidingRule(matcher, policy[direction], packet);
      if (rule?.action === 'Allow') { return { policy, rule }; }
    }
    if (last?.tier === tier.name) { return undefined; }
  }
  return undefined;
}

/** The rule that surely decides; undefined when none does, or when one may. */
function decidingRule(matcher: Matcher, rules: readonly PolicyRule[], packet: Packet): PolicyRule | undefined {
  const first = rules.filter(({ action }) => action !== 'Log').map((rule) => ({ rule, result: matcher.matches(rule, packet) })).find(({ result }) => result !== 'no');
  matcher.takeReasons();
  return first?.result === 'yes' ? first.rule : undefined;
}
