import { type InternedSelector, type Policy, type PolicyRule, type PortList, type RuleEntity } from '../cluster';
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

/**
 * Policies, to be asked which of them may select something that another one selects. Comparing each with each is slow in
 * clusters with thousands; policies that fix a label to different values never meet.
 */
export class OverlapIndex {
  /** The label that is fixed to the most different values. */
  private readonly key: string | undefined;
  private readonly byValue = new Map<string, Policy[]>();
  /** Those that do not fix it. */
  private readonly open: Policy[] = [];

  public constructor(private readonly policies: readonly Policy[]) {
    this.key = commonestKey(policies);
    for (const policy of policies) {
      const value = fixedValue(policy, this.key);
      const bucket = value === undefined ? this.open : this.byValue.get(value);
      if (bucket === undefined) { this.byValue.set(value!, [policy]); } else { bucket.push(policy); }
    }
  }

  /** Whether a test holds for one of the policies that may overlap. */
  public some(policy: Policy, test: (other: Policy) => boolean): boolean {
    return this.find(policy, test) !== undefined;
  }

  /** The first policy that may overlap and for which a test holds. */
  public find(policy: Policy, test: (other: Policy) => boolean): Policy | undefined {
    const meets = (other: Policy): boolean => test(other) && !areDisjoint(other.selector.node, policy.selector.node);
    const value = fixedValue(policy, this.key);
    if (value === undefined) { return this.policies.find(meets); }
    return this.byValue.get(value)?.find(meets) ?? this.open.find(meets);
  }
}

function fixedValue(policy: Policy, key: string | undefined): string | undefined {
  const values = key === undefined ? undefined : demandsOf(policy.selector.node).get(key)?.values;
  return values?.size === 1 ? [...values][0] : undefined;
}

function commonestKey(policies: readonly Policy[]): string | undefined {
  const values = new Map<string, Set<string>>();
  for (const policy of policies) {
    for (const key of demandsOf(policy.selector.node).keys()) {
      const value = fixedValue(policy, key);
      if (value !== undefined) { values.set(key, (values.get(key) ?? new Set()).add(value)); }
    }
  }
  return [...values].sort(([, a], [, b]) => b.size - a.size)[0]?.[0];
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
