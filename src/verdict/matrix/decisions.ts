/* eslint-disable no-bitwise -- traffic is bits */
import { areEqual, type Bits } from '../bits';

/** Traffic that policy of one end may allow and may deny; both when unknown. */
export interface Decision {
  readonly allow: Bits;
  readonly deny: Bits;
}

/** Keeps one of equal decisions, by its number. */
export class Decisions {
  public readonly list: Decision[] = [];
  private readonly byHash = new Map<number, number[]>();

  /** The number of a decision; the sets are copied when it is a new one. */
  public numberOf(allow: Bits, deny: Bits): number {
    const hash = hashOf(allow, deny);
    const candidates = this.byHash.get(hash) ?? [];
    const known = candidates.find((number) => areEqual(this.list[number].allow, allow) && areEqual(this.list[number].deny, deny));
    if (known !== undefined) { return known; }
    if (candidates.length === 0) { this.byHash.set(hash, candidates); }
    candidates.push(this.list.length);
    this.list.push({ allow: allow.slice(), deny: deny.slice() });
    return this.list.length - 1;
  }
}

function hashOf(allow: Bits, deny: Bits): number {
  let hash = 17;
  for (let index = 0; index < allow.length; index++) {
    hash = Math.imul(Math.imul(hash ^ allow[index], 0x9e3779b1) ^ deny[index], 0x85ebca6b) ^ (hash >>> 15);
  }
  return hash;
}
