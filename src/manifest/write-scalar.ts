import { plainScalarValue } from './plain-scalar';

/** What some reader of YAML 1.1 or 1.2 takes for a number, a date or a special value, beyond what kubectl does. */
const READ_AS_SOMETHING_ELSE = new RegExp(`^(?:${[
  '<<', '=',
  '[-+]?0[bB][01_]+', '[-+]?0[oO]?[0-9_]+', '[-+]?0[xX][0-9a-fA-F_]+',
  // Numbers, also in base 60 (80:59).
  '[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\\.[0-9_]*)?', '[-+]?(?:[0-9][0-9_]*)?(?:\\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?',
  '[-+]?\\.(?:inf|Inf|INF)', '\\.(?:nan|NaN|NAN)',
  '[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[tT]|[ \\t]+)[0-9].*)?',
].join('|')})$`);

/** Where the syntax itself needs quotes, or PyYAML does: it refuses a tab within a plain text. */
const NEEDS_QUOTES = /^[\s,[\]{}#&*!|>'"%@`]|^[?-](?:$| )|: | #|[ :]$|\t/;

/** Characters that YAML takes only escaped, or that some reader takes for a line break. */
// eslint-disable-next-line no-control-regex
const NEEDS_ESCAPE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const ESCAPED = new RegExp(NEEDS_ESCAPE.source, 'g');
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const MOST_CACHED = 20_000;
const LONGEST_CACHED = 80;
const cache = new Map<string, string>();

/** A text on one line: plain where every reader of YAML takes it for this text, else quoted. */
export function singleLineText(text: string): string {
  const cached = cache.get(text);
  if (cached !== undefined) return cached;
  const written = isPlain(text) ? text : quoted(text);
  // Once it is full, what comes is different each time: to begin anew would cost more than it gives.
  if (text.length <= LONGEST_CACHED && cache.size < MOST_CACHED) cache.set(text, written);
  return written;
}

/** What begins with a letter, has no character that may mean something, and is longer than any word that does. */
const SURELY_PLAIN = /^[A-Za-z][\w ./='()&|!<>{}",-]{4,}[\w./='()&|!<>{}",-]$/;

function isPlain(text: string): boolean {
  if (SURELY_PLAIN.test(text)) return true;
  return !NEEDS_QUOTES.test(text) && !text.includes('\n') && !NEEDS_ESCAPE.test(text) && !hasLoneSurrogate(text)
    && !READ_AS_SOMETHING_ELSE.test(text) && typeof plainScalarValue(text) === 'string';
}

/** Double quotes, or single quotes around a text that has double ones. */
export function quoted(text: string): string {
  if (text.includes('"') && !text.includes("'") && !text.includes('\n') && !NEEDS_ESCAPE.test(text) && !hasLoneSurrogate(text)) return `'${text}'`;
  return JSON.stringify(text.replace(LONE_SURROGATE, '\ufffd')).replace(ESCAPED, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}

function hasLoneSurrogate(text: string): boolean {
  return /[\ud800-\udfff]/.test(text) && text.search(LONE_SURROGATE) !== -1;
}

/**
 * A text of several lines as a literal block, or undefined where no block can hold it: a last line of only blanks,
 * nothing but line breaks, a tab at the beginning (which go-yaml refuses), characters that need escapes.
 */
export function literalBlock(text: string, indent: string): string | undefined {
  if (/\n[\t ]+$|^[\n ]*(?:\t|$)/.test(text) || NEEDS_ESCAPE.test(text) || hasLoneSurrogate(text)) return undefined;
  const blankEnd = /[\n\t ]*$/.exec(text)![0];
  const firstBreak = blankEnd.indexOf('\n');
  const keeps = firstBreak !== -1 && (blankEnd.length === text.length || firstBreak !== blankEnd.length - 1);
  const chomping = firstBreak === -1 ? '-' : keeps ? '+' : '';
  const indentation = /^\n* /.test(text) ? '2' : '';
  const body = text.endsWith('\n') ? text.slice(0, -1) : text;
  return `|${indentation}${chomping}\n${body.split('\n').map((line) => (line === '' ? '' : indent + line)).join('\n')}`;
}

/** YAML 1.1 wants a point in a number with an exponent. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} has no form in JSON`);
  if (Object.is(value, -0)) return '-0';
  const text = String(value);
  return text.includes('e') && !text.includes('.') ? text.replace('e', '.0e') : text;
}
