import * as fc from 'fast-check';
import { buildCluster } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { netContainsIp, tryParseIp } from '../../../src/network';
import { CalicoVersion } from '../../../src/target';
import { type Flow } from '../../../src/verdict';
import { type FamilyMatrix, Matrix, type MatrixEnd } from '../../../src/verdict/matrix';
import { propertyRuns } from '../../setup/property-runs';
import { answersTo, type ConformanceCase, conformanceTest } from '../conformance';
import { differences, verdictOf } from './differences';
import { cluster, twins } from './random-cluster';

describe.each([
  ['random clusters', cluster, 120, 80],
  ['clusters of near twins, which must not share answers', twins, 200, 150],
])('the matrix of %s', (_, clusters, numRuns, pairs) => {
  test.each([[true], [false]])('answers as the walker does, complete input: %s', (complete) => {
    fc.assert(fc.property(clusters, fc.array(fc.nat(), { minLength: pairs * 3, maxLength: pairs * 3 }), (objects, picks) => {
      const model = buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete });
      expect(differences(model, new Matrix(model), picks).slice(0, 1)).toEqual([]);
    }), { numRuns: propertyRuns(numRuns) });
  }, 120_000);
});

/** The place of a conformance flow in a matrix; undefined for what a matrix does not hold. */
function place(matrix: Matrix, flow: Flow): { family: FamilyMatrix; from: MatrixEnd; to: MatrixEnd; atom: number } | undefined {
  const protocols: Record<string, number> = { TCP: 6, UDP: 17, SCTP: 132, ICMP: 1, ICMPv6: 58, UDPLite: 136 };
  const { destinationPort, icmp } = flow;
  const ip = tryParseIp(flow.from.ip ?? flow.to.ip ?? '');
  const version = flow.ipVersion ?? ip?.family ?? 4;
  const family = matrix.families.find((candidate) => candidate.family === version);
  if (family === undefined || flow.hook !== undefined || flow.from.via !== undefined || flow.to.via !== undefined) { return undefined; }
  const protocol = typeof flow.protocol === 'number' ? flow.protocol : protocols[flow.protocol ?? 'TCP'];
  const from = endOf(family, flow.from);
  const to = endOf(family, flow.to);
  const atom = family.atoms.list.findIndex((candidate) => candidate.protocol === protocol
    && (candidate.ports === undefined
      || (destinationPort !== undefined && destinationPort >= candidate.ports[0] && destinationPort <= candidate.ports[1]))
    && (candidate.icmp === undefined || (candidate.icmp.type === icmp?.type && candidate.icmp.code === icmp?.code)));
  return from === undefined || to === undefined || atom < 0 ? undefined : { family, from, to, atom };
}

function endOf(family: FamilyMatrix, end: Flow['from']): MatrixEnd | undefined {
  const ip = tryParseIp(end.ip ?? '');
  return family.ends.find((candidate) => (candidate.type === 'workloads'
    ? candidate.workloads.some(({ namespace, name }) => `${namespace}/${name}` === (end.pod ?? end.workload))
    : ip !== undefined && candidate.nets.some((net) => netContainsIp(net, ip)) && !isPod(family, end.ip!)));
}

function isPod(family: FamilyMatrix, text: string): boolean {
  const ip = tryParseIp(text);
  return family.ends.some((end) => end.type === 'workloads' && end.workloads.some(({ addresses }) => addresses.some(({ value }) => value === ip?.value)));
}

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
