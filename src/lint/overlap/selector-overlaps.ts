import { demandsOf } from './demands';
import { type SelectorNode } from '../../selector';
import { type Bits, emptyBits, hasBit, removeBits, setBit } from '../../verdict';

/** The selectors that demand something of one label. */
interface KeyIndex {
  readonly present: Bits;
  readonly absent: Bits;
  /** Those that fix the value to some. */
  readonly valued: Bits;
  readonly byValue: Map<string, number[]>;
}

/** Many selectors, to be asked which of them may select something that another one selects: `areDisjoint` for all of them at once. */
export class SelectorOverlaps {
  private readonly keys = new Map<string, KeyIndex>();

  /** @param selectors undefined for what selects everything */
  public constructor(private readonly selectors: readonly (SelectorNode | undefined)[]) {
    selectors.forEach((selector, place) => {
      for (const [key, { isPresent, values }] of selector === undefined ? [] : demandsOf(selector)) {
        const index = this.key(key);
        setBit(isPresent ? index.present : index.absent, place);
        if (values === undefined) { continue; }
        setBit(index.valued, place);
        for (const value of values) {
          const places = index.byValue.get(value);
          if (places === undefined) { index.byValue.set(value, [place]); } else { places.push(place); }
        }
      }
    });
  }

  /** Takes those that certainly select nothing of what a selector selects out of a set of places. */
  public removeDisjoint(selector: SelectorNode | undefined, places: Bits): void {
    for (const [key, { isPresent, values }] of selector === undefined ? [] : demandsOf(selector)) {
      const index = this.keys.get(key);
      if (index === undefined) { continue; }
      removeBits(places, isPresent ? index.absent : index.present);
      if (values === undefined) { continue; }
      const agreeing = [...values].flatMap((value) => index.byValue.get(value) ?? []).filter((place) => hasBit(places, place));
      removeBits(places, index.valued);
      for (const place of agreeing) { setBit(places, place); }
    }
  }

  private key(key: string): KeyIndex {
    let index = this.keys.get(key);
    if (index === undefined) {
      const empty = (): Bits => emptyBits(this.selectors.length);
      index = { present: empty(), absent: empty(), valued: empty(), byValue: new Map() };
      this.keys.set(key, index);
    }
    return index;
  }
}
