/* eslint-disable no-bitwise -- traffic is bits */
import { type Bits, difference, exactly, type TriBits } from '../bits';
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
  private readonly everything: TriBits;
  /** Scratch space of `variant`, by part: ends that the rule matches, and the part that they go to. */
  private hits: number[] = [];
  private moves: number[] = [];

  public constructor(private readonly decisions: Decisions, private readonly full: Bits, private readonly endCount: number) {
    this.words = full.length;
    this.sets = new Uint32Array(this.words * SETS * 16);
    this.partOf = new Uint32Array(endCount);
    this.entering = full;
    this.everything = exactly(full);
  }

  /** What a role says of every end on the other side: the number of a decision for each. */
  public decide(role: Role): DecisionRow {
    const { words, sets } = this;
    this.entering = difference(this.full, role.dropped);
    this.partOf.fill(0);
    this.sizes = [this.endCount];
    this.hits = [0];
    this.moves = [0];
    sets.fill(0, 0, words * SETS);
    sets.set(this.entering, REMAINING * words);
    sets.set(role.dropped, DENY * words);
    const missing = role.tiers.filter(({ isMissing }) => isMissing);
    const known = role.tiers.filter(({ isMissing }) => !isMissing);
    if (role.tiers.length > 1) { missing.forEach((tier) => this.tier(tier, true)); }
    [...known, ...missing].forEach((tier) => this.tier(tier, false));
    role.profiles.forEach((rules) => this.profile(rules));
    return new DecisionRow(this.outcomes(), this.partOf);
  }

  /** The number of the decision of every part; what no rule has decided is denied. */
  private outcomes(): number[] {
    const { words, sets } = this;
    const numbers: number[] = [];
    for (let part = 0; part < this.sizes.length; part++) {
      const base = part * SETS * words;
      for (let index = 0; index < words; index++) { sets[base + DENY * words + index] |= sets[base + REMAINING * words + index]; }
      numbers.push(this.decisions.numberOf(sets, base + ALLOW * words, base + DENY * words));
    }
    return numbers;
  }

  /** `isAhead`: a tier of unknown order may come first, so what it decides is possible, whatever the others say. */
  private tier(tier: RoleTier, isAhead: boolean): void {
    for (let part = 0; part < this.sizes.length; part++) { this.enter(part, isAhead); }
    for (const rule of tier.rules) { this.rule(rule, false); }
    const goesOn = tier.passes || !tier.surelyApplies || tier.isMissing;
    for (let part = 0; part < this.sizes.length; part++) { this.leave(part, goesOn, !tier.passes, isAhead); }
  }

  private profile(rules: readonly RoleRule[]): void {
    for (let part = 0; part < this.sizes.length; part++) { this.enter(part, false); }
    for (const rule of rules) { this.rule(rule, true); }
    for (let part = 0; part < this.sizes.length; part++) { this.leave(part, true, false, false); }
  }

  private enter(part: number, isAhead: boolean): void {
    const { sets, words, entering } = this;
    const base = part * SETS * words;
    for (let index = 0; index < words; index++) {
      const place = base + index;
      sets[place + ACTIVE * words] = isAhead ? entering[index] : sets[place + REMAINING * words];
      sets[place + MAY_PASS * words] = 0;
      sets[place + NEXT * words] = 0;
    }
  }

  /** What no rule of a tier has decided goes on, or only what a Pass rule may have matched; it is denied, or not. */
  private leave(part: number, goesOn: boolean, isDenied: boolean, isAhead: boolean): void {
    const { sets, words } = this;
    const base = part * SETS * words;
    for (let index = 0; index < words; index++) {
      const place = base + index;
      const active = sets[place + ACTIVE * words];
      const next = sets[place + NEXT * words] | (goesOn ? active : active & sets[place + MAY_PASS * words]);
      if (isDenied) { sets[place + DENY * words] |= active; }
      if (!isAhead) { sets[place + REMAINING * words] = next; }
    }
  }

  private rule(rule: RoleRule, isInProfile: boolean): void {
    if (rule.peer === undefined) {
      for (let part = 0; part < this.sizes.length; part++) {
        if (this.touches(part, rule.possible, this.full)) { this.apply(part, rule, this.everything, isInProfile); }
      }
      return;
    }
    for (const variant of rule.peer) { this.variant(rule, variant, isInProfile); }
  }

  private variant(rule: RoleRule, { ends, traffic }: Variant, isInProfile: boolean): void {
    const { partOf, sizes, hits, moves } = this;
    const parts = this.hitParts(ends);
    let hasSplit = false;
    for (let hit = 0; hit < parts.length; hit++) {
      const part = parts[hit];
      const count = hits[part];
      hits[part] = 0;
      moves[part] = part;
      if (!this.touches(part, rule.possible, traffic.possible)) { continue; }
      if (count < sizes[part]) {
        moves[part] = this.split(part, count);
        hasSplit = true;
      }
      this.apply(moves[part], rule, traffic, isInProfile);
    }
    if (!hasSplit) { return; }
    for (let index = 0; index < ends.length; index++) { partOf[ends[index]] = moves[partOf[ends[index]]]; }
  }

  /** The parts that some ends are in; counts in `hits` how many of them. */
  private hitParts(ends: readonly number[]): number[] {
    const { partOf, hits } = this;
    const parts: number[] = [];
    for (let index = 0; index < ends.length; index++) {
      const part = partOf[ends[index]];
      if (hits[part] === 0) { parts.push(part); }
      hits[part]++;
    }
    return parts;
  }

  /** A rule decides about what is still active of the traffic that it and its other end match. */
  private apply(part: number, { action, certain, possible }: RoleRule, other: TriBits, isInProfile: boolean): void {
    const { sets, words } = this;
    const base = part * SETS * words;
    const outcome = (action === 'Pass' ? MAY_PASS : action === 'Allow' ? ALLOW : DENY) * words;
    const endsProfile = isInProfile && action === 'Pass';
    for (let index = 0; index < words; index++) {
      const place = base + index;
      const active = sets[place + ACTIVE * words];
      const matched = active & possible[index] & other.possible[index];
      if (endsProfile) { // on to the next profile, whether it matched for sure or not
        sets[place + NEXT * words] |= matched;
        sets[place + ACTIVE * words] = active & ~matched;
        continue;
      }
      const sure = active & certain[index] & other.certain[index];
      sets[place + outcome] |= matched;
      sets[place + NEXT * words] |= sure & sets[place + MAY_PASS * words];
      sets[place + ACTIVE * words] = active & ~sure;
    }
  }

  private touches(part: number, traffic: Bits, other: Bits): boolean {
    const base = (part * SETS + ACTIVE) * this.words;
    for (let index = 0; index < this.words; index++) {
      if ((this.sets[base + index] & traffic[index] & other[index]) !== 0) { return true; }
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
}
