import { NAMESPACE, pod, told } from './told';
import { type Flow } from '../../src/verdict';

/* What kube-proxy makes of traffic to services, where families, ports and nodes differ or are not told. */

const node = (name: string, ...ips: string[]): string => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} },
  status: { addresses: [${ips.map((ip) => `{ type: InternalIP, address: "${ip}" }`).join(', ')}] } }`;
const BASE = [NAMESPACE, node('n1', '192.0.2.1', '2001:db8::1'), node('n2', '192.0.2.2'),
  pod('web', '10.0.0.1 fd00::1', 'nodeName: n1'), pod('near', '10.0.0.2 fd00::2', 'nodeName: n1'), pod('far', '10.0.1.3', 'nodeName: n2'), pod('lost', '10.0.9.9')];
const FLOW: Flow = { from: { pod: 'a/near' }, to: { service: 'a/svc' }, protocol: 'TCP', destinationPort: 80 };
const OUTSIDE = { ip: '203.0.113.9' };

const PORTS = '{ name: web, port: 80, targetPort: 8080, nodePort: 30080 }, { name: admin, port: 81, targetPort: 8081, nodePort: 30081 },'
  + ' { name: dns, port: 80, protocol: UDP, targetPort: 5353, nodePort: 30080 }';
const service = (more = '', app = 'web'): string => `{ apiVersion: v1, kind: Service, metadata: { name: svc, namespace: a }, spec: { selector: { app: ${app} }, ${more}
  clusterIPs: [10.96.0.10, "fd00:96::10"], externalIPs: [198.51.100.1], ports: [${PORTS}] } }`;
const LOCAL = service('externalTrafficPolicy: Local,');

function allow(rule: string, selector = 'app == \'web\'', direction = 'Ingress'): string {
  return `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: p-${direction.toLowerCase()} },
    spec: { selector: "${selector}", types: [${direction}], ${direction.toLowerCase()}: [{ action: Allow, ${rule} }] } }`;
}

const ask = (flow: Partial<Flow>, objects: readonly string[]): string => told([...BASE, ...objects], { ...FLOW, ...flow }, { complete: true });

test.each<[string, Partial<Flow>, number]>([
  ['the port by its number', {}, 8080],
  ['another port', { destinationPort: 81 }, 8081],
  ['the number for another protocol', { protocol: 'UDP' }, 5353],
  ['the cluster address', { to: { ip: '10.96.0.10' } }, 8080],
  ['the other cluster address', { to: { ip: 'fd00:96::10' } }, 8080],
  ['the name, with IPv6', { ipVersion: 6 }, 8080],
  ['an external address', { from: OUTSIDE, to: { ip: '198.51.100.1' } }, 8080],
  ['a node port', { to: { host: 'n1' }, destinationPort: 30080 }, 8080],
  ['a node port, with UDP', { to: { host: 'n1' }, destinationPort: 30080, protocol: 'UDP' }, 5353],
  ['another node port', { to: { host: 'n1' }, destinationPort: 30081 }, 8081],
  ['a node port at an address', { to: { ip: '192.0.2.1' }, destinationPort: 30080 }, 8080],
  ['a node port at the other address', { to: { ip: '2001:db8::1' }, destinationPort: 30080 }, 8080],
])('by %s', (_, flow, port) => {
  const protocol = flow.protocol ?? 'TCP';
  expect(ask(flow, [service(), allow(`protocol: ${protocol}, destination: { ports: [${port}] }`)])).toBe('allow');
  expect(ask(flow, [service(), allow(`protocol: ${protocol}, destination: { notPorts: [${port}] }`)])).toBe('deny');
});

test('a port of a node that is no node port is the node\'s own', () => {
  const felix = '{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { defaultEndpointToHostAction: Accept } }';
  const deny = allow('protocol: TCP, destination: { ports: [1] }');
  const to = { host: 'n1' };
  expect(ask({ to, destinationPort: 30099 }, [service(), deny, felix])).toBe('allow');
  expect(ask({ to, destinationPort: 30081, protocol: 'UDP' }, [service(), deny, felix])).toBe('allow');
  expect(ask({ to, destinationPort: undefined, protocol: 'ICMP' }, [service(), deny, felix])).toBe('allow');
  expect(ask({ to, destinationPort: 30080 }, [service(), deny, felix])).toBe('deny');
});

test('an address that is nobody\'s is no service', () => {
  expect(ask({ to: { ip: '10.96.0.11' } }, [service(), allow('protocol: TCP, destination: { ports: [1] }')])).toBe('allow');
  expect(ask({ to: { ip: '::a60:a' } }, [service(), allow('protocol: TCP, destination: { ports: [1] }')])).toBe('allow');
});

test('endpoints are of the family of the flow', () => {
  const toNet = (net: string): string => allow(`destination: { nets: ["${net}"] }`, 'app == \'near\'', 'Egress');
  expect(ask({}, [service(), toNet('10.0.0.1/32')])).toBe('allow');
  expect(ask({ ipVersion: 6 }, [service(), toNet('fd00::1/128')])).toBe('allow');
  const slice = `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: s, namespace: a, labels: { kubernetes.io/service-name: svc } },
    endpoints: [{ addresses: ["2001:db8::9"] }, { addresses: [203.0.113.7] }], ports: [{ name: web, port: 8080 }] }`;
  expect(ask({}, [service(), slice, toNet('203.0.113.7/32')])).toBe('allow');
  expect(ask({ ipVersion: 6 }, [service(), slice, toNet('2001:db8::9/128')])).toBe('allow');
  expect(ask({ ipVersion: 6 }, [service(), slice, toNet('2001:db8::8/128')])).toBe('deny');
});

test('endpoints without the port of the service take no part', () => {
  const slices = ['web', 'admin'].map((name, index) => `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice,
    metadata: { name: s${index}, namespace: a, labels: { kubernetes.io/service-name: svc } }, endpoints: [{ addresses: [10.0.${index}.${index === 0 ? 1 : 3}] }],
    ports: [{ name: ${name}, port: 8080 }] }`);
  const closed = allow('protocol: TCP, destination: { ports: [1] }', 'app == \'far\'');
  expect(ask({}, [service(), ...slices, closed])).toBe('allow');
  expect(ask({ destinationPort: 81 }, [service(), ...slices, closed])).toBe('deny');
});

describe('the source that an endpoint sees', () => {
  const sees = (net: string): string => allow(`source: { nets: [${net}] }`);
  const MAYBE = 'unknown: address-unknown';

  test.each<[string, string, Partial<Flow>, string, string]>([
    ['a pod of another node, by the service', service(), { from: { pod: 'a/far' } }, '10.0.1.3/32', 'allow'],
    ['a pod of another node, by an external address', service(), { from: { pod: 'a/far' }, to: { ip: '198.51.100.1' } }, '10.0.1.3/32', 'deny'],
    ['a pod of another node, by an external address: its node', service(), { from: { pod: 'a/far' }, to: { ip: '198.51.100.1' } }, '192.0.2.2/32', 'allow'],
    ['a pod of another node, by an external address that keeps traffic local', LOCAL, { from: { pod: 'a/far' }, to: { ip: '198.51.100.1' } }, '10.0.1.3/32', 'allow'],
    ['a pod of the same node, by an external address', service(), { to: { ip: '198.51.100.1' } }, '10.0.0.2/32', 'allow'],
    ['a pod of a node that is not known, by an external address', service(), { from: { pod: 'a/lost' }, to: { ip: '198.51.100.1' } }, '10.0.9.9/32', MAYBE],
    ['a pod of a node that is not known, by the service', service(), { from: { pod: 'a/lost' } }, '10.0.9.9/32', 'allow'],
    ['outside, by the service, at the endpoint\'s node', service(), { from: { ...OUTSIDE, via: { node: 'n1' } } }, '203.0.113.9/32', 'allow'],
    ['outside, by the service, at another node', service(), { from: { ...OUTSIDE, via: { node: 'n2' } } }, '203.0.113.9/32', 'deny'],
    ['outside, by the service, at another node: that node', service(), { from: { ...OUTSIDE, via: { node: 'n2' } } }, '192.0.2.2/32', 'allow'],
    ['outside, by the service, at a node that is not told', service(), { from: OUTSIDE }, '203.0.113.9/32', MAYBE],
    ['a host', service(), { from: { host: 'n2' } }, '192.0.2.2/32', 'allow'],
    ['a host, by an external address', service(), { from: { host: 'n2' }, to: { ip: '198.51.100.1' } }, '192.0.2.2/32', 'allow'],
    ['a host, by a node port of another node', service(), { from: { host: 'n2' }, to: { host: 'n1' }, destinationPort: 30080 }, '192.0.2.2/32', 'allow'],
  ])('%s', (_, object, flow, net, expected) => {
    expect(ask(flow, [object, sees(net)])).toBe(expected);
  });

  test('of an endpoint whose node is not known', () => {
    const to = { ip: '198.51.100.1' };
    const from = { ...OUTSIDE, via: { node: 'n1' } };
    const lost = allow('source: { nets: [203.0.113.9/32] }', 'app == \'lost\'');
    expect(ask({ from, to }, [service('', 'lost'), lost])).toBe(MAYBE);
    expect(ask({ from, to }, [service('externalTrafficPolicy: Local,', 'lost'), lost])).toBe('allow');
  });
});

test.each<[string, Partial<Flow>, string]>([
  ['a pod of the endpoint\'s node', {}, 'allow'],
  ['a pod of another node', { from: { pod: 'a/far' } }, 'deny: no-endpoints'],
  ['a pod of another node, by the cluster address', { from: { pod: 'a/far' }, to: { ip: '10.96.0.10' } }, 'deny: no-endpoints'],
  ['a host without endpoint', { from: { host: 'n2' } }, 'deny: no-endpoints'],
  ['outside, by the cluster address, at a node without endpoint', { from: { ...OUTSIDE, via: { node: 'n2' } } }, 'deny: no-endpoints'],
  ['a pod whose node is not told', { from: { pod: 'a/lost' } }, 'allow'],
  ['a pod of another node, by an external address', { from: { pod: 'a/far' }, to: { ip: '198.51.100.1' } }, 'allow'],
  ['outside, by an external address, at a node without endpoint', { from: { ...OUTSIDE, via: { node: 'n2' } }, to: { ip: '198.51.100.1' } }, 'allow'],
  ['outside, by a node port of a node without endpoint', { from: OUTSIDE, to: { host: 'n2' }, destinationPort: 30080 }, 'allow'],
])('internalTrafficPolicy: Local, %s', (_, flow, expected) => {
  expect(ask(flow, [service('internalTrafficPolicy: Local,')])).toBe(expected);
  expect(ask(flow, [service('internalTrafficPolicy: Cluster,')])).toBe('allow');
});

test('internalTrafficPolicy: Local is nothing to a headless service, to which nobody translates', () => {
  const headless = '{ apiVersion: v1, kind: Service, metadata: { name: svc, namespace: a }, spec: { selector: { app: web }, clusterIP: None, internalTrafficPolicy: Local, ports: [{ port: 80 }] } }';
  expect(ask({ from: { pod: 'a/far' } }, [headless])).toBe('allow');
});

describe('externalTrafficPolicy: Local', () => {
  const only = allow('source: { nets: [203.0.113.9/32] }');
  test.each<[string, Partial<Flow>, string]>([
    ['from outside, at a node with an endpoint', { from: { ...OUTSIDE, via: { node: 'n1' } }, to: { ip: '198.51.100.1' } }, 'allow'],
    ['from outside, at a node without', { from: { ...OUTSIDE, via: { node: 'n2' } }, to: { ip: '198.51.100.1' } }, 'deny: no-endpoints'],
    ['from outside, by the cluster address', { from: { ...OUTSIDE, via: { node: 'n1' } }, to: { service: 'a/svc' } }, 'allow'],
    ['from a pod, which every endpoint serves', { from: { pod: 'a/far' }, to: { ip: '198.51.100.1' } }, 'deny'],
  ])('%s', (_, flow, expected) => {
    expect(ask(flow, [LOCAL, only])).toBe(expected);
  });
});

describe('what policy of the sender sees of a node port', () => {
  const sends = (app: string, net: string): string => allow(`destination: { nets: [${net}] }`, `app == '${app}'`, 'Egress');
  const to = { host: 'n1' };
  test.each<[string, string, string, string]>([
    ['near', '10.0.0.1/32', 'allow', 'its own node translates before policy'],
    ['near', '192.0.2.1/32', 'deny', 'its own node translates before policy'],
    ['far', '192.0.2.1/32', 'allow', 'another node translates after it'],
    ['far', '10.0.0.1/32', 'deny', 'another node translates after it'],
    ['lost', '10.0.0.1/32', 'unknown: address-unknown', 'a node that is not known may be that node'],
    ['lost', '192.0.2.1/32', 'unknown: address-unknown', 'a node that is not known may be that node'],
  ])('%s, policy for %s: %s, for %s', (app, net, expected) => {
    expect(ask({ from: { pod: `a/${app}` }, to, destinationPort: 30080 }, [service(), sends(app, net)])).toBe(expected);
  });
});
