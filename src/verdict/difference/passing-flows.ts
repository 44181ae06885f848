import { decidedBy } from './answer';
import { type CommonEnd } from './common-ends';
import { Comparison } from './comparison';
import { rectangles } from './rectangles';
import { type Bits, type Cell, difference, intersection, isEmpty, type Matrix, shortTraffic, union } from '../matrix';

/** Flows that are wrong for a while: cut though they are allowed before and after, or open though they are allowed neither before nor after. */
export interface PassingFlow {
  readonly kind: 'cut' | 'opened';
  /** Whether it surely is; else the input does not tell. */
  readonly isCertain: boolean;
  readonly ipVersion: 4 | 6;
  readonly from: readonly CommonEnd[];
  readonly to: readonly CommonEnd[];
  /** In words. */
  readonly traffic: string;
  /** What decides meanwhile, as a clause. */
  readonly because: string;
}

/** What is wrong in a state between two others. A workload that is not there yet, or any more, is reached by nobody. */
export function passingFlows(before: Matrix, now: Matrix, after: Matrix): PassingFlow[] {
  return Comparison.of([before, now, after]).flatMap((comparison) => [
    ...passing(comparison, 'cut', (was, is, becomes) => (
      was === undefined || is === undefined || becomes === undefined ? undefined : difference(intersection(was.allow, becomes.allow), is.allow)
    )),
    ...passing(comparison, 'opened', (was, is, becomes) => (is === undefined ? undefined : [was, becomes].reduce(
      (open, cell) => (cell === undefined ? open : intersection(open, cell.deny)), union(is.allow, is.unknown),
    ))),
  ]);
}

interface Segment extends Pick<PassingFlow, 'isCertain' | 'because'> {
  readonly traffic: Bits;
  readonly pairs: [number, number][];
}

function passing(
  comparison: Comparison, kind: PassingFlow['kind'], wrong: (was?: Cell, is?: Cell, becomes?: Cell) => Bits | undefined,
): PassingFlow[] {
  const { ends, atoms, family } = comparison;
  const segments = new Map<string, Segment>();
  for (const { from, to, traffic } of comparison.pairs(([was, is, becomes]) => wrong(was, is, becomes) ?? atoms.none())) {
    for (const traced of comparison.trace(1, from, to)) {
      const here = intersection(traffic, traced.atoms);
      if (isEmpty(here)) { continue; }
      const { decision, because } = decidedBy(traced);
      const key = `${decision}/${because}/${here.join()}`;
      const segment = segments.get(key) ?? { isCertain: decision !== 'unknown', because, traffic: here, pairs: [] };
      segment.pairs.push([from.index, to.index]);
      segments.set(key, segment);
    }
  }
  return [...segments.values()].flatMap(({ isCertain, because, traffic, pairs }) => rectangles(pairs).map((rectangle): PassingFlow => ({
    kind,
    isCertain,
    ipVersion: family,
    from: rectangle.from.map((index) => ends[index]),
    to: rectangle.to.map((index) => ends[index]),
    traffic: shortTraffic(atoms, traffic),
    because,
  })));
}
