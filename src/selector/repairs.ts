import { type Expectation, type SelectorFailure } from './parse';
import { quote } from './print';

/** What is probably meant at the place where a text stops being a selector. */
export interface Repair {
  readonly hint: string;
  /** The text with this one slip corrected; it may have more. Undefined when only the hint is sure. */
  readonly text?: string;
}

/** A slip that people make. `before` and `after` are the text on both sides of the failure. */
interface Slip {
  readonly at: readonly Expectation[];
  readonly before?: RegExp;
  /** Matches at the start of what follows the failure. */
  readonly after: RegExp;
  readonly hint: string;
  /** What replaces the matched parts. The matches' groups come in order, those of `before` first. */
  replace?(...groups: string[]): string | undefined;
}

const AFTER_CONDITION: Expectation[] = ['connective', 'connective or )'];
const VALUE: Expectation[] = ['string', 'set value'];
const WORD = /^[^\s"'“”‘’(){},&|=!]+/;
const BARE_KEY = /(^|[\s(!&|])((?:!\s*)*)([\w./-]+)\s*$/;
const LINE = 'a selector is one line: a YAML block scalar keeps its line breaks, so write it in quotes or with ">-"';
const QUOTES = 'values stand in straight quotes, " or \'';
const SET = 'a set stands in braces, its values in quotes: {"a", "b"}';

/** The first that fits is taken. */
const SLIPS: readonly Slip[] = [
  { at: ['condition', 'operator', 'string', 'set', 'set end', 'set value', 'connective', 'connective or )', 'key', ')'], after: /^\s*[\n\r\f\v]\s*/, hint: LINE, replace: () => ' ' },
  { at: ['condition', 'operator', 'string', 'set', 'set end', 'set value', 'connective', 'connective or )', 'key', ')'], after: /^[\u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff]+/, hint: 'there is an invisible or special blank here: use an ordinary one', replace: () => ' ' },

  // Quotes
  { at: VALUE, after: /^[“”„«‘’‚`]([^“”„«»‘’‚`"]*)[“”»‘’`]/, hint: `${QUOTES}, not in typographic ones`, replace: quote },
  { at: ['closing quote'], after: /^(["'])([^"'“”‘’`\s(){},&|]*)["'“”‘’`]?(?=[\s(){},&|]|$)/, hint: 'a string ends with the quote that it starts with', replace: (_quote, value) => quote(value) },
  { at: ['closing quote'], after: /^(["'])([^"']*)$/, hint: 'a string ends with the quote that it starts with', replace: (_quote, value) => quote(value.trim()) },
  { at: ['connective', 'connective or )', 'set end'], before: /\\["']$/, after: /^/, hint: 'strings have no escapes: put a value with one kind of quotes into the other kind' },
  { at: ['set value'], after: /^,\s*/, hint: 'a comma stands between two values, or after the last one', replace: () => '' },
  { at: ['set value'], before: /,?\s*$/, after: /^\s*(?=$|\)|&&|\|\|)/, hint: 'the set has no closing brace', replace: () => '} ' },

  // Operators
  { at: ['string'], before: /(==)\s*$/, after: /^=+/, hint: 'equality is written ==', replace: (equals) => equals },
  { at: ['string'], before: /(contains|with|==|!=)\s*$/, after: /^\{\s*(["'])((?:(?!\1).)*)\1\s*\}/, hint: 'this operator takes one value, not a set', replace: (operator, _quote, value) => `${operator} ${quote(value)}` },
  { at: ['string'], before: /==\s*$/, after: /^(?=\{)/, hint: 'one of several values is written in', replace: () => 'in ' },
  { at: ['operator'], after: /^=\s*=/, hint: 'equality is written ==, without a blank', replace: () => '==' },
  { at: ['operator'], after: /^=~|^~=?|^!~|^matches\b/, hint: 'there are no regular expressions: use contains, starts with or ends with' },
  { at: ['operator'], after: /^=/, hint: 'equality is written ==', replace: () => '==' },
  { at: ['operator'], after: /^:/, hint: 'equality is written ==', replace: () => ' ==' },
  { at: ['operator'], after: /^<>/, hint: 'inequality is written !=', replace: () => '!=' },
  { at: ['operator'], after: /^(?:equals?|is|eq)(?=\s|["'])/i, hint: 'equality is written ==', replace: () => '==' },
  { at: ['operator'], after: /^(?:!\s*in|not[_-]in|notin|not\s+in)(?![\w./-])/i, hint: 'the operator is written not in', replace: () => 'not in' },
  { at: ['operator'], before: BARE_KEY, after: /^not\s+(contains|starts\s*with|ends\s*with)(?![\w./-])/i, hint: 'negate the whole condition: !key contains "value"', replace: (start, bangs, key, operator) => `${start}!${bangs}${key} ${operator}` },
  { at: ['operator'], after: /^in(?![\w./-])/i, hint: 'operators are lower case: in', replace: () => 'in' },
  { at: ['operator'], after: /^contains(?![\w./-])/i, hint: 'operators are lower case: contains', replace: () => 'contains' },
  { at: ['operator'], after: /^starts[\s_-]*with(?![\w./-])/i, hint: 'the operator is written starts with', replace: () => 'starts with' },
  { at: ['operator'], after: /^ends[\s_-]*with(?![\w./-])/i, hint: 'the operator is written ends with', replace: () => 'ends with' },
  { at: ['operator'], before: BARE_KEY, after: /^exists(?![\w./-])\s*(?:\(\s*\))?/i, hint: 'whether a label is there is written has(key)', replace: (start, bangs, key) => `${start}${bangs}has(${key})` },

  // Functions
  { at: ['operator'], before: /(^|[\s(!&|])(has|all|global)\s+$/, after: /^\(/, hint: 'no blank between a function and its parenthesis', replace: (start, name) => `${start}${name}(` },
  { at: ['operator'], before: /(^|[\s(!&|])(has|all|global|exists)\s*$/i, after: /^\(/, hint: 'functions are has(key), all() and global(), in lower case', replace: (start, name) => `${start}${name.toLowerCase().replace('exists', 'has')}(` },
  { at: ['operator'], before: /(^|[\s(!&|])(all|global)\s*$/, after: /^(?=\s*(?:$|\)|&|\|))/, hint: 'functions have parentheses: all() and global()', replace: (start, name) => `${start}${name}()` },
  { at: ['key'], after: /^(["'])([\w./-]+)\1/, hint: 'label keys have no quotes', replace: (_quote, key) => key },
  { at: ['key'], before: /has\(\s*$/, after: /^\)/, hint: 'has() needs the label key in its parentheses; for everything use all()' },
  { at: [')'], before: /(?:all|global)\([ \t]*$/, after: /^[^)]*\)/, hint: 'all() and global() take nothing in their parentheses', replace: () => undefined },
  { at: [')'], after: /^\s*(?=$|&&|\|\|)/, hint: 'a parenthesis is not closed', replace: () => ')' },

  // Words for connectives
  { at: ['operator'], before: /(^|[\s(!&|])not\s+$/i, after: /^(?=[\w./(-])/, hint: 'negation is written !', replace: (start) => `${start}!` },
  { at: ['operator'], before: /(^|[\s(!&|])not\s*$/i, after: /^\(/, hint: 'negation is written !', replace: (start) => `${start}!(` },
  { at: AFTER_CONDITION, after: /^and(?![\w./-])|^&(?!&)|^&&&+|^;/i, hint: 'and is written &&', replace: () => '&&' },
  { at: AFTER_CONDITION, after: /^or(?![\w./-])|^\|(?!\|)/i, hint: 'or is written ||', replace: () => '||' },
  { at: AFTER_CONDITION, after: /^,(?!\s*$)/, hint: 'conditions are joined with && or ||; a comma, as Kubernetes takes it, means &&', replace: () => ' &&' },
  { at: ['condition'], before: /(&&)\s*$/, after: /^&+/, hint: 'and is written &&', replace: (and) => and },
  { at: ['condition'], before: /(\|\|)\s*$/, after: /^\|+/, hint: 'or is written ||', replace: (or) => or },

  // Values and sets
  { at: ['set'], after: /^[([]([^()[\]{}&|]*)[)\]]/, hint: SET, replace: (values) => `{${values}}` },
  { at: ['set'], after: /^(["'])(.*?)\1((?:\s*,\s*(?:"[^"]*"|'[^']*'))*)/, hint: SET, replace: (_quote, value, more) => `{${quote(value)}${more}}` },
  { at: ['set'], after: /^([^\s"'(){},&|=!]+(?:\s*,\s*[^\s"'(){},&|=!]+)*)/, hint: SET, replace: (values) => `{${values}}` },
  { at: ['set value'], after: WORD, hint: QUOTES, replace: quote },
  { at: ['set end'], after: /^\s*(?=$|\)|&&|\|\|)/, hint: 'the set has no closing brace', replace: () => '}' },
  { at: ['set end'], after: /^[)\]]/, hint: 'a set ends with a brace', replace: () => '}' },
  { at: ['set end'], after: /^(?=["'\w])|^;/, hint: 'values of a set have commas between them', replace: () => ', ' },
  { at: ['string'], after: WORD, hint: QUOTES, replace: quote },
  { at: ['operator'], before: /\bnot\s+$/i, after: /^(?=["'])/, hint: 'inequality is written !=', replace: () => undefined },

  // Conditions
  { at: ['condition'], after: /^(["'])([\w./-]+)\1(\s*(?:==?|!=)\s*)([\w./-]+)(?=\s*(?:$|\)|&|\|))/, hint: 'the label key comes first, the value in quotes after the operator', replace: (_quote, value, operator, key) => `${key}${operator}${quote(value)}` },
  { at: ['condition'], after: /^(["'])([\w./-]+)\1(?=\s*(?:[=!]|in|not|contains|starts|ends))/, hint: 'label keys have no quotes', replace: (_quote, key) => key },
  { at: ['condition'], after: /^\*\s*$/, before: /^\s*$/, hint: 'everything is selected by all()', replace: () => 'all()' },
  { at: ['condition'], before: /\(\s*$/, after: /^\)/, hint: 'empty parentheses select nothing in particular: for everything use all()', replace: () => 'all()' },
  { at: ['condition'], before: /\s*(?:&&|\|\|)\s*$/, after: /^(?=\)|$)/, hint: 'there is nothing after the last && or ||', replace: () => '' },
  { at: ['condition'], after: /^(?:&&?|\|\|?)\s*/, before: /(^|\()\s*$/, hint: 'a condition is missing before && or ||', replace: (start) => start },
  { at: ['operator'], before: BARE_KEY, after: /^(?=\s*(?:$|\)|&|\||,|;))/, hint: 'whether a label is there is written has(key)', replace: (start, bangs, key) => `${start}${bangs}has(${key})` },

  // Parentheses
  { at: ['connective or )'], after: /^$/, hint: 'a parenthesis is not closed', replace: () => ')' },
  { at: ['connective'], after: /^\)/, hint: 'there is no open parenthesis for this one', replace: () => '' },
  { at: AFTER_CONDITION, after: /^(?=[!(]|[\w./-]+\s*(?:[=!(]|in\b|not\b|contains\b|starts\b|ends\b))/, hint: 'conditions are joined with && or ||' },
  { at: ['shorter key'], after: /^/, hint: 'no label of Kubernetes has a key as long as this one' },
  { at: ['condition', 'operator', 'key'], after: /^[^\u0000-\u007f]/, hint: 'a label key has only letters a to z, digits, "_", ".", "/" and "-"' },
];

/** The slip at a failure, with the text as it would be without it. */
export function repairAt(text: string, failure: SelectorFailure): Repair | undefined {
  const before = text.slice(0, failure.position);
  const after = text.slice(failure.position);
  for (const slip of SLIPS) {
    if (!slip.at.includes(failure.expected)) { continue; }
    const follows = slip.after.exec(after);
    if (follows === null) { continue; }
    const precedes = slip.before === undefined ? undefined : slip.before.exec(before);
    if (precedes === null) { continue; }
    const replacement = slip.replace?.(...(precedes?.slice(1) ?? []), ...(follows.length > 1 ? follows.slice(1) : [follows[0]]));
    if (replacement === undefined) { return { hint: slip.hint }; }
    return { hint: slip.hint, text: before.slice(0, precedes?.index ?? before.length) + replacement + after.slice(follows[0].length) };
  }
  return undefined;
}
