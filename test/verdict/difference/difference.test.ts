import * as fc from 'fast-check';
import { buildCluster, type ClusterModel } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { CalicoVersion } from '../../../src/target';
import { FlowEvaluator, type FlowVerdict, flowChanges, lostFlows, Matrix } from '../../../src/verdict';
import { decidedBy } from '../../../src/verdict/difference/answer';
import { type CommonEnd } from '../../../src/verdict/difference/common-ends';
import { Comparison } from '../../../src/verdict/difference/comparison';
import { type FamilyChange, familyChanges } from '../../../src/verdict/difference/flow-changes';
import { hasBit, listOf } from '../../../src/verdict/matrix';
import { tries } from '../../setup/tries';
import { cluster } from '../matrix/random-cluster';

const RUNS = Number(process.env.LAW_RUNS ?? 8);

const isPolicy = ({ kind }: JsonObject): boolean => String(kind).endsWith('Policy') || kind === 'Tier';

/** Two clusters that have workloads in common and differ in some of the rest. */
const pair = fc.tuple(cluster, cluster, fc.constantFrom('policies', 'some policies', 'everything'), fc.nat()).map(([a, b, what, pick]): JsonObject[][] => {
  switch (what) {
    case 'policies': return [a, [...a.filter((object) => !isPolicy(object)), ...b.filter(isPolicy)]];
    case 'some policies': return [a, a.filter((object, index) => !isPolicy(object) || (index + pick) % 3 !== 0)];
    default: return [a, b];
  }
});

function modelOf(objects: readonly JsonObject[], complete: boolean): ClusterModel {
  return buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete });
}

function nameOf({ workloads, intervals }: CommonEnd): string {
  return [...workloads.map(({ namespace, kind, name }) => `${namespace}/${kind}/${name}`), ...intervals.map(({ first, last }) => `${first}-${last}`)].join();
}

/** Every pair with its traffic, whatever way pairs were put together. */
function expanded(changes: readonly FamilyChange[], turned = false): string[] {
  const turn: Readonly<Record<string, string>> = { opened: 'closed', closed: 'opened', new: 'gone', gone: 'new', unknown: 'known', known: 'unknown' };
  return changes.flatMap(({ from, to, traffic, change, before, after }) => {
    const told = turned ? [turn[change], after, before] : [change, before, after];
    return from.flatMap((a) => to.map((b) => `${nameOf(a)} -> ${nameOf(b)} ${listOf(traffic).join()} ${JSON.stringify(told)}`));
  }).sort();
}

describe('the difference of two clusters', () => {
  test.each([[true], [false]])('is nothing between a cluster and itself, complete: %s', (complete) => {
    fc.assert(fc.property(cluster, (objects) => {
      const [a, b] = [objects, [...objects].reverse()].map((each) => new Matrix(modelOf(each, complete)));
      expect(flowChanges(a, b)).toEqual([]);
      expect([...lostFlows([a], b)]).toEqual([]);
    }), tries(RUNS));
  });

  test.each([[true], [false]])('lists a flow just when the walker tells of it otherwise, with what decides, complete: %s', (complete) => {
    let [changed, same] = [0, 0];
    fc.assert(fc.property(pair, fc.array(fc.nat(), { minLength: 150, maxLength: 150 }), (inputs, picks) => {
      const models = inputs.map((objects) => modelOf(objects, complete));
      const walkers = models.map((model) => new FlowEvaluator(model));
      for (const comparison of Comparison.of(models.map((model) => new Matrix(model)))) {
        const changes = familyChanges(comparison);
        for (let index = 0; index + 2 < picks.length; index += 3) {
          const from = comparison.ends[picks[index] % comparison.ends.length];
          const to = comparison.ends[picks[index + 1] % comparison.ends.length];
          if (from.workloads.length === 0 && to.workloads.length === 0) { continue; }
          const atom = picks[index + 2] % comparison.atoms.size;
          const listed = changes.filter((change) => change.from.includes(from) && change.to.includes(to) && hasBit(change.traffic, atom));
          const [before, after] = walkers.map((walker, side) => walked(walker, comparison, side, [from, to], atom, picks[index]));
          const isChanged = before === undefined || after === undefined
            ? [before, after].some((verdict) => verdict !== undefined && verdict.verdict !== 'deny') : before.verdict !== after.verdict;
          expect(listed.length).toBe(isChanged ? 1 : 0);
          if (!isChanged) { same++; continue; }
          changed++;
          expectDecided(listed[0].before, before);
          expectDecided(listed[0].after, after);
        }
      }
    }), tries(RUNS));
    expect(Math.min(changed, same)).toBeGreaterThan(5);
  });

  test('is the other way round from the other side', () => {
    fc.assert(fc.property(pair, (inputs) => {
      const [a, b] = inputs.map((objects) => new Matrix(modelOf(objects, true)));
      const [there] = Comparison.of([a, b]);
      const [back] = Comparison.of([b, a]);
      expect(expanded(familyChanges(back), true)).toEqual(expanded(familyChanges(there)));
    }), tries(RUNS));
  });

  test('lost flows are those that were allowed and no longer are', () => {
    fc.assert(fc.property(pair, (inputs) => {
      const [a, b] = inputs.map((objects) => new Matrix(modelOf(objects, false)));
      const lost = new Set([...lostFlows([a], b)].map(({ ipVersion, from, to, traffic }) => `IPv${ipVersion} ${nameOf(from)} -> ${nameOf(to)} ${traffic}`));
      const expected = Comparison.of([a, b]).flatMap((comparison) => {
        const bits = new Map<string, Uint32Array>();
        for (const { before, after, from, to, traffic } of familyChanges(comparison)) {
          if (before?.decision !== 'allow' || after === undefined) { continue; }
          for (const key of from.flatMap((one) => to.map((other) => `IPv${comparison.family} ${nameOf(one)} -> ${nameOf(other)}`))) {
            bits.set(key, (bits.get(key) ?? comparison.atoms.none()).map((word, index) => word | traffic[index])); // eslint-disable-line no-bitwise
          }
        }
        return [...bits].map(([key, traffic]) => `${key} ${comparison.atoms.describe(traffic)}`);
      });
      expect(lost).toEqual(new Set(expected));
      for (const flow of lostFlows([a], b)) {
        expect(flow.decidedBy().decision).not.toBe('allow');
        break;
      }
    }), tries(RUNS));
  });
});

/** What the walker says of some member of each end; undefined when the cluster does not know one of them. */
function walked(
  walker: FlowEvaluator, comparison: Comparison, side: number, ends: readonly CommonEnd[], atom: number, pick: number,
): FlowVerdict | undefined {
  const { protocol, ports, icmp } = comparison.atoms.list[atom];
  const found = ends.map(({ workloads, parts }): Parameters<FlowEvaluator['between']>[0] | undefined => {
    const part = parts[side];
    if (part === undefined || part.type === 'addresses') { return part && { type: 'address', ip: part.sample }; }
    const { namespace, kind, name } = workloads[pick % workloads.length];
    return { type: 'workload', workload: part.workloads.find((each) => each.namespace === namespace && each.kind === kind && each.name === name)! };
  });
  return found.some((end) => end === undefined) ? undefined : walker.between(found[0]!, found[1]!, {
    ipVersion: comparison.family, protocol, destinationPort: ports?.[pick % 2], icmpType: icmp?.type, icmpCode: icmp?.code,
  });
}

function expectDecided(told: FamilyChange['before'], verdict: FlowVerdict | undefined): void {
  expect(told?.decision).toBe(verdict?.verdict);
  if (verdict === undefined || verdict.verdict === 'unknown') { return; }
  const ways = (verdict.stages ?? [verdict.egress, verdict.ingress].filter((way) => way !== undefined))
    .map((way) => ({ place: 'ingress' as const, verdict: way.verdict, trace: way.trace }));
  expect(told).toEqual(decidedBy({ verdict: verdict.verdict, reason: verdict.reason, ways }));
}
