/** Things sorted into classes, which every list of things can split: those in the list from those that are not. */
export class Partition {
  public readonly classOf: Int32Array;
  private readonly sizes: number[];
  /** Scratch space of `split`, by class: how many of its things are in the list, and the class that they go to. */
  private readonly hits: number[];
  private readonly moves: number[];

  public constructor(size: number) {
    this.classOf = new Int32Array(size);
    this.sizes = [size];
    this.hits = [0];
    this.moves = [0];
  }

  public split(list: readonly number[]): void {
    const { classOf, sizes, hits, moves } = this;
    const touched: number[] = [];
    for (let index = 0; index < list.length; index++) {
      const old = classOf[list[index]];
      if (hits[old] === 0) { touched.push(old); }
      hits[old]++;
    }
    const before = sizes.length;
    for (const old of touched) {
      const count = hits[old];
      hits[old] = 0;
      moves[old] = old;
      if (count === sizes[old]) { continue; }
      moves[old] = sizes.length;
      sizes.push(count);
      hits.push(0);
      moves.push(0);
      sizes[old] -= count;
    }
    if (sizes.length === before) { return; }
    for (let index = 0; index < list.length; index++) { classOf[list[index]] = moves[classOf[list[index]]]; }
  }

  /** The things of each class, in order. */
  public classes(): number[][] {
    const classes: number[][] = this.sizes.map(() => []);
    this.classOf.forEach((id, thing) => classes[id].push(thing));
    return classes.filter((things) => things.length > 0);
  }
}
