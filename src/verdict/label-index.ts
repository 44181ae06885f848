import {
  addBits, type Bits, bitsOfList, clearBits, difference, emptyBits, exactly, fullBits, isEmpty, setBit, setBits,
  type TriBits, triComplement, triIntersection, triUnion, union,
} from './bits';
import { type InternedSelector, matchLabels, type Member, type Tri, UNNAMED_NAMESPACE } from '../cluster';
import { foldSelector, type SelectorLeaf } from '../selector';

/** Members by the value of one label. */
interface KeyIndex {
  readonly present: Bits;
  readonly byValue: ReadonlyMap<string, readonly number[]>;
}

/** Members that may have further labels under the same prefixes. */
interface OpenGroup {
  readonly open: readonly string[];
  readonly members: Bits;
}

/** No label has this value. */
const ANOTHER_VALUE = '\u0000';

const NO_LABELS: ReadonlyMap<string, string> = new Map();

/** Finds what selectors select: labels point to their members, and `and`, `or`, `not` are operations on sets. */
export class LabelIndex {
  /** How many members there are. */
  public readonly size: number;
  private readonly everything: TriBits;
  private readonly keys = new Map<string, KeyIndex>();
  private readonly groups: readonly OpenGroup[];
  private readonly nobody: Bits;
  private readonly leaves = new Map<string, TriBits>();
  private readonly selected: TriBits[] = [];

  public constructor(members: readonly Member[]) {
    this.size = members.length;
    this.everything = exactly(fullBits(this.size));
    this.nobody = emptyBits(this.size);
    const values = new Map<string, Map<string, number[]>>();
    const groups = new Map<string, { open: readonly string[]; list: number[] }>();
    members.forEach(({ labels }, index) => {
      labels.known.forEach((value, key) => listIn(mapIn(values, key), value).push(index));
      const key = labels.open.join(' ');
      const group = groups.get(key);
      if (group === undefined) { groups.set(key, { open: labels.open, list: [index] }); } else { group.list.push(index); }
    });
    for (const [key, byValue] of values) {
      const present = emptyBits(this.size);
      for (const list of byValue.values()) { list.forEach((index) => setBit(present, index)); }
      this.keys.set(key, { present, byValue });
    }
    this.groups = [...groups.values()].map(({ open, list }) => ({ open, members: bitsOfList(this.size, list) }));
  }

  /** The members that a selector selects. */
  public select(selector: InternedSelector): TriBits {
    return this.selected[selector.index] ??= foldSelector<TriBits>(selector.node, {
      leaf: (leaf) => this.leaf(leaf),
      not: (operand) => triComplement(this.everything.certain, operand),
      and: (operands) => operands.reduce(triIntersection),
      or: (operands) => operands.reduce(triUnion),
    });
  }

  private leaf(leaf: SelectorLeaf): TriBits {
    if (leaf.type === 'all' || leaf.type === 'global') { return this.everything; }
    const id = leafKey(leaf);
    let result = this.leaves.get(id);
    if (result === undefined) {
      result = this.labelled(leaf);
      this.leaves.set(id, result);
    }
    return result;
  }

  /** What a condition says of a member depends on one label's value, or on whether the label may be there unseen. */
  private labelled(leaf: Exclude<SelectorLeaf, { type: 'all' | 'global' }>): TriBits {
    const certain = emptyBits(this.size);
    const maybe = emptyBits(this.size);
    const setOf = (answer: Tri): Bits | undefined => (answer === 'yes' ? certain : answer === 'maybe' ? maybe : undefined);
    const { present, byValue } = this.keys.get(leaf.key) ?? { present: this.nobody, byValue: new Map<string, number[]>() };
    for (const { open, members } of this.groups) {
      const target = setOf(matchLabels(leaf, { known: NO_LABELS, open }));
      if (target !== undefined) { addBits(target, difference(members, present)); }
    }
    const asked = askedValues(leaf) ?? byValue.keys();
    const others = present.slice();
    for (const value of new Set(asked)) {
      const list = byValue.get(value);
      if (list === undefined) { continue; }
      const target = setOf(answerTo(leaf, value));
      if (target !== undefined) { setBits(target, list); }
      clearBits(others, list);
    }
    const target = isEmpty(others) ? undefined : setOf(answerTo(leaf, ANOTHER_VALUE));
    if (target !== undefined) { addBits(target, others); }
    return isEmpty(maybe) ? exactly(certain) : { certain, possible: union(certain, maybe) };
  }
}

/** Equal keys, equal conditions. */
function leafKey(leaf: Exclude<SelectorLeaf, { type: 'all' | 'global' }>): string {
  const asked = 'values' in leaf ? JSON.stringify(leaf.values) : 'value' in leaf ? leaf.value : '';
  return `${leaf.type} ${leaf.key} ${asked}`;
}

/** What a condition says of members whose label has a value. */
function answerTo(leaf: Exclude<SelectorLeaf, { type: 'all' | 'global' }>, value: string): Tri {
  return matchLabels(leaf, { known: new Map([[leaf.key, value]]), open: [] });
}

/** The values that a condition tells apart, all others being alike to it; undefined when it looks into values. */
function askedValues(leaf: Exclude<SelectorLeaf, { type: 'all' | 'global' }>): string[] | undefined {
  switch (leaf.type) {
    case 'has': return [UNNAMED_NAMESPACE];
    case '==':
    case '!=': return [leaf.value, UNNAMED_NAMESPACE];
    case 'in':
    case 'notIn': return [...leaf.values, UNNAMED_NAMESPACE];
    default: return undefined;
  }
}

function mapIn(maps: Map<string, Map<string, number[]>>, key: string): Map<string, number[]> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}

function listIn(lists: Map<string, number[]>, key: string): number[] {
  let list = lists.get(key);
  if (list === undefined) {
    list = [];
    lists.set(key, list);
  }
  return list;
}
