import { type ClusterModel, type HostEndpoint, type Policy, type Workload } from '../../cluster';
import { type Ip, type Net } from '../../network';
import { netsOfIntervals } from '../address-names';
import { type Bits, listOf } from '../bits';
import { failsafeNets } from '../failsafe-nets';
import { type Members } from './ends';
import { type Family } from './family';
import { Partition } from './partition';

/** One end of a cell: workloads that policy treats alike, or addresses outside that it treats alike. */
export type MatrixEnd =
  | { readonly type: 'workloads'; readonly index: number; readonly workloads: readonly Workload[] }
  | { readonly type: 'addresses'; readonly index: number; readonly nets: readonly Net[]; readonly sample: Ip };

/** Classes of pods, all of which can have addresses of the family, and blocks of other addresses as ends. */
export function endsOf(source: Family, classes: readonly number[][], blocks: readonly number[][]): MatrixEnd[] {
  const { ends: { members, space }, atoms: { family } } = source;
  return [
    ...classes.map((positions, index): MatrixEnd => ({ type: 'workloads', index, workloads: positions.map((position) => members.pods[position]) })),
    ...blocks.map((list, index): MatrixEnd => {
      const intervals = list.map((interval) => space.intervals[interval]);
      return { type: 'addresses', index: classes.length + index, nets: netsOfIntervals(intervals, family), sample: space.freeAddress(intervals[0])! };
    }),
  ];
}

/**
 * Sorts pods into classes, and for each family addresses into blocks: no rule tells those of one class apart.
 *
 * @param nodeOf the nodes whose pods are told apart
 */
export function classify(
  model: ClusterModel, members: Members, families: readonly Family[], policies: readonly Policy[], nodeOf = wildcardNode,
): { classes: number[][]; blocks: number[][][] } {
  const podCount = members.pods.length;
  const pods = new Partition(podCount);
  for (const list of subjectGroups(model, members, families, nodeOf)) { pods.split(list); }
  for (const selector of new Set(policies.map((policy) => policy.selector))) {
    const { certain, possible } = members.labels.select(selector);
    const positions = (bits: Bits): number[] => listOf(bits).map((index) => members.position(index)).filter((position) => position !== undefined);
    pods.split(positions(certain));
    if (possible !== certain) { pods.split(positions(possible)); }
  }
  const openNets = failsafeNets(model);
  const blocks = families.map(({ answers, ends }) => {
    const intervals = new Partition(ends.space.intervals.length);
    const split = (list: readonly number[]): void => {
      const sides = sidesOf(list, podCount);
      pods.split(sides.pods);
      intervals.split(sides.intervals);
    };
    for (const answer of answers.all()) {
      for (const variant of answer ?? []) { split(variant.ends); }
    }
    for (const net of openNets) { split(ends.within(net)); }
    return intervals.classes();
  });
  return { classes: pods.classes(), blocks };
}

/** Of a list of ends the pods, and the intervals of other addresses counted from 0. */
function sidesOf(list: readonly number[], podCount: number): { pods: number[]; intervals: number[] } {
  const [pods, intervals]: number[][] = [[], []];
  for (let index = 0; index < list.length; index++) {
    if (list[index] < podCount) { pods.push(list[index]); } else { intervals.push(list[index] - podCount); }
  }
  return { pods, intervals };
}

/** Pods that differ in what is no rule's: profiles, the node's settings, the node itself where it matters, the families they have. */
function subjectGroups(model: ClusterModel, members: Members, families: readonly Family[], nodeOf: typeof wildcardNode): number[][] {
  const groups = new Map<string, number[]>();
  members.pods.forEach((pod, position) => {
    const felix = model.felix(pod.node);
    const profiles = pod.profiles.map((name) => {
      const profile = model.profiles.get(name);
      return profile === undefined ? 'missing' : families.map((family) => `${family.rulesOf(profile, 'ingress').content}:${family.rulesOf(profile, 'egress').content}`);
    });
    const key = [
      ...profiles, felix.vxlanPort, felix.allowIpipFromWorkloads, felix.allowVxlanFromWorkloads, felix.applicationLayerPolicy, nodeOf(model, pod) ?? '',
      ...families.map(({ ends }) => ends.has(position)),
    ].join('/');
    const group = groups.get(key);
    if (group === undefined) { groups.set(key, [position]); } else { group.push(position); }
  });
  return [...groups.values()];
}

export function isForAllInterfaces({ interfaceName }: HostEndpoint): boolean {
  return interfaceName === '*';
}

/** The node of a pod when a host endpoint covers all of its interfaces, the pod's too. */
export function wildcardNode(model: ClusterModel, { node }: Workload): string | undefined {
  return model.hostEndpoints.some((endpoint) => endpoint.node === node && isForAllInterfaces(endpoint)) ? node : undefined;
}
