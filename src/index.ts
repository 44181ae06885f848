export { CalicoEdition, CalicoTarget, type CalicoTargetOptions, CalicoVersion, Dataplane, InstallMode } from './target';
