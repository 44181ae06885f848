import { compareUtf8, evaluateSelector, printSelector, selectorId, tryParseSelector } from '../../../src/selector';
import { compare, type Random } from '../compare';

interface Input {
  readonly selector: string;
  readonly labels: Record<string, string>[];
}

interface Answer {
  readonly error?: string;
  readonly canonical: string;
  readonly uniqueID: string;
  readonly matches: boolean[];
}

const KEYS = ['a', 'b', 'app', 'in', 'not', 'has', 'all', 'global', 'contains', 'starts', 'ends', 'startswith', 'notin', '-', '..//--', '9lives',
  'projectcalico.org/namespace', 'with', 'hashas', 'A', '_'];
const VALUES = ['', 'a', 'b', 'ab', 'x', 'a b', '&&', '}', "it's", 'say "hi"', '\n', 'é', '日本', '😀', '～', '\u00a0', '\\', 'all()', 'trail '];
const STRAYS = ['&', '|', '=', '!', '(', ')', '{', '}', ',', '"', "'", ' ', '\t', '\n', '\r', '\u00a0', '\ufeff', '\0', '\v', '*', 'é', '😀', 'x', '1',
  '&&', '||', '==', '!=', 'in', 'not', 'with', 'has(', 'all()', 'all(', 'global()', '=='];

const blank = (random: Random): string => (random.chance(0.6) ? random.pick(['', ' ', ' ']) : random.pick(['', '  ', '\t', ' \t ']));
/** Calico v3.28 takes line breaks inside of a token for blanks; newer Calico does not. */
const blankInToken = (random: Random): string => blank(random) + (random.chance(0.03) ? random.pick(['\n', '\r', '\f', '\v', '\n ']) : '');
const key = (random: Random): string => (random.chance(0.005) ? 'k'.repeat(random.pick([511, 512, 513])) : random.pick(KEYS));

function quoted(random: Random): string {
  const value = random.pick(VALUES);
  return value.includes('"') || (!value.includes("'") && random.chance(0.5)) ? `'${value}'` : `"${value}"`;
}

function condition(random: Random, depth: number): string {
  const space = (): string => blank(random);
  const inToken = (): string => blankInToken(random);
  switch (random.below(depth > 4 ? 9 : 12)) {
    case 0: return `has(${inToken()}${key(random)}${inToken()})`;
    case 1: return random.pick(['all(', 'global(']) + inToken() + ')';
    case 2: case 3: return `${key(random)}${space()}${random.pick(['==', '!='])}${space()}${quoted(random)}`;
    case 4: return `${key(random)} ${space()}contains${space()}${quoted(random)}`;
    case 5: return `${key(random)} ${random.pick(['starts', 'ends'])}${inToken()}with${space()}${quoted(random)}`;
    case 6: case 7: case 8: {
      const values = Array.from({ length: random.below(5) }, () => space() + quoted(random) + space());
      const comma = values.length > 0 && random.chance(0.2) ? `,${space()}` : '';
      return `${key(random)} ${random.chance(0.5) ? 'in' : `not${inToken()}in`}${space()}{${values.join(',')}${comma}}`;
    }
    case 9: return `!${space()}${condition(random, depth + 1)}`;
    default: return `(${space()}${expression(random, depth + 1)}${space()})`;
  }
}

function expression(random: Random, depth: number): string {
  let text = condition(random, depth);
  while (random.chance(0.35)) { text += `${blank(random)}${random.pick(['&&', '||'])}${blank(random)}${condition(random, depth)}`; }
  return text;
}

function mutated(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const until = Math.min(text.length, at + 1 + random.below(4));
  switch (random.below(4)) {
    case 0: return text.slice(0, at) + text.slice(until);
    case 1: return text.slice(0, at) + random.pick(STRAYS) + text.slice(at);
    case 2: return text.slice(0, at) + random.pick(STRAYS) + text.slice(until);
    default: return text.slice(0, until) + text.slice(at, until) + text.slice(until);
  }
}

/** Line breaks outside of strings become blanks. */
function withoutLineBreaks(text: string): string {
  return text.replace(/"[^"]*"|'[^']*'|[\n\r\f]/g, (part) => (part.length > 1 ? part : ' '));
}

void compare<Input, Answer>({
  name: 'selector',
  subcommand: 'selector',
  defaultCount: 100_000,
  generate(random) {
    let selector = blank(random) + (random.chance(0.01) ? '' : expression(random, 0)) + blank(random);
    while (random.chance(0.35)) { selector = mutated(random, selector); }
    // Half of a character is nothing that YAML or JSON can carry to Calico.
    selector = Buffer.from(selector, 'utf8').toString('utf8');
    const labels = Array.from({ length: 6 }, () => Object.fromEntries(
      Array.from({ length: random.below(6) }, () => [random.pick(KEYS), random.pick(VALUES)])));
    return { selector, labels };
  },
  accepted: (answer) => answer.error === undefined,
  difference(input, answer) {
    let node = tryParseSelector(input.selector);
    // We read as the newest Calico does, which refuses all line breaks outside of strings.
    if (node === undefined && answer.error === undefined) { node = tryParseSelector(withoutLineBreaks(input.selector)); }
    if (answer.error !== undefined) { return node === undefined ? undefined : `accepted as ${printSelector(node)}`; }
    if (node === undefined) { return 'refused'; }
    const canonical = printSelector(node);
    if (compareUtf8(canonical, answer.canonical) !== 0) { return `canonical text ${canonical}`; }
    if (selectorId(node) !== answer.uniqueID) { return `id ${selectorId(node)}`; }
    const matches = input.labels.map((labels) => evaluateSelector(node, new Map(Object.entries(labels))));
    return matches.every((match, i) => match === answer.matches[i]) ? undefined : `matches ${JSON.stringify(matches)}`;
  },
});
