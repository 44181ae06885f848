import { type InternedSelector, type PolicyRule, type PortList, type RuleEntity } from '../cluster';
import { type SelectorNode } from '../selector';

/** What a selector demands of one label. */
interface Demand {
  readonly values?: ReadonlySet<string>;
  readonly isPresent: boolean;
}

const cache = new WeakMap<SelectorNode, ReadonlyMap<string, Demand>>();

/** The demands that hold for whatever the selector selects; there may be others. */
export function demandsOf(node: SelectorNode): ReadonlyMap<string, Demand> {
  let demands = cache.get(node);
  if (demands === undefined) {
    demands = read(node);
    cache.set(node, demands);
  }
  return demands;
}

function read(node: SelectorNode): Map<string, Demand> {
  switch (node.type) {
    case '==': return new Map([[node.key, { values: new Set([node.value]), isPresent: true }]]);
    case 'in': return new Map([[node.key, { values: new Set(node.values), isPresent: true }]]);
    case 'has': return new Map([[node.key, { isPresent: true }]]);
    case 'not': return node.operand.type === 'has' ? new Map([[node.operand.key, { isPresent: false }]]) : new Map();
    case 'and': {
      const all = new Map<string, Demand>();
      for (const operand of node.operands) {
        for (const [key, demand] of demandsOf(operand)) { all.set(key, both(all.get(key), demand)); }
      }
      return all;
    }
    default: return new Map();
  }
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

/** Whether one packet could match both rules, as far as selectors, protocols and ports tell. */
export function mayMeet(a: PolicyRule, b: PolicyRule): boolean {
  if (a.protocol !== undefined && b.protocol !== undefined && a.protocol !== b.protocol) { return false; }
  if (a.ipVersion !== undefined && b.ipVersion !== undefined && a.ipVersion !== b.ipVersion) { return false; }
  return entitiesMeet(a.source, b.source) && entitiesMeet(a.destination, b.destination);
}

function entitiesMeet(a: RuleEntity, b: RuleEntity): boolean {
  return portsMeet(a.ports, b.ports) && selectorsMeet(a.selector, b.selector);
}

function selectorsMeet(a: InternedSelector | undefined, b: InternedSelector | undefined): boolean {
  return a === undefined || b === undefined || !areDisjoint(a.node, b.node);
}

function portsMeet(a: PortList | undefined, b: PortList | undefined): boolean {
  if (a === undefined || b === undefined || a.names.length > 0 || b.names.length > 0) { return true; }
  return a.ranges.some(([first, last]) => b.ranges.some(([from, to]) => first <= to && from <= last));
}
