export * as calico from '../imports';
export { type Finding, type FindingObject, type Fix, type FixEdit, Severity } from './findings';
export { type ITier, PerformanceHint, PolicyType, StagedAction, Tier, TierDefaultAction, type TierProps } from './policy';
export { CalicoResource, type CalicoResourceProps } from './resource';
export { CalicoEdition, CalicoTarget, type CalicoTargetOptions, CalicoVersion, Dataplane, InstallMode } from './target';
export { CalicoApp, type CalicoAppProps } from './gitops';
export { Cidr, type HttpMatch, type HttpPath, IpAddress, Port, Protocol, Traffic } from './network';
export { Selector, SelectorLabel } from './selector';
