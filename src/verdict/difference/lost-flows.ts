import { type Bits, type Cell, difference, intersection, isEmpty, type Matrix } from '../matrix';
import { type DecidedBy, decidedBy } from './answer';
import { type CommonEnd } from './common-ends';
import { Comparison } from './comparison';

/** Traffic between two ends that is wanted and not allowed. */
export interface LostFlow {
  readonly ipVersion: 4 | 6;
  readonly from: CommonEnd;
  readonly to: CommonEnd;
  /** In words. */
  readonly traffic: string;
  /** Why some of it is not allowed. */
  decidedBy(): DecidedBy;
}

/**
 * Flows that every one of `wanted` surely allows and `now` does not surely allow, one by one: stop when you know enough.
 * Workloads that one of the matrices does not know are left out.
 */
export function* lostFlows(wanted: readonly Matrix[], now: Matrix): Generator<LostFlow> {
  for (const comparison of Comparison.of([...wanted, now])) {
    const lost = (cells: readonly (Cell | undefined)[]): Bits => {
      const known = cells.filter((cell) => cell !== undefined);
      if (known.length < cells.length) { return comparison.atoms.none(); }
      return difference(known.slice(0, -1).map(({ allow }) => allow).reduce(intersection), known.at(-1)!.allow);
    };
    for (const { from, to, traffic } of comparison.pairs(lost)) {
      yield {
        ipVersion: comparison.family,
        from,
        to,
        traffic: comparison.atoms.describe(traffic),
        decidedBy: () => decidedBy(comparison.trace(wanted.length, from, to).find(({ atoms }) => !isEmpty(intersection(atoms, traffic)))!),
      };
    }
  }
}
