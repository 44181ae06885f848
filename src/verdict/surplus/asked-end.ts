import { hostNet, type Workload } from '../../cluster';
import { type Net, netContainsNet } from '../../network';
import { FlowError } from '../flow';
import { parseFlowEnd } from '../flow-text';
import { type EndResolver } from '../resolve';

/** Who is meant by one end of a permitted flow: workloads of one name, or addresses (all that are nobody's, without `nets`). */
export type AskedEnd =
  | { readonly type: 'workload'; readonly name: string }
  | { readonly type: 'addresses'; readonly nets?: readonly Net[] };

/** @throws FlowError for an end that does not exist, or that is no end of policy of pods */
export function askedEnd(resolver: EndResolver, text: string, family: 4 | 6): AskedEnd {
  const end = parseFlowEnd(text);
  if (end.service !== undefined) {
    resolver.service(end.service);
    throw new FlowError(`"${text}" is a service, and policy sees the workloads behind it. Name these, with the ports of the pods.`);
  }
  const resolved = resolver.end(end, family);
  switch (resolved.type) {
    case 'workload': return { type: 'workload', name: nameOf(resolved.workload) };
    case 'address': return { type: 'addresses', nets: [hostNet(resolved.ip)] };
    case 'addresses': return { type: 'addresses', nets: resolved.nets };
    default: throw new FlowError(`"${text}" is a host or shares the network of one. Hosts are not counted here; ask for the single flow.`);
  }
}

export function nameOf({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}

/** Whether an end is or holds a workload, by its name or by its address. */
export function holdsWorkload(end: AskedEnd, workload: Workload, family: 4 | 6): boolean {
  if (end.type === 'workload') { return end.name === nameOf(workload); }
  const addresses = workload.addresses.filter((ip) => ip.family === family);
  return addresses.length > 0 && end.nets?.some((net) => addresses.every((ip) => netContainsNet(net, hostNet(ip)))) === true;
}

/** Whether an end holds all of a network outside of the cluster. */
export function holdsNet(end: AskedEnd, net: Net): boolean {
  return end.type === 'addresses' && (end.nets === undefined || end.nets.some((own) => own.family === net.family && netContainsNet(own, net)));
}
