import * as fc from 'fast-check';
import { evaluateSelector, parseSelector, printSelector, Selector, selectorId, type SelectorNode, SelectorSyntaxError, tryParseSelector } from '../../src/selector';
import { tries } from '../setup/tries';

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
  }), tries(100));
});

test('connectives are those of logic', () => {
  fc.assert(fc.property(built, built, labels, (a, b, some) => {
    expect(a.and(b).matches(some)).toBe(a.matches(some) && b.matches(some));
    expect(a.or(b).matches(some)).toBe(a.matches(some) || b.matches(some));
    expect(a.negate().matches(some)).toBe(!a.matches(some));
  }), tries(100));
});

test('any text is read or refused, never anything else', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ab=!&|(){},"\' \t\n“in') }), (text) => {
    const error = tryParseSelector(text) === undefined ? catchError(() => parseSelector(text)) : undefined;
    if (error !== undefined) {
      expect(error).toBeInstanceOf(SelectorSyntaxError);
      const { fix } = error as SelectorSyntaxError;
      if (fix !== undefined) { expect(tryParseSelector(fix)).toBeDefined(); }
    }
  }), tries(2000));
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

function catchError(run: () => unknown): Error {
  try { run(); } catch (error) { return error as Error; }
  throw new Error('nothing was thrown');
}
