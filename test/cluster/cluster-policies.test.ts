import { modelOf, notesOf } from './model-of';
import { CalicoVersion } from '../../src/target';

const ADMIN = `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: AdminNetworkPolicy
metadata: { name: guard }
spec:
  priority: 7
  subject: { pods: { podSelector: { matchLabels: { app: pg } }, namespaceSelector: {} } }
  ingress:
    - { action: Pass, from: [{ namespaces: { matchLabels: { team: red } } }], ports: [{ portNumber: { protocol: TCP, port: 5432 } }] }
    - { action: Deny, from: [{ namespaces: {} }], ports: [{ portRange: { start: 1, end: 9 } }, { namedPort: sql }] }
  egress:
    - { action: Allow, to: [{ networks: [192.0.2.0/24] }] }
`;
const BASELINE = `
apiVersion: policy.networking.k8s.io/v1alpha1
kind: BaselineAdminNetworkPolicy
metadata: { name: default }
spec:
  subject: { namespaces: {} }
  ingress: [{ action: Deny, from: [{ namespaces: {} }] }]
`;
const CLUSTER = `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: isolate }
spec:
  tier: Baseline
  priority: 3
  subject: { namespaces: { matchLabels: { team: red } } }
  ingress: [{ action: Accept, from: [{ pods: { podSelector: {}, namespaceSelector: {} } }] }]
`;

test('AdminNetworkPolicy has a tier of its own, its priority as order, and a prefixed name', () => {
  const [policy] = modelOf(ADMIN, { version: CalicoVersion.V3_29 }).policies;
  expect(policy).toMatchObject({
    kind: 'KubernetesAdminNetworkPolicy',
    tier: 'adminnetworkpolicy',
    name: 'kanp.adminnetworkpolicy.guard',
    namespace: '',
    order: 7,
    appliesToIngress: true,
    appliesToEgress: true,
  });
  expect(policy.selector.text).toContain('app == \'pg\'');
});

test('rules of AdminNetworkPolicy are multiplied out by protocol and keep their place in the manifest', () => {
  const [policy] = modelOf(ADMIN, { version: CalicoVersion.V3_31 }).policies;
  expect(policy.ingress.map(({ action, protocol, destination, path }) => ({
    action, protocol, ranges: destination.ports?.ranges, names: destination.ports?.names, path,
  }))).toEqual([
    { action: 'Pass', protocol: 6, ranges: [[5432, 5432]], names: [], path: ['spec', 'ingress', 0] },
    { action: 'Deny', protocol: undefined, ranges: [], names: ['sql'], path: ['spec', 'ingress', 1] },
    { action: 'Deny', protocol: 6, ranges: [[1, 9]], names: [], path: ['spec', 'ingress', 1] },
  ]);
  expect(policy.egress).toMatchObject([{ action: 'Allow', destination: { nets: { v4: [{ prefix: 24 }] } } }]);
});

test('BaselineAdminNetworkPolicy comes after the tier default', () => {
  const model = modelOf(BASELINE, { version: CalicoVersion.V3_31 });
  expect(model.policies).toMatchObject([{
    kind: 'KubernetesBaselineAdminNetworkPolicy',
    tier: 'baselineadminnetworkpolicy',
    name: 'kbanp.baselineadminnetworkpolicy.default',
    appliesToIngress: true,
    appliesToEgress: false,
  }]);
  expect(model.tiers.map(({ name }) => name)).toEqual(['adminnetworkpolicy', 'default', 'baselineadminnetworkpolicy']);
});

test('ClusterNetworkPolicy goes to a tier of Calico and allows with Accept', () => {
  const model = modelOf(CLUSTER);
  expect(model.policies).toMatchObject([
    { kind: 'KubernetesClusterNetworkPolicy', tier: 'kube-baseline', name: 'isolate', order: 3, ingress: [{ action: 'Allow' }] },
  ]);
  expect(model.tiers.map(({ name }) => name)).toEqual(['kube-admin', 'default', 'kube-baseline']);
});

test.each<[string, string, CalicoVersion[], CalicoVersion[]]>([
  ['AdminNetworkPolicy', ADMIN, [CalicoVersion.V3_29, CalicoVersion.V3_31], [CalicoVersion.V3_28, CalicoVersion.V3_32]],
  ['BaselineAdminNetworkPolicy', BASELINE, [CalicoVersion.V3_30, CalicoVersion.V3_31], [CalicoVersion.V3_29, CalicoVersion.V3_32]],
  ['ClusterNetworkPolicy', CLUSTER, [CalicoVersion.V3_32, CalicoVersion.V3_33], [CalicoVersion.V3_31]],
])('%s exists in some versions only, and is reported in the others', (kind, yaml, served, unknown) => {
  for (const version of served) { expect(modelOf(yaml, { version })).toMatchObject({ policies: [{ source: { kind } }], notes: [] }); }
  for (const version of unknown) {
    expect(modelOf(yaml, { version }).policies).toEqual([]);
    expect(notesOf([yaml, yaml.replace('name: ', 'name: other-')].join('\n---\n'), { version })).toEqual([`kind-of-another-version: Calico ${version} does not know ${kind}: it enforces nothing of it.`]);
  }
});

test('a Deny that cannot be converted denies everything, an Accept is left out, a bad subject drops the policy; each is reported', () => {
  const nodes = 'to: [{ nodes: { matchLabels: { a: b } } }]';
  const broken = `
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: { name: broken }
spec:
  tier: Admin
  priority: 1
  subject: { namespaces: {} }
  egress: [{ action: Accept, ${nodes} }, { action: Deny, ${nodes} }]
`;
  const model = modelOf(broken);
  expect(model.policies[0].egress).toMatchObject([{ action: 'Deny', protocol: undefined, destination: { selector: undefined, nets: undefined } }]);
  expect(model.notes.map(({ code }) => code)).toEqual(['invalid-field', 'invalid-field']);
  expect(notesOf(broken.replace('namespaces: {}', 'nothing: {}')))
    .toContainEqual(expect.stringContaining('policy-ignored: Felix ignores ClusterNetworkPolicy broken'));
});
