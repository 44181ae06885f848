import { type Bits, emptyBits, forEachBit, hasBit, intersection, type TriBits, union } from '../bits';
import { type EntityAnswer, type Variant } from './entity-answers';
import { type Direction, type Family, type PreparedRule, type PreparedRules } from './family';
import { Numbering, remember } from './numbering';
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
  private readonly keyNumbers = new Numbering<string>();
  /** What counts of a policy that says nothing of the pod that it is applied to. */
  private readonly appliedKeys: Record<Direction, Map<AppliedPolicy, string>> = { ingress: new Map(), egress: new Map() };
  /** What a rule says of the pod that it is applied to, by end. */
  private readonly ownTraffic = new Map<readonly Variant[], Map<number, TriBits>>();
  /** By direction and Felix settings. */
  private readonly droppedBy = new Map<string, Bits>();

  /** @param peerOf what a rule says of the other end, in other numbers for the ends when need be */
  public constructor(
    private readonly model: ClusterModel, private readonly family: Family,
    private readonly peerOf: (answer: EntityAnswer) => EntityAnswer = (answer) => answer,
  ) {
    this.tiers = new Map(model.tiers.map((tier) => [tier.name, tier]));
  }

  /** Equal keys, equal decisions: whose the rules are does not count, what they come to does. */
  public decisionKey(pod: Workload, end: number, direction: Direction, applied: readonly AppliedPolicy[]): string {
    const parts: string[] = [];
    for (let index = 0; index < applied.length; index++) { parts.push(this.appliedKey(applied[index], direction, end)); }
    parts.push('profiles');
    for (const profile of this.profiles(pod)) { parts.push(this.rulesKey(this.family.rulesOf(profile, direction), end)); }
    const felix = this.model.felix(pod.node);
    if (direction === 'egress') { parts.push(`${felix.vxlanPort}/${felix.allowVxlanFromWorkloads}/${felix.allowIpipFromWorkloads}`); }
    parts.push(String(this.ignoresHttp(pod)));
    return parts.join();
  }

  private appliedKey(each: AppliedPolicy, direction: Direction, end: number): string {
    const known = this.appliedKeys[direction].get(each);
    if (known !== undefined) { return known; }
    const { policy, isCertain } = each;
    const rules = this.family.rulesOf(policy, direction);
    const key = String(this.keyNumbers.of(`${policy.tier}/${isCertain}/${rules.content}`));
    if (rules.owned.length > 0) { return `${key}:${this.ownIndexes(rules, end)}`; }
    this.appliedKeys[direction].set(each, key);
    return key;
  }

  /** Equal keys, equal roles: the same rules of the same policies. */
  public key(pod: Workload, end: number, direction: Direction, applied: readonly AppliedPolicy[]): string {
    return [applied.map(({ policy }) => policy.index).join(), pod.profiles.join(), this.decisionKey(pod, end, direction, applied)].join('/');
  }

  /** What the rules of a policy come to for the pod itself. */
  public ownKey(pod: Workload, end: number, direction: Direction, policy: Policy): string {
    return `${this.rulesKey(this.family.rulesOf(policy, direction), end)}/${this.ignoresHttp(pod)}`;
  }

  private rulesKey(rules: PreparedRules, end: number): string {
    return rules.owned.length === 0 ? String(rules.content) : `${rules.content}:${this.ownIndexes(rules, end)}`;
  }

  /** What rules say of the pod that they are applied to. */
  private ownIndexes({ owned }: PreparedRules, end: number): string {
    return owned.map((rule) => rule.own!.findIndex(({ traffic }) => traffic === this.ownOf(rule.own!, end))).join(':');
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
    const list: RoleRule[] = [];
    for (const { rule, action, hasHttp, traffic, own: ownAnswer, peer } of this.family.rulesOf(holder, direction).rules) {
      const own = ownAnswer === undefined ? traffic : this.ownOf(ownAnswer, end);
      if (own === undefined) { continue; }
      const possible = both(traffic.possible, own.possible);
      const isOpen = hasHttp && !isProfile && !this.ignoresHttp(pod);
      const certain = applies && !isOpen ? both(traffic.certain, own.certain) : emptyBits(this.family.atoms.size);
      list.push({ holder, rule, action, certain, possible, peer: this.peerOf(peer) });
    }
    return list;
  }

  private ownOf(own: readonly Variant[], end: number): TriBits | undefined {
    return remember(this.ownTraffic, own, () => new Map(own.flatMap(({ ends, traffic }) => ends.map((each) => [each, traffic] as const)))).get(end);
  }

  /** Felix drops what pods encapsulate themselves, before any policy. */
  private dropped(pod: Workload, direction: Direction): Bits {
    const { atoms } = this.family;
    const { allowIpipFromWorkloads, allowVxlanFromWorkloads, vxlanPort } = this.model.felix(pod.node);
    const key = direction === 'ingress' ? 'ingress' : `${allowIpipFromWorkloads} ${allowVxlanFromWorkloads} ${vxlanPort}`;
    return remember(this.droppedBy, key, () => {
      let dropped = atoms.none();
      if (direction === 'egress' && !allowIpipFromWorkloads) { dropped = union(dropped, atoms.ofProtocol(IPIP)); }
      if (direction === 'egress' && !allowVxlanFromWorkloads) { dropped = union(dropped, atoms.port(UDP, vxlanPort)); }
      return dropped;
    });
  }
}

function both(a: Bits, b: Bits): Bits {
  return a === b ? a : intersection(a, b);
}

/** Policies of pods in evaluation order, for each of the pods that `members` names by their member indexes. */
export function appliedPolicies(
  policies: readonly Policy[], direction: Direction, selected: (policy: Policy) => TriBits, members: readonly number[],
): AppliedPolicy[][] {
  const applied: AppliedPolicy[][] = members.map(() => []);
  const placeOf: (number | undefined)[] = [];
  members.forEach((member, place) => { placeOf[member] = place; });
  for (const policy of policies) {
    if (direction === 'ingress' ? !policy.appliesToIngress : !policy.appliesToEgress) { continue; }
    const { certain, possible } = selected(policy);
    const [surely, maybe]: AppliedPolicy[] = [{ policy, isCertain: true }, { policy, isCertain: false }];
    forEachBit(possible, (member) => {
      const place = placeOf[member];
      if (place !== undefined) { applied[place].push(hasBit(certain, member) ? surely : maybe); }
    });
  }
  return applied;
}
