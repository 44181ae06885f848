import { CalicoVersion } from './calico-version';

/** The first minor that has a kind, for kinds that are newer than v3.24. */
const KIND_SINCE: Readonly<Record<string, CalicoVersion>> = {
  BGPFilter: CalicoVersion.V3_26,
  Tier: CalicoVersion.V3_29,
  StagedNetworkPolicy: CalicoVersion.V3_30,
  StagedGlobalNetworkPolicy: CalicoVersion.V3_30,
  StagedKubernetesNetworkPolicy: CalicoVersion.V3_30,
  ClusterNetworkPolicy: CalicoVersion.V3_32,
};

/** The first supported minor that has a kind. */
export function kindSince(kind: string): CalicoVersion {
  return KIND_SINCE[kind] ?? CalicoVersion.V3_24;
}
