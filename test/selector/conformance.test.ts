import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { evaluateSelector, printSelector, selectorId, tryParseSelector } from '../../src/selector';

interface Case {
  id: string;
  selector: string;
  labels: Record<string, string>[];
  expected: { error: string | null; canonical: string; uniqueId: string; matches: boolean[] };
}

const FILE = join(__dirname, '../../../shared/conformance/selectors.jsonl.gz');
const whenThere = existsSync(FILE) ? test : test.skip;

whenThere('every recorded answer of Calico: accepted or not, canonical text, id, matches', () => {
  const cases = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n').map((line) => JSON.parse(line) as Case);
  expect(cases.length).toBeGreaterThan(0);
  const differences = cases.filter((one) => {
    const node = tryParseSelector(one.selector);
    if (node === undefined || one.expected.error !== null) { return (node === undefined) !== (one.expected.error !== null); }
    return printSelector(node) !== one.expected.canonical
      || selectorId(node) !== one.expected.uniqueId
      || one.labels.some((labels, i) => evaluateSelector(node, new Map(Object.entries(labels))) !== one.expected.matches[i]);
  });
  expect(differences.map((one) => one.id)).toEqual([]);
});
