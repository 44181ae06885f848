/* eslint-disable no-bitwise -- sets are bits */

/** A set of small numbers. */
export type Bits = Uint32Array;

/** What is surely in a set, and what may be. Equal objects when nothing is uncertain. */
export interface TriBits {
  readonly certain: Bits;
  readonly possible: Bits;
}

export function emptyBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

export function fullBits(size: number): Bits {
  const bits = emptyBits(size).fill(0xffffffff);
  if ((size & 31) !== 0) { bits[bits.length - 1] = 2 ** (size & 31) - 1; }
  return bits;
}

export function bitsOfList(size: number, list: Iterable<number>): Bits {
  const bits = emptyBits(size);
  for (const index of list) { setBit(bits, index); }
  return bits;
}

export function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] |= 1 << (index & 31);
}

export function setBits(bits: Bits, list: readonly number[]): void {
  for (let place = 0; place < list.length; place++) { setBit(bits, list[place]); }
}

export function clearBits(bits: Bits, list: readonly number[]): void {
  for (let place = 0; place < list.length; place++) { bits[list[place] >>> 5] &= ~(1 << (list[place] & 31)); }
}

export function hasBit(bits: Bits, index: number): boolean {
  return (bits[index >>> 5] & (1 << (index & 31))) !== 0;
}

export function forEachBit(bits: Bits, visit: (index: number) => void): void {
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]; rest !== 0; rest &= rest - 1) { visit((word << 5) + 31 - Math.clz32(rest & -rest)); }
  }
}

/** The first member for which a test holds. */
export function firstBit(bits: Bits, test: (index: number) => boolean): number | undefined {
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]; rest !== 0; rest &= rest - 1) {
      const index = (word << 5) + 31 - Math.clz32(rest & -rest);
      if (test(index)) { return index; }
    }
  }
  return undefined;
}

export function listOf(bits: Bits): number[] {
  const list: number[] = [];
  forEachBit(bits, (index) => list.push(index));
  return list;
}

// Loops, here and below, as a matrix does this millions of times: `map` and `every` call a function for each word.

export function isEmpty(bits: Bits): boolean {
  for (let word = 0; word < bits.length; word++) {
    if (bits[word] !== 0) { return false; }
  }
  return true;
}

export function union(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) { result[word] = a[word] | b[word]; }
  return result;
}

export function intersection(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) { result[word] = a[word] & b[word]; }
  return result;
}

export function difference(a: Bits, b: Bits): Bits {
  const result = new Uint32Array(a.length);
  for (let word = 0; word < a.length; word++) { result[word] = a[word] & ~b[word]; }
  return result;
}

/** Takes the members of one set out of another one, which changes. */
export function removeBits(from: Bits, bits: Bits): void {
  for (let word = 0; word < from.length; word++) { from[word] &= ~bits[word]; }
}

/** Adds the members of one set to another one, which changes. */
export function addBits(to: Bits, bits: Bits): void {
  for (let word = 0; word < to.length; word++) { to[word] |= bits[word]; }
}

export function exactly(bits: Bits): TriBits {
  return { certain: bits, possible: bits };
}

export function triUnion(a: TriBits, b: TriBits): TriBits {
  const certain = union(a.certain, b.certain);
  return { certain, possible: isExact(a) && isExact(b) ? certain : union(a.possible, b.possible) };
}

export function triIntersection(a: TriBits, b: TriBits): TriBits {
  const certain = intersection(a.certain, b.certain);
  return { certain, possible: isExact(a) && isExact(b) ? certain : intersection(a.possible, b.possible) };
}

/** What of `all` is not in the set. */
export function triComplement(all: Bits, set: TriBits): TriBits {
  const certain = difference(all, set.possible);
  return { certain, possible: isExact(set) ? certain : difference(all, set.certain) };
}

function isExact({ certain, possible }: TriBits): boolean {
  return certain === possible;
}
