/** A kind as far as validation is concerned. */
export interface KnownKind {
  readonly kind: string;
  readonly apiVersion: string;
  readonly isNamespaced: boolean;
  /** The minors that have it, both included. */
  readonly first: number;
  readonly last: number;
  /** calicoctl reads it, */
  readonly isInCalicoctl: boolean;
  /** and from which minor on, when that is not the first one of the kind. */
  readonly calicoctlSince?: number;
  /** There is a CRD. */
  readonly hasCrd: boolean;
  readonly onlyName?: string;
}

export const CALICO_V3 = 'projectcalico.org/v3';
export const CALICO_STORAGE = 'crd.projectcalico.org/v1';

const LAST = Number.MAX_SAFE_INTEGER;

function calico(kind: string, more: Partial<KnownKind> = {}): KnownKind {
  return { kind, apiVersion: CALICO_V3, isNamespaced: false, first: 24, last: LAST, isInCalicoctl: true, hasCrd: true, ...more };
}

function kubernetes(kind: string, apiVersion: string, first: number, last: number, more: Partial<KnownKind> = {}): KnownKind {
  return { kind, apiVersion, isNamespaced: false, first, last, isInCalicoctl: false, hasCrd: true, ...more };
}

const internal = { isInCalicoctl: false };
const namespaced = { isNamespaced: true };

/** Every kind that is validated. */
export const KINDS: readonly KnownKind[] = [
  calico('NetworkPolicy', namespaced),
  calico('GlobalNetworkPolicy'),
  calico('StagedNetworkPolicy', { ...namespaced, first: 30 }),
  calico('StagedGlobalNetworkPolicy', { first: 30 }),
  calico('StagedKubernetesNetworkPolicy', { ...namespaced, first: 30 }),
  calico('Tier', { first: 29 }),
  calico('NetworkSet', namespaced),
  calico('GlobalNetworkSet'),
  calico('HostEndpoint'),
  calico('IPPool'),
  calico('IPReservation'),
  calico('IPAMConfiguration', { onlyName: 'default' }),
  calico('BGPConfiguration'),
  calico('BGPPeer'),
  calico('BGPFilter', { first: 26 }),
  calico('FelixConfiguration'),
  calico('KubeControllersConfiguration', { onlyName: 'default' }),
  calico('CalicoNodeStatus', { calicoctlSince: 29 }),
  calico('ClusterInformation', { onlyName: 'default' }),
  calico('Profile', { hasCrd: false }),
  calico('BlockAffinity', internal),
  calico('IPAMBlock', internal),
  calico('IPAMHandle', internal),
  kubernetes('NetworkPolicy', 'networking.k8s.io/v1', 24, LAST, { ...namespaced, hasCrd: false }),
  kubernetes('ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha2', 32, LAST),
  kubernetes('AdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1', 29, 31),
  kubernetes('BaselineAdminNetworkPolicy', 'policy.networking.k8s.io/v1alpha1', 30, 31, { onlyName: 'default' }),
];

const byName = new Map(KINDS.map((known) => [`${known.apiVersion}/${known.kind}`, known]));

export function knownKind(apiVersion: string, kind: string): KnownKind | undefined {
  return byName.get(`${apiVersion}/${kind}`);
}
