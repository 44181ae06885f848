import { kindFacts, KINDS as WITH_FACTS } from '../../imports/facts';
import { KINDS, knownKind, type KnownKind } from '../../src/validation/kinds';

const NOW = Number.MAX_SAFE_INTEGER;
const lives = ({ apiVersion, kind, first, last, isNamespaced }: KnownKind): unknown[] => [apiVersion, kind, first, last, isNamespaced];

test('kinds that have a CRD are there in the minors and the scope of the CRD', () => {
  const known = KINDS.filter(({ hasCrd }) => hasCrd).map(lives);
  const facts = KINDS.map(({ apiVersion, kind }) => kindFacts(apiVersion, kind)).filter((one) => one !== undefined);
  expect(known).toEqual(facts.map(({ apiVersion, kind, since: first, gone = Infinity, scope }) => (
    lives({ apiVersion, kind, first, last: Math.min(gone - 1, NOW), isNamespaced: scope === 'Namespaced', isInCalicoctl: true, hasCrd: true }))));
  expect(known).toHaveLength(WITH_FACTS.length);
});

test('kinds without a CRD', () => {
  expect(KINDS.filter(({ hasCrd }) => !hasCrd).map(lives)).toEqual([
    ['projectcalico.org/v3', 'Profile', 24, NOW, false],
    ['networking.k8s.io/v1', 'NetworkPolicy', 24, NOW, true],
  ]);
});

test('calicoctl reads the kinds of Calico, except those of IPAM itself', () => {
  expect(KINDS.filter(({ isInCalicoctl }) => !isInCalicoctl).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
    'projectcalico.org/v3 BlockAffinity', 'projectcalico.org/v3 IPAMBlock', 'projectcalico.org/v3 IPAMHandle', 'networking.k8s.io/v1 NetworkPolicy',
    'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy', 'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy',
    'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy',
  ]);
  expect(KINDS.filter(({ calicoctlSince }) => calicoctlSince !== undefined).map(({ kind, calicoctlSince }) => [kind, calicoctlSince])).toEqual([['CalicoNodeStatus', 29]]);
});

test('kinds of which there is one object', () => {
  expect(KINDS.filter(({ onlyName }) => onlyName !== undefined).map(({ kind, onlyName }) => [kind, onlyName])).toEqual([
    ['IPAMConfiguration', 'default'], ['KubeControllersConfiguration', 'default'], ['ClusterInformation', 'default'], ['BaselineAdminNetworkPolicy', 'default'],
  ]);
});

test('a kind is found by its group and name', () => {
  expect(knownKind('networking.k8s.io/v1', 'NetworkPolicy')).toMatchObject({ apiVersion: 'networking.k8s.io/v1' });
  expect(knownKind('projectcalico.org/v3', 'NetworkPolicy')).toMatchObject({ apiVersion: 'projectcalico.org/v3' });
  expect([knownKind('projectcalico.org/v3', 'networkpolicy'), knownKind('networking.k8s.io/v1', 'GlobalNetworkPolicy')]).toEqual([undefined, undefined]);
});
