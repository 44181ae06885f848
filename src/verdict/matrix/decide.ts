/* eslint-disable no-bitwise -- traffic is bits */
import { type Variant } from './entity-answers';
import { type Role, type RoleRule, type RoleTier } from './roles';

/** Numbers of sets in the record of a part. */
const REMAINING = 0;
const ACTIVE = 1;
const MAY_PASS = 2;
const NEXT = 3;
const ALLOW = 4;
const DENY = 5;
const SETS = 6;

/** What a role says of every end on the other side: the number of a decision for each. */
export interface DecisionRow {
  readonly partOf: Uint32Array;
  /** For each part whether traffic may be allowed and may be denied; both when unknown. */
  readonly allow: readonly Uint32Array[];
  readonly deny: readonly Uint32Array[];
}

/**
 * Walks the tiers of a role once for all ends on the other side. Ends that no rule has told apart yet are one part;
 * a rule that matches only some of a part's ends splits it.
 */
export class Decider {
  private sets: Uint32Array;
  private readonly partOf: Uint32Array;
  private sizes: number[] = [];
  private role!: Role;

  public constructor(private readonly words: number, private readonly full: Uint32Array, private readonly endCount: number) {
    this.sets = new Uint32Array(words * SETS * 16);
    this.partOf = new Uint32Array(endCount);
  }

  public decide(role: Role): DecisionRow {
    this.role = role;
    this.partOf.fill(0);
    this.sizes = [this.endCount];
    this.sets.fill(0, 0, this.words * SETS);
    this.setOf(0, REMAINING).set(this.full.map((word, index) => word & ~role.dropped[index]));
    this.setOf(0, DENY).set(role.dropped);
    const missing = role.tiers.filter(({ isMissing }) => isMissing);
    const known = role.tiers.filter(({ isMissing }) => !isMissing);
    if (known.length > 0) { missing.forEach((tier) => this.tier(tier, true)); }
    [...known, ...missing].forEach((tier) => this.tier(tier, false));
    role.profiles.forEach((rules) => this.profile(rules));
    for (let part = 0; part < this.sizes.length; part++) { this.add(part, DENY, REMAINING); }
    return {
      partOf: this.partOf.slice(),
      allow: this.sizes.map((_, part) => this.setOf(part, ALLOW).slice()),
      deny: this.sizes.map((_, part) => this.setOf(part, DENY).slice()),
    };
  }

  /** `isAhead`: a tier of unknown order may come first, so what it decides is possible, whatever the others say. */
  private tier(tier: RoleTier, isAhead: boolean): void {
    for (let part = 0; part < this.sizes.length; part++) { this.enter(part, isAhead); }
    for (const rule of tier.rules) { this.rule(rule); }
    for (let part = 0; part < this.sizes.length; part++) {
      const active = this.setOf(part, ACTIVE);
      const next = this.setOf(part, NEXT);
      if (tier.passes) {
        active.forEach((word, index) => { next[index] |= word; });
      } else {
        const mayPass = this.setOf(part, MAY_PASS);
        const goesOn = !tier.surelyApplies || tier.isMissing;
        this.add(part, DENY, ACTIVE);
        active.forEach((word, index) => { next[index] |= goesOn ? word : word & mayPass[index]; });
      }
      if (!isAhead) { this.setOf(part, REMAINING).set(next); }
    }
  }

  private profile(rules: readonly RoleRule[]): void {
    for (let part = 0; part < this.sizes.length; part++) { this.enter(part, false); }
    for (const rule of rules) { this.rule(rule, true); }
    for (let part = 0; part < this.sizes.length; part++) {
      this.add(part, NEXT, ACTIVE);
      this.setOf(part, REMAINING).set(this.setOf(part, NEXT));
    }
  }

  private enter(part: number, isAhead: boolean): void {
    const active = this.setOf(part, ACTIVE);
    if (isAhead) {
      active.set(this.full.map((word, index) => word & ~this.role.dropped[index]));
    } else {
      active.set(this.setOf(part, REMAINING));
    }
    this.setOf(part, MAY_PASS).fill(0);
    this.setOf(part, NEXT).fill(0);
  }

  private rule(rule: RoleRule, isInProfile = false): void {
    if (rule.peer === undefined) {
      for (let part = 0; part < this.sizes.length; part++) {
        if (this.touches(part, rule.possible)) { this.apply(part, rule, rule.certain, rule.possible, isInProfile); }
      }
      return;
    }
    for (const variant of rule.peer) { this.variant(rule, variant, isInProfile); }
  }

  private variant(rule: RoleRule, { ends, traffic }: Variant, isInProfile: boolean): void {
    const possible = rule.possible.map((word, index) => word & traffic.possible[index]);
    const certain = rule.certain.map((word, index) => word & traffic.certain[index]);
    const { partOf, sizes } = this;
    const targets = new Map<number, { split: number; count: number } | undefined>();
    const before = sizes.length;
    for (const end of ends) {
      const part = partOf[end];
      let target = targets.get(part);
      if (target === undefined) {
        if (targets.has(part) || part >= before) { continue; }
        target = this.touches(part, possible) ? { split: this.copy(part), count: 0 } : undefined;
        targets.set(part, target);
        if (target === undefined) { continue; }
      }
      partOf[end] = target.split;
      target.count++;
    }
    for (const [part, target] of targets) {
      if (target === undefined) { continue; }
      sizes[part] -= target.count;
      sizes[target.split] = target.count;
      if (sizes[part] === 0) { this.sets.fill(0, part * this.words * SETS, (part + 1) * this.words * SETS); }
      this.apply(target.split, rule, certain, possible, isInProfile);
    }
  }

  private apply(part: number, { action }: RoleRule, certain: Uint32Array, possible: Uint32Array, isInProfile: boolean): void {
    const active = this.setOf(part, ACTIVE);
    const mayPass = this.setOf(part, MAY_PASS);
    const next = this.setOf(part, NEXT);
    const outcome = this.setOf(part, action === 'Allow' ? ALLOW : DENY);
    for (let index = 0; index < active.length; index++) {
      const matched = active[index] & possible[index];
      if (isInProfile && action === 'Pass') { // on to the next profile, whether it matched for sure or not
        next[index] |= matched;
        active[index] &= ~matched;
        continue;
      }
      const sure = active[index] & certain[index];
      if (action === 'Pass') { mayPass[index] |= matched; } else { outcome[index] |= matched; }
      next[index] |= sure & mayPass[index];
      active[index] &= ~sure;
    }
  }

  private touches(part: number, traffic: Uint32Array): boolean {
    const base = (part * SETS + ACTIVE) * this.words;
    for (let index = 0; index < this.words; index++) {
      if ((this.sets[base + index] & traffic[index]) !== 0) { return true; }
    }
    return false;
  }

  private copy(part: number): number {
    const length = this.words * SETS;
    const split = this.sizes.length;
    if ((split + 1) * length > this.sets.length) {
      const larger = new Uint32Array(this.sets.length * 2);
      larger.set(this.sets);
      this.sets = larger;
    }
    this.sets.copyWithin(split * length, part * length, (part + 1) * length);
    this.sizes.push(0);
    return split;
  }

  private add(part: number, to: number, from: number): void {
    const source = this.setOf(part, from);
    const target = this.setOf(part, to);
    for (let index = 0; index < source.length; index++) { target[index] |= source[index]; }
  }

  private setOf(part: number, set: number): Uint32Array {
    const base = (part * SETS + set) * this.words;
    return this.sets.subarray(base, base + this.words);
  }
}
