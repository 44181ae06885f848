import {
  type InternedSelector, type LabelSet, matchLabels, METADATA_NAME_LABEL, NAMESPACE_LABEL, NAMESPACE_PREFIX, ORCHESTRATOR_LABEL, type Policy,
  type PolicyRule, type RuleEntity, type Tier, type Tri, UDP,
} from '../cluster';
import { type FieldPath } from '../manifest';
import { fullBits, isEmpty } from '../verdict';
import { demandsOf } from './overlap/demands';
import { SelectorOverlaps } from './overlap/selector-overlaps';
import { type Selections } from './selections';

/** What several rules ask about policies. */

export type Direction = 'ingress' | 'egress';
export const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];

export function appliesTo(policy: Policy, direction: Direction): boolean {
  return direction === 'ingress' ? policy.appliesToIngress : policy.appliesToEgress;
}

/** Whether a policy is enforced on pods. */
export function isOnPods({ isStaged, preDnat, doNotTrack }: Policy): boolean {
  return !isStaged && !preDnat && !doNotTrack;
}

/** A policy as somebody wrote it in Calico's own kinds; Calico's conversions are no mistakes of theirs. */
export function isCalicoKind({ kind }: Policy): boolean {
  return !kind.includes('Kubernetes');
}

export const SIDES = ['source', 'destination'] as const;
export type Side = typeof SIDES[number];

/** Where a side of a rule is written, and what is below it. A rule of Kubernetes' kinds has no such sides, and is told as a whole. */
export function sidePath(policy: Policy, { path }: PolicyRule, side: Side, ...below: readonly string[]): FieldPath {
  return isCalicoKind(policy) ? [...path, side, ...below] : path;
}

/** Whether the rule lets everything through that it could. */
export function isCatchAll(rule: PolicyRule): boolean {
  return rule.protocol === undefined && rule.notProtocol === undefined && rule.ipVersion === undefined && rule.icmp === undefined
    && rule.notIcmp === undefined && !rule.hasHttp && isAnybody(rule.source) && isAnybody(rule.destination);
}

function isAnybody({ written: _, ...criteria }: RuleEntity): boolean {
  return Object.values(criteria).every((criterion) => criterion === undefined);
}

/** Whether what a policy selects is cut off in a direction, unless another policy of the tier lets something through. */
export function isolates(policy: Policy, direction: Direction, tier: Tier): boolean {
  if (!appliesTo(policy, direction)) { return false; }
  return tier.defaultAction === 'Deny' || policy[direction].some((rule) => rule.action === 'Deny' && isCatchAll(rule));
}

type Opener = (rule: PolicyRule) => boolean;

/** What some policies select together. */
class Openers {
  private readonly overlaps: SelectorOverlaps;
  private readonly answers = new Map<InternedSelector, boolean>();

  public constructor(private readonly policies: readonly Policy[]) {
    this.overlaps = new SelectorOverlaps(policies.map(({ selector }) => selector.node));
  }

  public mayMeet(selector: InternedSelector): boolean {
    let answer = this.answers.get(selector);
    if (answer === undefined) {
      const places = fullBits(this.policies.length);
      this.overlaps.removeDisjoint(selector.node, places);
      answer = !isEmpty(places);
      this.answers.set(selector, answer);
    }
    return answer;
  }
}

const openers = new WeakMap<readonly Policy[], Map<Opener, Partial<Record<Direction, Openers>>>>();

/** Whether another policy in force may let traffic of the same endpoints through, by a rule of a kind. */
export function isOpenedBy(policies: readonly Policy[], policy: Policy, direction: Direction, opens: Opener): boolean {
  const byRule = openers.get(policies) ?? new Map<Opener, Partial<Record<Direction, Openers>>>();
  openers.set(policies, byRule);
  const known = byRule.get(opens) ?? {};
  byRule.set(opens, known);
  known[direction] ??= new Openers(policies.filter((other) => isOnPods(other) && appliesTo(other, direction) && other[direction].some(opens)));
  return known[direction].mayMeet(policy.selector);
}

export const letsThrough = ({ action }: PolicyRule): boolean => action === 'Allow' || action === 'Pass';

const pod = (namespace: string, labels: Record<string, string>): LabelSet => ({
  known: new Map([[NAMESPACE_LABEL, namespace], [ORCHESTRATOR_LABEL, 'k8s'], [`${NAMESPACE_PREFIX}projectcalico.org/name`, namespace],
    [NAMESPACE_PREFIX + METADATA_NAME_LABEL, namespace], ...Object.entries(labels)]),
  open: [NAMESPACE_PREFIX],
});

/** The pods that answer for names in the usual distributions. */
export const DNS_PODS: readonly LabelSet[] = [
  pod('kube-system', { 'k8s-app': 'kube-dns' }),
  pod('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }),
];
const DNS_PORTS = [53, 5353];

/** Whether the rule may let queries through to the cluster's DNS. */
export function letsDnsThrough(rule: PolicyRule): boolean {
  const { destination } = rule;
  if (!letsThrough(rule) || (rule.protocol !== undefined && rule.protocol !== UDP)) { return false; }
  if (destination.services !== undefined) { return /dns/.test(destination.services.name); }
  if (destination.ports !== undefined && destination.ports.names.length === 0
    && !destination.ports.ranges.some(([first, last]) => DNS_PORTS.some((port) => first <= port && port <= last))) { return false; }
  return destination.nets !== undefined || destination.selector === undefined || DNS_PODS.some((labels) => matchLabels(destination.selector!.node, labels) !== 'no');
}

/** Whether the rule lets queries for names through and hardly anything else. */
export function isForDnsAlone(rule: PolicyRule): boolean {
  const { ports } = rule.destination;
  return rule.action === 'Allow' && ports !== undefined && ports.names.length === 0
    && ports.ranges.every(([first, last]) => first === last && DNS_PORTS.includes(first));
}

/** Whether the policy selects the pods that answer for names in kube-system, whatever labels their namespace has. */
export function selectsKubeDns(policy: Policy): Tri {
  return matchLabels(policy.selector.node, DNS_PODS[0]);
}

/** Whether a policy is about hosts alone, as far as its selector and the input tell. */
export function isForHosts(policy: Policy, selections: Selections): boolean {
  if (demandsOf(policy.selector.node).get(NAMESPACE_LABEL)?.isPresent === false) { return true; }
  return policy.kind === 'GlobalNetworkPolicy' && selections.surelySelects(policy.selector, 'hostEndpoint')
    && !selections.surelySelects(policy.selector, 'workload') && selectsKubeDns(policy) !== 'yes';
}
