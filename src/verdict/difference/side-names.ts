import { type Workload } from '../../cluster';
import { printNet } from '../../network';
import { addressNames } from '../address-names';
import { type FlowSide } from './flow-changes';

/** How many names of a side are printed before the rest is counted. */
const SHOWN = 4;

/** Short names for many workloads and addresses. */
export class SideNames {
  /** How many workloads each namespace has. */
  private readonly sizes = new Map<string, number>();
  private readonly count: number;

  /** @param workloads all that either cluster has */
  public constructor(workloads: readonly Workload[]) {
    const known = new Map(workloads.map((workload) => [`${workload.namespace}/${workload.kind}/${workload.name}`, workload]));
    for (const { namespace } of known.values()) { this.sizes.set(namespace, (this.sizes.get(namespace) ?? 0) + 1); }
    this.count = known.size;
  }

  /** `shop/web, data/*, world except 10.0.0.0/8`. */
  public of({ workloads, nets }: FlowSide): string {
    const names = [...this.workloads(workloads), ...addressNames(nets)];
    const more = names.length - SHOWN;
    return more > 1 ? `${names.slice(0, SHOWN).join(', ')} and ${more} more` : names.join(', ');
  }

  private workloads(workloads: readonly Workload[]): string[] {
    if (workloads.length === this.count && this.count > 3) { return ['every workload']; }
    const namespaces = new Map<string, Workload[]>();
    for (const workload of workloads) {
      const list = namespaces.get(workload.namespace);
      if (list === undefined) { namespaces.set(workload.namespace, [workload]); } else { list.push(workload); }
    }
    return [...namespaces].flatMap(([namespace, list]) => {
      if (list.length > 1 && list.length === this.sizes.get(namespace)) { return [`${namespace}/*`]; }
      return list.map(({ name }) => `${namespace}/${name}`);
    });
  }
}

/** All names, as lists in JSON have them. */
export function everyName({ workloads, nets }: FlowSide): string[] {
  return [...workloads.map(({ namespace, name }) => `${namespace}/${name}`), ...nets.map(printNet)];
}
