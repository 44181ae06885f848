import * as fc from 'fast-check';
import { buildCluster, type ClusterModel } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { CalicoVersion } from '../../../src/target';
import { FlowEvaluator, type FlowVerdict } from '../../../src/verdict';
import { decidedBy } from '../../../src/verdict/difference/answer';
import { type CommonEnd } from '../../../src/verdict/difference/common-ends';
import { familyHostChanges, type MergedFlow } from '../../../src/verdict/difference/host-changes';
import { HostFlows, type HostWay } from '../../../src/verdict/difference/host-flows';
import { type HostPlace, hostPlaces } from '../../../src/verdict/difference/host-places';
import { type Atoms, hasBit, waysOf } from '../../../src/verdict/matrix';
import { type ResolvedEnd } from '../../../src/verdict/resolve';
import { tries } from '../../setup/tries';
import { cluster } from '../naive/clusters';

const isPolicy = ({ kind }: JsonObject): boolean => String(kind).endsWith('Policy') || kind === 'Tier';
const CALICO = 'projectcalico.org/v3';
const ENOUGH_FOR_ALL_WAYS = 30;
const WAYS: readonly HostWay[] = ['to', 'from', 'in', 'out'];

/** Host endpoints besides that of the cluster: like it on another node, for all other interfaces, found by their addresses. */
const more = fc.tuple(
  fc.constantFrom<JsonObject>({ app: 'web' }, { tier: 'be' }, {}), fc.constantFrom('eth0', 'eth1', '*', ''), fc.constantFrom('node1', 'node2', 'node2'),
  fc.constantFrom<string[]>([], ['203.0.113.7'], ['198.51.100.9', '10.65.1.200'], ['2001:db8:1::9']),
).map(([labels, interfaceName, node, expectedIPs]): JsonObject => ({
  apiVersion: CALICO, kind: 'HostEndpoint', metadata: { name: `${node}-${interfaceName}`, labels }, spec: { node, interfaceName, expectedIPs },
}));

const failsafes = fc.subarray([
  { protocol: 'TCP', port: 22 }, { protocol: 'TCP', port: 80, net: '203.0.113.0/24' }, { protocol: 'UDP', port: 53, net: '10.65.0.0/16' }, { protocol: 'UDP', port: 53 },
] as JsonObject[]);
const felix = fc.tuple(fc.constantFrom('default', 'node.node2'), failsafes, failsafes, fc.constantFrom('Drop', 'Accept', undefined), fc.boolean())
  .map(([name, inbound, outbound, action, unchecked]): JsonObject => ({
    apiVersion: CALICO,
    kind: 'FelixConfiguration',
    metadata: { name },
    spec: {
      failsafeInboundHostPorts: inbound,
      failsafeOutboundHostPorts: outbound,
      ...action === undefined ? {} : { defaultEndpointToHostAction: action },
      ...unchecked ? { disableConntrackInvalidCheck: true } : {},
    },
  }));

const nodes = fc.subarray(['node1', 'node2', 'node3']).map((names) => names.map((name): JsonObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } })));

const rule = fc.record({
  action: fc.constantFrom('Allow', 'Allow', 'Deny', 'Pass'),
  protocol: fc.constantFrom('TCP', 'TCP', 'UDP'),
  source: fc.constantFrom<JsonObject>({}, { nets: ['203.0.113.0/24'] }, { selector: 'app == \'web\'' }, { ports: [80] }),
  destination: fc.constantFrom<JsonObject>({}, { ports: [80] }, { ports: [53, 'http'] }, { nets: ['10.65.1.0/24'] }, { selector: 'tier == \'be\'' }),
}) as fc.Arbitrary<JsonObject>;
/** Policies of what hosts forward, at all three places: clusters have few. */
const forward = fc.tuple(
  fc.constantFrom<JsonObject>({}, { preDNAT: true }, { doNotTrack: true }), fc.constantFrom('all()', 'app == \'web\'', 'has(tier)'),
  fc.array(rule, { maxLength: 3 }), fc.option(fc.array(rule, { maxLength: 3 }), { nil: undefined }),
).map(([place, selector, ingress, egress]): JsonObject => {
  const types = egress === undefined || place.preDNAT === true ? ['Ingress'] : ['Ingress', 'Egress'];
  return {
    apiVersion: CALICO,
    kind: 'GlobalNetworkPolicy',
    metadata: { name: `forward-${Object.keys(place).join()}` },
    spec: { ...place, applyOnForward: true, selector, types, ingress, ...types.length === 2 ? { egress: egress! } : {} },
  };
});

/** Where pods run, when that is told at all. */
function placed(objects: readonly JsonObject[], seed: number): JsonObject[] {
  return objects.map((object, index) => {
    if (object.kind !== 'Pod') { return object; }
    return { ...object, spec: { ...object.spec as JsonObject, nodeName: ['node1', 'node2', 'node3', undefined][(seed + index) % 4]! } };
  });
}

const named = ({ metadata }: JsonObject): unknown => (metadata as JsonObject).name;
const input = fc.tuple(
  cluster, fc.uniqueArray(more, { maxLength: 2, selector: named }), fc.uniqueArray(forward, { maxLength: 2, selector: named }),
  fc.option(felix, { nil: undefined }), fc.option(nodes, { nil: [] as JsonObject[] }), fc.boolean(), fc.nat(),
).map(([objects, hosts, policies, settings, known, hasFirst, seed]) => placed([
  ...objects.filter(({ kind }) => hasFirst || kind !== 'HostEndpoint'), ...hosts, ...policies, ...settings === undefined ? [] : [settings], ...known,
], seed));

/** Two clusters that have most in common, or nothing. */
const pair = fc.tuple(input, input, fc.constantFrom('policies', 'some policies', 'hosts', 'everything'), fc.nat()).map(([a, b, what, pick]): JsonObject[][] => {
  const isHost = ({ kind }: JsonObject): boolean => kind === 'HostEndpoint' || kind === 'FelixConfiguration' || kind === 'Node';
  switch (what) {
    case 'policies': return [a, [...a.filter((object) => !isPolicy(object)), ...b.filter(isPolicy)]];
    case 'some policies': return [a, a.filter((object, index) => !isPolicy(object) || (index + pick) % 3 !== 0)];
    case 'hosts': return [a, [...a.filter((object) => !isHost(object)), ...b.filter(isHost)]];
    default: return [a, b];
  }
});

function modelOf(objects: readonly JsonObject[], complete: boolean): ClusterModel {
  return buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_32, complete });
}

/** What the walker says of one packet, met at a place or, without one, wherever it goes. */
class Asked {
  public constructor(
    private readonly walkers: readonly FlowEvaluator[], private readonly way: HostWay, private readonly ends: readonly CommonEnd[],
    private readonly pick: number,
  ) {}

  public verdict(side: number, place: HostPlace | undefined, atoms: Atoms, atom: number): FlowVerdict | undefined {
    if (place?.exists[side] === false) { return undefined; }
    const found = this.ends.map((end) => this.endOf(end, side, atoms.family, place));
    if (found.includes(undefined) || found.length < 2 && place === undefined) { return undefined; }
    const host: ResolvedEnd[] = place === undefined ? [] : [{ type: 'host', node: place.node, ip: place.ip }];
    const [from, to] = this.way === 'from' ? [...host, ...found] : [...found, ...host];
    const { protocol, ports, icmp } = atoms.list[atom];
    return this.walkers[side].between(from!, to!, {
      ipVersion: atoms.family, protocol, destinationPort: ports?.[this.pick % 2], icmpType: icmp?.type, icmpCode: icmp?.code,
    });
  }

  /** Some member of an end. */
  private endOf({ workloads, intervals, parts }: CommonEnd, side: number, family: 4 | 6, place: HostPlace | undefined): ResolvedEnd | undefined {
    const part = parts[side];
    if (part === undefined) { return undefined; }
    if (part.type === 'workloads') {
      const { namespace, name } = workloads[this.pick % workloads.length];
      return { type: 'workload', workload: part.workloads.find((each) => each.namespace === namespace && each.name === name)! };
    }
    const { first, last } = intervals[this.pick % intervals.length];
    const via = place && { node: place.node, ...place.interfaceName === '' ? {} : { interface: place.interfaceName } };
    return { type: 'address', ip: { family, value: this.pick % 2 === 0 ? first : last }, via };
  }
}

function isSame(a: HostPlace, b: HostPlace): boolean {
  return a.node === b.node && a.interfaceName === b.interfaceName && a.hostEndpoint === b.hostEndpoint && a.ip?.value === b.ip?.value;
}

describe('flows of hosts', () => {
  test('differ in nothing between a cluster and itself', () => {
    fc.assert(fc.property(input, fc.boolean(), (objects, complete) => {
      const models = [objects, [...objects].reverse()].map((each) => modelOf(each, complete));
      for (const { flows } of familyHostChanges(new HostFlows(models))) { expect(flows).toEqual([]); }
    }), tries(10));
  });

  test.each([[true], [false]])('are listed just when the walker tells of them otherwise, complete: %s', (complete) => {
    const counts = { changed: 0, same: 0, plain: 0 };
    const seen = new Set<string>();
    const { numRuns, seed } = tries(ENOUGH_FOR_ALL_WAYS);
    const picked = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat(), fc.nat()), { minLength: 200, maxLength: 200 });
    fc.assert(fc.property(pair, picked, (inputs, picks) => {
      const models = inputs.map((objects) => modelOf(objects, complete));
      const walkers = models.map((model) => new FlowEvaluator(model));
      const pods = new Set(models.flatMap(({ workloads }) => workloads.flatMap(({ addresses }) => addresses.map(({ value }) => value))));
      for (const { atoms, ends, flows } of familyHostChanges(new HostFlows(models))) {
        const places = hostPlaces(models, atoms.family);
        for (const [wayPick, placePick, one, other, rest] of picks) {
          const place = places[placePick % places.length];
          const [inside, outside] = [true, false].map((isInside) => ends.filter(({ workloads }) => workloads.length > 0 === isInside));
          const way = WAYS[wayPick % (inside.length === 0 ? 2 : 4)]; // addresses come for themselves
          const sides = way === 'in' ? [outside, inside] : way === 'out' ? [inside, outside] : inside.length === 0 ? [outside] : [inside];
          const pairOfEnds = sides.map((side, index) => side[[one, other][index] % side.length]);
          const [peer] = pairOfEnds;
          if (pairOfEnds.some(({ intervals }) => intervals.some(({ first, last }) => pods.has(first) || pods.has(last)))) { continue; }
          if (way === 'out' && !peer.parts.some((part) => part?.type === 'workloads' && [undefined, place.node].includes(part.workloads[0].node))) { continue; }
          const atom = rest % atoms.size;
          const listed = flows.filter((flow) => isListed(flow, way, place, pairOfEnds) && hasBit(flow.traffic, atom));
          const asked = new Asked(walkers, way, pairOfEnds, rest);
          const [before, after] = [0, 1].map((side) => asked.verdict(side, place, atoms, atom));
          const isChanged = before === undefined || after === undefined
            ? [before, after].some((verdict) => verdict !== undefined && verdict.verdict !== 'deny') : before.verdict !== after.verdict;
          const isPlain = [before, after].every((verdict, side) => (
            verdict === undefined || isToldOfPods(way, peer, verdict, asked.verdict(side, undefined, atoms, atom))
          ));
          expect(listed.length).toBe(isChanged && !isPlain ? 1 : 0);
          counts[!isChanged ? 'same' : isPlain ? 'plain' : 'changed']++;
          if (!isChanged || isPlain) { continue; }
          seen.add(way);
          expectDecided(listed[0].told.before, before);
          expectDecided(listed[0].told.after, after);
        }
      }
    }), { numRuns, seed });
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(5);
    if (numRuns >= ENOUGH_FOR_ALL_WAYS) { expect([...seen].sort()).toEqual([...WAYS].sort()); }
  });
});

/** Whether a host on the way, or as an end, makes no difference. */
function isToldOfPods(way: HostWay, { workloads }: CommonEnd, verdict: FlowVerdict, anywhere: FlowVerdict | undefined): boolean {
  if (way === 'in' || way === 'out') { return anywhere?.verdict === verdict.verdict; }
  if (workloads.length === 0) { return false; }
  const isHost = (reason: string | undefined): boolean => reason === 'host-interface-unknown';
  return way === 'to' ? verdict.egress?.verdict === verdict.verdict
    : !isHost(verdict.reason) && (verdict.stages ?? []).every((stage) => stage.verdict !== 'deny' && stage.verdict !== 'unknown');
}

function isListed({ way, places, from, to }: MergedFlow, asked: HostWay, place: HostPlace, ends: readonly CommonEnd[]): boolean {
  return way === asked && places.some((own) => isSame(own, place)) && from.includes(ends[0].index) && to.includes(ends.at(-1)!.index);
}

function expectDecided(told: MergedFlow['told']['before'], verdict: FlowVerdict | undefined): void {
  expect(told?.decision).toBe(verdict?.verdict);
  if (verdict === undefined || verdict.verdict === 'unknown') { return; }
  const ways = waysOf(verdict);
  expect(told).toEqual(ways.length === 0 ? { decision: 'allow', because: 'for no host endpoint is there' } : decidedBy({ verdict: verdict.verdict, reason: verdict.reason, ways }));
}
