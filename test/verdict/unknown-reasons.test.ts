import { allowOnly, NAMESPACE, pod, pool, told, toldOfAll } from './told';
import { readManifests } from '../../src/manifest';
import { CalicoTarget, CalicoVersion } from '../../src/target';
import { Cluster, type ClusterProps, type Flow, UnknownReason } from '../../src/verdict';

const BASE = `
{ apiVersion: v1, kind: Namespace, metadata: { name: a } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: one, namespace: a, labels: { app: one } }, spec: { nodeName: n1 }, status: { podIP: 10.0.0.1 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: two, namespace: a, labels: { app: two } }, spec: { nodeName: n1 }, status: { podIP: 10.0.0.2 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: floating, namespace: a, labels: { app: floating } } }
---
{ apiVersion: v1, kind: Service, metadata: { name: any, namespace: a }, spec: { ports: [{ port: 80 }] } }
---
{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: both, namespace: a, labels: { kubernetes.io/service-name: both } },
  endpoints: [{ addresses: [10.0.0.1] }, { addresses: [10.0.0.2] }], ports: [{ port: 80 }] }
`;

function policy(ingress: string, selector = 'all()', more = ''): string {
  return `{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: p, namespace: a },
    spec: { selector: "${selector}", types: [Ingress], ingress: [${ingress}]${more} } }`;
}

const HOST = `
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h, labels: { h: h } }, spec: { node: n1, interfaceName: eth0 } }
---
{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: g },
  spec: { selector: has(h), types: [Egress], applyOnForward: true, egress: [{ action: Deny }] } }
`;

const FLOW: Flow = { from: { pod: 'a/one' }, to: { pod: 'a/two' }, protocol: 'TCP', destinationPort: 80 };
const via = { node: 'n1', interface: 'eth0' };

/** What to add to the input, or how to ask. */
interface Cure {
  readonly help: string;
  readonly objects?: string;
  readonly flow?: Partial<Flow>;
  readonly props?: ClusterProps;
}

const ACCOUNT = '{ apiVersion: v1, kind: ServiceAccount, metadata: { name: default, namespace: a, labels: { role: x } } }';
const felix = (spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { ${spec} } }`;
const podNets = CalicoTarget.of(CalicoVersion.V3_31, { podNets: ['10.0.0.0/24'] });

test.each<[UnknownReason, string, Partial<Flow>, Cure | undefined]>([
  [UnknownReason.NAMESPACE_LABELS, `${policy('{ action: Allow, source: { namespaceSelector: has(team) } }')}
---
{ apiVersion: v1, kind: Pod, metadata: { name: x, namespace: absent } }`, { from: { pod: 'absent/x' } },
  { help: 'add the Namespace absent to the input', objects: '{ apiVersion: v1, kind: Namespace, metadata: { name: absent } }' }],
  [UnknownReason.SERVICE_ACCOUNT_LABELS, policy('{ action: Allow, source: { serviceAccounts: { selector: has(role) } } }'), {},
    { help: 'add the ServiceAccount a/default to the input', objects: ACCOUNT }],
  [UnknownReason.NAMESPACE_NAME, policy('').replace(', namespace: a', ''), {},
    { help: 'name the namespace of objects that name none: namespace, or --namespace', props: { namespace: 'a' } }],
  [UnknownReason.ADDRESS, policy('{ action: Allow, source: { nets: [10.0.0.0/24] } }'), { from: { pod: 'a/floating' } },
    { help: 'say where pods get their addresses from: IPPools in the input, or podNets of the target (--pod-nets)', props: { target: podNets } }],
  [UnknownReason.ADDRESS, `${policy('{ action: Allow, source: { nets: [192.0.2.0/24] } }')}
---
{ apiVersion: v1, kind: Pod, metadata: { name: far, namespace: a }, spec: { nodeName: n2 } }`, { from: { host: 'n1' }, to: { pod: 'a/far' } }, {
    help: 'add the Nodes with their addresses to the input',
    objects: '{ apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 192.0.2.9 }] } }',
  }],
  [UnknownReason.ADDRESSES_DIFFER, policy('{ action: Allow, source: { nets: [192.0.2.0/24] } }'), { from: { anywhere: true } },
    { help: 'ask for one address or a smaller CIDR', flow: { from: { ip: '192.0.2.1' } } }],
  [UnknownReason.ENDPOINTS_DIFFER, policy('', 'app == \'two\''), { from: { ip: '192.0.2.1' }, to: { service: 'a/both' } },
    { help: 'ask for one of the workloads behind the service', flow: { to: { pod: 'a/two' } } }],
  [UnknownReason.SOURCE_PORT, policy('{ action: Allow, protocol: TCP, source: { ports: [99] } }'), {},
    { help: 'ask for a source port: sourcePort of a flow, fromPorts of Traffic', flow: { sourcePort: 99 } }],
  [UnknownReason.DESTINATION_PORT, policy('{ action: Allow, protocol: TCP, destination: { ports: [99] } }'), { destinationPort: undefined },
    { help: 'ask for a port, such as tcp/5432', flow: { destinationPort: 99 } }],
  [UnknownReason.ICMP_TYPE, policy('{ action: Allow, protocol: ICMP, icmp: { type: 8 } }'), { protocol: 'ICMP', destinationPort: undefined },
    { help: 'ask for an ICMP type, such as icmp/8', flow: { icmp: { type: 8 } } }],
  [UnknownReason.SERVICE, policy('{ action: Allow, source: { services: { name: any, namespace: a } } }'), {}, {
    help: 'add the Service to the input, and its EndpointSlices when it has no selector',
    objects: '{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: any, namespace: a, labels: { kubernetes.io/service-name: any } }, endpoints: [] }',
  }],
  [UnknownReason.SERVICE, '', { to: { service: 'a/any' } }, {
    help: 'add the EndpointSlices of the service to the input, or the pods that it selects: an endpoint that is ready',
    objects: '{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: any, namespace: a, labels: { kubernetes.io/service-name: any } },'
      + ' endpoints: [{ addresses: [10.0.0.2] }], ports: [{ port: 80 }] }',
  }],
  [UnknownReason.POD, pool('10.0.0.0/24'), { to: { ip: '10.0.0.9' } }, {
    help: 'add the pods to the input',
    objects: '{ apiVersion: v1, kind: Pod, metadata: { name: nine, namespace: a }, status: { podIP: 10.0.0.9 } }',
  }],
  [UnknownReason.TIER, policy('{ action: Pass, protocol: UDP }', 'all()', ', tier: nowhere'), {},
    { help: 'add the Tier nowhere to the input', objects: '{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: nowhere } }' }],
  [UnknownReason.HTTP, policy('{ action: Allow, protocol: TCP, http: { methods: [GET] } }'), {}, {
    help: 'add the FelixConfiguration to the input: policySyncPathPrefix says whether application layer policy is set up',
    objects: felix(''),
  }],
  [UnknownReason.HOST_BYPASS, policy('', 'app == \'floating\''), { from: { host: 'n1' }, to: { pod: 'a/floating' } },
    { help: 'ask for a Pod whose manifest has nodeName', flow: { to: { pod: 'a/two' } } }],
  [UnknownReason.ENDPOINT_TO_HOST, '', { to: { host: 'n1' } }, {
    help: 'add the FelixConfiguration with defaultEndpointToHostAction to the input, and the nodeName of the pod',
    objects: felix('defaultEndpointToHostAction: Drop'),
  }],
  [UnknownReason.HOST_INTERFACE, HOST, { from: { host: 'n1' }, to: { ip: '192.0.2.1' } },
    { help: 'name the interface in the flow: via, with node and interface, at the end outside of the host', flow: { to: { ip: '192.0.2.1', via } } }],
  [UnknownReason.KERNEL_FORWARD, HOST, { from: { ip: '192.0.2.1', via }, to: { ip: '192.0.2.9', via: { node: 'n1', interface: 'eth1' } } }, undefined],
])('unknown: %s', (reason, objects, flow, cure) => {
  const ask = (more: string[] = [], changed: Partial<Flow> = {}, props: ClusterProps = {}): [Cluster, Flow] => {
    const { manifests, problems } = readManifests([BASE, objects, ...more].join('\n---\n'));
    expect(problems).toEqual([]);
    return [Cluster._fromManifests(manifests, props), { ...FLOW, ...flow, ...changed }];
  };
  const [cluster, asked] = ask();
  expect(cluster._answers([asked])).toMatchObject([{ verdict: 'unknown', reason }]);
  const lines = cluster._explain(asked).toString().split('\n');
  expect(lines.filter((line) => line.startsWith('help: '))).toEqual(cure === undefined ? [] : [`help: ${cure.help}`]);
  if (cure === undefined) { return; }
  const [cured, question] = ask(cure.objects === undefined ? [] : [cure.objects], cure.flow, cure.props);
  expect(cured._answers([question])).toMatchObject([{ verdict: expect.stringMatching(/^(allow|deny)$/) as string }]);
});

test('unknown: traffic that is partly allowed', () => {
  const { manifests } = readManifests([BASE, policy('{ action: Allow, protocol: TCP, destination: { ports: [80] } }')].join('\n---\n'));
  expect(Cluster._fromManifests(manifests).verdict({ source: 'a/one', destination: 'a/two' }).reason).toBe(UnknownReason.TRAFFIC_DIFFERS);
});

describe('the reason is what would have to be known', () => {
  const PODS = [NAMESPACE, pod('from', '10.0.0.1'), pod('floating'), pod('to', '10.0.0.2')];
  const HTTP = 'http: { methods: [GET] }';
  const ONE: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };
  const because = (reason: UnknownReason): string => `unknown: ${reason}`;

  test('not that of an earlier question', () => {
    const rules = allowOnly('source: { nets: [10.0.0.0/24] } }, { action: Allow, protocol: UDP, destination: { ports: [53] }');
    const from = { pod: 'a/floating' };
    expect(toldOfAll([...PODS, rules], [{ ...ONE, from }, { ...ONE, from: { ip: '198.51.100.1' }, protocol: 'UDP', destinationPort: undefined }])).toEqual([
      because(UnknownReason.ADDRESS), because(UnknownReason.DESTINATION_PORT),
    ]);
  });

  test('not the http clause of an earlier question', () => {
    const earlier = allowOnly(`protocol: TCP, ${HTTP}`);
    const later = '{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: later }, spec: { types: [Ingress] } }';
    const from = { ip: '198.51.100.1' };
    expect(toldOfAll([...PODS, earlier, later], [{ ...ONE, from }, { ...ONE, from, to: { pod: 'a/floating' } }]))
      .toEqual([because(UnknownReason.HTTP), because(UnknownReason.NAMESPACE_NAME)]);
  });

  test.each<[string, string]>([
    ['labels that answer', 'source: { selector: app == \'from\' }'],
    ['labels that answer no', 'source: { notSelector: app == \'other\' }'],
    ['an address that one net holds for certain', 'source: { nets: [10.0.0.0/24, 0.0.0.0/0] }'],
    ['an address that one net excludes for certain', 'destination: { notNets: [192.0.2.0/24] }, source: { nets: [10.0.0.0/24, 0.0.0.0/0] }'],
  ])('not what %s', (_, rule) => {
    expect(told([...PODS, allowOnly(`protocol: TCP, ${HTTP}, ${rule}`)], { ...ONE, from: { pod: rule.includes('nets') ? 'a/floating' : 'a/from' } }))
      .toBe(because(UnknownReason.HTTP));
  });

  test('what another condition asks for stays', () => {
    const rule = 'protocol: TCP, source: { ports: [99] }, destination: { nets: [10.0.0.0/24, 0.0.0.0/0] }';
    expect(told([...PODS, allowOnly(rule)], { ...ONE, to: { pod: 'a/to' } })).toBe(because(UnknownReason.SOURCE_PORT));
    const floating = [NAMESPACE, pod('from', '10.0.0.1'), pod('to')];
    expect(told([...floating, allowOnly(rule)], ONE)).toBe(because(UnknownReason.SOURCE_PORT));
  });

  test.each<[string, string, UnknownReason]>([
    ['namespaceSelector: team == \'red\'', 'of the namespace', UnknownReason.NAMESPACE_LABELS],
    ['serviceAccounts: { selector: has(role) }', 'of the service account', UnknownReason.SERVICE_ACCOUNT_LABELS],
    ['serviceAccounts: { selector: has(role) }, namespaceSelector: team == \'red\'', 'of both', UnknownReason.NAMESPACE_LABELS],
  ])('%s: the labels %s', (rule, _, reason) => {
    expect(told([...PODS.slice(1), allowOnly(`source: { ${rule} }`)], ONE)).toBe(because(reason));
  });
});

test('the host interface is asked for where the question can name it, and only there', () => {
  const { manifests } = readManifests([BASE, HOST].join('\n---\n'));
  const [summary, ...rest] = Cluster._fromManifests(manifests)._explain({ ...FLOW, from: { host: 'n1' }, to: { ip: '192.0.2.1' } }).toString().split('\n');
  expect(summary).toBe('host n1 may or may not reach 192.0.2.1 on TCP 80: unknown, for it depends on the interface at which the traffic meets the host');
  expect(rest.at(-1)).toBe('help: name the interface in the flow: via, with node and interface, at the end outside of the host');
});
