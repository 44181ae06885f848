import { FlowSide } from './flow-side';
import { identityOf } from './identity';
import { endWithLeaving } from './leaving-workloads';
import { modelOfVersions } from './policy-versions';
import { changesBetween, objectKey, policiesReplaced, type RolloutChange } from './rollout-order';
import { stageNamed, stageOf } from './rollout-stages';
import { standInsFor, withStandIns } from './stand-ins';
import { buildCluster, type ClusterModel, type ClusterOptions, type Workload } from '../cluster';
import { type Manifest } from '../manifest';
import { hostsText, Matrix, type PassingFlow, passingFlows, type PassingHostFlow, passingHostFlows } from '../verdict';

/** Flows that are wrong after a step of a rollout. */
export interface WrongFlow {
  /** `cut`: allowed before and after the rollout; `opened`: allowed neither before nor after. */
  readonly kind: 'cut' | 'opened';
  /** Else the input does not tell whether it is. */
  readonly isCertain: boolean;
  readonly ipVersions: readonly (4 | 6)[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly traffic: string;
  /** What decides then, as a clause. */
  readonly because: string;
}

export interface RolloutWalk {
  /** For each step the flows that are wrong when it is done. */
  readonly wrong: readonly (readonly WrongFlow[])[];
  /** For each step, in words, the flows that may be wrong until all its kinds of objects are there. */
  readonly disturbed: readonly (readonly string[])[];
  readonly notes: readonly string[];
}

/**
 * Goes through the states of a rollout and compares each with the first and the last.
 *
 * @param running workloads of `after` that are there from the start
 * @param tell is told before each step how many are done
 */
export function walkRollout(
  before: readonly Manifest[], after: readonly Manifest[], running: readonly Manifest[],
  steps: readonly (readonly RolloutChange[])[], options: ClusterOptions, tell: (done: number) => void = () => undefined,
): RolloutWalk {
  const standIns = standInsOf(before, after, options);
  const matrixOf = (model: ClusterModel): Matrix => new Matrix(withStandIns(model, standIns));
  const matrixIn = (present: Iterable<Manifest>): Matrix => matrixOf(buildCluster([...present], options));
  const state = new Map([...before, ...running].map((manifest) => [objectKey(identityOf(manifest.object)), manifest]));
  const [first, last] = [matrixIn(state.values()), matrixOf(endWithLeaving(before, after, options))];
  let isCut = false;
  const wrongIn = (present: ReadonlyMap<string, Manifest>): readonly WrongFlow[] => {
    const now = matrixIn(present.values());
    const hosts = passingHostFlows(first, now, last);
    isCut ||= hosts.isCut;
    return merged([...passingFlows(first, now, last).map(flowOf), ...hosts.flows.map(hostFlowOf)]);
  };
  const [wrong, disturbed]: [(readonly WrongFlow[])[], string[][]] = [[], []];
  steps.forEach((changes, index) => {
    tell(index);
    const bearing = changes.filter((change) => hasBearing(change, options));
    const inside = statesInside(state, bearing).flatMap(wrongIn);
    apply(state, changes);
    const told = wrong.at(-1) ?? [];
    const isEnd = index === steps.length - 1;
    wrong.push(isEnd ? [] : bearing.length === 0 ? told : wrongIn(state));
    const known = new Set([...told, ...wrong[index]].map((flow) => JSON.stringify(flow)));
    disturbed.push([...new Set(inside.filter((flow) => !known.has(JSON.stringify(flow))).map(flowTitle))]);
  });
  return { wrong, disturbed, notes: isCut ? ['there are more flows of hosts than were looked at: some may be wrong and are not told'] : [] };
}

function apply(state: Map<string, Manifest>, changes: readonly RolloutChange[]): void {
  for (const { identity, after } of changes) {
    if (after === undefined) { state.delete(objectKey(identity)); } else { state.set(objectKey(identity), after); }
  }
}

/** Nothing is accepted before these, so nobody applies them later. */
const ALWAYS_FIRST = ['definitions', 'namespaces', 'tiers'].map(stageNamed);

/** States inside of a step: one kind of objects after the other, forwards as in a plan and backwards. */
function statesInside(before: ReadonlyMap<string, Manifest>, changes: readonly RolloutChange[]): ReadonlyMap<string, Manifest>[] {
  const isFirst = ({ identity }: RolloutChange): boolean => ALWAYS_FIRST.includes(stageOf(identity));
  const others = changes.filter((change) => !isFirst(change));
  const stages = [...new Set(others.map(({ identity }) => stageOf(identity)))].sort((a, b) => a - b);
  return [stages, [...stages].reverse()].flatMap((order) => {
    const state = new Map(before);
    apply(state, changes.filter((change) => isFirst(change) && change.verb !== 'remove'));
    return order.slice(0, -1).map((stage) => {
      apply(state, others.filter(({ identity }) => stageOf(identity) === stage));
      return new Map(state);
    });
  });
}

const MOST_NAMES = 3;

function flowTitle({ from, to, traffic }: WrongFlow): string {
  const short = (names: readonly string[]): string => (
    names.length <= MOST_NAMES ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} and ${names.length - MOST_NAMES} more`);
  return `${short(from)} -> ${short(to)} ${traffic}`;
}

/** Whether a change may have to do with verdicts. */
function hasBearing({ before, after }: RolloutChange, options: ClusterOptions): boolean {
  return [before, after].some((manifest) => manifest !== undefined && buildCluster([manifest], options).otherKinds.size === 0);
}

type Flow = Omit<WrongFlow, 'from' | 'to'> & { readonly from: FlowSide; readonly to: FlowSide };

function flowOf({ kind, isCertain, ipVersion, from, to, traffic, because }: PassingFlow): Flow {
  return { kind, isCertain, ipVersions: [ipVersion], from: FlowSide.ofEnds(from, ipVersion), to: FlowSide.ofEnds(to, ipVersion), traffic, because };
}

function hostFlowOf({ kind, isCertain, ipVersion, hosts, way, peer, receiver, traffic, because }: PassingHostFlow): Flow {
  const host = hostsText(hosts);
  const flow = { kind, isCertain, ipVersions: [ipVersion], traffic, because };
  if (receiver !== undefined) {
    return { ...flow, from: FlowSide.ofEnds([peer], ipVersion, ` through ${host}`), to: FlowSide.ofEnds([receiver], ipVersion) };
  }
  const [hostSide, peerSide] = [FlowSide.ofName(host), FlowSide.ofEnds([peer], ipVersion)];
  return way === 'to' ? { ...flow, from: peerSide, to: hostSide } : { ...flow, from: hostSide, to: peerSide };
}

/** What is the same for several senders, for several receivers, or for both IP versions, is told once. */
function merged(flows: readonly Flow[]): WrongFlow[] {
  const sameReceivers = mergedBy(flows, ({ ipVersions, traffic, to }) => [ipVersions, traffic, to.key]);
  const sameSenders = mergedBy(sameReceivers, ({ ipVersions, traffic, from }) => [ipVersions, traffic, from.key]);
  const anyVersion = mergedBy(sameSenders, ({ traffic, from, to }) => [
    traffic.replaceAll('ICMPv6', 'ICMP'), from.endpoints, to.endpoints, ...from.hasAddresses && to.hasAddresses ? [from.key, to.key] : [],
  ]);
  return anyVersion.map((flow) => ({ ...flow, from: flow.from.names(), to: flow.to.names() }));
}

function mergedBy(flows: readonly Flow[], keyOf: (flow: Flow) => readonly unknown[]): Flow[] {
  const told = new Map<string, Flow>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.kind, flow.isCertain, flow.because, ...keyOf(flow)]);
    const same = told.get(key);
    told.set(key, same === undefined ? flow : {
      ...same, ipVersions: [...new Set([...same.ipVersions, ...flow.ipVersions])], from: same.from.with(flow.from), to: same.to.with(flow.to),
    });
  }
  return [...told.values()];
}

/** Host endpoints are walked through themselves. */
function standInsOf(before: readonly Manifest[], after: readonly Manifest[], options: ClusterOptions): Workload[] {
  const changes = changesBetween(before, after);
  const gone = changes.flatMap(({ verb, before: old }) => (verb === 'remove' && old !== undefined ? [old] : []));
  const replaced = policiesReplaced(changes);
  const { model } = modelOfVersions([...after, ...gone.filter((manifest) => !replaced.includes(manifest))], replaced, options);
  const { workloads, given } = standInsFor(model);
  return workloads.filter((workload) => !given.has(workload));
}
