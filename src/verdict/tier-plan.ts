import { type ClusterModel, type HostEndpoint, type Policy, type Tier, type Tri, type Workload } from '../cluster';
import { type Bits, emptyBits, forEachBit, setBit } from './bits';
import { type Matcher } from './matcher';
import { type Direction } from './trace';
import { type UnknownReason } from './unknown-reason';

/** Which of an endpoint's policies count: the workload ones, or those of one of a host endpoint's four chains. */
export type Chain = 'workload' | 'normal' | 'forward' | 'preDNAT' | 'untracked';

export interface PlannedPolicy {
  readonly policy: Policy;
  /** `yes` or `maybe`. */
  readonly applies: Tri;
  readonly reasons: ReadonlySet<UnknownReason>;
}

/** A tier with those of its policies that count for one endpoint in one direction. */
export interface PlannedTier {
  readonly tier: Tier;
  readonly policies: readonly PlannedPolicy[];
}

/** Works out which policies count for an endpoint, once. */
export class TierPlanner {
  private readonly plans = new Map<string, readonly PlannedTier[]>();
  /** All policies in evaluation order. */
  private readonly policies: readonly { readonly tier: Tier; readonly policy: Policy }[];
  /** For each member the places in `policies` of those that may select it. */
  private selecting?: readonly Bits[];

  public constructor(model: ClusterModel, private readonly matcher: Matcher) {
    this.policies = model.tiers.flatMap((tier) => tier.policies.map((policy) => ({ tier, policy })));
  }

  public plan(endpoint: Workload | HostEndpoint, direction: Direction, chain: Chain, withStaged: boolean): readonly PlannedTier[] {
    const key = `${endpoint.index}/${direction}/${chain}/${withStaged}`;
    let plan = this.plans.get(key);
    if (plan === undefined) {
      plan = this.make(endpoint, direction, chain, withStaged);
      this.plans.set(key, plan);
    }
    return plan;
  }

  private make(endpoint: Workload | HostEndpoint, direction: Direction, chain: Chain, withStaged: boolean): PlannedTier[] {
    const plan: { tier: Tier; policies: PlannedPolicy[] }[] = [];
    this.selecting ??= this.findSelecting();
    forEachBit(this.selecting[endpoint.index], (place) => {
      const { tier, policy } = this.policies[place];
      if ((policy.isStaged && !withStaged) || !isForChain(policy, chain) || !hasDirection(policy, direction)) { return; }
      const applies = this.matcher.applies(policy, endpoint);
      const planned = { policy, applies, reasons: this.matcher.takeReasons() };
      const last = plan.at(-1);
      if (last?.tier === tier) { last.policies.push(planned); } else { plan.push({ tier, policies: [planned] }); }
    });
    return plan;
  }

  /** Turns what each policy selects into what each member is selected by: large clusters have thousands of policies, few of them for one pod. */
  private findSelecting(): Bits[] {
    const { labels } = this.matcher;
    const selecting = Array.from({ length: labels.size }, () => emptyBits(this.policies.length));
    this.policies.forEach(({ policy }, place) => forEachBit(labels.select(policy.selector).possible, (member) => setBit(selecting[member], place)));
    return selecting;
  }
}

function hasDirection(policy: Policy, direction: Direction): boolean {
  return direction === 'ingress' ? policy.appliesToIngress : policy.appliesToEgress;
}

function isForChain(policy: Policy, chain: Chain): boolean {
  switch (chain) {
    case 'untracked': return policy.doNotTrack;
    case 'preDNAT': return policy.preDnat && !policy.doNotTrack;
    case 'forward': return policy.applyOnForward && !policy.preDnat && !policy.doNotTrack;
    default: return !policy.preDnat && !policy.doNotTrack;
  }
}
