import { type MatrixEnd } from './classes';
import { endName } from './matrix';
import { type ClusterModel } from '../../cluster';
import { lastIp, type Net } from '../../network';
import { addressNames } from '../address-names';

interface Run {
  readonly first: bigint;
  readonly last: bigint;
}

interface NamedRuns {
  readonly name: string;
  readonly runs: readonly Run[];
}

/** Names for the ends of one IP version as people call them: addresses by the network sets that hold them. */
export class EndNames {
  private readonly sets: readonly NamedRuns[];
  private readonly rest: MatrixEnd | undefined;

  /** @param isOfBoth whether the ends stand beside those of the other IP version */
  public constructor(model: ClusterModel, private readonly family: 4 | 6, ends: readonly MatrixEnd[], private readonly isOfBoth: boolean) {
    this.sets = model.networkSets.map(({ isGlobal, namespace, name, nets }) => {
      const own = nets.filter((net) => net.family === family);
      const version = own.length === nets.length ? '' : ` (IPv${family})`;
      return { name: `${isGlobal ? `GlobalNetworkSet ${name}` : `NetworkSet ${namespace}/${name}`}${version}`, runs: runsOf(own) };
    }).filter(({ runs }) => runs.length > 0);
    const blocks = ends.filter((end) => end.type === 'addresses').map((end) => ({ end, size: sizeOf(runsOf(end.nets)) }));
    this.rest = blocks.sort((a, b) => (a.size > b.size ? -1 : 1))[0]?.end;
  }

  public of(end: MatrixEnd): string {
    if (end.type === 'workloads') {
      const [{ namespace, name }] = end.workloads;
      return end.workloads.length === 1 ? `${namespace}/${name}` : `${namespace}/${name} ×${end.workloads.length}`;
    }
    const block = runsOf(end.nets);
    const inside = this.sets.filter(({ runs }) => contains(block, runs));
    if (contains(runsOf(inside.flatMap(({ runs }) => runs)), block)) { return inside.map(({ name }) => name).join(', '); }
    if (end.nets[0].prefix === 0) { return addressNames(end.nets, this.isOfBoth).join(); }
    if (end === this.rest && end.nets.length > 3) { return `other IPv${this.family} addresses`; }
    const around = this.sets.filter(({ runs }) => contains(runs, block)).sort((a, b) => (sizeOf(a.runs) < sizeOf(b.runs) ? -1 : 1));
    return around.length === 0 ? endName(end) : `${endName(end)} (in ${around[0].name})`;
  }
}

/** Addresses as runs that neither touch nor overlap. */
function runsOf(parts: readonly (Net | Run)[]): Run[] {
  const sorted = parts.map((part) => ('first' in part ? part : { first: part.base, last: lastIp(part).value })).sort((a, b) => (a.first < b.first ? -1 : 1));
  const runs: { first: bigint; last: bigint }[] = [];
  for (const { first, last } of sorted) {
    const before = runs.at(-1);
    if (before === undefined || first > before.last + 1n) { runs.push({ first, last }); } else if (last > before.last) { before.last = last; }
  }
  return runs;
}

function contains(outer: readonly Run[], inner: readonly Run[]): boolean {
  return inner.every(({ first, last }) => outer.some((run) => run.first <= first && run.last >= last));
}

function sizeOf(runs: readonly Run[]): bigint {
  return runs.reduce((size, { first, last }) => size + last - first + 1n, 0n);
}
