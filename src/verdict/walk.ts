import { type PolicyRule, type Profile, type Tier, type Tri, triAnd } from '../cluster';
import { type Matcher } from './matcher';
import { type Packet } from './packet';
import { type Chain, type PlannedPolicy, type PlannedTier } from './tier-plan';
import { type Direction, type Outcome, PROFILE_TIER, type TraceStep, type TriedRule, type Walked } from './trace';
import { UnknownReason } from './unknown-reason';

/** What is walked through: the tiers that count for an endpoint, and what comes after them. */
export interface WalkInput {
  readonly plan: readonly PlannedTier[];
  readonly chain: Chain;
  readonly direction: Direction;
  readonly packet: Packet;
  /** Profiles in order, missing ones as undefined; consulted by the workload and normal chains only. */
  readonly profiles: readonly (Profile | undefined)[];
  /** Whether http clauses are known not to be enforced. */
  readonly ignoresHttp: boolean;
  /** Partial input: tiers that policies name and the input lacks have neither order nor default action. */
  readonly missingTiersAreUnknown: boolean;
  /** Remember every rule that was tried. */
  readonly explain: boolean;
}

/**
 * Walks tiers, policies and rules as Felix does. Where the input does not tell whether a rule matches, the walk goes both ways:
 * the verdict is certain when all ways end alike.
 */
export function walk(matcher: Matcher, input: WalkInput): Walked {
  return new Walker(matcher, input).run();
}

/** How the packet leaves a tier: decided, or on to the next one. */
type Leaving = 'decided' | 'next';

class Walker {
  private readonly possible = new Set<Exclude<Outcome, 'unknown'>>();
  private readonly reasons = new Set<UnknownReason>();
  private readonly trace: TraceStep[] = [];
  private readonly tried: TriedRule[] = [];
  /** Whether the packet surely comes to where the walk is. */
  private certain = true;
  private recording = true;

  public constructor(private readonly matcher: Matcher, private readonly input: WalkInput) {}

  public run(): Walked {
    const isMissing = ({ tier }: PlannedTier): boolean => this.input.missingTiersAreUnknown && tier.standing === 'missing';
    const missing = this.input.plan.filter(isMissing);
    const known = this.input.plan.filter((planned) => !isMissing(planned));
    if (this.input.plan.length > 1) { this.tryAhead(missing); }
    const decided = [...known, ...missing].some((planned) => this.tier(planned) === 'decided');
    if (!decided) { this.afterTiers(); }
    return this.result();
  }

  private result(): Walked {
    const [outcome] = this.possible;
    return {
      outcome: this.possible.size === 1 ? outcome : 'unknown', possible: this.possible, reasons: this.reasons, trace: this.trace, tried: this.tried,
    };
  }

  /** A tier of unknown order may come before all others: what it decides is possible, whatever they say. */
  private tryAhead(missing: readonly PlannedTier[]): void {
    this.recording = false;
    for (const planned of missing) {
      const certain = this.certain;
      const before = this.possible.size;
      this.certain = false;
      this.tier(planned);
      this.certain = certain && this.possible.size === before;
      if (this.possible.size > before) { this.reasons.add(UnknownReason.TIER); }
    }
    this.recording = true;
  }

  private tier({ tier, policies }: PlannedTier): Leaving {
    let mayPass = false;
    for (const planned of policies) {
      for (const rule of this.input.direction === 'ingress' ? planned.policy.ingress : planned.policy.egress) {
        const result = this.rule(tier, planned, rule);
        if (result === 'no' || rule.action === 'Log') { continue; }
        if (result === 'maybe') { this.certain = false; }
        this.step(tier, planned, rule.index, rule.action, rule);
        if (rule.action === 'Pass') { mayPass = true; } else { this.possible.add(rule.action === 'Allow' ? 'allow' : 'deny'); }
        if (result === 'yes') { return mayPass ? 'next' : 'decided'; }
      }
    }
    return this.endOfTier(tier, policies, mayPass);
  }

  private rule(tier: Tier, planned: PlannedPolicy, rule: PolicyRule): Tri {
    const matched = this.matcher.matches(rule, this.input.packet);
    let result = triAnd(planned.applies, matched);
    const reasons = this.matcher.takeReasons();
    const dependsOnHttp = result === 'yes' && rule.hasHttp && !this.input.ignoresHttp;
    if (dependsOnHttp) { result = 'maybe'; }
    if (result === 'maybe' && rule.action !== 'Log') {
      if (dependsOnHttp) { this.reasons.add(UnknownReason.HTTP); }
      for (const reason of [...reasons, ...planned.reasons]) { this.reasons.add(reason); }
    }
    if (this.input.explain && this.recording) { this.tried.push({ tier, policy: planned.policy, rule, applies: planned.applies, result: matched }); }
    return result;
  }

  private endOfTier(tier: Tier, policies: readonly PlannedPolicy[], mayPassAlready: boolean): Leaving {
    const surelyApplies = policies.some(({ applies }) => applies === 'yes');
    if (!surelyApplies) {
      this.certain = false;
      for (const planned of policies) { planned.reasons.forEach((reason) => this.reasons.add(reason)); }
    }
    const actionIsUnknown = tier.standing === 'missing' && this.input.missingTiersAreUnknown;
    if (actionIsUnknown) {
      this.certain = false;
      this.reasons.add(UnknownReason.TIER);
    }
    const goesOn = this.input.chain === 'untracked' || this.input.chain === 'preDNAT'; // whatever the tier's default
    if (goesOn || tier.defaultAction === 'Pass') {
      this.step(tier, policies[0], -1, 'Pass');
      return 'next';
    }
    this.step(tier, policies[0], -1, 'Deny');
    this.possible.add('deny');
    return mayPassAlready || !surelyApplies || actionIsUnknown ? 'next' : 'decided';
  }

  private afterTiers(): void {
    switch (this.input.chain) {
      case 'workload':
      case 'normal':
        this.profiles();
        break;
      default: this.possible.add('none');
    }
  }

  private profiles(): void {
    for (const profile of this.input.profiles) {
      if (profile === undefined) { break; } // Felix puts a profile that denies all in the place of a missing one
      for (const rule of this.input.direction === 'ingress' ? profile.ingress : profile.egress) {
        const result = this.matcher.matches(rule, this.input.packet);
        const reasons = this.matcher.takeReasons();
        if (result === 'no' || rule.action === 'Log') { continue; }
        if (result === 'maybe') {
          this.certain = false;
          reasons.forEach((reason) => this.reasons.add(reason));
        }
        if (rule.action === 'Pass') { break; }
        this.possible.add(rule.action === 'Allow' ? 'allow' : 'deny');
        this.profileStep(profile.name, rule.index, rule.action);
        if (result === 'yes') { return; }
      }
    }
    this.possible.add('deny');
    this.profileStep(PROFILE_TIER, -1, 'Deny');
  }

  private step(tier: Tier, { policy }: PlannedPolicy, ruleIndex: number, action: 'Allow' | 'Deny' | 'Pass', rule?: PolicyRule): void {
    if (!this.recording) { return; }
    this.trace.push({
      tier: tier.name,
      kind: policy.kind,
      namespace: policy.namespace,
      name: policy.name,
      direction: this.input.direction,
      ruleIndex,
      action: lowerCase(action),
      ...this.certain ? {} : { certain: false as const },
      policy,
      rule,
    });
  }

  private profileStep(name: string, ruleIndex: number, action: 'Allow' | 'Deny'): void {
    this.trace.push({
      tier: PROFILE_TIER,
      kind: 'Profile',
      namespace: '',
      name,
      direction: this.input.direction,
      ruleIndex,
      action: lowerCase(action),
      ...this.certain ? {} : { certain: false as const },
    });
  }
}

function lowerCase(action: 'Allow' | 'Deny' | 'Pass'): TraceStep['action'] {
  return action === 'Allow' ? 'allow' : action === 'Deny' ? 'deny' : 'pass';
}
