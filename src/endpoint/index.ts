export { GlobalNetworkSet, type GlobalNetworkSetProps } from './global-network-set';
export { HostEndpoint, type HostEndpointPort, type HostEndpointProps } from './host-endpoint';
export { NetworkSet, type NetworkSetProps } from './network-set';
export { type INetworkSet } from './network-set-reference';
