import { DecisionRow } from '../../../src/verdict/matrix/decision-row';

/** As many parts as given, with a few entries each; every third part has the number of another one. */
test.each([[1], [256], [400], [100_000]])('a row gives back what it was made of: %d parts', (parts) => {
  const numbers = Array.from({ length: parts }, (_, part) => (part % 3 === 2 ? part - 2 : part) * 7);
  const partOf = Uint32Array.from({ length: parts * 2 }, (_, index) => (index * 13) % parts);
  const row = new DecisionRow(numbers, partOf);
  expect([...partOf].findIndex((part, index) => row.at(index) !== numbers[part])).toBe(-1);
});
