import { type TraceEntry } from '../contract';
import { type Decision } from '../evaluate-flow';
import { type TracedTraffic } from '../matrix';
import { reasonText, stepSource, stepText } from '../step-text';
import { PROFILE_TIER, type TraceStep } from '../trace';

/** What happens to flows, and by what. */
export interface DecidedBy {
  readonly decision: Decision;
  /** A clause: `by NetworkPolicy shop/db, ingress rule 1`, `for no policy decides it`. */
  readonly because: string;
  /** The policy's rule, or with -1 the end of its tier. */
  readonly rule?: DecidingRule;
  /** Where it was read. */
  readonly file?: string;
  readonly line?: number;
  readonly constructPath?: string;
}

export type DecidingRule = Omit<TraceEntry, 'action' | 'certain'>;

type Traced = Omit<TracedTraffic, 'atoms'>;

export function decidedBy(traced: Traced): DecidedBy {
  const { verdict: decision, reason } = traced;
  if (reason !== undefined) { return { decision, because: reasonText(reason) }; }
  const step = decidingStep(traced);
  if (step === undefined) { return { decision, because: 'for no policy is on the way' }; }
  if (isLackOfPolicy(step)) { return { decision, because: 'for no policy decides it' }; }
  const { tier, kind, namespace, name, direction, ruleIndex } = step;
  return {
    decision,
    because: `by ${stepText(step)}`,
    ...step.policy === undefined ? {} : { rule: { tier, kind, namespace, name, direction, ruleIndex } },
    ...stepSource(step),
  };
}

/** Equal for what `decidedBy` says the same of, in one cluster; cheaper than that is. */
export function decidingKey(traced: Traced): string {
  const { verdict, reason } = traced;
  if (reason !== undefined) { return `${verdict} ${reason}`; }
  const step = decidingStep(traced);
  return step === undefined ? verdict : [verdict, step.tier, step.kind, step.namespace, step.name, step.direction, step.ruleIndex].join(' ');
}

/** Of a denial the first step that denies, of an allow the last one that is more than a profile. */
function decidingStep({ verdict, ways }: Traced): TraceStep | undefined {
  const ends = ways.filter((way) => way.verdict === verdict).map(({ trace }) => trace.at(-1)).filter((step) => step !== undefined);
  return verdict === 'deny' ? ends[0] : ends.filter(({ tier }) => tier !== PROFILE_TIER).at(-1) ?? ends.at(-1);
}

/** The profile that Calico makes of each namespace allows everything. */
function isLackOfPolicy({ tier, name, ruleIndex }: TraceStep): boolean {
  return tier === PROFILE_TIER && ruleIndex >= 0 && name.startsWith('kns.');
}
