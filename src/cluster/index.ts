export { hostNet } from './addresses';
export { holdsAllPorts } from './all-ports';
export { buildCluster } from './build';
export { type ClusterOptions, titleOf } from './build-context';
export { ANY_POD, mayBeOf } from './endpoint-pods';
export { listAt, objectAt, stringsAt, textAt } from './fields';
export {
  type LabelSet, matchLabels, METADATA_NAME_LABEL, NAME_LABEL, NAMESPACE_LABEL, NAMESPACE_PREFIX, ORCHESTRATOR_LABEL, SERVICE_ACCOUNT_LABEL,
  SERVICE_ACCOUNT_PREFIX, UNNAMED_NAMESPACE,
} from './labels';
export {
  type ClusterModel, type ClusterNode, type ClusterNote, type ClusterNoteCode, type Failsafe, type FelixSettings, type HostEndpoint, type IcmpMatch,
  type InternedSelector, type Member, type NamedPort, type NamespaceInfo, type NetList, type NetworkSet, type Policy, type PolicyKind,
  type PolicyRule, type PortList, type Profile, type RuleAction, type RuleEntity, type Service, type ServiceBackend, type ServicePort,
  type ServiceReference, type Source, type Tier, type Workload, type WrittenEntity,
} from './model';
export { addressSpaceOf, knownSpace } from './owned-workloads';
export { comparePolicies, tieBreakAt } from './policy-names';
export { rulesOf } from './rules-of';
export { enforceStaged, withoutStaged } from './staged';
export { isStored, nameOf } from './stored-metadata';
export { hasPorts, ICMP, ICMPV6, IPIP, protocolName, protocolNumber, SCTP, TCP, UDP } from './protocols';
export { tri, type Tri, triAnd, triNot, triOr } from './tri';
export { isForKustomize, UNRENDERED } from './unread-kinds';
