import * as fc from 'fast-check';
import { buildCluster, type ClusterModel } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { netContainsIp, tryParseIp } from '../../../src/network';
import { CalicoVersion } from '../../../src/target';
import { type Flow, FlowEvaluator } from '../../../src/verdict';
import { type Cell, type FamilyMatrix, hasBit, Matrix, type MatrixEnd } from '../../../src/verdict/matrix';
import { answersTo, type ConformanceCase, conformanceTest } from '../conformance';
import { cluster } from './random-cluster';

function verdictOf(cell: Cell, atom: number): string {
  const found = (['allow', 'deny', 'unknown'] as const).filter((name) => hasBit(cell[name], atom));
  return found.join('+');
}

function differences(model: ClusterModel, matrix: Matrix, picks: readonly number[]): unknown[] {
  const wrong: unknown[] = [];
  const evaluator = new FlowEvaluator(model);
  for (const family of matrix.families) {
    const { ends, atoms } = family;
    for (let index = 0; index + 2 < picks.length; index += 3) {
      const from = ends[picks[index] % ends.length];
      const to = ends[picks[index + 1] % ends.length];
      const atom = picks[index + 2] % atoms.size;
      const ours = verdictOf(family.cell(from, to), atom);
      for (const [source, destination] of members(from).flatMap((a) => members(to).map((b) => [a, b] as const))) {
        const walker = evaluator.between(source, destination, {
          ipVersion: family.family,
          protocol: atoms.list[atom].protocol,
          destinationPort: atoms.list[atom].ports?.[index % 2],
          icmpType: atoms.list[atom].icmp?.type,
          icmpCode: atoms.list[atom].icmp?.code,
        });
        if (walker.verdict !== ours) { wrong.push({ family: family.family, source, destination, atom: atoms.list[atom], ours, walker }); }
      }
    }
  }
  return wrong;
}

/** Every workload of a class, and of addresses the sample. */
function members(end: MatrixEnd): Parameters<FlowEvaluator['between']>[0][] {
  return end.type === 'workloads' ? end.workloads.map((workload) => ({ type: 'workload', workload })) : [{ type: 'address', ip: end.sample }];
}

describe('the matrix', () => {
  test.each([[true], [false]])('answers as the walker does, complete input: %s', (complete) => {
    fc.assert(fc.property(cluster, fc.array(fc.nat(), { minLength: 240, maxLength: 240 }), (objects, picks) => {
      const model = buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete });
      expect(differences(model, new Matrix(model), picks).slice(0, 1)).toEqual([]);
    }), { numRuns: 120 });
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
