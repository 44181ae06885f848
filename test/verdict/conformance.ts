import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { buildCluster } from '../../src/cluster';
import { type JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { type Flow, type FlowAnswer, FlowEvaluator, toAnswer } from '../../src/verdict';

/** Calico's own answers, which are not part of the project. */
const FOLDER = join(__dirname, '../../../shared/conformance');

export interface ConformanceCase {
  readonly id: string;
  readonly objects: JsonObject[];
  readonly flows: (Flow & { id: string })[];
  readonly expected: (FlowAnswer & { readonly packetTrace?: string[] })[];
}

export function hasConformanceData(file: string): boolean {
  return existsSync(join(FOLDER, file));
}

export function readConformanceData(file: string): ConformanceCase[] {
  const lines = gunzipSync(readFileSync(join(FOLDER, file))).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as ConformanceCase);
}

/** Our answers to the flows of a case, in their order. */
export function answersTo({ objects, flows }: ConformanceCase): FlowAnswer[] {
  const model = buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_33, complete: true });
  const evaluator = new FlowEvaluator(model);
  return flows.map((flow) => toAnswer(flow.id, evaluator.evaluate(flow, { ignoresExpectedIPs: true })));
}

/** A test that is visibly skipped where the data is absent. */
export function conformanceTest(file: string, name: string, run: (cases: ConformanceCase[]) => void): void {
  if (hasConformanceData(file)) {
    test(name, () => run(readConformanceData(file)), 60_000);
  } else {
    test.skip(`${name} (../shared/conformance/${file} is not there)`, () => undefined);
  }
}

/** The same value with keys in order. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sortKeys); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sortKeys(item)]));
}
