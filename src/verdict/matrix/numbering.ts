/** Counts things in the order in which they are first seen. */
export class Numbering<T> {
  private readonly numbers = new Map<T, number>();

  public of(thing: T): number {
    let number = this.numbers.get(thing);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(thing, number);
    }
    return number;
  }

  /** All things, in the order of their numbers. */
  public things(): Iterable<T> {
    return this.numbers.keys();
  }
}

/** What a map holds for a key; made and kept when it holds nothing. */
export function remember<K, T>(known: Map<K, T>, key: K, make: () => T): T {
  let value = known.get(key);
  if (value === undefined) {
    value = make();
    known.set(key, value);
  }
  return value;
}
