/**
 * Where the CRDs come from. Each file holds the CRDs of one folder of one upstream project at one version, as one
 * YAML stream; imports/README.md says how a new Calico minor is added.
 */
export interface CrdSource {
  /** The file in the folder given to `npm run imports:facts`. */
  readonly file: string;
  readonly minor: number;
  readonly project: string;
  /** The branch or tag; a release branch stands for the last patch of its minor. */
  readonly version: string;
  readonly path: string;
  /** The API groups that are read from the file. */
  readonly groups: readonly string[];
}

/** Before native CRDs Calico stored its kinds under this group; the kinds and fields are those of projectcalico.org/v3. */
export const STORAGE_GROUP = 'crd.projectcalico.org';

const POLICY_GROUP = 'policy.networking.k8s.io';

function storage(minor: number): CrdSource {
  return {
    file: `calico-v3.${minor}-crd.projectcalico.org-v1.yaml`,
    minor,
    project: 'projectcalico/calico',
    version: `release-v3.${minor}`,
    path: 'libcalico-go/config/crd',
    groups: [STORAGE_GROUP, POLICY_GROUP],
  };
}

function native(minor: number): CrdSource {
  return {
    file: `calico-v3.${minor}-projectcalico.org-v3.yaml`,
    minor,
    project: 'projectcalico/calico',
    version: `release-v3.${minor}`,
    path: 'api/config/crd',
    groups: ['projectcalico.org'],
  };
}

export const SOURCES: readonly CrdSource[] = [
  ...[24, 25, 26, 27, 28, 29, 30, 31].map(storage),
  native(32),
  { ...storage(32), groups: [POLICY_GROUP] },
  native(33),
  {
    file: 'kubernetes-policy.networking.k8s.io-v1alpha2.yaml',
    minor: 33,
    project: 'kubernetes-sigs/network-policy-api',
    version: 'v0.2.0',
    path: 'config/crd/standard',
    groups: [POLICY_GROUP],
  },
];
