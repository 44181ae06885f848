import { type Labels, type SelectorLeaf, type SelectorNode } from './selector-node';

/**
 * Whether labels match a selector, as Calico's selector evaluation says.
 *
 * `global()` is true here as in Calico: it gets its meaning when a rule's namespaceSelector is rewritten.
 */
export function evaluateSelector(node: SelectorNode, labels: Labels): boolean {
  if (!isBranch(node)) { return evaluateLeaf(node, labels); }
  // The branches above the current node, and for each which operand comes next.
  const branches: Branch[] = [];
  const nextOperands: number[] = [];
  let current: SelectorNode = node;
  for (;;) {
    while (isBranch(current)) {
      branches.push(current);
      nextOperands.push(1);
      current = current.type === 'not' ? current.operand : current.operands[0];
    }
    let value = evaluateLeaf(current, labels);
    for (;;) {
      const branch = branches[branches.length - 1];
      if (branch === undefined) { return value; }
      if (branch.type === 'not') {
        value = !value;
      } else if (value === (branch.type === 'and')) {
        const next = nextOperands[nextOperands.length - 1]++;
        if (next < branch.operands.length) {
          current = branch.operands[next];
          break;
        }
      }
      branches.pop();
      nextOperands.pop();
    }
  }
}

type Branch = Exclude<SelectorNode, SelectorLeaf>;

function isBranch(node: SelectorNode): node is Branch {
  return node.type === 'and' || node.type === 'or' || node.type === 'not';
}

function evaluateLeaf(leaf: SelectorLeaf, labels: Labels): boolean {
  switch (leaf.type) {
    case 'all':
    case 'global': return true;
    case 'has': return labels.has(leaf.key);
    case '==': return labels.get(leaf.key) === leaf.value;
    // A label that is missing differs from every value.
    case '!=': return labels.get(leaf.key) !== leaf.value;
    case 'in': return includes(leaf.values, labels.get(leaf.key));
    case 'notIn': return !includes(leaf.values, labels.get(leaf.key));
    case 'contains': return labels.get(leaf.key)?.includes(leaf.value) ?? false;
    case 'startsWith': return labels.get(leaf.key)?.startsWith(leaf.value) ?? false;
    case 'endsWith': return labels.get(leaf.key)?.endsWith(leaf.value) ?? false;
  }
}

function includes(values: readonly string[], value: string | undefined): boolean {
  return value !== undefined && values.includes(value);
}
