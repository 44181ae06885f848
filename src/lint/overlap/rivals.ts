import { portsMeet, PortOverlaps } from './port-overlaps';
import { SelectorOverlaps } from './selector-overlaps';
import { type Policy, type PolicyRule } from '../../cluster';
import { type Bits, emptyBits, firstBit, fullBits, removeBits, setBit } from '../../verdict';

/** Rules of one action that match alike, in policies that select alike. */
interface RuleClass {
  readonly policy: Policy;
  readonly rule: PolicyRule;
  /** The place of the first policy with such a rule. */
  readonly first: number;
}

/**
 * Finds the first of some policies that may decide otherwise than a given one about the same packet, in one direction, as far as selectors,
 * protocols and ports tell. Comparing each with each is slow where thousands have one order; here rules that are alike are compared once,
 * and one with all others at once.
 */
export class Rivals {
  private readonly classes: RuleClass[] = [];
  private readonly byPolicy = new Map<Policy, readonly number[]>();
  private readonly rivals = new Map<number, number | undefined>();
  private readonly policySelectors: SelectorOverlaps;
  private readonly sides: readonly { readonly side: 'source' | 'destination'; readonly selectors: SelectorOverlaps; readonly ports: PortOverlaps }[];
  private readonly groups: readonly ReadonlyMap<unknown, Bits>[];

  /** @param policies in the order in which Calico evaluates them */
  public constructor(policies: readonly Policy[], direction: 'ingress' | 'egress') {
    this.readClasses(policies, direction);
    const { classes } = this;
    this.policySelectors = new SelectorOverlaps(classes.map(({ policy }) => policy.selector.node));
    this.sides = (['source', 'destination'] as const).map((side) => ({
      side,
      selectors: new SelectorOverlaps(classes.map(({ rule }) => rule[side].selector?.node)),
      ports: new PortOverlaps(classes.map(({ rule }) => rule[side].ports)),
    }));
    this.groups = [this.groupBy(({ rule }) => rule.action), ...EQUAL.map((valueOf) => this.groupBy(valueOf))];
  }

  /** The place of the first policy before this one that may decide otherwise. */
  public before(policy: Policy, place: number): number | undefined {
    const rivals = (this.byPolicy.get(policy) ?? []).map((index) => this.rivalOf(index)).filter((rival) => rival !== undefined);
    const first = Math.min(...rivals);
    return first < place ? first : undefined;
  }

  private readClasses(policies: readonly Policy[], direction: 'ingress' | 'egress'): void {
    const known = new Map<string, number>();
    policies.forEach((policy, place) => {
      const applies = direction === 'ingress' ? policy.appliesToIngress : policy.appliesToEgress;
      const indexes = policy[direction].filter((rule) => applies && rule.action !== 'Log').map((rule) => {
        const key = signature(policy, rule);
        let index = known.get(key);
        if (index === undefined) {
          index = this.classes.length;
          known.set(key, index);
          this.classes.push({ policy, rule, first: place });
        }
        return index;
      });
      this.byPolicy.set(policy, [...new Set(indexes)]);
    });
  }

  private groupBy(valueOf: (member: RuleClass) => unknown): Map<unknown, Bits> {
    const groups = new Map<unknown, Bits>();
    this.classes.forEach((member, index) => {
      const value = valueOf(member);
      const bits = groups.get(value) ?? emptyBits(this.classes.length);
      groups.set(value, bits);
      setBit(bits, index);
    });
    return groups;
  }

  private rivalOf(index: number): number | undefined {
    if (!this.rivals.has(index)) { this.rivals.set(index, this.findRival(this.classes[index])); }
    return this.rivals.get(index);
  }

  private findRival(asked: RuleClass): number | undefined {
    const candidates = fullBits(this.classes.length);
    const [byAction, ...byEqual] = this.groups;
    removeBits(candidates, byAction.get(asked.rule.action)!);
    byEqual.forEach((group, each) => {
      const wanted = EQUAL[each](asked);
      if (wanted === undefined) { return; }
      for (const [value, bits] of group) { if (value !== undefined && value !== wanted) { removeBits(candidates, bits); } }
    });
    this.policySelectors.removeDisjoint(asked.policy.selector.node, candidates);
    for (const { side, selectors, ports } of this.sides) {
      selectors.removeDisjoint(asked.rule[side].selector?.node, candidates);
      ports.removeDisjoint(asked.rule[side].ports, candidates);
    }
    const found = firstBit(candidates, (index) => this.sides
      .every(({ side }) => portsMeet(asked.rule[side].ports, this.classes[index].rule[side].ports)));
    return found === undefined ? undefined : this.classes[found].first;
  }
}

/** What must be the same in both, unless one of them says nothing. */
const EQUAL: readonly ((member: RuleClass) => unknown)[] = [
  ({ policy: { preDnat, doNotTrack } }) => `${preDnat} ${doNotTrack}`,
  ({ rule }) => rule.protocol,
  ({ rule }) => rule.ipVersion,
];

function signature({ selector, preDnat, doNotTrack }: Policy, { action, protocol, ipVersion, source, destination }: PolicyRule): string {
  return [
    selector.index, preDnat, doNotTrack, action, protocol, ipVersion,
    source.selector?.index, source.ports?.index, destination.selector?.index, destination.ports?.index,
  ].join();
}
