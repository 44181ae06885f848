import { type ClusterModel, IPIP, UDP } from '../cluster';
import { type FlowVerdict } from './evaluate-flow';

/** What to tell of a denied flow between nodes that may be a tunnel of Calico's own, which its policy does not cut. */
export function nodeTunnels(model: ClusterModel, { verdict, from, to, packet, stages = [] }: FlowVerdict): string | undefined {
  if (verdict !== 'deny' || from.type !== 'host' || to.type !== 'host' || from.node === to.node) { return undefined; }
  // Untracked and preDNAT policy comes before the tunnels are let through.
  if (stages.find((stage) => stage.verdict === 'deny')?.stage.startsWith('normal ') !== true) { return undefined; }
  const isVxlan = packet.protocol === UDP && packet.destination.port === model.felix(from.node).vxlanPort;
  const tunnel = isVxlan ? 'VXLAN' : packet.protocol === IPIP && packet.ipVersion === 4 ? 'IPIP' : undefined;
  return tunnel && `where a pool uses ${tunnel}, Felix lets it through between Calico's nodes before this policy: the tunnels are not cut`;
}
