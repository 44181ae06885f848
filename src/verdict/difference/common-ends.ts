import { type Workload } from '../../cluster';
import { lastIp } from '../../network';
import { type HostEnds, type MatrixEnd } from '../matrix';

/** An end that each of several matrices treats as a whole, with the class or block that it is a part of in each. */
export interface CommonEnd {
  readonly index: number;
  /** As the last matrix that knows them has them; empty for addresses. */
  readonly workloads: readonly Workload[];
  /** Runs of addresses, in order; empty for workloads. */
  readonly intervals: readonly Interval[];
  /** Undefined for a matrix that does not know the workloads. */
  readonly parts: readonly (MatrixEnd | undefined)[];
}

export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

type Ends = Pick<HostEnds, 'family' | 'ends'>;

/** Workloads are the same when namespace, name and kind are; addresses are cut wherever one of the matrices cuts them. */
export function commonEnds(matrices: readonly Ends[]): CommonEnd[] {
  return [...commonWorkloads(matrices), ...commonAddresses(matrices)].map((end, index) => ({ ...end, index }));
}

function commonWorkloads(matrices: readonly Ends[]): Omit<CommonEnd, 'index'>[] {
  const found = new Map<string, { workload: Workload; parts: (MatrixEnd | undefined)[] }>();
  matrices.forEach(({ ends }, index) => {
    for (const end of ends) {
      for (const workload of end.type === 'workloads' ? end.workloads : []) {
        const key = `${workload.namespace}/${workload.kind}/${workload.name}`;
        const parts = found.get(key)?.parts ?? matrices.map(() => undefined);
        parts[index] = end;
        found.set(key, { workload, parts });
      }
    }
  });
  const groups = new Map<string, { workloads: Workload[]; parts: (MatrixEnd | undefined)[] }>();
  for (const { workload, parts } of found.values()) {
    const key = keyOf(parts);
    const group = groups.get(key);
    if (group === undefined) { groups.set(key, { workloads: [workload], parts }); } else { group.workloads.push(workload); }
  }
  return [...groups.values()].map((group) => ({ ...group, intervals: [] }));
}

function commonAddresses(matrices: readonly Ends[]): Omit<CommonEnd, 'index'>[] {
  const isPod = podAddresses(matrices);
  const runs = matrices.map(({ ends }) => ends.flatMap((end) => (end.type === 'workloads' ? []
    : end.nets.map((net) => ({ first: net.base, last: lastIp(net).value, end })))).sort((a, b) => (a.first < b.first ? -1 : 1)));
  const starts = [...new Set(runs.flatMap((list) => list.flatMap(({ first, last }) => [first, last + 1n])))].sort((a, b) => (a < b ? -1 : 1));
  const places = runs.map(() => 0);
  const groups = new Map<string, { intervals: Interval[]; parts: MatrixEnd[] }>();
  starts.slice(0, -1).forEach((first, index) => {
    const interval = { first, last: starts[index + 1] - 1n };
    const parts = runs.map((list, matrix) => {
      while (places[matrix] < list.length && list[places[matrix]].last < first) { places[matrix]++; }
      const run = list[places[matrix]];
      return run !== undefined && run.first <= first ? run.end : undefined;
    }).filter((end) => end !== undefined);
    if (parts.length < matrices.length || !hasFreeAddress(interval, isPod)) { return; }
    const key = keyOf(parts);
    const group = groups.get(key);
    if (group === undefined) { groups.set(key, { intervals: [interval], parts }); } else { group.intervals.push(interval); }
  });
  return [...groups.values()].map((group) => ({ ...group, workloads: [] }));
}

function keyOf(parts: readonly (MatrixEnd | undefined)[]): string {
  return parts.map((end) => end?.index ?? '-').join('/');
}

function podAddresses(matrices: readonly Ends[]): (value: bigint) => boolean {
  const values = new Set(matrices.flatMap(({ family, ends }) => ends.flatMap((end) => (end.type === 'workloads' ? end.workloads : []))
    .flatMap(({ addresses }) => addresses.filter((ip) => ip.family === family).map(({ value }) => value))));
  return (value) => values.has(value);
}

function hasFreeAddress({ first, last }: Interval, isPod: (value: bigint) => boolean): boolean {
  let value = first;
  while (value <= last && isPod(value)) { value++; }
  return value <= last;
}
