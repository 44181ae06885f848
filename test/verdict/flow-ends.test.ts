import { allowOnly, NAMESPACE, pod, told } from './told';
import { Cluster, type Flow } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* How the ends of a flow are found, and what is said when they are not. */

const node = (name: string, ...ips: string[]): string => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} },
  status: { addresses: [${ips.map((ip) => `{ type: InternalIP, address: "${ip}" }`).join(', ')}] } }`;
const endpoint = (name: string, on: string, interfaceName: string, ...ips: string[]): string => `
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: ${name}, labels: { name: ${name} } },
  spec: { node: ${on}, interfaceName: "${interfaceName}", expectedIPs: [${ips.map((ip) => `"${ip}"`).join(', ')}] } }`;
const SET = '{ apiVersion: projectcalico.org/v3, kind: NetworkSet, metadata: { name: office, namespace: a }, spec: { nets: [203.0.113.0/24] } }';
const GLOBAL_SET = SET.replace('NetworkSet', 'GlobalNetworkSet').replace(', namespace: a', '').replace('203.0.113.0', '198.51.100.0').replace('office', 'world');
const SERVICE = '{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: a }, spec: { selector: { app: to }, ports: [{ port: 80 }] } }';
const FLOW: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };
const CLUSTER = [NAMESPACE, pod('from', '10.0.0.1', 'nodeName: n1'), pod('to', '10.0.0.2', 'nodeName: n1'), node('n1', '192.0.2.1', '2001:db8::1'), SET, GLOBAL_SET, SERVICE];

test.each<[Partial<Flow>, string]>([
  [{ from: { pod: 'a/form' } }, 'No workload a/form in the input. Did you mean a/from?'],
  [{ from: { workload: 'a/form' } }, 'No workload a/form in the input. Did you mean a/from?'],
  [{ from: { ip: '10.0.0' } }, '"10.0.0" is no IP address. Write it like 10.0.0.1 or 2001:db8::1.'],
  [{ from: { net: '10.0.0.1/33' } }, '"10.0.0.1/33" is no CIDR. Write it like 10.0.0.0/8 or 2001:db8::/32.'],
  [{ from: { networkSet: 'a/ofice' } }, 'No network set a/ofice in the input. Did you mean a/office?'],
  [{ from: { networkSet: 'office' } }, 'No network set office in the input. Did you mean a/office?'],
  [{ to: { service: 'a/wab' } }, 'No service a/wab in the input. Did you mean a/web?'],
  [{ to: { host: 'n2' } }, 'No node n2 in the input.'],
  [{ from: {} }, '"from" of a flow names nothing. Give it one of pod, workload, ip, host, service, networkSet, net, anywhere.'],
  [{ from: { anywhere: false } }, '"from.anywhere" of a flow must be true, or be left out; it is false.'],
  [{ protocol: 'TPC' }, '"TPC" is no protocol. Calico knows TCP, UDP, SCTP, ICMP, ICMPv6, UDPLite and numbers up to 255.'],
  [{ hook: 'toHost', hostEndpoint: 'absent' }, 'No host endpoint absent in the input.'],
])('%j: %s', (flow, message) => {
  expect(() => told(CLUSTER, { ...FLOW, ...flow })).toThrow(message);
});

test.each<[string, string, string]>([
  ['a finished pod', 'a/done', 'Pod a/done has finished, and is no endpoint of its own.'],
  ['a pod that waits for an address', 'a/waits', 'Pod a/waits is pending and has no address, and is no endpoint of its own.'],
  ['what a Deployment made', 'a/web-1', 'ReplicaSet a/web-1 is one with Deployment a/deployed, and is no endpoint of its own.'],
  ['a service', 'a/web', 'No workload a/web in the input. A service is asked for as service:a/web.'],
  ['the DNS name of a service', 'web.a', 'No workload web.a in the input. A service is asked for as service:a/web.'],
  ['its whole DNS name', 'web.a.svc.cluster.local', 'No workload web.a.svc.cluster.local in the input. A service is asked for as service:a/web.'],
  ['the name of a page', 'web.a.example.org', 'No workload web.a.example.org in the input. There are a/deployed, a/from, a/to. A host outside is asked for by its address.'],
  ['a workload with a port', 'a/to:5432', 'No workload a/to:5432 in the input. The port is part of the traffic: ask for a/to on TCP 5432.'],
])('%s is no workload, and the error says what it is', (_, name, message) => {
  const objects = [
    ...CLUSTER, pod('done').replace('spec: {  }', 'status: { phase: Succeeded }'), pod('waits').replace('spec: {  }', 'status: { phase: Pending }'),
    '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: deployed, namespace: a }, spec: { template: {} } }',
    `{ apiVersion: apps/v1, kind: ReplicaSet, metadata: { name: web-1, namespace: a, ownerReferences: [{ kind: Deployment, name: deployed, controller: true }] },
      spec: { template: {} } }`,
  ];
  expect(() => told(objects, { ...FLOW, to: { workload: name } }, { complete: true })).toThrow(message);
});

test('of workloads of several kinds with one name, the kind says which is meant', () => {
  const maker = (kind: string): string => `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: db, namespace: a }, spec: { template: { metadata: { labels: { app: ${kind} } } } } }`;
  const closed = allowOnly('protocol: UDP').replace("app == 'to'", "app == 'StatefulSet'");
  const asked = (name: string, ...objects: string[]): string => told([...CLUSTER, maker('Deployment'), maker('StatefulSet'), closed, ...objects], { ...FLOW, to: { workload: name } });
  expect([asked('a/db'), asked('deployment:a/db'), asked('StatefulSet:a/db')]).toEqual(['allow', 'allow', 'deny']);
  expect(asked('a/db', pod('db', '10.0.0.9'))).toBe('allow');
  expect(() => asked('job:a/db')).toThrow('No workload job:a/db in the input.');
});

test('what names no namespace is asked for by its name alone: workloads, services and sets', () => {
  const objects = [pod('from', '10.0.0.1'), pod('to', '10.0.0.2'), SERVICE, SET, allowOnly('protocol: TCP, destination: { ports: [80] }')].map((object) => object.replace(', namespace: a', ''));
  expect(told(objects, { ...FLOW, from: { pod: 'from' }, to: { pod: 'to' } })).toBe('allow');
  expect(told(objects, { ...FLOW, from: { pod: 'from' }, to: { service: 'web' } })).toBe('allow');
  expect(told(objects, { ...FLOW, from: { networkSet: 'office' }, to: { pod: 'to' } })).toBe('allow');
  expect(() => told(objects, { ...FLOW, from: { pod: 'from' }, to: { pod: 'web' } })).toThrow('A service is asked for as service:web.');
});

const fromNets = (net: string): string => allowOnly(`source: { nets: ["${net}"] }`);

test.each<[string, Flow['from'], string, Partial<Flow>, string]>([
  ['an address', { ip: '203.0.113.9' }, '203.0.113.9/32', {}, 'allow'],
  ['an IPv6 address, which makes the flow IPv6', { ip: '2001:db8::9' }, '2001:db8::9/128', { to: { pod: 'a/six' } }, 'allow'],
  ['all of a CIDR', { net: '203.0.113.0/24' }, '203.0.113.0/24', {}, 'allow'],
  ['part of a CIDR', { net: '203.0.113.0/24' }, '203.0.113.128/25', {}, 'unknown: addresses-differ'],
  ['nothing of a CIDR', { net: '203.0.113.0/24' }, '198.51.100.0/24', {}, 'deny'],
  ['all of a set of a namespace', { networkSet: 'a/office' }, '203.0.113.0/24', {}, 'allow'],
  ['part of a set of a namespace', { networkSet: 'a/office' }, '203.0.113.0/25', {}, 'unknown: addresses-differ'],
  ['all of a global set', { networkSet: 'world' }, '198.51.100.0/24', {}, 'allow'],
  ['anywhere', { anywhere: true }, '0.0.0.0/0', {}, 'allow'],
  ['part of anywhere', { anywhere: true }, '203.0.113.0/24', {}, 'unknown: addresses-differ'],
  ['the network of pods and hosts, which is not outside', { anywhere: true }, '10.0.0.1/32', {}, 'deny'],
  ['the address of a node', { host: 'n1' }, '192.0.2.1/32', { to: { pod: 'a/far' } }, 'allow'],
  ['the other address of a node', { host: 'n1' }, '2001:db8::1/128', { to: { pod: 'a/far' }, ipVersion: 6 }, 'allow'],
  ['the node of a pod that shares its network', { pod: 'a/agent' }, '192.0.2.1/32', { to: { pod: 'a/far' } }, 'allow'],
  ['the node of a pod that shares its network, by its own status', { pod: 'a/agent2' }, '192.0.2.7/32', { to: { pod: 'a/far' } }, 'allow'],
])('a rule for %s', (_, from, net, flow, expected) => {
  const objects = [...CLUSTER, node('n2', '192.0.2.2'),
    pod('far', '10.0.1.2', 'nodeName: n2').replace('app: far', 'app: to'), pod('agent', '', 'nodeName: n1, hostNetwork: true'),
    pod('six', 'fd00::6', 'nodeName: n1').replace('app: six', 'app: to'),
    pod('agent2', '192.0.2.7', 'nodeName: n1, hostNetwork: true')];
  expect(told([...objects, fromNets(net)], { ...FLOW, from, ...flow })).toBe(expected);
});

describe('of several with one name', () => {
  const web = (kind: string, label: string): string => `{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: web, namespace: a },
    spec: { template: { metadata: { labels: { app: ${label} } }, spec: {} } } }`;

  test('a pod counts, else the first', () => {
    const ask = (...objects: string[]): string => told([...CLUSTER, ...objects, allowOnly('source: { selector: app == \'web\' }')], { ...FLOW, from: { workload: 'a/web' } });
    expect(ask(pod('web', '10.0.0.3'), web('Deployment', 'other'))).toBe('allow');
    expect(ask(web('Deployment', 'other'), pod('web', '10.0.0.3'))).toBe('allow');
    expect(ask(web('Deployment', 'web'), web('StatefulSet', 'other'))).toBe('allow');
    expect(ask(web('Deployment', 'other'), web('StatefulSet', 'web'))).toBe('deny');
  });
});

describe('the host endpoint that governs', () => {
  const deny = (name: string): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${name} },
    spec: { selector: name == '${name}', types: [Ingress], ingress: [{ action: Deny }] } }`;
  /** The host endpoints whose stages a packet meets. */
  function met(via: { node: string; interface?: string } | undefined, endpoints: readonly string[], to: Flow['to'] = { host: 'n1' }): string {
    const [answer] = Cluster._fromManifests(manifestsOf([node('n1', '192.0.2.1', '192.0.2.101'), ...endpoints, deny('none')].join('\n---\n')), { complete: true })
      ._answers([{ from: { ip: '203.0.113.9', via }, to, protocol: 'TCP', destinationPort: 80 }]);
    if ('error' in answer) { throw new Error(answer.error); }
    const names = [...new Set((answer.stages ?? []).map(({ hostEndpoint }) => hostEndpoint))];
    return `${names.join()} ${answer.verdict}${answer.reason === undefined ? '' : `: ${answer.reason}`}`;
  }

  const eth = (index: number): { node: string; interface: string } => ({ node: 'n1', interface: `eth${index}` });

  test.each<[string, Parameters<typeof met>[0], string[], string]>([
    ['is that of the interface', eth(0), [endpoint('z', 'n1', 'eth0'), endpoint('b', 'n1', 'eth1'), endpoint('c', 'n2', 'eth0')], 'z deny'],
    ['is the first by name of two', eth(0), [endpoint('z', 'n1', 'eth0'), endpoint('b', 'n1', 'eth0')], 'b deny'],
    ['is that of the interface before that of the address', eth(0), [endpoint('z', 'n1', 'eth0'), endpoint('b', 'n1', '', '192.0.2.1')], 'z deny'],
    ['is that of the address where none names the interface', eth(0), [endpoint('z', 'n1', 'eth1'), endpoint('b', 'n1', '', '192.0.2.1')], 'b deny'],
    ['is none of another address', eth(0), [endpoint('b', 'n1', '', '192.0.2.9')], ' allow'],
    ['is not that of another interface which has the address', eth(0), [endpoint('b', 'n1', 'eth1', '192.0.2.1')], ' allow'],
    ['is the one of all interfaces where no other is', eth(0), [endpoint('z', 'n1', 'eth1'), endpoint('a', 'n1', '*')], 'a deny'],
    ['is not the one of all interfaces where another is', eth(0), [endpoint('z', 'n1', 'eth0'), endpoint('a', 'n1', '*')], 'z deny'],
    ['is none of another node', eth(0), [endpoint('z', 'n2', 'eth0')], ' allow'],
    ['is any, without an interface, which does not matter when they say the same', undefined, [endpoint('z', 'n1', 'eth0'), endpoint('a', 'n1', '*')], 'z deny'],
    ['is the one that has the address, without an interface', undefined, [endpoint('z', 'n1', 'eth0', '192.0.2.1'), endpoint('b', 'n1', 'eth1')], 'z deny'],
    ['is the one of all interfaces, without an interface', undefined, [endpoint('a', 'n1', '*')], 'a deny'],
  ])('%s', (_, via, endpoints, expected) => {
    expect(met(via, endpoints)).toBe(expected);
  });

  test('one of which it is not known whether it governs leaves the answer open', () => {
    expect(met(undefined, [endpoint('z', 'n1', 'eth0')])).toBe('z unknown: host-interface-unknown');
    expect(met({ node: 'n1' }, [endpoint('z', 'n1', 'eth0')])).toBe('z unknown: host-interface-unknown');
  });
});
