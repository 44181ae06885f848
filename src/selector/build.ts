import { isKeyUnit, MAX_KEY_LENGTH } from './characters';
import { foldSelector } from './fold';
import { ALL, type SelectorNode } from './selector-node';

/** All of the selectors must match; groups of the same kind are merged. */
export function conjunction(nodes: readonly SelectorNode[]): SelectorNode {
  return group('and', nodes);
}

/** One of the selectors must match; groups of the same kind are merged. */
export function disjunction(nodes: readonly SelectorNode[]): SelectorNode {
  return group('or', nodes);
}

function group(type: 'and' | 'or', nodes: readonly SelectorNode[]): SelectorNode {
  const operands = nodes.flatMap((node) => (node.type === type ? node.operands : [node]));
  return operands.length === 0 ? ALL : operands.length === 1 ? operands[0] : { type, operands };
}

/** The opposite. A negation of a negation is taken away, because Calico prints it in a form that reads differently. */
export function negation(node: SelectorNode): SelectorNode {
  return node.type === 'not' ? node.operand : { type: 'not', operand: node };
}

/** The same selector without negations of negations: its canonical text reads as itself. */
export function withoutDoubleNegation(node: SelectorNode): SelectorNode {
  return foldSelector<SelectorNode>(node, {
    leaf: (leaf) => leaf,
    not: negation,
    and: (operands) => ({ type: 'and', operands }),
    or: (operands) => ({ type: 'or', operands }),
  });
}

/** @throws when a selector cannot name the label key */
export function checkKey(key: string): void {
  if (key === '') { throw new Error('Selector: a label key must not be empty.'); }
  if (key.length > MAX_KEY_LENGTH) {
    throw new Error(`Selector: a label key has at most ${MAX_KEY_LENGTH} bytes in a selector, this one has ${key.length}: ${key.slice(0, 40)}…`);
  }
  for (let i = 0; i < key.length; i++) {
    if (!isKeyUnit(key.charCodeAt(i))) {
      throw new Error(`Selector: the label key ${JSON.stringify(key)} has ${JSON.stringify(key[i])} at column ${i + 1}. `
        + 'A selector can name keys of letters, digits, "_", ".", "/" and "-" only.');
    }
  }
}

/** @throws when a selector cannot hold the value */
export function checkValue(key: string, value: string): void {
  if (typeof value !== 'string') { // an environment variable that is not set, a number without quotes
    throw new Error(`Selector: label ${key} is compared with ${value === undefined ? 'undefined' : JSON.stringify(value)}, and labels hold text. `
      + `Give a text${value === undefined ? '; something that was to hold it is not set' : `: '${String(value)}'`}.`);
  }
  if (value.includes('"') && value.includes("'")) {
    throw new Error(`Selector: the value ${value} has both kinds of quotes. A selector's strings have no escapes, `
      + 'so it cannot be written. Compare with a part of it (contains, starts with, ends with) or change the label.');
  }
}
