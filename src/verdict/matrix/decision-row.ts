import { Numbering } from './numbering';

/** A list of numbers that has few different ones: a table of those, and their places in it in as few bytes as will do. */
export class DecisionRow {
  private readonly table: Uint32Array;
  private readonly places: Uint8Array | Uint16Array | Uint32Array;

  /** @param numbers a number for each part @param partOf the part of each entry of the list */
  public constructor(numbers: readonly number[], partOf: Uint32Array) {
    const distinct = new Numbering<number>();
    const placeOfPart = new Uint32Array(numbers.length);
    for (let part = 0; part < numbers.length; part++) { placeOfPart[part] = distinct.of(numbers[part]); }
    this.table = Uint32Array.from(distinct.things());
    this.places = this.table.length <= 2 ** 8 ? new Uint8Array(partOf.length)
      : this.table.length <= 2 ** 16 ? new Uint16Array(partOf.length) : new Uint32Array(partOf.length);
    for (let index = 0; index < partOf.length; index++) { this.places[index] = placeOfPart[partOf[index]]; }
  }

  public at(index: number): number {
    return this.table[this.places[index]];
  }
}
