import { foldSelector, type SelectorLeaf, type SelectorNode } from '../../selector';

/** What a selector demands of one label. */
export interface Demand {
  readonly values?: ReadonlySet<string>;
  readonly isPresent: boolean;
}

/** By label key. */
export type Demands = ReadonlyMap<string, Demand>;

const NONE: Demands = new Map();
const cache = new WeakMap<SelectorNode, Demands>();

/** The demands that hold for whatever the selector selects; there may be others. */
export function demandsOf(node: SelectorNode): Demands {
  let demands = cache.get(node);
  if (demands === undefined) {
    demands = foldSelector<{ readonly holds: Demands; readonly fails: Demands }>(node, {
      leaf: demandsOfLeaf,
      not: ({ holds, fails }) => ({ holds: fails, fails: holds }),
      and: (operands) => ({ holds: together(operands.map(({ holds }) => holds)), fails: NONE }),
      or: (operands) => ({ holds: NONE, fails: together(operands.map(({ fails }) => fails)) }),
    }).holds;
    cache.set(node, demands);
  }
  return demands;
}

/** What follows where a condition holds, and where it fails. */
function demandsOfLeaf(leaf: SelectorLeaf): { holds: Demands; fails: Demands } {
  switch (leaf.type) {
    case '==': return { holds: oneOf(leaf.key, [leaf.value]), fails: NONE };
    case 'in': return { holds: oneOf(leaf.key, leaf.values), fails: NONE };
    case '!=': return { holds: NONE, fails: oneOf(leaf.key, [leaf.value]) };
    case 'notIn': return { holds: NONE, fails: oneOf(leaf.key, leaf.values) };
    case 'has': return { holds: presence(leaf.key, true), fails: presence(leaf.key, false) };
    case 'contains':
    case 'startsWith':
    case 'endsWith': return { holds: presence(leaf.key, true), fails: NONE };
    default: return { holds: NONE, fails: NONE };
  }
}

function oneOf(key: string, values: readonly string[]): Demands {
  return new Map([[key, { values: new Set(values), isPresent: true }]]);
}

function presence(key: string, isPresent: boolean): Demands {
  return new Map([[key, { isPresent }]]);
}

function together(all: readonly Demands[]): Demands {
  const result = new Map<string, Demand>();
  for (const demands of all) {
    for (const [key, demand] of demands) { result.set(key, both(result.get(key), demand)); }
  }
  return result;
}

function both(a: Demand | undefined, b: Demand): Demand {
  if (a?.values === undefined || b.values === undefined) { return a?.values === undefined ? { ...b, values: b.values ?? a?.values } : a; }
  return { isPresent: true, values: new Set([...a.values].filter((value) => b.values!.has(value))) };
}

/** Whether nothing can be selected by both. False means: perhaps something can. */
export function areDisjoint(a: SelectorNode, b: SelectorNode): boolean {
  const others = demandsOf(b);
  for (const [key, demand] of demandsOf(a)) {
    const other = others.get(key);
    if (other === undefined) { continue; }
    if (demand.isPresent !== other.isPresent) { return true; }
    if (demand.values && other.values && ![...demand.values].some((value) => other.values!.has(value))) { return true; }
  }
  return false;
}
