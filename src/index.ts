export * as calico from '../imports';
export { CalicoEdition, CalicoTarget, type CalicoTargetOptions, CalicoVersion, Dataplane, InstallMode } from './target';
export { type Finding, type FindingObject, type Fix, type FixEdit, Severity } from './findings';
