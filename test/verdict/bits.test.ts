import * as fc from 'fast-check';
import {
  addBits, bitsOfList, clearBits, difference, emptyBits, exactly, firstBit, forEachBit, fullBits, hasBit, intersection, isEmpty, listOf,
  removeBits, setBit, setBits, triComplement, triIntersection, type TriBits, triUnion, union,
} from '../../src/verdict/bits';
import { tries } from '../setup/tries';

/** Sets of sizes around the ends of words, and members of two of them. */
const twoSets = fc.constantFrom(1, 31, 32, 33, 64, 70).chain((size) => {
  const member = fc.oneof(fc.constantFrom(0, size - 1), fc.nat({ max: size - 1 }));
  const members = fc.uniqueArray(member, { maxLength: 12 }).map((list) => list.sort((a, b) => a - b));
  return fc.tuple(fc.constant(size), members, members);
});

test('an empty set has no member, a full one all and no bit more', () => {
  const of = (size: number): unknown[] => [emptyBits(size).length, listOf(fullBits(size)).length, isEmpty(emptyBits(size)), isEmpty(fullBits(size))];
  expect([1, 31, 32, 33, 64].map(of))
    .toEqual([[1, 1, true, false], [1, 31, true, false], [1, 32, true, false], [2, 33, true, false], [2, 64, true, false]]);
  expect([...fullBits(33)]).toEqual([0xffffffff, 1]);
  expect(emptyBits(0)).toHaveLength(0);
});

test('sets hold what was put in', () => {
  const bits = emptyBits(70);
  setBit(bits, 31);
  setBits(bits, [32, 0, 69]);
  expect(listOf(bits)).toEqual([0, 31, 32, 69]);
  expect([31, 32, 33, 1].map((index) => hasBit(bits, index))).toEqual([true, true, false, false]);
  clearBits(bits, [0, 32, 33]);
  expect(listOf(bits)).toEqual([31, 69]);
  const seen: number[] = [];
  forEachBit(bits, (index) => seen.push(index));
  expect(seen).toEqual([31, 69]);
});

test('the first member for which something holds', () => {
  const bits = bitsOfList(70, [3, 31, 32, 69]);
  expect([0, 4, 32, 33, 70].map((least) => firstBit(bits, (index) => index >= least))).toEqual([3, 31, 32, 69, undefined]);
  expect(firstBit(bits, (index) => index === 5)).toBeUndefined();
});

test('operations on sets are those on their members', () => {
  fc.assert(fc.property(twoSets, ([size, one, two]) => {
    const [a, b] = [bitsOfList(size, one), bitsOfList(size, two)];
    const all = Array.from({ length: size }, (_, index) => index);
    expect(listOf(union(a, b))).toEqual(all.filter((index) => one.includes(index) || two.includes(index)));
    expect(listOf(intersection(a, b))).toEqual(one.filter((index) => two.includes(index)));
    const less = one.filter((index) => !two.includes(index));
    expect(listOf(difference(a, b))).toEqual(less);
    const [added, removed] = [a.slice(), a.slice()];
    addBits(added, b);
    removeBits(removed, b);
    expect(listOf(added)).toEqual(listOf(union(a, b)));
    expect(listOf(removed)).toEqual(less);
    expect(isEmpty(a)).toBe(one.length === 0);
  }), tries(100));
});

test('sets that differ in one word only', () => {
  const [low, high, both] = [bitsOfList(64, [0]), bitsOfList(64, [63]), bitsOfList(64, [0, 63])];
  expect(listOf(union(low, high))).toEqual([0, 63]);
  expect(listOf(intersection(both, high))).toEqual([63]);
  expect(listOf(difference(both, low))).toEqual([63]);
});

describe('sets of which something is open', () => {
  const of = (certain: number[], possible: number[]): TriBits => ({ certain: bitsOfList(8, certain), possible: bitsOfList(8, possible) });
  const lists = ({ certain, possible }: TriBits): number[][] => [listOf(certain), listOf(possible)];
  const open = of([0, 1], [0, 1, 2, 3]);
  const other = of([0, 2], [0, 2, 4]);

  test('are in a union when in one of both, in an intersection when in both', () => {
    expect(lists(triUnion(open, other))).toEqual([[0, 1, 2], [0, 1, 2, 3, 4]]);
    expect(lists(triIntersection(open, other))).toEqual([[0], [0, 2]]);
    expect(lists(triComplement(fullBits(8), open))).toEqual([[4, 5, 6, 7], [2, 3, 4, 5, 6, 7]]);
  });

  test('stay so beside a set that is known', () => {
    const known = exactly(bitsOfList(8, [1, 2]));
    for (const [a, b] of [[open, known], [known, open]]) {
      expect(lists(triUnion(a, b))).toEqual([[0, 1, 2], [0, 1, 2, 3]]);
      expect(lists(triIntersection(a, b))).toEqual([[1], [1, 2]]);
    }
  });

  test('where nothing is open, both sets are one object', () => {
    const [a, b] = [exactly(bitsOfList(8, [1, 2])), exactly(bitsOfList(8, [2, 3]))];
    const results = [triUnion(a, b), triIntersection(a, b), triComplement(fullBits(8), a)];
    expect(results.map(lists)).toEqual([[[1, 2, 3], [1, 2, 3]], [[2], [2]], [[0, 3, 4, 5, 6, 7], [0, 3, 4, 5, 6, 7]]]);
    expect(results.map(({ certain, possible }) => certain === possible)).toEqual([true, true, true]);
  });
});
