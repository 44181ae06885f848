import { type Workload } from '../../cluster';
import { printIp, printNet } from '../../network';
import { addressNames } from '../address-names';
import { type FlowSide } from './flow-changes';
import { type HostPlace } from './host-places';

/** How many names of a side are printed before the rest is counted. */
const SHOWN = 4;
/** How many hosts are named before the rest is counted. */
const NAMED_HOSTS = 2;

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
  public of({ workloads, nets, hosts }: FlowSide): string {
    if (hosts !== undefined) { return hostsText(hosts); }
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
export function everyName({ workloads, nets, hosts = [] }: FlowSide): string[] {
  return [...workloads.map(({ namespace, name }) => `${namespace}/${name}`), ...nets.map(printNet), ...hostNames(hosts)];
}

/** `host node1 (node1-eth0) and 3 alike`. */
export function hostsText(hosts: readonly HostPlace[]): string {
  const names = hostNames(hosts);
  return names.length <= NAMED_HOSTS ? names.join(', ') : `${names[0]} and ${names.length - 1} alike`;
}

/** `host node1 (node1-eth0)`, with addresses where not all of an interface are meant. */
function hostNames(hosts: readonly HostPlace[]): string[] {
  const interfaces = new Map<string, Set<HostPlace>>();
  for (const place of hosts) {
    const name = `${place.node}/${place.name}`;
    interfaces.set(name, (interfaces.get(name) ?? new Set()).add(place));
  }
  return [...interfaces.values()].map((places) => {
    const [{ node, name }] = places;
    const isPart = ({ addresses, ip }: HostPlace): boolean => addresses > [...places].filter((other) => other.ip?.family === ip?.family).length;
    const ips = [...places].filter(isPart).flatMap(({ ip }) => (ip === undefined ? [] : printIp(ip)));
    return `host ${node} (${[name, ...ips].join(', ')})`;
  });
}
