import { workloadName } from './flow-name';
import { identityOf } from './identity';
import { modelOfVersions } from './policy-versions';
import { changesBetween, objectKey, policiesReplaced, type RolloutChange } from './rollout-order';
import { standInsFor, withStandIns } from './stand-ins';
import { buildCluster, type ClusterOptions, type Workload } from '../cluster';
import { type Manifest } from '../manifest';
import {
  addressNames, type CommonEnd, hostsText, Matrix, netsOfIntervals, type PassingFlow, passingFlows, type PassingHostFlow, passingHostFlows,
} from '../verdict';

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
 */
export function walkRollout(
  before: readonly Manifest[], after: readonly Manifest[], running: readonly Manifest[],
  steps: readonly (readonly RolloutChange[])[], options: ClusterOptions,
): RolloutWalk {
  const standIns = standInsOf(before, after, options);
  const matrixOf = (state: Iterable<Manifest>): Matrix => new Matrix(withStandIns(buildCluster([...state], options), standIns));
  const state = new Map([...before, ...running].map((manifest) => [objectKey(identityOf(manifest.object)), manifest]));
  const [first, last] = [matrixOf(state.values()), matrixOf(after)];
  let isCut = false;
  let told: readonly WrongFlow[] = [];
  const wrong = steps.map((changes, index): readonly WrongFlow[] => {
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

function flowOf({ kind, isCertain, ipVersion, from, to, traffic, because }: PassingFlow): WrongFlow {
  const names = (ends: readonly CommonEnd[]): string[] => ends.flatMap((end) => endNames(end, ipVersion));
  return { kind, isCertain, ipVersions: [ipVersion], from: names(from), to: names(to), traffic, because };
}

function hostFlowOf({ kind, isCertain, ipVersion, hosts, way, peer, receiver, traffic, because }: PassingHostFlow): WrongFlow {
  const host = hostsText(hosts);
  const peers = endNames(peer, ipVersion);
  const flow = { kind, isCertain, ipVersions: [ipVersion], traffic, because };
  if (receiver !== undefined) { return { ...flow, from: peers.map((name) => `${name} through ${host}`), to: endNames(receiver, ipVersion) }; }
  return way === 'to' ? { ...flow, from: peers, to: [host] } : { ...flow, from: [host], to: peers };
}

/** What is the same for several senders, or for both IP versions, is told once. */
function merged(flows: readonly WrongFlow[]): WrongFlow[] {
  const told = new Map<string, WrongFlow>();
  for (const flow of flows) {
    const { kind, isCertain, to, traffic, because } = flow;
    const key = JSON.stringify([kind, isCertain, to.filter((name) => !name.includes('::')), traffic.replaceAll('ICMPv6', 'ICMP'), because]);
    const same = told.get(key);
    const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])];
    told.set(key, same === undefined ? flow : {
      ...same, ipVersions: union(same.ipVersions, flow.ipVersions), from: union(same.from, flow.from), to: union(same.to, to),
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

const MOST_NETS = 3;

function endNames({ workloads, intervals }: CommonEnd, family: 4 | 6): string[] {
  if (workloads.length > 0) { return workloads.map(workloadName); }
  const nets = netsOfIntervals(intervals, family);
  // Flows of both IP versions are told together: what is less than the world says of which.
  const names = addressNames(nets, nets[0].prefix > 0);
  return names.length <= MOST_NETS ? names : [`${names[0]} and ${names.length - 1} more networks`];
}
