import { Peer } from '../policy';

/** Peers for networks, one for each IP version among them: Calico refuses both in one rule. */
export function peersOfNets(nets: readonly string[]): Peer[] {
  const isV6 = (net: string): boolean => net.includes(':');
  return [nets.filter((net) => !isV6(net)), nets.filter(isV6)].filter(({ length }) => length > 0).map((ofVersion) => Peer.nets(...ofVersion));
}
