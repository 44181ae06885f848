import { type Atoms } from './atoms';
import { type Bits, difference, hasBit, intersection, isEmpty, union } from '../bits';
import { Members } from './ends';
import { type Variant } from './entity-answers';
import { type Direction, Family } from './family';
import { familiesOf } from './matrix';
import { Partition } from './partition';
import { RoleBuilder, type RoleRule } from './roles';
import { type ClusterModel, type Policy, type Workload } from '../../cluster';
import { type Ip } from '../../network';
import { LabelIndex } from '../label-index';

/** What a policy says of a flow when asked alone; `none` when no rule of it matches. */
export type Effect = 'allow' | 'deny' | 'pass' | 'none';

/** The policies that apply to one end of a flow in the order of their evaluation, each with what it says of the flow. */
export interface Situation {
  readonly subject: Workload;
  readonly direction: Direction;
  readonly chain: PolicyChain;
  /** The other end: a pod, or an address that is nobody's. */
  readonly peer: Workload | Ip;
  readonly atoms: Atoms;
  /** Some of the traffic, in atoms. */
  readonly traffic: Bits;
  readonly says: readonly { readonly policy: Policy; readonly effect: Effect }[];
}

/** Where policy is applied: at workloads, or at a stage of host endpoints. */
export type PolicyChain = 'normal' | 'forward' | 'preDNAT' | 'untracked';

export interface SituationOptions {
  /** Workloads that stand for host endpoints: policies of every stage apply to them. */
  readonly hosts: ReadonlySet<Workload>;
}

export interface Situations {
  readonly all: readonly Situation[];
  /** Workloads for which so much is not known that not every possibility was looked at. */
  readonly cut: readonly Workload[];
}

const CHAINS: { readonly [chain in PolicyChain]: (policy: Policy) => boolean } = {
  normal: ({ preDnat, doNotTrack }) => !preDnat && !doNotTrack,
  forward: ({ preDnat, doNotTrack, applyOnForward }) => !preDnat && !doNotTrack && applyOnForward,
  preDNAT: ({ preDnat }) => preDnat,
  untracked: ({ doNotTrack }) => doNotTrack,
};

/** One for each thing the input does not tell is doubled; past this many the rest is left out. */
const MOST_POSSIBILITIES = 4096;

/**
 * Every combination of what single policies say of the flows of an endpoint. From it follows what any subset of the policies does,
 * so the states of a rollout need not be judged one by one. What the input leaves open is a combination of its own each way.
 */
export function situationsOf(model: ClusterModel, { hosts }: SituationOptions): Situations {
  const policies = model.tiers.flatMap((tier) => tier.policies).filter(({ isStaged }) => !isStaged);
  const members = new Members(model, new LabelIndex(model.members));
  const found = new Map<string, Situation>();
  const cut = new Set<Workload>();
  for (const family of familiesOf(model)) {
    const finder = new SituationFinder(model, members, new Family(model, members, family, policies), found, cut);
    for (const direction of ['ingress', 'egress'] as const) {
      const applied = appliedTo(members, policies, direction);
      members.pods.forEach((pod, position) => {
        const chains = hosts.has(pod) ? ['normal', 'forward', 'preDNAT', 'untracked'] as const : ['normal'] as const;
        for (const chain of chains) {
          finder.find(pod, position, direction, chain, (applied.get(pod.index) ?? []).filter(({ policy }) => CHAINS[chain](policy)));
        }
      });
    }
  }
  return { all: [...found.values()], cut: [...cut] };
}

interface Applied {
  readonly policy: Policy;
  readonly isCertain: boolean;
}

/** Policies by the members that they apply to. */
function appliedTo({ labels, model }: Members, policies: readonly Policy[], direction: Direction): Map<number, Applied[]> {
  const applied = new Map<number, Applied[]>();
  for (const policy of policies) {
    if (direction === 'ingress' ? !policy.appliesToIngress : !policy.appliesToEgress) { continue; }
    const { certain, possible } = labels.select(policy.selector);
    for (const { index } of model.workloads) {
      if (!hasBit(possible, index)) { continue; }
      const list = applied.get(index);
      const entry = { policy, isCertain: hasBit(certain, index) };
      if (list === undefined) { applied.set(index, [entry]); } else { list.push(entry); }
    }
  }
  return applied;
}

/** What one policy says: ends that its rules tell apart are in groups; all others are in group 0. */
interface Sayings {
  readonly groupOf: ReadonlyMap<number, number>;
  readonly groups: readonly { readonly [effect in Effect]: Bits }[];
}

const EFFECTS = ['allow', 'deny', 'pass', 'none'] as const;

class SituationFinder {
  private readonly roles: RoleBuilder;
  private readonly sayings = new Map<string, Sayings>();
  private readonly done = new Set<string>();
  /** One of all ends that no rule tells apart. */
  private readonly representatives: ReadonlySet<number>;

  public constructor(
    model: ClusterModel, private readonly members: Members, private readonly family: Family,
    private readonly found: Map<string, Situation>, private readonly cut: Set<Workload>,
  ) {
    this.roles = new RoleBuilder(model, family);
    const ends = new Partition(family.ends.size);
    for (const answer of family.answers.all()) { answer?.forEach((variant) => ends.split(variant.ends)); }
    const isAddress = (end: number): boolean => end >= members.pods.length;
    this.representatives = new Set(ends.classes().flatMap((list) => list.find(isAddress) ?? list.find((end) => family.ends.has(end)) ?? []));
  }

  public find(subject: Workload, end: number, direction: Direction, chain: PolicyChain, applied: readonly Applied[]): void {
    if (applied.length < 2 || !this.family.ends.has(end)) { return; } // one policy alone is there or is not
    const own = applied.map(({ policy }) => `${direction}/${policy.index}/${this.roles.ownKey(subject, end, direction, policy)}`);
    const { dropped } = this.roles.build(subject, end, direction, []);
    const role = [chain, dropped.join(), ...own, ...applied.map(({ isCertain }) => isCertain)].join(' ');
    if (this.done.has(role)) { return; }
    this.done.add(role);
    const sayings = applied.map(({ policy }, index) => {
      let known = this.sayings.get(own[index]);
      if (known === undefined) {
        known = this.ask(this.roles.build(subject, end, direction, [{ policy, isCertain: true }]).tiers[0].rules);
        this.sayings.set(own[index], known);
      }
      return known;
    });
    const traffic = difference(this.family.atoms.full, dropped);
    for (const [peer, groups] of this.peers(sayings)) { this.combine({ subject, direction, chain, peer }, applied, groups, traffic); }
  }

  private ask(rules: readonly RoleRule[]): Sayings {
    const variants = new Map<number, Map<RoleRule, Variant>>();
    for (const rule of rules) {
      for (const variant of rule.peer ?? []) {
        for (const end of variant.ends) {
          if (!this.representatives.has(end)) { continue; }
          const own = variants.get(end) ?? new Map<RoleRule, Variant>();
          variants.set(end, own.set(rule, variant));
        }
      }
    }
    const numbers = new Map<string, number>();
    const groups = [this.effects(rules, new Map())];
    const groupOf = new Map<number, number>();
    for (const [end, own] of variants) {
      const key = [...own].map(([rule, variant]) => `${rules.indexOf(rule)}:${rule.peer!.indexOf(variant)}`).join();
      if (!numbers.has(key)) {
        numbers.set(key, groups.length);
        groups.push(this.effects(rules, own));
      }
      groupOf.set(end, numbers.get(key)!);
    }
    return { groupOf, groups };
  }

  /** The first rule that matches decides; one that may match decides maybe. */
  private effects(rules: readonly RoleRule[], variants: ReadonlyMap<RoleRule, Variant>): Record<Effect, Bits> {
    const { atoms } = this.family;
    const effects = { allow: atoms.none(), deny: atoms.none(), pass: atoms.none(), none: atoms.none() };
    let active = atoms.full;
    for (const rule of rules) {
      const variant = variants.get(rule);
      if (rule.peer !== undefined && variant === undefined) { continue; }
      const may = variant === undefined ? rule.possible : intersection(rule.possible, variant.traffic.possible);
      const must = variant === undefined ? rule.certain : intersection(rule.certain, variant.traffic.certain);
      const effect = rule.action === 'Allow' ? 'allow' : rule.action === 'Deny' ? 'deny' : 'pass';
      effects[effect] = union(effects[effect], intersection(active, may));
      active = difference(active, must);
    }
    effects.none = active;
    return effects;
  }

  /** Other ends that no two of the policies tell apart, one of each, with the groups that they are in. */
  private peers(sayings: readonly Sayings[]): [number, Record<Effect, Bits>[]][] {
    const peers = new Map<string, [number, Record<Effect, Bits>[]]>();
    const special = new Set(sayings.flatMap(({ groupOf }) => [...groupOf.keys()]));
    const add = (end: number): void => {
      const groups = sayings.map(({ groupOf }) => groupOf.get(end) ?? 0);
      const key = groups.join();
      if (!peers.has(key)) { peers.set(key, [end, groups.map((group, index) => sayings[index].groups[group])]); }
    };
    const others = [...this.representatives].filter((end) => !special.has(end));
    const other = others.find((end) => end >= this.members.pods.length) ?? others.at(0);
    if (other !== undefined) { add(other); }
    for (const end of special) { add(end); }
    return [...peers.values()];
  }

  private combine(
    where: { subject: Workload; direction: Direction; chain: PolicyChain; peer: number },
    applied: readonly Applied[], groups: readonly Record<Effect, Bits>[], traffic: Bits,
  ): void {
    let parts: { bits: Bits; says: Situation['says'] }[] = [{ bits: traffic, says: [] }];
    applied.forEach(({ policy, isCertain }, index) => {
      parts = parts.flatMap(({ bits, says }) => [
        ...isCertain ? [] : [{ bits, says }],
        ...EFFECTS.flatMap((effect) => {
          const both = intersection(bits, groups[index][effect]);
          return isEmpty(both) ? [] : [{ bits: both, says: [...says, { policy, effect }] }];
        }),
      ]);
      if (parts.length > MOST_POSSIBILITIES) {
        this.cut.add(where.subject);
        parts = parts.slice(0, MOST_POSSIBILITIES);
      }
    });
    for (const { bits, says } of parts) {
      const key = `${where.chain}/${where.direction}/${says.map(({ policy, effect }) => `${policy.index}${effect}`).join()}`;
      if (says.length < 2 || this.found.has(key)) { continue; }
      this.found.set(key, { ...where, peer: this.endAt(where.peer), atoms: this.family.atoms, traffic: bits, says });
    }
  }

  private endAt(end: number): Workload | Ip {
    const { pods } = this.members;
    return end < pods.length ? pods[end] : this.family.ends.space.freeAddress(this.family.ends.space.intervals[end - pods.length])!;
  }
}
