import { evaluateSelector, foldSelector, type SelectorLeaf, type SelectorNode } from '../selector';

/** Labels that something is to have. */
export type ExampleLabels = ReadonlyMap<string, string>;

/** Stands for a value when any will do. */
const ANY_VALUE = 'any';
/** A selector with many alternatives is shown by its first ones. */
const MOST_EXAMPLES = 4;

interface Examples {
  readonly selected: readonly ExampleLabels[];
  readonly notSelected: readonly ExampleLabels[];
}

const NO_LABELS: ExampleLabels = new Map();

/** Small sets of labels that a selector selects, one for each of its alternatives; none when it selects nothing. */
export function examplesOf(selector: SelectorNode): ExampleLabels[] {
  const { selected } = foldSelector<Examples>(selector, {
    leaf: examplesOfLeaf,
    not: ({ selected: yes, notSelected: no }) => ({ selected: no, notSelected: yes }),
    and: (operands) => ({ selected: every(operands.map((one) => one.selected)), notSelected: first(operands.flatMap((one) => one.notSelected)) }),
    or: (operands) => ({ selected: first(operands.flatMap((one) => one.selected)), notSelected: every(operands.map((one) => one.notSelected)) }),
  });
  return selected.filter((labels) => evaluateSelector(selector, labels));
}

/** All labels of both; undefined when they contradict each other. */
export function mergeLabels(a: ExampleLabels, b: ExampleLabels): ExampleLabels | undefined {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  for (const [key, value] of small) {
    const other = large.get(key);
    if (other !== undefined && other !== value && other !== ANY_VALUE && value !== ANY_VALUE) { return undefined; }
  }
  const merged = new Map(large);
  for (const [key, value] of small) {
    if (value !== ANY_VALUE || !merged.has(key)) { merged.set(key, value); }
  }
  return merged;
}

/** What asks for the absence of something adds no label: whether that is enough is seen at the end. */
function examplesOfLeaf(leaf: SelectorLeaf): Examples {
  const none = [NO_LABELS];
  if (leaf.type === 'all' || leaf.type === 'global') { return { selected: none, notSelected: [] }; }
  const oneOf = (values: readonly string[]): ExampleLabels[] => values.slice(0, MOST_EXAMPLES).map((value) => new Map([[leaf.key, value]]));
  switch (leaf.type) {
    case 'has': return { selected: oneOf([ANY_VALUE]), notSelected: none };
    case '!=': return { selected: none, notSelected: oneOf([leaf.value]) };
    case 'in': return { selected: oneOf(leaf.values), notSelected: none };
    case 'notIn': return { selected: none, notSelected: oneOf(leaf.values) };
    default: return { selected: oneOf([leaf.value]), notSelected: none };
  }
}

function every(lists: readonly (readonly ExampleLabels[])[]): ExampleLabels[] {
  return lists.reduce<ExampleLabels[]>(
    (merged, list) => first(merged.flatMap((labels) => list.flatMap((more) => mergeLabels(labels, more) ?? []))), [NO_LABELS],
  );
}

function first(list: ExampleLabels[]): ExampleLabels[] {
  return list.slice(0, MOST_EXAMPLES);
}
