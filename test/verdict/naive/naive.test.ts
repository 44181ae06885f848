import * as fc from 'fast-check';
import { evaluatorOf } from './answers';
import { cluster, flow } from './clusters';
import { naiveEvaluate } from './evaluator';

/** Comparisons: 100,000 unless COMPARISONS says otherwise, and no longer than SECONDS. */
const COMPARISONS = Number(process.env.COMPARISONS ?? 100_000);
const SECONDS = Number(process.env.COMPARISON_SECONDS ?? 15);
const FLOWS = 50;

test('the walker and the naive evaluator agree on verdict and trace', () => {
  let compared = 0;
  fc.assert(fc.property(cluster, fc.array(flow, { minLength: FLOWS, maxLength: FLOWS }), (objects, flows) => {
    const evaluate = evaluatorOf(objects);
    for (const asked of flows) {
      expect(evaluate(asked)).toEqual(naiveEvaluate(objects, asked));
      compared++;
    }
  }), { numRuns: Math.ceil(COMPARISONS / FLOWS), interruptAfterTimeLimit: SECONDS * 1000 });
  expect(compared).toBeGreaterThan(1000);
}, (SECONDS + 60) * 1000);
