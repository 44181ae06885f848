export { HostBlock, type HostBlockOptions } from './host-block';
export { DenyNodePorts, type DenyNodePortsProps } from './host-deny-node-ports';
export { IksHostPolicies, type IksHostPoliciesProps } from './host-iks-policies';
export { HostProtection, type HostProtectionProps, type ProtectedHost } from './host-protection';
