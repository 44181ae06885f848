import { type ClusterModel, type HostEndpoint, type Policy, type Tier, type Tri, type Workload } from '../cluster';
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

  public constructor(private readonly model: ClusterModel, private readonly matcher: Matcher) {}

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
    const plan: PlannedTier[] = [];
    for (const tier of this.model.tiers) {
      const policies: PlannedPolicy[] = [];
      for (const policy of tier.policies) {
        if ((policy.isStaged && !withStaged) || !isForChain(policy, chain) || !hasDirection(policy, direction)) { continue; }
        const applies = this.matcher.applies(policy, endpoint);
        const reasons = this.matcher.takeReasons();
        if (applies !== 'no') { policies.push({ policy, applies, reasons }); }
      }
      if (policies.length > 0) { plan.push({ tier, policies }); }
    }
    return plan;
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
