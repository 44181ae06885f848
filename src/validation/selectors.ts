import { parseSelector, SelectorSyntaxError } from '../selector';
import { Memo } from './memo';

const errors = new Memo((text): SelectorSyntaxError | null => {
  try {
    parseSelector(text);
    return null;
  } catch (error) {
    if (error instanceof SelectorSyntaxError) return error;
    throw error;
  }
});

/** Why Calico cannot read a selector; undefined when it can. */
export function selectorError(text: string): SelectorSyntaxError | undefined {
  return errors.of(text);
}
