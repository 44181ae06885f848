/** How packets between pods on different nodes are wrapped. */
export enum Encapsulation {
  /** Not at all: the network between the nodes knows the routes to pods (BGP, or one subnet). */
  NONE = 'None',
  /** IP in IP, always. IPv4 only. */
  IPIP = 'IPIP',
  /** IP in IP, where packets cross a subnet boundary. IPv4 only. */
  IPIP_CROSS_SUBNET = 'IPIPCrossSubnet',
  /** VXLAN, always. */
  VXLAN = 'VXLAN',
  /** VXLAN, where packets cross a subnet boundary. */
  VXLAN_CROSS_SUBNET = 'VXLANCrossSubnet',
}

/** The two fields by which an IPPool says it. */
export function encapsulationModes(encapsulation: Encapsulation): { ipipMode: string; vxlanMode: string } {
  switch (encapsulation) {
    case Encapsulation.IPIP: return { ipipMode: 'Always', vxlanMode: 'Never' };
    case Encapsulation.IPIP_CROSS_SUBNET: return { ipipMode: 'CrossSubnet', vxlanMode: 'Never' };
    case Encapsulation.VXLAN: return { ipipMode: 'Never', vxlanMode: 'Always' };
    case Encapsulation.VXLAN_CROSS_SUBNET: return { ipipMode: 'Never', vxlanMode: 'CrossSubnet' };
    case Encapsulation.NONE: return { ipipMode: 'Never', vxlanMode: 'Never' };
  }
}
