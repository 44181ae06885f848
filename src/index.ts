export * as calico from '../imports';
export {
  type AllowsOnlyOptions, type DirectionOptions, type FindingsOptions, PolicyAssertions, type PolicyAssertionsProps, type TrafficOptions,
} from './assertions';
export { type Finding, type FindingObject, type Fix, type FixEdit, Severity } from './findings';
export { CalicoResource, type CalicoResourceProps } from './resource';
export { CalicoEdition, CalicoTarget, type CalicoTargetOptions, CalicoVersion, Dataplane, InstallMode } from './target';
export {
  ArgoCdApplication, type ArgoCdApplicationProps, type ArgoCdDestination, type ArgoCdIgnoredDifference, type ArgoCdKind, ArgoCdProject,
  type ArgoCdProjectProps, CalicoApp, type CalicoAppProps, CalicoValidation, type CalicoValidationProps,
  type FluxCosignIdentity, FluxDeletionPolicy, FluxGitRepository,
  type FluxGitRepositoryProps, FluxKustomization, type FluxKustomizationOptions, type FluxKustomizationProps, FluxOciProvider, FluxOciRepository,
  type FluxOciRepositoryProps, type IFluxSource, PruneProtection, RolloutPlan, type RolloutStep,
} from './gitops';
export { Cidr, type HttpMatch, type HttpPath, IpAddress, Port, Protocol, Traffic } from './network';
export { Selector, SelectorLabel } from './selector';
export {
  AlertmanagerServer, type AlertmanagerServerProps, APIServer, ApplicationLayerPolicy, type ApplicationLayerPolicyProps,
  type AutomaticHostEndpoints, type BgpCommunity, BGPConfiguration, type BGPConfigurationProps, BGPFilter, BgpFilterAction, type BGPFilterProps,
  type BgpFilterRule, BgpMatchOperator, type BgpPassword, BGPPeer, type BGPPeerProps, type BgpPrefixAdvertisement, BirdConfig,
  type BirdConfigProps, type BirdNode, BirdVersion, type CalicoAlert, CalicoAlerts, type CalicoAlertsProps, CalicoctlChart,
  type CalicoctlChartProps, CalicoctlConfig, CalicoctlPod, type CalicoctlPodProps, CalicoctlResource, CalicoMetrics, type CalicoMetricsProps,
  CalicoNode, type CalicoNodeProps, CalicoNodeStatus, type CalicoNodeStatusProps, type ClusterRouteReflectors, CniPlugin, DenyAction,
  DropActionOverride, Encapsulation, EndpointPortProtocol, EndpointToHostAction, type EtcdDatastore, type ExternalRouteReflector,
  type FailsafePort, FailsafePorts, FailsafeProtocol, FelixConfiguration, type FelixConfigurationProps, type FelixLogging, FelixLogLevel,
  type FelixMetrics, type FelixSettings, type FelixWireguard, Goldmane, type HostEndpointTemplate, type IIPPool, Installation,
  type InstallationIPPool, type InstallationProps, IPAMConfiguration, type IpamConfigurationProps, IPPool, IPPoolAssignment, type IpPoolProps,
  IPPoolUse, IPReservation, type IpReservationProps, KubeControllersConfiguration, type KubeControllersConfigurationProps,
  type KubernetesDatastore, KubernetesProvider, MetricsComponent, MetricsDiscovery, NodeStatusClass, OperatorComponent,
  type OperatorComponentProps, PodAddressing, type PodAddressingProps, PoolPlan, type PoolPlanProps, Profile, type ProfileProps, PrometheusServer,
  type PrometheusServerProps, RouteReflectors, type RouteReflectorsProps, TierAccess, TierAccessLevel, type TierAccessProps, TierSubject, Typha,
  TyphaLogLevel, type TyphaProps, type TyphaSettings, Whisker, WorkloadEndpoint, type WorkloadEndpointPort, type WorkloadEndpointProps,
} from './platform';
export {
  CalicoPolicy, type CalicoPolicyProps, ClusterNetworkPolicy, type ClusterNetworkPolicyProps, ClusterNetworkPolicyTier, ClusterPeer, ClusterRule,
  GlobalNetworkPolicy, type GlobalNetworkPolicyProps, type ITier, KubernetesNetworkPolicy, type KubernetesNetworkPolicyProps, KubernetesPeer,
  KubernetesRule, NetworkPolicy, type NetworkPolicyProps, Peer, PerformanceHint, PolicyType, Rule, StagedAction, StagedGlobalNetworkPolicy,
  type StagedGlobalNetworkPolicyProps, StagedKubernetesNetworkPolicy, type StagedKubernetesNetworkPolicyProps, StagedNetworkPolicy,
  type StagedNetworkPolicyProps, Tier, TierDefaultAction, type TierProps, Workload,
} from './policy';
export {
  GlobalNetworkSet, type GlobalNetworkSetProps, HostEndpoint, type HostEndpointPort, type HostEndpointProps, type INetworkSet, NetworkSet,
  type NetworkSetProps,
} from './endpoint';
export {
  AllowTraffic, type AllowTrafficProps, type ClusterScopeOptions, DenyByDefault, type DenyByDefaultProps, DenyNodePorts, type DenyNodePortsProps,
  DenyScope, Dns, type DnsServer, DosMitigation, type DosMitigationHost, type DosMitigationProps, Enforcement, HostBlock, type HostBlockOptions,
  HostProtection, type HostProtectionProps, IksHostPolicies, type IksHostPoliciesProps, LkeBaselinePolicy, type LkeBaselinePolicyProps, LkeEndpoints,
  type ProtectedHost, TieredPolicy, type TieredPolicyProps, TieredPolicyTier, type TieredPolicyTierProps,
} from './patterns';
export {
  Cluster, ClusterDifference, type ClusterProps, FlowChangeKind, type FlowDecision, type FlowDifference, type FlowQuery,
  type TraceEvent, UnknownReason, Verdict, VerdictDecision,
} from './verdict';
