import * as fc from 'fast-check';
import { compareUtf8, printSelector, Selector, tryParseSelector } from '../../src/selector';
import { tries } from '../setup/tries';

/** What the order is defined by. */
const byBytes = (a: string, b: string): number => Math.sign(Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8')));

test.each([
  ['', ''], ['', 'a'], ['a', 'b'], ['a', 'aa'], ['ab', 'aa'], ['é', 'z'], ['～', '😀'], ['a～', 'a😀'], ['퟿', '\u{10000}'], ['\u{10000}', '\ue000'], ['\u{10ffff}', '\uffff'], ['😀', '😁'],
])('%j and %j compare as their bytes do', (a, b) => {
  expect(Math.sign(compareUtf8(a, b))).toBe(byBytes(a, b));
  expect(Math.sign(compareUtf8(b, a))).toBe(byBytes(b, a));
});

test('any two texts compare as their bytes do', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '퟿', '\ue000', '～', '😀', '\u{10ffff}'), maxLength: 4 });
  fc.assert(fc.property(text, text, (a, b) => {
    expect(Math.sign(compareUtf8(a, b))).toBe(byBytes(a, b));
  }), tries(100));
});

test('a set is sorted by bytes and has each value once', () => {
  expect(printSelector(tryParseSelector('k in {"b", "a", "～", "b", "😀", "a", "b"}')!)).toBe('k in {"a", "b", "～", "😀"}');
  expect(Selector.label('k').isNotIn('b', 'a', 'b').toString()).toBe('k not in {"a", "b"}');
  expect(Selector.label('k').isIn('x', 'x').toString()).toBe('k in {"x"}');
});

test('the values that a caller gives stay as they are', () => {
  const values = ['b', 'a', 'b'];
  Selector.label('k').isIn(...values);
  expect(values).toEqual(['b', 'a', 'b']);
});
