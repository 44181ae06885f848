import * as fc from 'fast-check';
import { Interner } from '../../src/cluster/interner';
import { tryParseSelector } from '../../src/selector';
import { tries } from '../setup/tries';

const label = fc.constantFrom('a', 'b-c', 'pcns.projectcalico.org/name', 'x'.repeat(513));
const value = fc.constantFrom('1', 'two', ') && (', '');
const condition = fc.oneof(
  fc.tuple(label, fc.constantFrom('==', '!=', 'contains', 'starts with'), value).map(([key, operator, text]) => `${key} ${operator} '${text}'`),
  fc.tuple(label, fc.array(value, { maxLength: 3 })).map(([key, values]) => `${key} in {${values.map((each) => `"${each}"`).join()}}`),
  label.map((key) => `has(${key})`),
  fc.constantFrom('all()', 'global()', '', ' ', '\t', '!', 'a', '(', ')', 'a == \'', '\u00a0'),
);
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { maxDepth: 3 }, condition,
    tie('text').map((each) => `(${each})`), tie('text').map((each) => `!${each}`), tie('text').map((each) => ` ${each} `),
    fc.tuple(tie('text'), fc.constantFrom('&&', '||', ' && ', ') || ('), tie('text')).map((parts) => parts.join('')),
  ),
}));

test('a conjunction is what its text reads as', () => {
  const seen = { read: 0, refused: 0 };
  fc.assert(fc.property(text, text, (left, right) => {
    const interner = new Interner();
    const conjunction = interner.conjunction(left, right);
    const read = tryParseSelector(`(${left}) && (${right})`);
    seen[read === undefined ? 'refused' : 'read']++;
    expect(conjunction?.node).toEqual(read);
    expect(interner.conjunction(left, right)).toBe(conjunction);
    if (conjunction !== undefined) {
      expect(conjunction.text).toBe(`(${left}) && (${right})`);
      expect(interner.selectors).toEqual([conjunction]);
    }
  }), tries(2_000));
  expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(0);
});

test('ports that are written alike are one list', () => {
  const interner = new Interner();
  let reads = 0;
  const read = () => {
    reads++;
    return interner.ports([[80, 80]], []);
  };
  const [first, again, otherwise] = [[80], [80], ['80']].map((written) => interner.writtenPorts(written, read));
  expect([again, otherwise]).toEqual([first, first]);
  expect(reads).toBe(2);
});
