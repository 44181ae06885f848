export { conjunction, disjunction, negation } from './build';
export { evaluateSelector } from './evaluate';
export { foldSelector, mapSelectorLeaves, prefixSelectorKeys, type SelectorFold } from './fold';
export { parseSelector, tryParseSelector } from './parse-selector';
export { printSelector, selectorId } from './print';
export { Selector, SelectorLabel } from './selector';
export { ALL, GLOBAL, type ComparisonOperator, type Labels, type SelectorLeaf, type SelectorNode } from './selector-node';
export { SelectorSyntaxError } from './syntax-error';
export { compareUtf8 } from './utf8-order';
