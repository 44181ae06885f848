import { type Case, expectCases } from './boundaries';
import { readManifests } from '../../src/manifest';
import { CalicoEdition, CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

const CASES: Case[] = [
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: globalnetworkpolicy',
    'kind 24-31 ca safe ="GlobalNetworkPolicy", 32- can safe ="GlobalNetworkPolicy"', 'apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy',
    'apiVersion: projectcalico.org/v3, kind: Node', 'apiVersion: projectcalico.org/v3, kind: WorkloadEndpoint',
    'apiVersion: projectcalico.org/v3, kind: LiveMigration', 'apiVersion: projectcalico.org/v3, kind: DatastoreMigration'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolcy',
    'kind 24-31 ca ask ="GlobalNetworkPolicy", 32- can ask ="GlobalNetworkPolicy"', 'apiVersion: v1, kind: Pod',
    'apiVersion: apps/v1, kind: Deployment'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: Zzz', 'kind 24-31 ca, 32- can'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: NodeX', 'kind 24-31 ca, 32- can'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3', 'kind 24-31 ca, 32- can'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: 5', 'kind 24-31 ca, 32- can'],
  ['CAL1001', 'Raw', 'apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolic',
    'kind 24-31 ca ask ="ClusterNetworkPolicy", 32- can ask ="ClusterNetworkPolicy"',
    'apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v4, kind: Zzz', 'kind 24-31 ca, 32- can'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: IPAMBlock', 'kind 24- c'],
  ['CAL1001', 'Raw', 'apiVersion: projectcalico.org/v3, kind: IPAMHandle', 'kind 24- c'],
  ['CAL1002', 'Raw', 'apiVersion: crd.projectcalico.org/v1, kind: GlobalNetworkPolicy',
    'apiVersion 24-31 c ask ="projectcalico.org/v3", 32- cn ask ="projectcalico.org/v3"',
    'apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy'],
  ['CAL1002', 'Raw', 'apiVersion: crd.projectcalico.org/v1, kind: NetworkPolicy',
    'apiVersion 24-31 c ask ="projectcalico.org/v3", 32- cn ask ="projectcalico.org/v3"'],
  ['CAL1002', 'Raw', 'apiVersion: projectcalico.org/v2, kind: GlobalNetworkPolicy',
    'apiVersion 24-31 ca ask ="projectcalico.org/v3", 32- can ask ="projectcalico.org/v3"'],
  ['CAL1002', 'Raw', 'apiVersion: " projectcalico.org/v3", kind: Tier',
    'apiVersion 24-31 ca safe ="projectcalico.org/v3", 32- can safe ="projectcalico.org/v3"'],
  ['CAL1002', 'Raw', 'apiVersion: "networking.k8s.io/v1 ", kind: NetworkPolicy', '', 'apiVersion: networking.k8s.io/v1, kind: NetworkPolicy'],
  ['CAL1002', 'Raw', 'apiVersion: v1, kind: NetworkPolicy', 'apiVersion 24-31 ca ask ="projectcalico.org/v3", 32- can ask ="projectcalico.org/v3"'],
  ['CAL1002', 'Raw', 'kind: NetworkPolicy', 'apiVersion 24-31 ca ask ="projectcalico.org/v3", 32- can ask ="projectcalico.org/v3"'],
  ['CAL1002', 'Raw', 'kind: GlobalNetworkPolicy', 'apiVersion 24-31 ca ask ="projectcalico.org/v3", 32- can ask ="projectcalico.org/v3"'],
  ['CAL1002', 'Raw', 'apiVersion: example.org/v1, kind: GlobalNetworkPolicy',
    'apiVersion 24-31 ca ask ="projectcalico.org/v3", 32- can ask ="projectcalico.org/v3"', 'apiVersion: example.org/v1, kind: NetworkPolicy'],
  ['CAL1002', 'Raw', 'apiVersion: projectcalico.org, kind: NetworkPolicy',
    'apiVersion 24-31 ca ask ="projectcalico.org/v3", 32- can ask ="projectcalico.org/v3"',
    'apiVersion: projectcalico.organic/v1, kind: NetworkPolicy'],
  ['CAL1002', 'Raw', 'apiVersion: projectcalico.org/v3, kind: ClusterNetworkPolicy',
    'apiVersion 24-31 ca ask ="policy.networking.k8s.io/v1alpha2", 32- can ask ="policy.networking.k8s.io/v1alpha2"'],
  ['CAL1002', 'Raw', 'apiVersion: policy.networking.k8s.io/v1alpha1, kind: ClusterNetworkPolicy',
    'apiVersion 24-31 ca ask ="policy.networking.k8s.io/v1alpha2", 32- can ask ="policy.networking.k8s.io/v1alpha2"'],
  ['CAL1002', 'Raw', 'apiVersion: 3, kind: Tier', 'apiVersion 24-28 ca ask ="projectcalico.org/v3"'],
  ['CAL1003', 'Raw', 'apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy', 'kind 24-31 a'],
  ['CAL1003', 'Raw', 'apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy', 'kind 24-28 a, 32- an'],
];

test('what kind a document is of', () => {
  expectCases(CASES);
});

const TARGET = { version: CalicoVersion.V3_31 };

function findings(yaml: string, target = TARGET as Parameters<typeof validateManifest>[1]) {
  return readManifests(yaml, { file: 'a.yaml' }).manifests.flatMap((manifest) => validateManifest(manifest, target));
}

const header = (kind: string): string => `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {name: a, namespace: b}\n`;

test('a finding says which object, where, and how bad', () => {
  const [finding, ...others] = findings(`${header('NetworkPolicy')}spec:\n  types: [Ingress]\n  order: "1"\n`);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    code: 'CAL1008',
    severity: 'error',
    refusedBy: ['calicoctl', 'apiserver'],
    path: 'spec.order',
    file: 'a.yaml',
    line: 6,
    column: 3,
    object: { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', namespace: 'b', name: 'a' },
  });
  const { object } = validateManifest({ object: { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: { name: 5 } }, origin: {} }, TARGET)[0];
  expect(object).toEqual({ apiVersion: 'projectcalico.org/v3', kind: 'Tier', namespace: undefined, name: undefined });
  const bare = validateManifest({ object: { apiVersion: 'projectcalico.org/v3', kind: 'Tier', metadata: 'x' }, origin: { constructPath: 'a/b' } }, TARGET)[0];
  expect(bare).toMatchObject({ constructPath: 'a/b', file: undefined, line: undefined, column: undefined });
});

test('severity is that of the code where nobody refuses, and error where somebody does', () => {
  const severities = findings(`${header('NetworkPolicy')}spec: {selector: null, order: x}\n`).map(({ code, severity }) => [code, severity]);
  expect(severities).toEqual([['CAL1009', 'warning'], ['CAL1008', 'error'], ['CAL1081', 'warning']]);
});

test('what YAML made of an unquoted text is not what was meant', () => {
  const written = (text: string) => findings(`apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata:\n  name: a\n  labels: {on: ${text}}\n`)
    .map(({ fix, help }) => [fix?.isSafe, fix?.edits[0].value, help]);
  expect(written('yes')).toEqual([[false, 'yes', 'put it in quotes: "yes"; YAML reads the unquoted yes as true']]);
  expect(written('1.50')).toEqual([[false, '1.50', 'put it in quotes: "1.50"; YAML reads the unquoted 1.50 as 1.5']]);
  expect(written('true')).toEqual([[true, 'true', 'put it in quotes: "true"; YAML reads it as a boolean without them']]);
  expect(written('7')).toEqual([[true, '7', 'put it in quotes: "7"; YAML reads it as a number without them']]);
  expect(written('"yes"')).toEqual([]);
});

test('fields of the commercial editions are none there', () => {
  const yaml = `${header('NetworkPolicy')}spec: {types: [Egress], egress: [{action: Allow, destination: {domains: [a.b]}}], zzz: 1}\n`;
  expect(findings(yaml).map(({ code }) => code)).toEqual(['CAL1018', 'CAL1005']);
  expect(findings(yaml, { ...TARGET, edition: CalicoEdition.OPEN_SOURCE }).map(({ code }) => code)).toEqual(['CAL1018', 'CAL1005']);
  expect(findings(yaml, { ...TARGET, edition: CalicoEdition.ENTERPRISE }).map(({ code }) => code)).toEqual(['CAL1005']);
});

test('what is no object is no document of ours', () => {
  expect(validateManifest({ object: [] as never, origin: {} }, TARGET)).toEqual([]);
  expect(validateManifest({ object: {}, origin: {} }, TARGET)).toEqual([]);
});
