import { Decisions } from '../../../src/verdict/matrix/decisions';
import { Numbering, remember } from '../../../src/verdict/matrix/numbering';
import { Partition } from '../../../src/verdict/matrix/partition';

describe('decisions', () => {
  test('that are equal have one number, others another, wherever they lie', () => {
    const decisions = new Decisions(2);
    const sets = Uint32Array.from([1, 2, 3, 4, 1, 2, 3, 5, 9, 1, 2, 3, 4, 1, 3, 3, 4]);
    const numbers = [[0, 2], [4, 6], [9, 11], [13, 15], [2, 0], [0, 2]].map(([allow, deny]) => decisions.numberOf(sets, allow, deny));
    expect(numbers).toEqual([0, 1, 0, 2, 3, 0]);
    expect(decisions.list.map(({ allow, deny }) => [[...allow], [...deny]]))
      .toEqual([[[1, 2], [3, 4]], [[1, 2], [3, 5]], [[1, 3], [3, 4]], [[3, 4], [1, 2]]]);
    sets.fill(0);
    expect([...decisions.list[0].allow]).toEqual([1, 2]);
  });

  test('are told apart by each of their words', () => {
    const decisions = new Decisions(2);
    const words = Array.from({ length: 256 }, (_, index) => [1, 4, 16, 64].map((place) => Math.floor(index / place) % 4));
    const numbers = words.map((set) => decisions.numberOf(Uint32Array.from(set), 0, 2));
    expect(numbers).toEqual(words.map((_, index) => index));
    expect(words.map((set) => decisions.numberOf(Uint32Array.from(set), 0, 2))).toEqual(numbers);
  });
});

test('things are counted in the order in which they come', () => {
  const numbering = new Numbering<string>();
  expect(['b', 'a', 'b', 'c', 'a'].map((thing) => numbering.of(thing))).toEqual([0, 1, 0, 2, 1]);
  expect([...numbering.things()]).toEqual(['b', 'a', 'c']);
});

test('what is made is kept', () => {
  const known = new Map<string, object>();
  const [first, second] = [{}, {}];
  expect([remember(known, 'a', () => first), remember(known, 'a', () => second), known.get('a')]).toEqual([first, first, first]);
  expect(remember(known, 'a', () => second)).toBe(first);
  expect(remember(known, 'b', () => second)).toBe(second);
});

describe('a partition', () => {
  const split = (size: number, ...lists: number[][]): Partition => {
    const partition = new Partition(size);
    lists.forEach((list) => partition.split(list));
    return partition;
  };

  test('is one class at first, which lists split', () => {
    expect(split(4).classes()).toEqual([[0, 1, 2, 3]]);
    expect(split(4, [1, 2]).classes()).toEqual([[0, 3], [1, 2]]);
    expect(split(5, [1, 2], [2, 3], [0, 1, 2, 3, 4]).classes()).toEqual([[0, 4], [1], [2], [3]]);
    expect(split(3, [0, 1, 2], []).classes()).toEqual([[0, 1, 2]]);
    expect(split(0, []).classes()).toEqual([]);
  });

  test('has no class twice: what is whole already stays as it is', () => {
    const partition = split(5, [1, 2], [1, 2], [0, 3, 4], [0, 1, 2]);
    expect([partition.classes(), [...partition.classOf]]).toEqual([[[3, 4], [1, 2], [0]], [2, 1, 1, 0, 0]]);
    partition.split([2, 3]);
    partition.split([2, 3]);
    expect(partition.classes()).toEqual([[4], [1], [0], [2], [3]]);
  });
});
