import { type PortList } from '../../cluster';
import { addBits, type Bits, difference, emptyBits, intersection, removeBits, setBit } from '../../verdict';

/** A place in a list, and a number that it is sorted by. */
interface Rung {
  readonly at: number;
  readonly place: number;
}

/** After so many rungs the set of all places so far is kept. */
const STEP = 256;

/** Places sorted by a number, to be asked for all up to a number: near to linear for any number of questions. */
class Ladder {
  private readonly rungs: readonly Rung[];
  private readonly kept: Bits[];

  public constructor(size: number, rungs: readonly Rung[]) {
    this.rungs = [...rungs].sort((a, b) => a.at - b.at);
    this.kept = [emptyBits(size)];
    for (let first = 0; first + STEP <= rungs.length; first += STEP) {
      const next = this.kept.at(-1)!.slice();
      for (const { place } of this.rungs.slice(first, first + STEP)) { setBit(next, place); }
      this.kept.push(next);
    }
  }

  public upTo(limit: number): Bits {
    let [low, high] = [0, this.rungs.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.rungs[middle].at <= limit) { low = middle + 1; } else { high = middle; }
    }
    const places = this.kept[Math.floor(low / STEP)].slice();
    for (let rung = low - low % STEP; rung < low; rung++) { setBit(places, this.rungs[rung].place); }
    return places;
  }
}

/** Whether one port can be in both. Names stand for any. */
export function portsMeet(a: PortList | undefined, b: PortList | undefined): boolean {
  if (!isNumeric(a) || !isNumeric(b)) { return true; }
  return a.ranges.some(([first, last]) => b.ranges.some(([from, to]) => first <= to && from <= last));
}

function isNumeric(list: PortList | undefined): list is PortList {
  return list !== undefined && list.names.length === 0;
}

/** Many lists of ports, to be asked which of them may share a port with another one. */
export class PortOverlaps {
  private readonly starts: Ladder;
  /** Upside down: by the negative of the last port. */
  private readonly ends: Ladder;
  private readonly others: Bits;

  public constructor(lists: readonly (PortList | undefined)[]) {
    const ranges = lists.flatMap((list, place) => (isNumeric(list) ? list.ranges.map(([first, last]) => ({ first, last, place })) : []));
    this.starts = new Ladder(lists.length, ranges.map(({ first, place }) => ({ at: first, place })));
    this.ends = new Ladder(lists.length, ranges.map(({ last, place }) => ({ at: -last, place })));
    this.others = emptyBits(lists.length);
    lists.forEach((list, place) => { if (!isNumeric(list)) { setBit(this.others, place); } });
  }

  /** Takes those that share no port with a list out of a set of places. Of lists with several ranges some may be left: ask `portsMeet`. */
  public removeDisjoint(list: PortList | undefined, places: Bits): void {
    if (!isNumeric(list)) { return; }
    const meeting = this.others.slice();
    for (const [first, last] of list.ranges) {
      addBits(meeting, intersection(this.starts.upTo(last), this.ends.upTo(-first)));
    }
    removeBits(places, difference(places, meeting));
  }
}
