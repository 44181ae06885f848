import * as fc from 'fast-check';
import { isShared, type Json, type JsonObject, neverChanges, SharedParts, writeYaml, writeYamlPieces } from '../../src/manifest';
import { share } from '../setup/share';
import { tries } from '../setup/tries';

test('only what stands in several places is shared', () => {
  const [a, b] = share<Json[]>([[{ a: 1 }, { b: 1 }], [{ b: 1 }]]) as JsonObject[][];
  expect(b[0]).toBe(a[1]);
  expect(a.map(isShared)).toEqual([false, true]);
});

test('the order of keys and what is left out make no difference', () => {
  const parts = new SharedParts();
  const first = parts.copyOf({ b: 2, a: { c: true } }, () => ({ a: { c: true }, b: 2 }));
  expect(parts.copyOf({ a: { c: true, d: undefined }, b: 2, e: null }, () => ({}))).toBe(first);
});

class Token {
  public readonly a = 1;
}
const longText = (middle: string): string => `${'x'.repeat(300)}${middle}${'x'.repeat(300)}`;

test.each<[string, object, object]>([
  ['a number and its text', { a: 1 }, { a: '1' }],
  ['zero and minus zero', { a: [0] }, { a: [-0] }],
  ['nothing and what is no number', { a: [undefined] }, { a: [NaN] }],
  ['fields of the same value', { a: 1 }, { b: 1 }],
  ['a field more', { a: 1 }, { a: 1, b: 0 }],
  ['a field less', { a: 1, b: -1 }, { a: 1 }], // -1 counts nothing in the hash
  ['a list and an object', { a: [] }, { a: {} }],
  ['lists of another length', { a: [1] }, { a: [1, 1] }],
  ['true and false', { a: true }, { a: false }],
  ['texts of one beginning and end', { a: longText('y') }, { a: longText('z') }],
  ['a name that every object has', { a: 1 }, { a: 1, toString: 'x' }],
  ['data and an object of a class', { a: 1 }, new Token()],
  ['data and what holds an object of a class', { a: { a: 1 } }, { a: new Token() }],
  ['data and what holds a function', { a: {} }, { a: { resolve: () => 1 } }],
])('%s are not the same', (_, a, b) => {
  const parts = new SharedParts();
  const first = parts.copyOf(a, () => structuredClone(a) as JsonObject);
  const made = {};
  expect(parts.copyOf(b, () => made)).toBe(made);
  expect(first).not.toBe(made);
});

test.each<[string, object, JsonObject]>([
  ['a function', { a: { resolve: () => 1 } }, { a: 1 }],
  ['an object of a class', { a: new Token() }, { a: { a: 1 } }],
  ['a field with the name of the constructor', { a: 1, constructor: 'x' }, { a: 1, constructor: 'x' }],
  ['a field with the name of the prototype', JSON.parse('{"__proto__":{}}') as object, {}],
])('what holds %s is copied each time', (_, item, made) => {
  const parts = new SharedParts();
  const copy = (): JsonObject => structuredClone(made);
  expect(parts.copyOf(item, copy)).not.toBe(parts.copyOf(item, copy));
});

test('what is written stays the same, at any indent', () => {
  const item: fc.Arbitrary<Json> = fc.constantFrom<Json>({ a: 1 }, { a: [{ b: 'x' }, 'on'] }, { text: 'two\nlines\n' }, { text: 'ä€😀' }, {}, [], 7, 'x', null, [{ a: 1 }]);
  const object = fc.letrec<{ object: JsonObject }>((tie) => ({
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof({ maxDepth: 3 }, fc.array(item, { maxLength: 4 }), tie('object')), { noNullPrototype: true }),
  })).object;
  fc.assert(fc.property(fc.array(object, { maxLength: 5 }), (objects) => {
    const before = writeYaml(objects);
    const shared = share(objects);
    expect(shared).toEqual(objects);
    expect(writeYaml(shared)).toBe(before);
    expect(inPieces(shared)).toBe(before);
  }), tries(200));
});

function inPieces(objects: Json[]): string {
  return objects.map((object) => Buffer.concat(writeYamlPieces(object).map((piece) => Buffer.from(piece))).toString()).join('---\n');
}

test.each([
  ['one in a hundred', 100, false],
  ['one in five', 5, true],
])('where %s items of thousands was there before, others are looked for: %3$s', (_, every, goesOn) => {
  const parts = new SharedParts();
  for (let n = 0; n <= 20_000; n++) {
    parts.copyOf({ n }, () => ({ n }));
    if (n % every === 0) parts.copyOf({ n }, () => ({ n }));
  }
  const place = (): JsonObject => parts.copyOf({ last: 1 }, () => ({ last: 1 }));
  expect(place() === place()).toBe(goesOn);
});

test('what never changes is copied once, and may stand beside equal parts', () => {
  const parts = new SharedParts();
  const item = neverChanges({ a: 1 });
  let copies = 0;
  const copy = (): JsonObject => ({ a: (copies += 1) });
  const first = parts.copyOf(item, copy);
  expect([parts.copyOf(item, copy), parts.copyOf({ a: 1 }, copy)]).toEqual([first, first]);
  expect([copies, isShared(first)]).toEqual([1, true]);
});
