import * as fc from 'fast-check';
import { type Bits, difference, exactly, fullBits, hasBit, intersection, type TriBits } from '../../../src/verdict/bits';
import { Decider } from '../../../src/verdict/matrix/decide';
import { Decisions } from '../../../src/verdict/matrix/decisions';
import { type Role, type RoleRule, type RoleTier } from '../../../src/verdict/matrix/roles';
import { tries } from '../../setup/tries';

/* Three words of traffic and more ends than there is room for parts at first. */
const ATOMS = 70;
const ENDS = 30;
const FULL = fullBits(ATOMS);

type DecidedTier = Pick<RoleTier, 'passes' | 'isMissing' | 'surelyApplies'> & { readonly rules: readonly DecidedRule[] };
type DecidedRule = Pick<RoleRule, 'action' | 'certain' | 'possible' | 'peer'>;

const word = fc.oneof(fc.constantFrom(0, 0xffffffff), fc.nat({ max: 0xffffffff }));
const bits: fc.Arbitrary<Bits> = fc.array(word, { minLength: FULL.length, maxLength: FULL.length })
  .map((words) => intersection(Uint32Array.from(words), FULL));
const traffic: fc.Arbitrary<TriBits> = fc.oneof(
  bits.map(exactly), fc.constant(exactly(FULL)),
  fc.tuple(bits, bits).map(([certain, possible]) => ({ certain: intersection(certain, possible), possible })),
);
/** Of each end the variant that it is in, if any. */
const peer: fc.Arbitrary<RoleRule['peer']> = fc.tuple(
  fc.array(fc.constantFrom(0, 1, 2, 2, 3), { minLength: ENDS, maxLength: ENDS }), fc.array(traffic, { minLength: 3, maxLength: 3 }),
).map(([variantOf, each]) => each.map((one, variant) => ({ traffic: one, ends: variantOf.flatMap((of, end) => (of === variant ? [end] : [])) })));
const rule: fc.Arbitrary<DecidedRule> = fc.tuple(fc.constantFrom('Allow' as const, 'Deny' as const, 'Pass' as const), traffic, fc.option(peer, { nil: undefined, freq: 3 }))
  .map(([action, { certain, possible }, other]) => ({ action, certain, possible, peer: other }));
const rules = fc.array(rule, { maxLength: 5 });
const tier: fc.Arbitrary<DecidedTier> = fc.record({
  passes: fc.boolean(), isMissing: fc.constantFrom(false, false, true), surelyApplies: fc.constantFrom(true, true, false), rules,
});
const role: fc.Arbitrary<Role> = fc.record({
  tiers: fc.array(tier, { maxLength: 4 }),
  profiles: fc.array(rules, { maxLength: 3 }),
  dropped: fc.oneof(fc.constant(new Uint32Array(FULL.length)), bits),
}).map((parts) => parts as unknown as Role);

/** One packet's walk: what may be decided. */
class Walk {
  public allow = false;
  public deny = false;

  public constructor(private readonly end: number, private readonly atom: number) {}

  public through({ tiers, profiles, dropped }: Role): string {
    let isOpen = !hasBit(dropped, this.atom);
    const missing = tiers.filter(({ isMissing }) => isMissing);
    if (isOpen && tiers.length > 1) { missing.forEach((each) => this.tier(each)); }
    for (const each of [...tiers.filter(({ isMissing }) => !isMissing), ...missing]) { isOpen = isOpen && this.tier(each); }
    for (const each of profiles) { isOpen = isOpen && this.profile(each); }
    return [this.allow, this.deny || isOpen || hasBit(dropped, this.atom)].join();
  }

  /** Whether it may go on. */
  private tier({ rules: list, passes, isMissing, surelyApplies }: RoleTier): boolean {
    let mayPass = false;
    for (const each of list) {
      if (!this.matches(each, 'possible')) { continue; }
      if (each.action === 'Pass') { mayPass = true; } else { this[each.action === 'Allow' ? 'allow' : 'deny'] = true; }
      if (this.matches(each, 'certain')) { return mayPass; }
    }
    if (!passes) { this.deny = true; }
    return passes || mayPass || isMissing || !surelyApplies;
  }

  private profile(list: readonly RoleRule[]): boolean {
    for (const each of list) {
      if (!this.matches(each, 'possible')) { continue; }
      if (each.action === 'Pass') { return true; }
      this[each.action === 'Allow' ? 'allow' : 'deny'] = true;
      if (this.matches(each, 'certain')) { return false; }
    }
    return true;
  }

  private matches({ peer: variants, ...own }: RoleRule, how: keyof TriBits): boolean {
    const other = variants === undefined ? exactly(FULL) : variants.find(({ ends }) => ends.includes(this.end))?.traffic;
    return other !== undefined && hasBit(own[how], this.atom) && hasBit(other[how], this.atom);
  }
}

function compare(roles: readonly Role[]): void {
  const decisions = new Decisions(FULL.length);
  const decider = new Decider(decisions, FULL, ENDS);
  for (const each of roles) {
    const row = decider.decide(each);
    for (let end = 0; end < ENDS; end++) {
      const { allow, deny } = decisions.list[row.at(end)];
      const ours = Array.from({ length: ATOMS }, (_, atom) => [hasBit(allow, atom), hasBit(deny, atom)].join());
      expect(ours).toEqual(ours.map((_, atom) => new Walk(end, atom).through(each)));
      expect([...difference(allow, FULL), ...difference(deny, FULL)].every((rest) => rest === 0)).toBe(true);
    }
  }
  const texts = decisions.list.map(({ allow, deny }) => `${allow.join()}/${deny.join()}`);
  expect(new Set(texts).size).toBe(texts.length);
}

const MEANING = 'decides about all traffic with all ends at once as one packet after the other would be';

test(MEANING, () => {
  fc.assert(fc.property(fc.array(role, { minLength: 1, maxLength: 3 }), compare), tries(30));
});

/* Ends that are all told apart, by rules that may match only, one after the other in tiers that all go on. */
test.each([[1], [2], [3], [4]])(`${MEANING}: case %d of those that are always tried`, (seed) => {
  compare(fc.sample(role, { seed, numRuns: 5 }));
});

test('what a Pass rule may have matched goes on, though the end of its tier denies it', () => {
  const one = (action: RoleRule['action'], certain: Bits): DecidedTier => (
    { passes: false, isMissing: false, surelyApplies: true, rules: [{ action, certain, possible: FULL, peer: undefined }] }
  );
  const dropped = new Uint32Array(FULL.length);
  compare([{ tiers: [one('Pass', dropped), one('Allow', FULL)], profiles: [], dropped } as unknown as Role]);
});
