import { type Policy, type PolicyRule, type Tier, type Tri } from '../cluster';
import { type UnknownReason } from './unknown-reason';

export type Direction = 'ingress' | 'egress';

/** `none`: no rule decided and the stage has no end; the next stage goes on. */
export type Outcome = 'allow' | 'deny' | 'unknown' | 'none';

/** One step of the way to a decision, as the `evaluate` contract prints it. */
export interface TraceStep {
  readonly tier: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly direction: Direction;
  /** -1 for the end of a tier. */
  readonly ruleIndex: number;
  readonly action: 'allow' | 'deny' | 'pass';
  /** Present when the input does not tell whether the packet comes this way. */
  readonly certain?: false;
  readonly policy?: Policy;
  readonly rule?: PolicyRule;
}

export const PROFILE_TIER = '__PROFILE__';

/** A rule that was tried, for explanations. */
export interface TriedRule {
  readonly tier: Tier;
  readonly policy: Policy;
  readonly rule: PolicyRule;
  /** Whether the policy applies. */
  readonly applies: Tri;
  readonly result: Tri;
}

/** What one walk through the tiers of an endpoint came to. */
export interface Walked {
  readonly outcome: Outcome;
  /** What it may come to: more than one when the outcome is unknown. */
  readonly possible: ReadonlySet<Exclude<Outcome, 'unknown'>>;
  readonly reasons: ReadonlySet<UnknownReason>;
  readonly trace: readonly TraceStep[];
  readonly tried: readonly TriedRule[];
}
