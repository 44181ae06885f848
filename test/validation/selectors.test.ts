import { addressOrNet } from '../../src/validation/addresses';
import { selectorError } from '../../src/validation/selectors';

test('why a selector cannot be read', () => {
  expect(['', 'all()', "a == 'b'"].map(selectorError)).toEqual([undefined, undefined, undefined]);
  expect(selectorError("a == 'b' &&")).toMatchObject({ column: 12 });
  expect(selectorError('a ==')).toMatchObject({ column: 5 });
});

test('the same text has the same answer', () => {
  expect(selectorError('(')).toBe(selectorError('('));
  expect(addressOrNet('10.0.0.1')).toBe(addressOrNet('10.0.0.1'));
});
