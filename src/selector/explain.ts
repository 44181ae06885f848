import { type Expectation, scanSelector, SelectorFailure } from './parse';
import { repairAt } from './repairs';
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

/** A text with more slips than this is not corrected; the first slip is explained all the same. */
const MAX_REPAIRS = 32;
/** Nor is a text that is longer than any that people write. */
const MAX_REPAIRED_LENGTH = 20_000;
const SHOWN_BEFORE = 60;
const SHOWN_AFTER = 40;

/** The error for a text that Calico refuses. */
export function explainFailure(text: string, failure: SelectorFailure): SelectorSyntaxError {
  const expected = EXPECTED[failure.expected];
  const column = failure.position + 1;
  const hint = text.length <= MAX_REPAIRED_LENGTH ? repairAt(text, failure)?.hint : undefined;
  const fix = hint === undefined ? undefined : repaired(text, failure);
  const { line, caret } = excerpt(text, failure.position);
  const message = [
    `Selector: expected ${expected} at column ${column}`,
    `  ${line}`,
    `  ${' '.repeat(caret)}^`,
    ...(hint === undefined ? [] : [`help: ${hint}`]),
    ...(fix === undefined ? [] : [`write: ${fix}`]),
  ].join('\n');
  return new SelectorSyntaxError(message, column, expected, hint, fix);
}

/** The text with every slip corrected; undefined when that does not make it a selector. */
function repaired(text: string, first: SelectorFailure): string | undefined {
  let current = text;
  let failure = first;
  for (let i = 0; i < MAX_REPAIRS; i++) {
    const repair = repairAt(current, failure);
    if (repair?.text === undefined) { return undefined; }
    current = repair.text;
    const result = scanSelector(current);
    // Nothing at all is a selector too, of everything, and never what is meant.
    if (!(result instanceof SelectorFailure)) { return current.trim() || undefined; }
    failure = result;
  }
  return undefined;
}

/** The part of the text around a position on one line, and where the position is in it. */
function excerpt(text: string, position: number): { line: string; caret: number } {
  const start = Math.max(0, position - SHOWN_BEFORE);
  const end = Math.min(text.length, position + SHOWN_AFTER);
  const before = (start > 0 ? '…' : '') + visible(text.slice(start, position));
  return { line: before + visible(text.slice(position, end)) + (end < text.length ? '…' : ''), caret: before.length };
}

/** Control characters would break the line. */
function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]/g, (char) => (
    char < ' ' ? JSON.stringify(char).slice(1, -1) : `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`));
}
