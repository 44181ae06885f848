import { type Bits, difference, emptyBits, hasBit, type TriBits, union } from './bits';
import { type Direction, type Family, type PreparedRule } from './family';
import { type ClusterModel, IPIP, type Policy, type PolicyRule, type Profile, type Tier, UDP, type Workload } from '../../cluster';

/** A rule as it counts for the pods of one role: `certain` and `possible` traffic, before the other end is looked at. */
export interface RoleRule {
  readonly holder: Policy | Profile;
  readonly rule: PolicyRule;
  readonly action: PreparedRule['action'];
  readonly certain: Bits;
  readonly possible: Bits;
  readonly peer: PreparedRule['peer'];
}

export interface RoleTier {
  readonly tier: Tier;
  /** Of the policies that apply; the end of a tier goes by its name. */
  readonly first: Policy;
  readonly passes: boolean;
  readonly isMissing: boolean;
  readonly surelyApplies: boolean;
  readonly rules: readonly RoleRule[];
}

/** All that decides about a pod in one direction. Pods with equal policies and equal own answers share a role. */
export interface Role {
  readonly tiers: readonly RoleTier[];
  /** The rules of each profile; the list ends before a missing one. */
  readonly profiles: readonly (readonly RoleRule[])[];
  /** Dropped before any policy. */
  readonly dropped: Bits;
}

export interface AppliedPolicy {
  readonly policy: Policy;
  readonly isCertain: boolean;
}

/** Builds roles. */
export class RoleBuilder {
  private readonly tiers: ReadonlyMap<string, Tier>;
  /** For each rule that says something of the pod: its answer by end. */
  private readonly ownTraffic = new Map<number, Map<number, TriBits>>();
  /** By direction and Felix settings. */
  private readonly droppedBy = new Map<string, Bits>();

  public constructor(private readonly model: ClusterModel, private readonly family: Family) {
    this.tiers = new Map(model.tiers.map((tier) => [tier.name, tier]));
  }

  /** What makes the role of a pod: equal keys, equal roles. */
  public key(pod: Workload, end: number, direction: Direction, applied: readonly AppliedPolicy[]): string {
    const felix = this.model.felix(pod.node);
    return [
      applied.map(({ policy, isCertain }) => (isCertain ? policy.index : `${policy.index}?`)).join(),
      this.ownKey(pod, end, direction, [...applied.map(({ policy }) => policy), ...this.profiles(pod)]), pod.profiles.join(),
      felix.vxlanPort, felix.allowVxlanFromWorkloads, felix.allowIpipFromWorkloads,
    ].join('/');
  }

  /** What the rules of some policies say of the pod itself. */
  public ownKey(pod: Workload, end: number, direction: Direction, holders: readonly (Policy | Profile)[]): string {
    const own: string[] = [];
    for (const holder of holders) {
      for (const rule of this.family.rulesOf(holder, direction)) {
        if (rule.own !== undefined) { own.push(`${rule.id}:${rule.own.findIndex(({ traffic }) => traffic === this.ownOf(rule, end))}`); }
      }
    }
    return `${own.join()}/${this.ignoresHttp(pod)}`;
  }

  public build(pod: Workload, end: number, direction: Direction, applied: readonly AppliedPolicy[]): Role {
    const byTier = new Map<string, AppliedPolicy[]>();
    for (const each of applied) {
      const list = byTier.get(each.policy.tier);
      if (list === undefined) { byTier.set(each.policy.tier, [each]); } else { list.push(each); }
    }
    const tiers = [...byTier].map(([name, policies]): RoleTier => {
      const tier = this.tiers.get(name)!;
      return {
        tier,
        first: policies[0].policy,
        passes: tier.defaultAction === 'Pass',
        isMissing: tier.standing === 'missing' && !this.model.isComplete,
        surelyApplies: policies.some(({ isCertain }) => isCertain),
        rules: policies.flatMap(({ policy, isCertain }) => this.rules(policy, pod, end, direction, isCertain)),
      };
    });
    const profiles = this.profiles(pod).map((profile) => this.rules(profile, pod, end, direction, true));
    return { tiers, profiles, dropped: this.dropped(pod, direction) };
  }

  /** Whether http clauses are known not to be enforced. */
  private ignoresHttp(pod: Workload): boolean {
    return this.model.isComplete || this.model.felix(pod.node).applicationLayerPolicy === false;
  }

  private profiles(pod: Workload): Profile[] {
    const profiles: Profile[] = [];
    for (const name of pod.profiles) {
      const profile = this.model.profiles.get(name);
      if (profile === undefined) { break; }
      profiles.push(profile);
    }
    return profiles;
  }

  private rules(holder: Policy | Profile, pod: Workload, end: number, direction: Direction, applies: boolean): RoleRule[] {
    const isProfile = !('tier' in holder);
    return this.family.rulesOf(holder, direction).flatMap((rule) => {
      const own = rule.own === undefined ? rule.traffic : this.ownOf(rule, end);
      if (own === undefined) { return []; }
      const both = (a: Bits, b: Bits): Bits => (a === b ? a : difference(a, difference(a, b)));
      const possible = both(rule.traffic.possible, own.possible);
      const isOpen = rule.hasHttp && !isProfile && !this.ignoresHttp(pod);
      const certain = applies && !isOpen ? both(rule.traffic.certain, own.certain) : emptyBits(this.family.atoms.size);
      return [{ holder, rule: rule.rule, action: rule.action, certain, possible, peer: rule.peer }];
    });
  }

  private ownOf(rule: PreparedRule, end: number): TriBits | undefined {
    let byEnd = this.ownTraffic.get(rule.id);
    if (byEnd === undefined) {
      byEnd = new Map(rule.own!.flatMap(({ ends, traffic }) => ends.map((each) => [each, traffic] as const)));
      this.ownTraffic.set(rule.id, byEnd);
    }
    return byEnd.get(end);
  }

  /** Felix drops what pods encapsulate themselves, before any policy. */
  private dropped(pod: Workload, direction: Direction): Bits {
    const { atoms } = this.family;
    const { allowIpipFromWorkloads, allowVxlanFromWorkloads, vxlanPort } = this.model.felix(pod.node);
    const key = direction === 'ingress' ? 'ingress' : `${allowIpipFromWorkloads} ${allowVxlanFromWorkloads} ${vxlanPort}`;
    let dropped = this.droppedBy.get(key);
    if (dropped === undefined) {
      dropped = atoms.none();
      if (direction === 'egress' && !allowIpipFromWorkloads) { dropped = union(dropped, atoms.ofProtocol(IPIP)); }
      if (direction === 'egress' && !allowVxlanFromWorkloads) { dropped = union(dropped, atoms.port(UDP, vxlanPort)); }
      this.droppedBy.set(key, dropped);
    }
    return dropped;
  }
}

/** Policies of pods in evaluation order, for each pod that `positions` names. */
export function appliedPolicies(
  policies: readonly Policy[], direction: Direction, selected: (policy: Policy) => TriBits, members: readonly number[],
): AppliedPolicy[][] {
  const applied: AppliedPolicy[][] = members.map(() => []);
  for (const policy of policies) {
    if (direction === 'ingress' ? !policy.appliesToIngress : !policy.appliesToEgress) { continue; }
    const { certain, possible } = selected(policy);
    members.forEach((member, index) => {
      if (hasBit(possible, member)) { applied[index].push({ policy, isCertain: hasBit(certain, member) }); }
    });
  }
  return applied;
}
