import * as fc from 'fast-check';
import { evaluateSelector, parseSelector, printSelector, Selector, selectorId, type SelectorNode, SelectorSyntaxError, tryParseSelector } from '../../src/selector';

test.each([
  ["app = 'web'", 5, "app == 'web'"],
  ['app === "web"', 7, 'app == "web"'],
  ['app == web', 8, 'app == "web"'],
  ["a == 'x' &&\n b == 'y'\n", 12, "a == 'x' && b == 'y'"],
  ["a == 'x' & b == 'y'", 10, "a == 'x' && b == 'y'"],
  ["a == 'x' | b == 'y'", 10, "a == 'x' || b == 'y'"],
  ['has (x)', 5, 'has(x)'],
  ['all ()', 5, 'all()'],
  ['()', 2, 'all()'],
  ['env in (a, b)', 8, 'env in {"a", "b"}'],
  ['env notin (a)', 11, 'env notin {"a"}'],
  ['a in {"x"', 10, 'a in {"x"}'],
  ['!key', 5, '!has(key)'],
  ['a=b,c!=d', 2, 'a=="b" &&c!="d"'],
  ['app == “web”', 8, 'app == "web"'],
  ['a == "b" and not has(c) or d == "e"', 10, 'a == "b" && !has(c) || d == "e"'],
  ['a == "web', 6, 'a == "web"'],
  ['(a == "b"', 10, '(a == "b")'],
  ['a == "b")', 9, 'a == "b"'],
])('%j is refused at column %i and corrected', (text, column, fix) => {
  const error = catchError(() => parseSelector(text));
  expect(error).toBeInstanceOf(SelectorSyntaxError);
  expect(error).toMatchObject({ column, fix });
});

test('the message shows the place', () => {
  expect(catchError(() => Selector.parse('a == "x" && b = "y"')).message).toMatchInlineSnapshot(`
"Selector: expected an operator after the label key (==, !=, in, not in, contains, starts with, ends with) at column 15
  a == "x" && b = "y"
                ^
help: equality is written ==
write: a == "x" && b == "y""
`);
});

const keys = fc.constantFrom('a', 'b', 'in', 'has', 'not', 'contains', 'projectcalico.org/namespace', '..//--');
const values = fc.oneof(fc.constantFrom('', 'a', 'it\'s', 'say "hi"', '日本', '😀', '\n', '～'), fc.string()).filter((v) => !(v.includes('"') && v.includes("'")));
const built: fc.Arbitrary<Selector> = fc.letrec<{ selector: Selector }>((tie) => ({
  selector: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(keys, values, fc.constantFrom('equalTo', 'notEqualTo', 'contains', 'startsWith', 'endsWith'))
      .map(([key, value, method]) => Selector.label(key)[method as 'equalTo'](value)),
    fc.tuple(keys, fc.array(values, { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([key, set, not]) => (not ? Selector.label(key).isNotIn(...set) : Selector.label(key).isIn(...set))),
    keys.map((key) => Selector.label(key).exists()),
    fc.constantFrom(Selector.all(), Selector.global()),
    tie('selector').map((selector) => selector.negate()),
    fc.tuple(tie('selector'), tie('selector')).map(([a, b]) => a.and(b)),
    fc.tuple(tie('selector'), tie('selector')).map(([a, b]) => a.or(b)),
  ),
})).selector;
const labels = fc.dictionary(keys, values);

test('what is built prints as text that reads as the same', () => {
  fc.assert(fc.property(built, labels, (selector, some) => {
    const again = parseSelector(selector.toString());
    expect(printSelector(again)).toBe(selector.toString());
    expect(selectorId(again)).toBe(selectorId(selector._node));
    expect(evaluateSelector(again, new Map(Object.entries(some)))).toBe(selector.matches(some));
  }));
});

test('connectives are those of logic', () => {
  fc.assert(fc.property(built, built, labels, (a, b, some) => {
    expect(a.and(b).matches(some)).toBe(a.matches(some) && b.matches(some));
    expect(a.or(b).matches(some)).toBe(a.matches(some) || b.matches(some));
    expect(a.negate().matches(some)).toBe(!a.matches(some));
  }));
});

test('any text is read or refused, never anything else', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab=!&|(){},"\' \t\n“in') }), (text) => {
    const error = tryParseSelector(text) === undefined ? catchError(() => parseSelector(text)) : undefined;
    if (error !== undefined) {
      expect(error).toBeInstanceOf(SelectorSyntaxError);
      const { fix } = error as SelectorSyntaxError;
      if (fix !== undefined) { expect(tryParseSelector(fix)).toBeDefined(); }
    }
  }), { numRuns: 2000 });
});

test('Calico prints a negation of a negation; a Selector leaves both out', () => {
  expect(printSelector(parseSelector('!(!has(a))'))).toBe('!!has(a)');
  expect(Selector.parse('!(!has(a))').toString()).toBe('has(a)');
});

test('depth is limited by memory only', () => {
  const depth = 100_000;
  expect(printSelector(parseSelector('('.repeat(depth) + 'has(a)' + ')'.repeat(depth)))).toBe('has(a)');
  const node: SelectorNode = parseSelector('!(has(b) && '.repeat(depth) + 'has(a)' + ')'.repeat(depth));
  expect(printSelector(node).length).toBeGreaterThan(depth);
  expect(evaluateSelector(node, new Map([['b', '']]))).toBe(false);
  expect(Selector.parse(printSelector(node)).negate().toString().length).toBeGreaterThan(depth);
  expect(() => parseSelector('('.repeat(depth))).toThrow(SelectorSyntaxError);
});

test('what no selector can say throws', () => {
  expect(() => Selector.label('a').equalTo('"\'')).toThrow('both kinds of quotes');
  expect(() => Selector.label('a b')).toThrow('column 2');
  expect(() => Selector.label('a').isIn()).toThrow('select nothing');
  expect(() => Selector.label('a').isNotIn()).toThrow('select everything');
});

test('labels are sorted, so that every language gives the same text', () => {
  expect(Selector.labels({ b: '2', a: '1' }).toString()).toBe('(a == "1" && b == "2")');
  expect(Selector.labels({}).toString()).toBe('all()');
});

function catchError(run: () => unknown): Error {
  try { run(); } catch (error) { return error as Error; }
  throw new Error('nothing was thrown');
}
