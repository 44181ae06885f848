import { type SelectorLeaf, type SelectorNode } from './selector-node';

/** How to make one result out of a selector, from the leaves up. */
export interface SelectorFold<T> {
  leaf(node: SelectorLeaf): T;
  not(operand: T): T;
  and(operands: T[]): T;
  or(operands: T[]): T;
}

/** Folds a selector from its leaves up, without recursion: any depth is fine. */
export function foldSelector<T>(node: SelectorNode, fold: SelectorFold<T>): T {
  // Nodes in reverse order of need; a node whose operands are done comes a second time, wrapped.
  const work: (SelectorNode | { readonly finish: Exclude<SelectorNode, SelectorLeaf> })[] = [node];
  const results: T[] = [];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if ('finish' in next) {
      const { finish } = next;
      if (finish.type === 'not') {
        results.push(fold.not(results.pop()!));
      } else {
        const operands = results.splice(results.length - finish.operands.length);
        results.push(finish.type === 'and' ? fold.and(operands) : fold.or(operands));
      }
    } else if (next.type === 'not') {
      work.push({ finish: next }, next.operand);
    } else if (next.type === 'and' || next.type === 'or') {
      work.push({ finish: next });
      for (let i = next.operands.length - 1; i >= 0; i--) { work.push(next.operands[i]); }
    } else {
      results.push(fold.leaf(next));
    }
  }
  return results[0];
}

/** The same selector with every leaf replaced. */
export function mapSelectorLeaves(node: SelectorNode, leaf: (node: SelectorLeaf) => SelectorNode): SelectorNode {
  return foldSelector<SelectorNode>(node, {
    leaf,
    not: (operand) => ({ type: 'not', operand }),
    and: (operands) => ({ type: 'and', operands }),
    or: (operands) => ({ type: 'or', operands }),
  });
}

/** The same selector with `prefix` before every label key, as Calico does for namespace and service account selectors. */
export function prefixSelectorKeys(node: SelectorNode, prefix: string): SelectorNode {
  return mapSelectorLeaves(node, (leaf) => ('key' in leaf ? { ...leaf, key: prefix + leaf.key } : leaf));
}
