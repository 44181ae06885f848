import { allowOnly, NAMESPACE, pod, pool, told, toldOfAll } from './told';
import { readManifests } from '../../src/manifest';
import { Cluster, type Flow, UnknownReason } from '../../src/verdict';

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

test.each<[UnknownReason, string, Partial<Flow>]>([
  [UnknownReason.NAMESPACE_LABELS, `${policy('{ action: Allow, source: { namespaceSelector: has(team) } }')}
---
{ apiVersion: v1, kind: Pod, metadata: { name: x, namespace: absent } }`, { from: { pod: 'absent/x' } }],
  [UnknownReason.SERVICE_ACCOUNT_LABELS, policy('{ action: Allow, source: { serviceAccounts: { selector: has(role) } } }'), {}],
  [UnknownReason.NAMESPACE_NAME, policy('').replace(', namespace: a', ''), {}],
  [UnknownReason.ADDRESS, policy('{ action: Allow, source: { nets: [10.0.0.0/24] } }'), { from: { pod: 'a/floating' } }],
  [UnknownReason.ADDRESSES_DIFFER, policy('{ action: Allow, source: { nets: [192.0.2.0/24] } }'), { from: { anywhere: true } }],
  [UnknownReason.ENDPOINTS_DIFFER, policy('', 'app == \'two\''), { from: { ip: '192.0.2.1' }, to: { service: 'a/both' } }],
  [UnknownReason.SOURCE_PORT, policy('{ action: Allow, protocol: TCP, source: { ports: [99] } }'), {}],
  [UnknownReason.DESTINATION_PORT, policy('{ action: Allow, protocol: TCP, destination: { ports: [99] } }'), { destinationPort: undefined }],
  [UnknownReason.ICMP_TYPE, policy('{ action: Allow, protocol: ICMP, icmp: { type: 8 } }'), { protocol: 'ICMP', destinationPort: undefined }],
  [UnknownReason.SERVICE, policy('{ action: Allow, source: { services: { name: any, namespace: a } } }'), {}],
  [UnknownReason.POD, pool('10.0.0.0/24'), { to: { ip: '10.0.0.9' } }],
  [UnknownReason.TIER, policy('{ action: Pass, protocol: UDP }', 'all()', ', tier: nowhere'), {}],
  [UnknownReason.HTTP, policy('{ action: Allow, protocol: TCP, http: { methods: [GET] } }'), {}],
  [UnknownReason.HOST_BYPASS, policy('', 'app == \'floating\''), { from: { host: 'n1' }, to: { pod: 'a/floating' } }],
  [UnknownReason.ENDPOINT_TO_HOST, '', { to: { host: 'n1' } }],
  [UnknownReason.HOST_INTERFACE, HOST, { from: { host: 'n1' }, to: { ip: '192.0.2.1' } }],
  [UnknownReason.KERNEL_FORWARD, HOST, { from: { ip: '192.0.2.1', via }, to: { ip: '192.0.2.9', via: { node: 'n1', interface: 'eth1' } } }],
])('unknown: %s', (reason, objects, flow) => {
  const { manifests, problems } = readManifests([BASE, objects].join('\n---\n'));
  expect(problems).toEqual([]);
  const [answer] = Cluster._fromManifests(manifests)._answers([{ ...FLOW, ...flow }]);
  expect(answer).toMatchObject({ verdict: 'unknown', reason });
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
