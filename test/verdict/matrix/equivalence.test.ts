import * as fc from 'fast-check';
import { buildCluster } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { CalicoVersion } from '../../../src/target';
import { Matrix } from '../../../src/verdict/matrix';
import { answersTo, type ConformanceCase, conformanceTest } from '../conformance';
import { differences, verdictOf } from './differences';
import { place } from './place';
import { cluster, twins } from './random-cluster';
import { tries } from '../../setup/tries';

describe.each([
  ['random clusters', cluster, 50, 80],
  ['clusters of near twins, which must not share answers', twins, 80, 150],
])('the matrix of %s', (_, clusters, numRuns, pairs) => {
  test.each([[true], [false]])('answers as the walker does, complete input: %s', (complete) => {
    fc.assert(fc.property(clusters, fc.array(fc.nat(), { minLength: pairs * 3, maxLength: pairs * 3 }), (objects, picks) => {
      const model = buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete });
      expect(differences(model, new Matrix(model), picks).slice(0, 1)).toEqual([]);
    }), tries(numRuns));
  }, 120_000);
});

conformanceTest('verdicts.jsonl.gz', 'the matrix gives Calico\'s verdict on every recorded flow that it can express', (cases: ConformanceCase[]) => {
  let compared = 0;
  const wrong: unknown[] = [];
  for (const conformanceCase of cases) {
    const objects: JsonObject[] = conformanceCase.objects;
    const matrix = new Matrix(buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_33, complete: true }));
    conformanceCase.flows.forEach((flow, index) => {
      const found = place(matrix, flow);
      if (found === undefined) { return; }
      compared++;
      const ours = verdictOf(found.family.cell(found.from, found.to), found.atom);
      if (ours === conformanceCase.expected[index].verdict) { return; }
      const withoutSourcePort = answersTo({ ...conformanceCase, flows: [{ ...flow, sourcePort: undefined }] })[0];
      if (ours === 'unknown' && withoutSourcePort.verdict === 'unknown') { return; } // a rule asks for the source port, which a matrix leaves open
      wrong.push({ case: conformanceCase.id, flow, ours, expected: conformanceCase.expected[index].verdict });
    });
  }
  expect(wrong.slice(0, 2)).toEqual([]);
  expect(compared).toBeGreaterThan(10_000);
});
