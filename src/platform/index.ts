export { AlertmanagerServer, type AlertmanagerServerProps } from './alertmanager-server';
export { ApplicationLayerPolicy, type ApplicationLayerPolicyProps } from './application-layer-policy';
export { type CalicoAlert, CalicoAlerts, type CalicoAlertsProps } from './calico-alerts';
export { CalicoMetrics, type CalicoMetricsProps, MetricsDiscovery } from './calico-metrics';
export { MetricsComponent } from './metrics-endpoint';
export { PrometheusServer, type PrometheusServerProps } from './prometheus-server';
export { APIServer } from './api-server';
export { BGPConfiguration, type BGPConfigurationProps, type BgpCommunity, type BgpPrefixAdvertisement } from './bgp-configuration';
export { BgpFilterAction, type BgpFilterRule, BgpMatchOperator, BGPFilter, type BGPFilterProps } from './bgp-filter';
export { BGPPeer, type BGPPeerProps, type BgpPassword } from './bgp-peer';
export { BirdConfig, type BirdConfigProps, type BirdNode, BirdVersion } from './bird-config';
export { CalicoNode, type CalicoNodeProps } from './calico-node';
export { CalicoNodeStatus, type CalicoNodeStatusProps, NodeStatusClass } from './calico-node-status';
export { CalicoctlChart, type CalicoctlChartProps, CalicoctlResource } from './calicoctl-chart';
export { CalicoctlConfig } from './calicoctl-config';
export { CalicoctlPod, type CalicoctlPodProps } from './calicoctl-pod';
export { type EtcdDatastore, type KubernetesDatastore } from './calicoctl-settings';
export { Encapsulation } from './encapsulation';
export { type FailsafePort, FailsafePorts, FailsafeProtocol } from './failsafe-port';
export { effectiveFailsafes, FelixConfiguration, type FelixConfigurationProps } from './felix-configuration';
export {
  DenyAction, DropActionOverride, EndpointToHostAction, type FelixLogging, FelixLogLevel, type FelixMetrics, type FelixSettings, type FelixWireguard,
} from './felix-settings';
export { Goldmane } from './goldmane';
export { Installation, type InstallationIPPool, type InstallationProps } from './installation';
export { type IIPPool, IPPool, IPPoolAssignment, type IpPoolProps, IPPoolUse } from './ip-pool';
export { IPReservation, type IpReservationProps } from './ip-reservation';
export { IPAMConfiguration, type IpamConfigurationProps } from './ipam-configuration';
export {
  type AutomaticHostEndpoints, type HostEndpointTemplate, KubeControllersConfiguration, type KubeControllersConfigurationProps,
} from './kube-controllers-configuration';
export { CniPlugin, KubernetesProvider } from './kubernetes-provider';
export { OperatorComponent, type OperatorComponentProps } from './operator-component';
export { PodAddressing, type PodAddressingProps } from './pod-addressing';
export { PoolPlan, type PoolPlanProps } from './pool-plan';
export { Profile, type ProfileProps } from './profile';
export { type ClusterRouteReflectors, type ExternalRouteReflector, RouteReflectors, type RouteReflectorsProps } from './route-reflectors';
export { TierAccess, TierAccessLevel, type TierAccessProps, TierSubject } from './tier-access';
export { Typha, type TyphaProps } from './typha';
export { TyphaLogLevel, type TyphaSettings } from './typha-settings';
export { Whisker } from './whisker';
export { EndpointPortProtocol, WorkloadEndpoint, type WorkloadEndpointPort, type WorkloadEndpointProps } from './workload-endpoint';
