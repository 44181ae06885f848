export { ArgoCdApplication, type ArgoCdApplicationProps, type ArgoCdIgnoredDifference } from './argo-cd-application';
export { type ArgoCdDestination, type ArgoCdKind, ArgoCdProject, type ArgoCdProjectProps } from './argo-cd-project';
export { CalicoApp, type CalicoAppProps } from './calico-app';
export { FluxGitRepository, type FluxGitRepositoryProps } from './flux-git-repository';
export { FluxDeletionPolicy, FluxKustomization, type FluxKustomizationOptions, type FluxKustomizationProps } from './flux-kustomization';
export { type FluxCosignIdentity, FluxOciProvider, FluxOciRepository, type FluxOciRepositoryProps } from './flux-oci-repository';
export { type IFluxSource } from './flux-source';
export { PruneProtection } from './prune-protection';
export { RolloutPlan, type RolloutStep } from './rollout-plan';
