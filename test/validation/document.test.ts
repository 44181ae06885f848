import { expectCases, expectTold, objectOf } from './boundaries';
import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

test.each([
  ["calicoctl's own settings are no object of the cluster", { apiVersion: 'projectcalico.org/v3', kind: 'CalicoAPIConfig' }, []],
  ['nothing reads what calicoctl v1.x took', { apiVersion: 'v1', kind: 'policy' }, ['CAL1002 apiVersion refused by calicoctl, apiserver, native']],
  ['a Node of Kubernetes is none of them', { apiVersion: 'v1', kind: 'Node' }, []],
])('%s', (_, object, expected) => {
  const found = validateManifest({ object, origin: {} }, { version: CalicoVersion.V3_33 });
  expect(found.map(({ code, path, refusedBy }) => `${code} ${path} refused by ${refusedBy.join(', ')}`)).toEqual(expected);
});

test('kinds that are none, and what could have been meant', () => {
  expectCases([
    // Only kinds of the same group are meant.
    ['CAL1001', 'Raw', 'apiVersion: policy.networking.k8s.io/v1alpha2, kind: AdminNetworkPolic', 'kind 24-31 ca, 32- can'],
    ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: AdminNetworkPolic', 'kind 24-31 ca, 32- can', 'apiVersion: x.projectcalico.org/v1, kind: Zzz'],
    ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: XNode', 'kind 24-31 ca, 32- can'],
    ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: CalicoAPIConfigX', 'kind 24-31 ca, 32- can'],
    ['CAL1002', 'Raw', 'apiVersion: crd.projectcalico.org/v1, kind: ClusterNetworkPolicy',
      'apiVersion 24-31 ca ask ="policy.networking.k8s.io/v1alpha2", 32- can ask ="policy.networking.k8s.io/v1alpha2"'],
    ['CAL1002', 'Raw', 'apiVersion: v1, kind: policy', 'apiVersion 24-31 ca, 32- can'],
  ]);
  expectTold([
    ['CAL1001', 'Raw', 33, 'apiVersion: projectcalico.org/v3', 'kind: the document has no kind', 'write the kind of the object, like GlobalNetworkPolicy'],
    ['CAL1001', 'Raw', 33, 'apiVersion: projectcalico.org/v3, kind: tier', 'kind: the kind tier is written Tier: upper and lower case matter',
      'did you mean Tier?', 'write Tier'],
    ['CAL1001', 'Raw', 33, 'apiVersion: projectcalico.org/v3, kind: Teir', 'kind: projectcalico.org/v3 has no kind "Teir"', 'did you mean Tier?', 'write Tier'],
    ['CAL1001', 'Raw', 33, 'apiVersion: projectcalico.org/v3, kind: Zzz', 'kind: projectcalico.org/v3 has no kind "Zzz"',
      'write the kind of the object, like GlobalNetworkPolicy'],
    ['CAL1002', 'Raw', 33, 'kind: NetworkPolicy', 'apiVersion: a NetworkPolicy without `apiVersion`',
      'write `apiVersion: projectcalico.org/v3 or networking.k8s.io/v1`', 'write projectcalico.org/v3'],
    ['CAL1002', 'Raw', 33, 'apiVersion: v1, kind: Tier', 'apiVersion: "v1" is not the apiVersion of Tier', 'write `apiVersion: projectcalico.org/v3`',
      'write projectcalico.org/v3'],
    ['CAL1002', 'Raw', 33, 'apiVersion: crd.projectcalico.org/v1, kind: Tier',
      'apiVersion: crd.projectcalico.org/v1 is the format in which Calico stores objects: applied directly, nothing fills in defaults'
      + " and Calico's validator does not run",
      'write `apiVersion: projectcalico.org/v3`', 'write projectcalico.org/v3'],
  ]);
});

test('kinds of another minor', () => {
  const help = 'choose another target version, or another kind';
  expectTold([
    ['CAL1003', 'Tier', 28, '{}', 'kind: Calico v3.28 has no Tier: it exists since v3.29', help],
    ['CAL1003', 'Tier', 29, '{}'],
    ['CAL1003', 'ANP', 31, '{}'],
    ['CAL1003', 'ANP', 32, '{}', 'kind: Calico v3.32 has no AdminNetworkPolicy: it is gone since v3.32', help],
  ]);
});

test('nobody accepts what is no kind, and only those who are asked accept the others', () => {
  const accepted = (place: string, text: string, version: CalicoVersion): string[] => (
    validateManifest({ object: objectOf(place, text), origin: {} }, { version }).map(({ code, acceptedBy }) => [code, ...acceptedBy!].join(' ')));
  expect(accepted('ANP', '{}', CalicoVersion.V3_33)).toEqual(['CAL1003']);
  expect(accepted('Tier', '{}', CalicoVersion.V3_28)).toEqual(['CAL1003']);
  expect(accepted('Raw', 'apiVersion: projectcalico.org/v3, kind: Zzz', CalicoVersion.V3_33)).toEqual(['CAL1001']);
  const block = 'apiVersion: projectcalico.org/v3, kind: IPAMHandle, metadata: {name: a, uid: 5}, spec: {block: {a: 1}, handleID: a}';
  expect(accepted('Raw', block, CalicoVersion.V3_32)).toEqual(['CAL1008 apiserver', 'CAL1001 apiserver native']);
});

test('objects of a dump of what Calico stores are judged by what they are stored as', () => {
  const told = (text: string): string[] => validateManifest({ object: objectOf('Raw', `apiVersion: crd.projectcalico.org/v1, ${text}`), origin: {} }, { version: CalicoVersion.V3_32 })
    .map(({ code, path, help }) => `${code} ${path}: ${help}`);
  const internal = ['CAL1002 apiVersion: write `apiVersion: projectcalico.org/v3`', 'CAL1001 kind: remove it'];
  expect(told('kind: IPAMConfig, metadata: {name: default}, spec: {autoAllocateBlocks: true, maxBlocksPerHost: 0, strictAffinity: false}'))
    .toEqual(['CAL1002 apiVersion: write `apiVersion: projectcalico.org/v3` and `kind: IPAMConfiguration`']);
  expect(told('kind: BlockAffinity, metadata: {name: a}, spec: {cidr: 10.0.0.0/26, deleted: "false", node: a, state: confirmed}')).toEqual(internal);
  expect(told('kind: BlockAffinity, metadata: {name: a}, spec: {cidr: 10.0.0.0/26, deleted: false, node: a, state: confirmed}'))
    .toEqual([...internal, 'CAL1008 spec.deleted: write "false"']);
  expect(told('kind: IPAMBlock, metadata: {name: a}, spec: {allocations: [0, null], attributes: [], cidr: 10.0.0.0/26, strictAffinity: false, unallocated: []}'))
    .toEqual(internal);
});

test('a stored IPAMConfig gets both its apiVersion and its kind', () => {
  const [finding] = validateManifest({ object: objectOf('Raw', 'apiVersion: crd.projectcalico.org/v1, kind: IPAMConfig, metadata: {name: default}'), origin: {} }, { version: CalicoVersion.V3_32 });
  expect(finding.fix?.edits).toEqual([{ path: 'apiVersion', value: 'projectcalico.org/v3' }, { path: 'kind', value: 'IPAMConfiguration' }]);
});

test('a label without a value is told, an annotation without one is not', () => {
  const told = (place: string, text: string): string[] => (
    validateManifest({ object: objectOf(place, text), origin: {} }, { version: CalicoVersion.V3_32 }).map(({ code, path }) => `${code} ${path}`)
  );
  const policy = (labels: string): string => (
    `apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: a}, spec: {podSelector: {matchLabels: ${labels}}, policyTypes: [Ingress]}`
  );
  expect(told('Raw', policy('{app: null}'))).toEqual(['CAL1009 spec.podSelector.matchLabels.app']);
  expect(told('Raw', policy('{app: ""}'))).toEqual([]);
  const set = (metadata: string): string => `apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: {name: a, ${metadata}}, spec: {}`;
  expect(told('Raw', set('labels: {app: null}'))).toEqual(['CAL1009 metadata.labels.app']);
  expect(told('Raw', set('annotations: {app: null}'))).toEqual([]);
});
