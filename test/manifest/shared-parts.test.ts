import * as fc from 'fast-check';
import { isShared, type Json, type JsonObject, SharedParts, writeYaml } from '../../src/manifest';
import { tries } from '../setup/tries';

const listIn = (object: JsonObject): JsonObject[] => object.list as JsonObject[];

test('equal items of lists become one object, and are known as shared', () => {
  const parts = new SharedParts();
  const first: JsonObject = { list: [{ a: 1 }, { b: { c: [] } }] };
  const second: JsonObject = { list: [{ b: { c: [] } }, { a: 2 }] };
  parts.shareItems(first);
  parts.shareItems({ spec: second });
  expect(listIn(second)[0]).toBe(listIn(first)[1]);
  expect([...listIn(first), ...listIn(second)].map(isShared)).toEqual([false, true, true, false]);
});

test.each([
  ['a number and its text', { a: 1 }, { a: '1' }],
  ['zero and minus zero', { a: [0] }, { a: [-0] }],
  ['nothing and what has no JSON form', { a: [undefined] }, { a: [NaN] }],
  ['an absent field and an undefined one', { a: 1 }, { a: 1, b: undefined }],
  ['a field that the other lacks', { a: 1, b: undefined }, { a: 1 }],
  ['keys in another order', { a: 1, b: 2 }, { b: 2, a: 1 }],
])('%s are not the same', (_, a, b) => {
  const object = { list: [a, b] } as unknown as JsonObject;
  new SharedParts().shareItems(object);
  expect(listIn(object)[0]).toBe(a);
  expect(listIn(object)[1]).toBe(b);
});

test('what is written stays the same, at any indent', () => {
  const item: fc.Arbitrary<Json> = fc.constantFrom<Json>({ a: 1 }, { a: [{ b: 'x' }, 'on'] }, { text: 'two\nlines\n' }, {}, [], 7, 'x', null, [{ a: 1 }]);
  const object = fc.letrec<{ object: JsonObject }>((tie) => ({
    object: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.oneof({ maxDepth: 3 }, fc.array(item, { maxLength: 4 }), tie('object')), { noNullPrototype: true }),
  })).object;
  fc.assert(fc.property(fc.array(object, { maxLength: 5 }), (objects) => {
    const before = writeYaml(objects);
    const parts = new SharedParts();
    const copies = structuredClone(objects);
    copies.forEach((copy) => parts.shareItems(copy));
    expect(copies).toEqual(objects);
    expect(writeYaml(copies)).toBe(before);
  }), tries(200));
});
