import { type ClusterModel, type Workload } from '../cluster';
import { bitsOf, type Ip, lastIp, type Net, netContainsIp } from '../network';
import { addressNames, netsOfIntervals, shortTraffic, type Situation } from '../verdict';

/** Networks that policies and sets name. */
export function namedNets({ netLists, networkSets, podNets }: ClusterModel): Net[] {
  return [...netLists.flatMap(({ v4, v6 }) => [...v4, ...v6]), ...networkSets.flatMap(({ nets }) => nets), ...podNets];
}

/**
 * A flow that a situation is about: `shop/web -> shop/orders TCP 8080`.
 *
 * @param nets those that tell addresses apart
 */
export function flowName({ subject, peer, direction, chain, atoms, traffic }: Situation, nets: readonly Net[]): string {
  const [own, other] = [workloadName(subject), 'labels' in peer ? workloadName(peer) : addressName(peer, nets)];
  const [first, ...more] = shortTraffic(atoms, traffic).split('; ');
  const what = `${shortened(first)}${more.length === 0 ? '' : ' and more'}`;
  return `${direction === 'egress' ? `${own} -> ${other}` : `${other} -> ${own}`} ${what}${chain === 'normal' ? '' : ` (${chain})`}`;
}

const MOST_PORTS = 3;

function shortened(traffic: string): string {
  const parts = traffic.split(', ');
  return parts.length <= MOST_PORTS ? traffic : `${parts.slice(0, MOST_PORTS).join(', ')}, …`;
}

/** Stand-ins have names that are descriptions. */
export function workloadName({ namespace, name }: Workload): string {
  if (!name.includes(' ')) { return `${namespace}/${name}`; }
  return namespace === '' ? name : `${name} in ${namespace}`;
}

/** The addresses that no network tells apart from this one. */
function addressName(ip: Ip, nets: readonly Net[]): string {
  const ofFamily = nets.filter(({ family, prefix }) => family === ip.family && prefix > 0);
  if (!ofFamily.some((net) => netContainsIp(net, ip))) { return 'an address outside'; }
  let [first, last] = [0n, (1n << BigInt(bitsOf(ip.family))) - 1n]; // eslint-disable-line no-bitwise -- the last address
  for (const start of ofFamily.flatMap((net) => [net.base, lastIp(net).value + 1n])) {
    if (start > ip.value) { if (start <= last) { last = start - 1n; } } else if (start > first) { first = start; }
  }
  const [name, ...more] = addressNames(netsOfIntervals([{ first, last }], ip.family));
  return more.length === 0 ? name : `${name} and ${more.length} more networks`;
}
