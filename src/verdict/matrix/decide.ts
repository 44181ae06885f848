/* eslint-disable no-bitwise -- traffic is bits */
import { type Bits } from '../bits';
import { DecisionRow } from './decision-row';
import { type Decisions } from './decisions';
import { type Variant } from './entity-answers';
import { type Role, type RoleRule, type RoleTier } from './roles';

/** Places of the sets in the record of a part. */
const REMAINING = 0;
const ACTIVE = 1;
const MAY_PASS = 2;
const NEXT = 3;
const ALLOW = 4;
const DENY = 5;
const SETS = 6;

/**
 * Walks the tiers of a role once for all ends on the other side. Ends that no rule has told apart yet are one part;
 * a rule that matches only some of a part's ends splits it.
 */
export class Decider {
  private readonly words: number;
  /** The records of all parts, one after the other. */
  private sets: Uint32Array;
  private readonly partOf: Uint32Array;
  private sizes: number[] = [];
  /** What comes to policy at all. */
  private entering: Bits;
  /** Scratch space of `variant`, by part: ends that the rule matches, and the part that they go to. */
  private hits: number[] = [];
  private moves: number[] = [];

  public constructor(private readonly decisions: Decisions, private readonly full: Bits, private readonly endCount: number) {
    this.words = full.length;
    this.sets = new Uint32Array(this.words * SETS * 16);
    this.partOf = new Uint32Array(endCount);
    this.entering = full;
  }

  /** What a role says of every end on the other side: the number of a decision for each. */
  public decide(role: Role): DecisionRow {
    this.entering = this.full.map((word, index) => word & ~role.dropped[index]);
    this.partOf.fill(0);
    this.sizes = [this.endCount];
    this.hits = [0];
    this.moves = [0];
    this.sets.fill(0, 0, this.words * SETS);
    this.setOf(0, REMAINING).set(this.entering);
    this.setOf(0, DENY).set(role.dropped);
    const missing = role.tiers.filter(({ isMissing }) => isMissing);
    const known = role.tiers.filter(({ isMissing }) => !isMissing);
    if (role.tiers.length > 1) { missing.forEach((tier) => this.tier(tier, true)); }
    [...known, ...missing].forEach((tier) => this.tier(tier, false));
    role.profiles.forEach((rules) => this.profile(rules));
    const numbers = this.sizes.map((_, part) => {
      this.add(part, DENY, REMAINING);
      return this.decisions.numberOf(this.setOf(part, ALLOW), this.setOf(part, DENY));
    });
    return new DecisionRow(numbers, this.partOf);
  }

  /** `isAhead`: a tier of unknown order may come first, so what it decides is possible, whatever the others say. */
  private tier(tier: RoleTier, isAhead: boolean): void {
    for (let part = 0; part < this.sizes.length; part++) { this.enter(part, isAhead); }
    for (const rule of tier.rules) { this.rule(rule, false); }
    for (let part = 0; part < this.sizes.length; part++) {
      if (tier.passes) {
        this.add(part, NEXT, ACTIVE);
      } else {
        this.add(part, DENY, ACTIVE);
        const goesOn = !tier.surelyApplies || tier.isMissing;
        this.add(part, NEXT, ACTIVE, goesOn ? ACTIVE : MAY_PASS);
      }
      if (!isAhead) { this.copy(part, REMAINING, NEXT); }
    }
  }

  private profile(rules: readonly RoleRule[]): void {
    for (let part = 0; part < this.sizes.length; part++) { this.enter(part, false); }
    for (const rule of rules) { this.rule(rule, true); }
    for (let part = 0; part < this.sizes.length; part++) {
      this.add(part, NEXT, ACTIVE);
      this.copy(part, REMAINING, NEXT);
    }
  }

  private enter(part: number, isAhead: boolean): void {
    if (isAhead) { this.setOf(part, ACTIVE).set(this.entering); } else { this.copy(part, ACTIVE, REMAINING); }
    const base = part * SETS * this.words;
    this.sets.fill(0, base + MAY_PASS * this.words, base + (NEXT + 1) * this.words);
  }

  private rule(rule: RoleRule, isInProfile: boolean): void {
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
    const { partOf, sizes, hits, moves } = this;
    let hasSplit = false;
    for (const part of this.hitParts(ends)) {
      const count = hits[part];
      hits[part] = 0;
      moves[part] = part;
      if (!this.touches(part, possible)) { continue; }
      if (count < sizes[part]) {
        moves[part] = this.split(part, count);
        hasSplit = true;
      }
      this.apply(moves[part], rule, certain, possible, isInProfile);
    }
    if (!hasSplit) { return; }
    for (const end of ends) { partOf[end] = moves[partOf[end]]; }
  }

  /** The parts that some ends are in; counts in `hits` how many of them. */
  private hitParts(ends: readonly number[]): number[] {
    const { partOf, hits } = this;
    const parts: number[] = [];
    for (const end of ends) {
      const part = partOf[end];
      if (hits[part] === 0) { parts.push(part); }
      hits[part]++;
    }
    return parts;
  }

  private apply(part: number, { action }: RoleRule, certain: Bits, possible: Bits, isInProfile: boolean): void {
    const { sets, words } = this;
    const base = part * SETS * words;
    const [active, mayPass, next, outcome] = [ACTIVE, MAY_PASS, NEXT, action === 'Allow' ? ALLOW : DENY].map((set) => base + set * words);
    for (let index = 0; index < words; index++) {
      const matched = sets[active + index] & possible[index];
      if (isInProfile && action === 'Pass') { // on to the next profile, whether it matched for sure or not
        sets[next + index] |= matched;
        sets[active + index] &= ~matched;
        continue;
      }
      const sure = sets[active + index] & certain[index];
      sets[(action === 'Pass' ? mayPass : outcome) + index] |= matched;
      sets[next + index] |= sure & sets[mayPass + index];
      sets[active + index] &= ~sure;
    }
  }

  private touches(part: number, traffic: Bits): boolean {
    const base = (part * SETS + ACTIVE) * this.words;
    for (let index = 0; index < this.words; index++) {
      if ((this.sets[base + index] & traffic[index]) !== 0) { return true; }
    }
    return false;
  }

  /** A new part with the record of an old one, for some of its ends. */
  private split(part: number, count: number): number {
    const length = this.words * SETS;
    const fresh = this.sizes.length;
    if ((fresh + 1) * length > this.sets.length) {
      const larger = new Uint32Array(this.sets.length * 2);
      larger.set(this.sets);
      this.sets = larger;
    }
    this.sets.copyWithin(fresh * length, part * length, (part + 1) * length);
    this.sizes[part] -= count;
    this.sizes.push(count);
    this.hits.push(0);
    this.moves.push(fresh);
    return fresh;
  }

  /** Puts one set of a part into another, or only what is in a third one too. */
  private add(part: number, to: number, from: number, within = from): void {
    const { sets, words } = this;
    const [target, source, limit] = [to, from, within].map((set) => (part * SETS + set) * words);
    for (let index = 0; index < words; index++) { sets[target + index] |= sets[source + index] & sets[limit + index]; }
  }

  private copy(part: number, to: number, from: number): void {
    const base = part * SETS * this.words;
    this.sets.copyWithin(base + to * this.words, base + from * this.words, base + (from + 1) * this.words);
  }

  private setOf(part: number, set: number): Bits {
    const base = (part * SETS + set) * this.words;
    return this.sets.subarray(base, base + this.words);
  }
}
