import { deepStrictEqual } from 'node:assert';
import * as fc from 'fast-check';
import { Answers } from './answers';
import { cluster, flow } from './clusters';
import { naiveEvaluate, type NaiveFlow } from './evaluator';
import { type JsonObject } from '../../../src/manifest';

/** Flows that are asked of each random cluster. */
export const FLOWS = 50;

/** How many answers were compared. */
export interface Tally {
  walker: number;
  matrix: number;
}

/** The naive evaluator, the walker and the matrix say the same of random flows in random clusters. */
export function agreement(tally: Tally, flowsOfEach = FLOWS): fc.IProperty<[JsonObject[], NaiveFlow[]]> {
  return fc.property(cluster, fc.array(flow, { minLength: flowsOfEach, maxLength: flowsOfEach }), (objects, flows) => {
    const answers = new Answers(objects);
    for (const asked of flows) {
      const naive = naiveEvaluate(objects, asked);
      deepStrictEqual(withoutUndefined(answers.ofWalker(asked)), withoutUndefined(naive), 'the walker');
      tally.walker++;
      const inMatrix = answers.ofMatrix(asked);
      if (inMatrix === undefined) { continue; }
      deepStrictEqual(inMatrix, naive.verdict, 'the matrix');
      tally.matrix++;
    }
  });
}

function withoutUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
