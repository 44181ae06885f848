export * as calico from '../imports';
export { type Finding, type FindingObject, type Fix, type FixEdit, Severity } from './findings';
export { CalicoResource, type CalicoResourceProps } from './resource';
export { CalicoEdition, CalicoTarget, type CalicoTargetOptions, CalicoVersion, Dataplane, InstallMode } from './target';
export { CalicoApp, type CalicoAppProps, RolloutPlan, type RolloutStep } from './gitops';
export { Cidr, type HttpMatch, type HttpPath, IpAddress, Port, Protocol, Traffic } from './network';
export { Selector, SelectorLabel } from './selector';
export {
  CalicoPolicy, type CalicoPolicyProps, ClusterNetworkPolicy, type ClusterNetworkPolicyProps, ClusterNetworkPolicyTier, ClusterPeer, ClusterRule,
  GlobalNetworkPolicy, type GlobalNetworkPolicyProps, type ITier, KubernetesNetworkPolicy, type KubernetesNetworkPolicyProps, KubernetesPeer,
  KubernetesRule, NetworkPolicy, type NetworkPolicyProps, Peer, PerformanceHint, PolicyType, Rule, StagedAction, StagedGlobalNetworkPolicy,
  type StagedGlobalNetworkPolicyProps, StagedKubernetesNetworkPolicy, type StagedKubernetesNetworkPolicyProps, StagedNetworkPolicy,
  type StagedNetworkPolicyProps, Tier, TierDefaultAction, type TierProps, Workload,
} from './policy';
export { GlobalNetworkSet, type GlobalNetworkSetProps, HostEndpoint, type HostEndpointPort, type HostEndpointProps, type INetworkSet, NetworkSet, type NetworkSetProps } from './endpoint';
