/** Things sorted into classes, which every list of things can split: those in the list from those that are not. */
export class Partition {
  public readonly classOf: Int32Array;
  private readonly sizes: number[];
  private readonly hits = new Map<number, number>();

  public constructor(size: number) {
    this.classOf = new Int32Array(size);
    this.sizes = [size];
  }

  public get count(): number {
    return this.sizes.length;
  }

  public split(list: readonly number[]): void {
    const { classOf, sizes, hits } = this;
    hits.clear();
    for (const thing of list) { hits.set(classOf[thing], (hits.get(classOf[thing]) ?? 0) + 1); }
    const fresh = new Map<number, number>();
    for (const [old, count] of hits) {
      if (count === sizes[old]) { continue; }
      fresh.set(old, sizes.length);
      sizes.push(count);
      sizes[old] -= count;
    }
    if (fresh.size === 0) { return; }
    for (const thing of list) {
      const next = fresh.get(classOf[thing]);
      if (next !== undefined) { classOf[thing] = next; }
    }
  }

  /** The things of each class, in order. */
  public classes(): number[][] {
    const classes: number[][] = this.sizes.map(() => []);
    this.classOf.forEach((id, thing) => classes[id].push(thing));
    return classes.filter((things) => things.length > 0);
  }
}
