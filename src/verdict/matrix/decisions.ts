/* eslint-disable no-bitwise -- traffic is bits */
import { type Bits } from '../bits';

/** Traffic that policy of one end may allow and may deny; both when unknown. */
export interface Decision {
  readonly allow: Bits;
  readonly deny: Bits;
}

/** Keeps one of equal decisions, by its number. */
export class Decisions {
  public readonly list: Decision[] = [];
  private readonly byHash = new Map<number, number[]>();

  /** @param words how long the sets are */
  public constructor(private readonly words: number) {}

  /** The number of a decision, whose two sets begin at these places of `sets`; they are copied when it is a new one. */
  public numberOf(sets: Uint32Array, allow: number, deny: number): number {
    const hash = this.hashOf(sets, allow, deny);
    let candidates = this.byHash.get(hash);
    if (candidates === undefined) {
      candidates = [];
      this.byHash.set(hash, candidates);
    }
    for (const number of candidates) {
      if (this.isAt(this.list[number].allow, sets, allow) && this.isAt(this.list[number].deny, sets, deny)) { return number; }
    }
    candidates.push(this.list.length);
    this.list.push({ allow: sets.slice(allow, allow + this.words), deny: sets.slice(deny, deny + this.words) });
    return this.list.length - 1;
  }

  private isAt(bits: Bits, sets: Uint32Array, place: number): boolean {
    for (let index = 0; index < bits.length; index++) {
      if (bits[index] !== sets[place + index]) { return false; }
    }
    return true;
  }

  private hashOf(sets: Uint32Array, allow: number, deny: number): number {
    let hash = 17;
    for (let index = 0; index < this.words; index++) {
      hash = Math.imul(Math.imul(hash ^ sets[allow + index], 0x9e3779b1) ^ sets[deny + index], 0x85ebca6b) ^ (hash >>> 15);
    }
    return hash;
  }
}
