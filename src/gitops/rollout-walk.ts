import { FlowSide } from './flow-side';
import { identityOf } from './identity';
import { modelOfVersions } from './policy-versions';
import { changesBetween, objectKey, policiesReplaced, type RolloutChange } from './rollout-order';
import { standInsFor, withStandIns } from './stand-ins';
import { buildCluster, type ClusterOptions, type Workload } from '../cluster';
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
  const matrixOf = (state: Iterable<Manifest>): Matrix => new Matrix(withStandIns(buildCluster([...state], options), standIns));
  const state = new Map([...before, ...running].map((manifest) => [objectKey(identityOf(manifest.object)), manifest]));
  const [first, last] = [matrixOf(state.values()), matrixOf(after)];
  let isCut = false;
  let told: readonly WrongFlow[] = [];
  const wrong = steps.map((changes, index): readonly WrongFlow[] => {
    tell(index);
    for (const { identity, after: next } of changes) {
      if (next === undefined) { state.delete(objectKey(identity)); } else { state.set(objectKey(identity), next); }
    }
    if (index === steps.length - 1) { return []; } // this is the end
    if (!changes.some((change) => hasBearing(change, options))) { return told; }
    const now = matrixOf(state.values());
    const hosts = passingHostFlows(first, now, last);
    isCut ||= hosts.isCut;
    told = merged([...passingFlows(first, now, last).map(flowOf), ...hosts.flows.map(hostFlowOf)]);
    return told;
  });
  return { wrong, notes: isCut ? ['there are more flows of hosts than were looked at: some may be wrong and are not told'] : [] };
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
