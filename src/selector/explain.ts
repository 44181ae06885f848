import { type Expectation, type SelectorFailure } from './parse';
import { SelectorSyntaxError } from './syntax-error';

const EXPECTED: Record<Expectation, string> = {
  'condition': 'a condition (a label key with an operator, has(key), all(), "!" or "(")',
  'operator': 'an operator after the label key (==, !=, in, not in, contains, starts with, ends with)',
  'string': 'a value in quotes',
  'set': '"{", the start of a set of values in quotes',
  'set end': '"," or "}"',
  'set value': 'a value in quotes, or "}"',
  'connective': '"&&", "||" or the end of the selector',
  'connective or )': '"&&", "||" or ")"',
  'key': 'a label key (letters, digits, "_", ".", "/", "-"; without quotes)',
  ')': '")"',
  'closing quote': 'a closing quote like the opening one',
  'shorter key': 'a label key of at most 512 bytes',
};

/** The error for a text that Calico refuses. */
export function explainFailure(text: string, failure: SelectorFailure): SelectorSyntaxError {
  const column = failure.position + 1;
  const expected = EXPECTED[failure.expected];
  return new SelectorSyntaxError(`Selector: expected ${expected} at column ${column} of: ${text}`, column, expected);
}
