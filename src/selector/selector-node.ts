/** Conditions that compare a label's value with one text. */
export type ComparisonOperator = '==' | '!=' | 'contains' | 'startsWith' | 'endsWith';

/** A part of a selector that has no parts itself. */
export type SelectorLeaf =
  | { readonly type: 'all' }
  | { readonly type: 'global' }
  | { readonly type: 'has'; readonly key: string }
  | { readonly type: ComparisonOperator; readonly key: string; readonly value: string }
  /** `values` are sorted by their bytes in UTF-8, without duplicates. */
  | { readonly type: 'in' | 'notIn'; readonly key: string; readonly values: readonly string[] };

/** A parsed selector. It may be nested as deep as memory allows: walk it with `foldSelector`, not by recursion. */
export type SelectorNode =
  | SelectorLeaf
  | { readonly type: 'not'; readonly operand: SelectorNode }
  /** At least two operands, here and in `or`. */
  | { readonly type: 'and'; readonly operands: readonly SelectorNode[] }
  | { readonly type: 'or'; readonly operands: readonly SelectorNode[] };

/** Labels of one object. */
export type Labels = ReadonlyMap<string, string>;

export const ALL: SelectorNode = { type: 'all' };
export const GLOBAL: SelectorNode = { type: 'global' };
