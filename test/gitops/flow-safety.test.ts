import * as fc from 'fast-check';
import { buildCluster, hasPorts } from '../../src/cluster';
import { changesBetween, orderRollout, type RolloutChange } from '../../src/gitops/rollout-order';
import { walkRollout } from '../../src/gitops/rollout-walk';
import { type JsonObject, type Manifest } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { type Decision, FlowEvaluator } from '../../src/verdict';
import { Atoms } from '../../src/verdict/matrix';
import { tries } from '../setup/tries';

const OPTIONS = { version: CalicoVersion.V3_32, complete: true };

const manifest = (object: JsonObject): Manifest => ({ object, origin: {} });

/** Every flow between workloads, and with an address outside, one packet for each kind of traffic that any rule of `all` tells apart. */
function flowsOf(all: readonly Manifest[]): (state: readonly Manifest[]) => Decision[] {
  const atoms = Atoms.of(buildCluster(all, OPTIONS), 4).list;
  return (state) => {
    const model = buildCluster(state, OPTIONS);
    const evaluator = new FlowEvaluator(model);
    const ends = [
      ...model.workloads.map((workload) => ({ type: 'workload', workload }) as const),
      { type: 'address', ip: { family: 4, value: 0x08080808n } } as const,
    ];
    return ends.flatMap((from) => ends.filter((to) => from.type === 'workload' || to.type === 'workload').flatMap((to) => atoms
      .map(({ protocol, ports, icmp }) => evaluator.between(from, to, {
        ipVersion: 4, protocol, destinationPort: hasPorts(protocol) ? ports![0] : undefined, icmpType: icmp?.type, icmpCode: icmp?.code,
      }).verdict)));
  };
}

function applied(state: readonly Manifest[], { before, after }: RolloutChange): Manifest[] {
  return [...state.filter((one) => one !== before), ...after === undefined ? [] : [after]];
}

/** Places where a flow is cut on the way that is allowed before and after. Steps that say so are walked as a whole. */
function faults(before: readonly Manifest[], after: readonly Manifest[], shuffle: (count: number) => number[]): string[] {
  const judge = flowsOf([...before, ...after.map(({ object }) => manifest({ ...object, metadata: { ...object.metadata as JsonObject, uid: 'after' } }))]);
  const [first, last] = [judge(before), judge(after)];
  const found: string[] = [];
  let state: readonly Manifest[] = before;
  for (const { name, changes, disturbed } of orderRollout(before, after, OPTIONS).steps) {
    const order = shuffle(changes.length);
    order.forEach((index, place) => {
      state = applied(state, changes[index]);
      if (!name.startsWith('policies') || (disturbed.length > 0 && place < order.length - 1)) { return; }
      judge(state).forEach((decision, flow) => {
        if (first[flow] === 'allow' && last[flow] === 'allow' && decision !== 'allow') { found.push(`${name}: ${decision}`); }
      });
    });
  }
  return found;
}

const selector = fc.constantFrom('all()', 'app == "x"', 'app == "y"');
const rule = fc.record({
  action: fc.constantFrom('Allow', 'Allow', 'Deny', 'Pass'),
  port: fc.constantFrom(80, 443, undefined),
  from: fc.option(selector, { freq: 2, nil: undefined }),
}).map(({ action, port, from }): JsonObject => ({
  action, ...port === undefined ? {} : { protocol: 'TCP', destination: { ports: [port] } }, ...from === undefined ? {} : { source: { selector: from } },
}));
const spec = fc.record({
  tier: fc.constantFrom('default', 'default', 'first', 'second'),
  order: fc.constantFrom(1, 2, 3),
  selector,
  ingress: fc.array(rule, { maxLength: 2 }),
}).map((parts): JsonObject => ({ ...parts, types: ['Ingress'] }));
const specs = fc.array(spec, { minLength: 2, maxLength: 5 });

const V3 = 'projectcalico.org/v3';
/** Few things that have much to do with each other. */
const OTHERS: Manifest[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a' } },
  ...['x', 'y', 'z'].map((app, index) => ({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: app, namespace: 'a', labels: { app } }, spec: {}, status: { podIPs: [{ ip: `10.0.0.${index + 1}` }] },
  })),
  { apiVersion: V3, kind: 'Tier', metadata: { name: 'first' }, spec: { order: 1, defaultAction: 'Pass' } },
  { apiVersion: V3, kind: 'Tier', metadata: { name: 'second' }, spec: { order: 2 } },
].map((object) => manifest(object as JsonObject));

const policy = (index: number, of: JsonObject): Manifest => (
  manifest({ apiVersion: V3, kind: 'GlobalNetworkPolicy', metadata: { name: `${String(of.tier)}.p${index}` }, spec: of }));

const seeds = fc.infiniteStream(fc.nat()).map((stream) => (count: number): number[] => {
  const keys = Array.from({ length: count }, () => stream.next().value ?? 0);
  return keys.map((_, index) => index).sort((a, b) => keys[a] - keys[b]);
});

test('no flow that is allowed in the end is cut by a first rollout, in whatever order a step is applied', () => {
  fc.assert(fc.property(specs, seeds, (list, shuffle) => {
    expect(faults(OTHERS, [...OTHERS, ...list.map((each, index) => policy(index, each))], shuffle)).toEqual([]);
  }), tries(15));
}, 60_000);

test('no flow that is allowed before and after is cut by changes', () => {
  const fates = fc.array(fc.constantFrom('both', 'before', 'after', 'swapped'), { minLength: 5, maxLength: 5 });
  fc.assert(fc.property(specs, fates, seeds, (list, fate, shuffle) => {
    const [before, after] = [[...OTHERS], [...OTHERS]];
    list.forEach((each, index) => {
      const old = policy(index, each);
      if (fate[index] !== 'after') { before.push(old); }
      if (fate[index] === 'both' || fate[index] === 'after') { after.push(old); }
      if (fate[index] === 'swapped') { after.push(policy(index, { ...list[(index + 1) % list.length], tier: each.tier })); }
    });
    expect(faults(before, after, shuffle)).toEqual([]);
  }), tries(15));
}, 60_000);

test('the walk finds a flow cut or opened after a step exactly when there is one', () => {
  fc.assert(fc.property(specs, specs, (old, next) => {
    const [before, after] = [old, next].map((list) => [...OTHERS, ...list.map((each, index) => policy(index, each))]);
    const changes = changesBetween(before, after).map((change) => [change]);
    const judge = flowsOf([...before, ...next.map((each, index) => policy(10 + index, each))]);
    const [first, last] = [judge(before), judge(after)];
    const isWrong = (state: readonly Manifest[], decision: Decision): boolean => judge(state)
      .some((now, flow) => first[flow] === decision && last[flow] === decision && now !== decision);
    let state: readonly Manifest[] = before;
    const expected = changes.map(([change]) => {
      state = applied(state, change);
      return { cut: isWrong(state, 'allow'), opened: isWrong(state, 'deny') };
    });
    const { wrong } = walkRollout(before, after, [], changes, OPTIONS);
    expect(wrong.map((flows) => ({ cut: flows.some(({ kind }) => kind === 'cut'), opened: flows.some(({ kind }) => kind === 'opened') }))).toEqual(expected);
  }), tries(15));
}, 60_000);

test('changes are told apart from objects that only carry other annotations or a status', () => {
  const written = { apiVersion: V3, kind: 'GlobalNetworkPolicy', metadata: { name: 'a' }, spec: { order: 1 } };
  const live = { ...written, metadata: { name: 'a', uid: '1', annotations: { a: 'b' } }, status: {}, spec: { order: 1 } };
  expect(changesBetween([manifest(live)], [manifest(written)])).toEqual([]);
  expect(changesBetween([manifest(live)], [manifest({ ...written, spec: { order: 2 } })]).map(({ verb }) => verb)).toEqual(['change']);
  expect(changesBetween([manifest(live)], []).map(({ verb }) => verb)).toEqual(['remove']);
});
