import { modelOf, notesOf } from './model-of';
import { buildCluster } from '../../src/cluster';
import { type JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';

const NAMESPACE = '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { team: red } } }\n---\n';
const POD = '{ metadata: { labels: { app: x, pcns.team: forged } }, spec: { serviceAccountName: robot, containers: [{ name: c, ports: [{ name: http, containerPort: 80 }] }] } }';

test.each([
  ['Deployment', 'apps/v1', `{ template: ${POD} }`],
  ['StatefulSet', 'apps/v1', `{ template: ${POD} }`],
  ['DaemonSet', 'apps/v1', `{ template: ${POD} }`],
  ['ReplicaSet', 'apps/v1', `{ template: ${POD} }`],
  ['ReplicationController', 'v1', `{ template: ${POD} }`],
  ['Job', 'batch/v1', `{ template: ${POD} }`],
  ['CronJob', 'batch/v1', `{ jobTemplate: { spec: { template: ${POD} } } }`],
])('%s brings one workload with the labels of its pods', (kind, apiVersion, spec) => {
  const { workloads } = modelOf(`${NAMESPACE}{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: w, namespace: a }, spec: ${spec} }`);
  expect(workloads).toMatchObject([{
    kind,
    namespace: 'a',
    name: 'w',
    serviceAccount: 'robot',
    addressUnknown: true,
    hostNetwork: false,
    ports: [{ name: 'http', protocol: 6, port: 80 }],
    profiles: ['kns.a', 'ksa.a.robot'],
  }]);
  expect(Object.fromEntries(workloads[0].labels.known)).toMatchObject({
    'app': 'x',
    'pcns.team': 'red',
    'pcns.projectcalico.org/name': 'a',
    'pcsa.projectcalico.org/name': 'robot',
    'projectcalico.org/namespace': 'a',
    'projectcalico.org/orchestrator': 'k8s',
    'projectcalico.org/serviceaccount': 'robot',
  });
});

const pod = (more: string): string => `${NAMESPACE}{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: a }, ${more} }`;

test('a pod has its addresses; finished ones are no endpoints; those without address are none in a dump', () => {
  expect(modelOf(pod('spec: { nodeName: n1 }, status: { podIP: 10.0.0.1, podIPs: [{ ip: 10.0.0.1 }, { ip: "fd00::1" }] }')).workloads)
    .toMatchObject([{ node: 'n1', addresses: [{ family: 4 }, { family: 6 }], addressUnknown: false }]);
  expect(modelOf(pod('status: { phase: Succeeded, podIP: 10.0.0.1 }')).workloads).toEqual([]);
  expect(modelOf(pod('status: { phase: Pending }')).workloads).toEqual([]);
  expect(modelOf(pod('status: { phase: Pending }'), { complete: false }).workloads).toHaveLength(1);
});

test('a pod in the network of its host gives no address to selectors', () => {
  expect(modelOf(pod('spec: { hostNetwork: true }, status: { podIP: 192.0.2.1 }')).workloads).toMatchObject([{ hostNetwork: true, nets: [], ports: [] }]);
});

test('a label without a value has the empty text, in a selector too', () => {
  const objects = [
    pod('spec: {}').replace('namespace: a }', 'namespace: a, labels: { app: } }'),
    '{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: p, namespace: a }, spec: { podSelector: { matchLabels: { app: } } } }',
  ];
  const { workloads, policies } = modelOf(objects.join('\n---\n'));
  expect(workloads[0].labels.known.get('app')).toBe('');
  expect(policies[0].selector.text).toContain("app == ''");
});

test('ports of init containers have names too', () => {
  expect(modelOf(pod('spec: { initContainers: [{ name: i, ports: [{ name: dns, protocol: UDP, containerPort: 53 }] }] }')).workloads)
    .toMatchObject([{ ports: [{ name: 'dns', protocol: 17, port: 53 }] }]);
});

describe('partial and complete input', () => {
  const orphan = '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: b }, status: { podIP: 10.0.0.1 } }';

  test('a namespace that is only mentioned exists with the label of Kubernetes, its others open', () => {
    const { workloads, namespaces, profiles } = modelOf(orphan, { complete: false });
    expect(workloads[0].labels.open).toEqual(['pcsa.', 'pcns.']);
    expect(workloads[0].labels.known.get('pcns.kubernetes.io/metadata.name')).toBe('b');
    expect(namespaces.get('b')).toMatchObject({ isKnown: false });
    expect(profiles.has('kns.b')).toBe(true);
  });

  test('in complete input it has no profile, so pods in it are cut off, and a note says so', () => {
    const { workloads, profiles } = modelOf(orphan);
    expect(workloads[0].labels.open).toEqual([]);
    expect(workloads[0].labels.known.has('pcns.projectcalico.org/name')).toBe(false);
    expect(profiles.has('kns.b')).toBe(false);
    expect(notesOf(orphan)).toEqual([expect.stringContaining('namespace-missing: Namespace b')]);
  });

  test('objects without a namespace', () => {
    const nowhere = orphan.replace(', namespace: b', '');
    expect(modelOf(nowhere, { complete: false }).workloads).toMatchObject([{ namespace: '?' }]);
    expect(modelOf(nowhere, { complete: false, namespace: 'team' }).workloads).toMatchObject([{ namespace: 'team' }]);
    expect(modelOf(nowhere).workloads).toMatchObject([{ namespace: 'default' }]);
    expect(notesOf(nowhere, { complete: false })[0]).toMatch(/^namespace-unnamed: .*--namespace/);
  });
});

test.each([
  ['an old revision of a Deployment', '{ kind: Deployment, name: x }', 0, 0],
  ['the present one', '{ kind: Deployment, name: x }', 1, 1],
  ['one without a number', '{ kind: Deployment, name: x }', '', 1],
  ['an old revision of what works like a Deployment', '{ kind: Rollout, name: x, controller: true }', 0, 0],
  ['one that somebody scaled to nothing', '{ kind: Rollout, name: x }', 0, 1],
])('a ReplicaSet as a workload: %s', (_, owner, replicas, expected) => {
  const { workloads } = modelOf(`{ apiVersion: apps/v1, kind: ReplicaSet, metadata: { name: x-1, namespace: a, ownerReferences: [${owner}] },
    spec: { ${replicas === '' ? '' : `replicas: ${replicas}, `}template: ${POD} } }`);
  expect(workloads).toHaveLength(expected);
});

test('a Deployment that an operator scaled to nothing is a workload: it has no former templates', () => {
  const { workloads } = modelOf(`{ apiVersion: apps/v1, kind: Deployment, metadata: { name: x, namespace: a,
    ownerReferences: [{ kind: Database, name: x, controller: true }] }, spec: { replicas: 0, template: ${POD} } }`);
  expect(workloads).toMatchObject([{ kind: 'Deployment', name: 'x' }]);
});

describe('of what a Deployment makes, as a dump holds it', () => {
  const made = (kind: string, name: string, owner: string, more = ''): string => `{ apiVersion: ${kind === 'Pod' ? 'v1' : 'apps/v1'}, kind: ${kind}, metadata: { name: ${name}, namespace: a${more},
    ownerReferences: [${owner === '' ? '' : `{ kind: ${owner}, name: x, controller: true }`}] }, spec: { replicas: 1, template: ${POD} } }`;
  const podOf = (owner: string): string => made('Pod', 'x-1-1', owner, ', labels: { app: x }').replace('spec: {', 'status: { podIP: 10.0.0.1 }, spec: {');
  const set = made('ReplicaSet', 'x-1', 'Deployment');
  const ownPod = podOf('ReplicaSet').replace('name: x, controller', 'name: x-1, controller');
  const deployment = made('Deployment', 'x', '');
  const service = '{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: a }, spec: { selector: { app: x }, ports: [{ port: 80 }] } }';

  test.each<[string, string[], string[], string[]]>([
    ['the Deployment alone', [deployment], ['x'], ['x']],
    ['its ReplicaSet is one workload with it', [set, deployment], ['x'], ['x']],
    ['its pods are the endpoints', [ownPod, deployment, set], ['x-1-1', 'x'], ['x-1-1']],
    ['pods of a DaemonSet are, too', [made('DaemonSet', 'x', ''), podOf('DaemonSet')], ['x', 'x-1-1'], ['x-1-1']],
    ['pods of another kind of that name are others', [deployment, podOf('DaemonSet')], ['x', 'x-1-1'], ['x', 'x-1-1']],
    ['a ReplicaSet whose Deployment is elsewhere', [set, ownPod], ['x-1', 'x-1-1'], ['x-1-1']],
    ['an owner that does not control', [deployment, set.replace('controller: true', 'controller: false')], ['x', 'x-1'], ['x', 'x-1']],
    ['a Deployment of that name in another namespace', [deployment.replace('namespace: a', 'namespace: b'), set], ['x', 'x-1'], ['x-1']],
  ])('%s', (_, objects, expected, endpoints) => {
    const { workloads, services } = modelOf([...objects, service].join('\n---\n'));
    expect(workloads.map(({ name }) => name)).toEqual(expected);
    expect(services.get('a/s')!.backends.map(({ workload }) => workload!.name)).toEqual(endpoints);
  });
});

describe('nothing is dropped silently', () => {
  const policy = (spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: g }, spec: ${spec} }`;

  test.each([
    ['an unreadable selector', '{ selector: "app ==" }', 'policy-ignored'],
    ['an unreadable rule selector', '{ selector: all(), ingress: [{ action: Allow, source: { selector: "a b" } }] }', 'policy-ignored'],
    ['an unknown action', '{ ingress: [{ action: Drop }] }', 'policy-ignored'],
    ['an unknown protocol', '{ ingress: [{ action: Deny, protocol: GRE }] }', 'policy-ignored'],
    ['ports without protocol', '{ ingress: [{ action: Deny, destination: { ports: [80] } }] }', 'policy-ignored'],
    ['ports of a protocol that has none', '{ ingress: [{ action: Deny, protocol: ICMP, destination: { ports: [80] } }] }', 'policy-ignored'],
    ['an unreadable namespaceSelector', '{ selector: all(), namespaceSelector: "(" }', 'policy-widened'],
    ['an unreadable network', '{ ingress: [{ action: Deny, source: { nets: [10.0.0.0/99] } }] }', 'invalid-address'],
    ['a service that is absent', '{ egress: [{ action: Allow, destination: { services: { name: s, namespace: a } } }] }', 'service-missing'],
  ])('%s is reported', (_, spec, code) => {
    const { notes, policies } = modelOf(policy(spec));
    expect(notes.map((note) => note.code)).toEqual([code]);
    expect(notes[0].source).toMatchObject({ kind: 'GlobalNetworkPolicy', name: 'g' });
    expect(policies).toHaveLength(code === 'policy-ignored' ? 0 : 1);
    if (code !== 'service-missing') { expect(notes[0].message).toContain('GlobalNetworkPolicy g'); } // the service is what is missing
  });

  test('what is said of an object of a namespace names both', () => {
    const inA = (kind: string, spec: string, group = 'projectcalico.org/v3'): string => `{ apiVersion: ${group}, kind: ${kind}, metadata: { name: x, namespace: a }, spec: ${spec} }`;
    const kubernetes = inA('NetworkPolicy', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: here } }] }] }', 'networking.k8s.io/v1');
    expect(notesOf(kubernetes)).toContain('invalid-address: NetworkPolicy a/x: ipBlock "here" is no CIDR; Calico leaves it out.');
    expect(notesOf(inA('NetworkSet', '{ nets: [here] }'))).toContain('invalid-address: NetworkSet a/x: spec.nets: "here" is no CIDR and no address.');
    const twice = inA('NetworkPolicy', '{ types: [Ingress] }');
    expect(notesOf([twice, twice].join('\n---\n'))).toContain('duplicate: NetworkPolicy a/x is in the input more than once; the last one counts.');
    const global = policy('{ types: [Ingress] }');
    expect(notesOf([global, global].join('\n---\n'))).toEqual(['duplicate: GlobalNetworkPolicy g is in the input more than once; the last one counts.']);
  });

  test('kinds without bearing on verdicts are counted', () => {
    const yaml = ['ConfigMap', 'ConfigMap', 'Secret'].map((kind, index) => `{ apiVersion: v1, kind: ${kind}, metadata: { name: n${index} } }`).join('\n---\n');
    expect(Object.fromEntries(modelOf(yaml).otherKinds)).toEqual({ ConfigMap: 2, Secret: 1 });
    expect(modelOf(yaml).notes).toEqual([]);
  });

  test.each([
    ['apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy', 'Verdicts leave out CiliumNetworkPolicy of cilium.io/v2: policy of this API is not read.'],
    ['apiVersion: extensions/v1beta1, kind: NetworkPolicy', 'Verdicts leave out NetworkPolicy of extensions/v1beta1: policy of this API is not read.'],
    ['apiVersion: networking.k8s.io/v1, kind: networkPolicy', 'Verdicts leave out networkPolicy of networking.k8s.io/v1: there is no such kind.'],
    ['apiVersion: projectcalico.org/v3, kind: Globalnetworkset', 'Verdicts leave out Globalnetworkset of projectcalico.org/v3: there is no such kind.'],
    ['apiVersion: kustomize.config.k8s.io/v1beta1, kind: Kustomization',
      'The input holds files for kustomize: patches and what they patch are taken as objects of their own. Render them first (kustomize build).'],
    ['apiVersion: argoproj.io/v1alpha1, kind: Rollout, spec: { template: { spec: { containers: [{ name: c }] } } }',
      'Verdicts leave out Rollout of argoproj.io/v1alpha1: workloads of this API are not read; the pods or ReplicaSets that it makes are.'],
    ['apiVersion: projectcalico.org/v3, kind: Node', 'Verdicts leave out Node of projectcalico.org/v3: addresses and labels of nodes are read from the Nodes of Kubernetes.'],
    ['apiVersion: apps/v1, kind: Networkset', 'Verdicts leave out Networkset of apps/v1: there is no such kind.'],
    ['apiVersion: projectcalico.org/v3, kind: WorkloadEndpoint', 'Verdicts leave out WorkloadEndpoint of projectcalico.org/v3: only pods and what makes pods are read.'],
    ['apiVersion: v1, kind: policy', 'Verdicts leave out policy of v1: it is the format of calicoctl v1.x; cdk8s-calico convert writes today\'s.'],
    ['kind: NetworkPolicy', 'Verdicts leave out NetworkPolicy without apiVersion, which says whose kind is meant.'],
    ['kind: Tier', 'Verdicts leave out Tier without apiVersion, which says whose kind is meant.'],
  ])('{ %s } is not read: %s', (head, note) => {
    const yaml = ['one', 'two'].map((name) => `{ ${head}, metadata: { name: ${name} } }`).join('\n---\n');
    expect(notesOf(yaml)).toEqual([`not-modelled: ${note}`]);
  });

  test.each([
    'serving.knative.dev/v1, kind: Service', 'v1, kind: Secret', 'projectcalico.org/v3, kind: BGPPeer', 'networking.k8s.io/v1, kind: Ingress',
  ])('nothing is said of %s', (kind) => {
    expect(notesOf(`{ apiVersion: ${kind}, metadata: { name: x } }`)).toEqual([]);
  });

  test('what is no object at all is reported', () => {
    const manifests = [null, 5].map((object) => ({ object: object as unknown as JsonObject, origin: {} }));
    const { notes } = buildCluster(manifests, { version: CalicoVersion.V3_32 });
    expect(notes.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'not-an-object: The input holds null, which is no object with apiVersion and kind.', 'not-an-object: The input holds 5, which is no object with apiVersion and kind.',
    ]);
  });

  test('staged kinds exist since v3.30; a staged deletion stages nothing', () => {
    const staged = policy('{ selector: all(), types: [Ingress] }').replace('GlobalNetwork', 'StagedGlobalNetwork');
    expect(modelOf(staged).policies).toMatchObject([{ isStaged: true }]);
    expect(modelOf(staged.replace('spec: {', 'spec: { stagedAction: Delete,')).policies).toEqual([]);
  });
});
