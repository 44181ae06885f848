import { type Workload } from '../cluster';
import { type Ip, printIp } from '../network';
import { shortTraffic, type Situation } from '../verdict';

/** A flow that a situation is about: `shop/web -> shop/orders TCP 8080`. */
export function flowName({ subject, peer, direction, chain, atoms, traffic }: Situation): string {
  const [own, other] = [workloadName(subject), 'labels' in peer ? workloadName(peer) : addressName(peer)];
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

function addressName(ip: Ip): string {
  return ip.value === 0n ? 'an address outside' : printIp(ip);
}
