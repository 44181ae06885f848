import { type PlainObject } from '../resource';
import { type Selector, type SelectorNode } from '../selector';

interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values?: string[];
}

/**
 * A selector as the label selector of Kubernetes, which joins its conditions by "and" and compares whole values.
 * @throws when the selector says more than that
 */
export function labelSelector(caller: string, selector: Selector): PlainObject {
  const matchLabels: Record<string, string> = {};
  const matchExpressions: PlainObject[] = [];
  for (const node of conditions(selector._node)) {
    if (node.type === '==' && !Object.hasOwn(matchLabels, node.key)) {
      matchLabels[node.key] = node.value;
    } else {
      matchExpressions.push({ ...requirement(caller, selector, node) });
    }
  }
  return {
    ...Object.keys(matchLabels).length > 0 && { matchLabels },
    ...matchExpressions.length > 0 && { matchExpressions },
  };
}

function conditions(node: SelectorNode): SelectorNode[] {
  if (node.type === 'all') {
    return [];
  }
  return node.type === 'and' ? node.operands.flatMap(conditions) : [node];
}

function requirement(caller: string, selector: Selector, node: SelectorNode): Requirement {
  switch (node.type) {
    case '==': return { key: node.key, operator: 'In', values: [node.value] };
    case '!=': return { key: node.key, operator: 'NotIn', values: [node.value] };
    case 'in': return { key: node.key, operator: 'In', values: [...node.values] };
    case 'notIn': return { key: node.key, operator: 'NotIn', values: [...node.values] };
    case 'has': return { key: node.key, operator: 'Exists' };
    case 'not':
      if (node.operand.type === 'has') {
        return { key: node.operand.key, operator: 'DoesNotExist' };
      }
  }
  throw new Error(`${caller}: the label selectors of Kubernetes cannot say ${selector.toString()}. They join ==, !=, in, not in, has and !has by &&; `
    + 'use Calico\'s own policy kinds for more.');
}
