export { CalicoTarget, type CalicoTargetOptions } from './calico-target';
export { CalicoVersion } from './calico-version';
export { CalicoEdition, Dataplane, InstallMode } from './edition';
export { kindSince } from './kinds';
export { allVersions, isAtLeast, minorOf, NEWEST_RELEASED, parseVersion } from './version-order';
export { insteadOfEnterpriseField } from './enterprise-fields';
