import { explainFailure } from './explain';
import { scanSelector, SelectorFailure } from './parse';
import { type SelectorNode } from './selector-node';

/**
 * Reads a selector as Calico does.
 *
 * @throws SelectorSyntaxError with the column, what was expected there, and a fix where one is known
 */
export function parseSelector(text: string): SelectorNode {
  const result = scanSelector(text);
  if (result instanceof SelectorFailure) { throw explainFailure(text, result); }
  return result;
}

/** Reads a selector as Calico does; undefined when Calico refuses it. */
export function tryParseSelector(text: string): SelectorNode | undefined {
  const result = scanSelector(text);
  return result instanceof SelectorFailure ? undefined : result;
}
