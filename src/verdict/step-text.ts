import { PROFILE_TIER, type TraceStep } from './trace';
import { UnknownReason } from './unknown-reason';
import { type Source } from '../cluster';
import { type FieldPath } from '../manifest';

/** Who decided, and how: a rule, the end of a tier, a profile. */
export function stepText(step: TraceStep): string {
  return describe(step, '');
}

/** The same with the place in the input. */
export function placedStepText(step: TraceStep): string {
  const place = stepPlace(step);
  return describe(step, place === undefined ? '' : ` (${place})`);
}

/** Where in the input a step is written: the rule, or the policy for the end of its tier. */
export function stepPlace(step: TraceStep): string | undefined {
  return textOf(stepSource(step));
}

/** The same in parts. */
export function stepSource({ policy, rule }: TraceStep): Place {
  return placeOf(policy?.source, rule?.path ?? ['kind']);
}

function describe(step: TraceStep, place: string): string {
  if (step.tier === PROFILE_TIER) {
    return step.ruleIndex === -1 ? `the end of ${step.direction} policy: no policy and no profile allows it`
      : `profile ${step.name}, for no policy decides ${step.direction}`;
  }
  const policy = `${(step.policy?.source ?? step).kind} ${qualified(step.namespace, step.policy?.source.name ?? step.name)}`;
  if (step.ruleIndex === -1) {
    const action = step.action === 'deny' ? ' (default action Deny)' : '';
    return `the end of tier ${step.tier}${action}: ${policy}${place} applies to ${step.direction} and none of its rules matches`;
  }
  return `${policy}, ${step.direction} rule ${step.ruleIndex + 1}${place}`;
}

/** Where a field of a manifest is: a file with its line, or a construct. */
export function placeText(source: Source | undefined, path: FieldPath | undefined): string | undefined {
  return textOf(placeOf(source, path));
}

interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly constructPath?: string;
}

function placeOf(source: Source | undefined, path: FieldPath | undefined): Place {
  if (source === undefined) { return {}; }
  const { file, constructPath } = source.origin;
  if (file === undefined) { return constructPath === undefined ? {} : { constructPath }; }
  const line = path === undefined ? undefined : source.origin.locate?.(path)?.line;
  return line === undefined ? { file } : { file, line };
}

function textOf({ file, line, constructPath }: Place): string | undefined {
  return line === undefined ? file ?? constructPath : `${file}:${line}`;
}

export function qualified(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** Why something is unknown, or what decides beside policy, as a clause. */
export function reasonText(reason: string): string {
  return BESIDE_POLICY[reason] ?? REASON_TEXTS[reason as UnknownReason] ?? reason;
}

/** What decides beside policy, as a clause. */
export const BESIDE_POLICY: Readonly<Record<string, string>> = {
  'failsafe': 'for it is a failsafe port of Felix, which no host policy closes',
  'no-forward-policy': 'for no policy with applyOnForward applies',
  'vxlan-from-workload': 'for Felix drops VXLAN packets that come from pods, before any policy',
  'ipip-from-workload': 'for Felix drops IPIP packets that come from pods, before any policy',
  'host-to-local-pod': 'for traffic of a host to its own pods is never policed',
  'endpoint-to-host': 'for defaultEndpointToHostAction drops what pods send to their own node',
  'no-endpoints': 'for the service has no ready endpoint, and kube-proxy refuses the connection',
  'untracked-answer': 'for untracked policy accepts the packet, and the answer has no connection entry and is dropped',
};

export const REASON_TEXTS: Readonly<Record<UnknownReason, string>> = {
  [UnknownReason.NAMESPACE_LABELS]: 'for a namespace is not in the input and a selector asks for its labels',
  [UnknownReason.SERVICE_ACCOUNT_LABELS]: 'for a service account is not in the input and a selector asks for its labels',
  [UnknownReason.NAMESPACE_NAME]: 'for objects without a namespace are on the way',
  [UnknownReason.ADDRESS]: 'for a rule asks for an address that the input does not tell',
  [UnknownReason.ADDRESSES_DIFFER]: 'for some of these addresses are allowed and some are not',
  [UnknownReason.TRAFFIC_DIFFERS]: 'for some of this traffic is allowed and some is not',
  [UnknownReason.IP_VERSIONS_DIFFER]: 'for it is allowed over one IP version and not over the other',
  [UnknownReason.ENDPOINTS_DIFFER]: 'for some endpoints of the service are allowed and some are not',
  [UnknownReason.SOURCE_PORT]: 'for a rule asks for the source port',
  [UnknownReason.DESTINATION_PORT]: 'for it depends on the destination port',
  [UnknownReason.ICMP_TYPE]: 'for a rule asks for the ICMP type',
  [UnknownReason.SERVICE]: 'for the endpoints of a service cannot be told from the input',
  [UnknownReason.POD]: 'for the address is that of a pod, which the input does not hold',
  [UnknownReason.TIER]: 'for a policy is in a tier that is not in the input',
  [UnknownReason.HTTP]: 'for it depends on an HTTP clause, and whether application layer policy is set up is not known',
  [UnknownReason.HOST_BYPASS]: 'for a host reaches its own pods past all policy, and where the pod runs is not known',
  [UnknownReason.ENDPOINT_TO_HOST]: 'for defaultEndpointToHostAction is not in the input',
  [UnknownReason.HOST_INTERFACE]: 'for it depends on the interface at which the traffic meets the host',
  [UnknownReason.KERNEL_FORWARD]: 'for policy leaves it to the FORWARD policy of the node\'s kernel',
};
