import { createHash } from 'node:crypto';
import { type ComparisonOperator, type SelectorLeaf, type SelectorNode } from './selector-node';

const OPERATOR_TEXT: Record<ComparisonOperator, string> = {
  '==': '==',
  '!=': '!=',
  'contains': 'contains',
  'startsWith': 'starts with',
  'endsWith': 'ends with',
};

/**
 * The canonical text, byte for byte as Calico prints it.
 *
 * Reading it again gives the same text, except where a negation directly negates a negation: `!!has(a)` reads as `has(a)`.
 */
export function printSelector(node: SelectorNode): string {
  const parts: string[] = [];
  const work: (SelectorNode | string)[] = [node];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
    } else if (next.type === 'not') {
      parts.push('!');
      work.push(next.operand);
    } else if (next.type === 'and' || next.type === 'or') {
      const separator = next.type === 'and' ? ' && ' : ' || ';
      parts.push('(');
      work.push(')');
      for (let i = next.operands.length - 1; i >= 0; i--) {
        work.push(next.operands[i]);
        if (i > 0) { work.push(separator); }
      }
    } else {
      parts.push(printLeaf(next));
    }
  }
  return parts.join('');
}

/** The id by which Calico's dataplane knows a selector: a hash of the canonical text. */
export function selectorId(node: SelectorNode): string {
  // Calico hashes the prefix too.
  return 's:' + createHash('sha224').update('s:' + printSelector(node), 'utf8').digest('base64url');
}

function printLeaf(leaf: SelectorLeaf): string {
  switch (leaf.type) {
    case 'all': return 'all()';
    case 'global': return 'global()';
    case 'has': return `has(${leaf.key})`;
    case 'in': return `${leaf.key} in {${leaf.values.map(quote).join(', ')}}`;
    case 'notIn': return `${leaf.key} not in {${leaf.values.map(quote).join(', ')}}`;
    default: return `${leaf.key} ${OPERATOR_TEXT[leaf.type]} ${quote(leaf.value)}`;
  }
}

/** A value in the quotes that Calico prints. */
export function quote(value: string): string {
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
