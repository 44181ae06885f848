import { allowOnly, NAMESPACE, pod, told } from './told';
import { type ClusterProps, type Flow } from '../../src/verdict';

/* Services as peers of rules: the endpoints that they have, by address, and at the destination by port. */

const PODS = [NAMESPACE, pod('from', '10.0.0.1'), pod('to', '10.0.0.2'), pod('other', '10.0.0.3')];
const DESTINATION = allowOnly('destination: { services: { name: svc, namespace: a } }', 'Egress');
const SOURCE = allowOnly('source: { services: { name: svc, namespace: a } }');
const FLOW: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };
const UNKNOWN = 'unknown: service-unknown';

function slice(endpoints: string, ports: string): string {
  return `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: svc-1, namespace: a, labels: { kubernetes.io/service-name: svc } },
    endpoints: [${endpoints}], ports: [${ports}] }`;
}

function service(app: string, ports: string): string {
  return `{ apiVersion: v1, kind: Service, metadata: { name: svc, namespace: a },
    spec: { selector: { app: ${app} }, clusterIP: 10.96.0.10, ports: [${ports}] } }`;
}

function ask(objects: readonly string[], flow: Partial<Flow> = {}, props: ClusterProps = {}): string {
  return told([...PODS, ...objects], { ...FLOW, ...flow }, props);
}

test.each<[string, string, string, Partial<Flow>, string]>([
  ['an address and port of it', '{ addresses: [10.0.0.2] }', '{ port: 80 }', {}, 'allow'],
  ['the second endpoint', '{ addresses: [10.0.0.9] }, { addresses: [10.0.0.2] }', '{ port: 80 }', {}, 'allow'],
  ['an endpoint that is not ready', '{ addresses: [10.0.0.2], conditions: { ready: false } }', '{ port: 80 }', {}, 'allow'],
  ['the second port', '{ addresses: [10.0.0.2] }', '{ name: x, port: 81 }, { name: y, port: 80 }', {}, 'allow'],
  ['another port', '{ addresses: [10.0.0.2] }', '{ port: 81 }', {}, 'deny'],
  ['the port of another protocol', '{ addresses: [10.0.0.2] }', '{ port: 80, protocol: UDP }', {}, 'deny'],
  ['the port of that protocol', '{ addresses: [10.0.0.2] }', '{ port: 80, protocol: UDP }', { protocol: 'UDP' }, 'allow'],
  ['a port without number', '{ addresses: [10.0.0.2] }', '{ name: x }', {}, 'deny'],
  ['a port without number beside the port', '{ addresses: [10.0.0.2] }', '{ name: x }, { name: y, port: 80 }', {}, 'allow'],
  ['no port', '{ addresses: [10.0.0.2] }', '', {}, 'deny'],
  ['another address', '{ addresses: [10.0.0.3] }', '{ port: 80 }', {}, 'deny'],
  ['an address of the other family', '{ addresses: ["::a00:2"] }', '{ port: 80 }', {}, 'deny'],
  ['an address outside of the cluster', '{ addresses: [203.0.113.9] }', '{ port: 80 }', { to: { ip: '203.0.113.9' } }, 'allow'],
  ['no port in the question', '{ addresses: [10.0.0.2] }', '{ port: 80 }', { destinationPort: undefined }, 'unknown: destination-port-unknown'],
  ['no port in the question, and none of that protocol', '{ addresses: [10.0.0.2] }', '{ port: 80, protocol: UDP }', { destinationPort: undefined }, 'deny'],
  ['what has no ports', '{ addresses: [10.0.0.2] }', '{ port: 80 }', { protocol: 'ICMP', destinationPort: undefined }, 'deny'],
])('as destination, %s', (_, endpoints, ports, flow, expected) => {
  expect(ask([DESTINATION, slice(endpoints, ports)], flow)).toBe(expected);
});

test('as destination, an address with different ports in two slices', () => {
  const two = [slice('{ addresses: [10.0.0.2] }', '{ port: 81 }'), slice('{ addresses: [10.0.0.2] }', '{ port: 80 }').replace('svc-1', 'svc-2')];
  expect(ask([DESTINATION, ...two])).toBe('allow');
  expect(ask([DESTINATION, ...two], { destinationPort: 82 })).toBe('deny');
});

test('as source, an address is enough: ports do not matter', () => {
  expect(ask([SOURCE, slice('{ addresses: [10.0.0.1] }', '{ port: 9 }')])).toBe('allow');
  expect(ask([SOURCE, slice('{ addresses: [10.0.0.9] }, { addresses: [10.0.0.1], conditions: { ready: false } }', '')])).toBe('allow');
  expect(ask([SOURCE, slice('{ addresses: [10.0.0.3] }', '{ port: 80 }')])).toBe('deny');
  expect(ask([SOURCE, slice('{ addresses: [203.0.113.9] }', '')], { from: { ip: '203.0.113.9' } })).toBe('allow');
});

test('where the address is left open, an endpoint outside of the cluster leaves the answer open', () => {
  const outside = (rule: string, flow: Partial<Flow>, address: string): string => ask([rule, slice(`{ addresses: [${address}] }`, '{ port: 80 }')], flow);
  const differ = 'unknown: addresses-differ';
  expect(outside(SOURCE, { from: { anywhere: true } }, '203.0.113.9')).toBe(differ);
  expect(outside(SOURCE, { from: { net: '203.0.113.0/24' } }, '203.0.113.9')).toBe(differ);
  expect(outside(SOURCE, { from: { net: '203.0.113.9/32' } }, '203.0.113.9')).toBe('allow');
  expect(outside(SOURCE, { from: { net: '198.51.100.0/24' } }, '203.0.113.9')).toBe('deny');
  expect(outside(SOURCE, { from: { anywhere: true } }, '"2001:db8::9"')).toBe('deny');
  expect(outside(SOURCE, { from: { anywhere: true } }, '10.0.0.1')).toBe('deny');
  expect(outside(DESTINATION, { to: { anywhere: true } }, '203.0.113.9')).toBe(differ);
  expect(outside(DESTINATION, { to: { anywhere: true }, destinationPort: 81 }, '203.0.113.9')).toBe('deny');
});

test('the cluster address is never an endpoint', () => {
  const objects = [DESTINATION, service('to', '{ port: 80 }')];
  expect(ask(objects, { to: { service: 'a/svc' } })).toBe('allow');
  expect(ask([...objects, allowOnly('destination: { nets: [10.96.0.10/32] }', 'Egress')].slice(1), { to: { service: 'a/svc' } })).toBe('deny');
});

describe('without endpoint objects, the pods that the service selects', () => {
  test('by address', () => {
    expect(ask([DESTINATION, service('to', '{ port: 8000, targetPort: 80 }')])).toBe('allow');
    expect(ask([DESTINATION, service('to', '{ port: 80, targetPort: 8080 }')])).toBe('deny');
    expect(ask([DESTINATION, service('other', '{ port: 80 }')])).toBe('deny');
    expect(ask([SOURCE, service('from', '{ port: 80 }')])).toBe('allow');
    expect(ask([SOURCE, service('other', '{ port: 80 }')])).toBe('deny');
  });

  test('by either address', () => {
    const objects = [NAMESPACE, pod('from', '10.0.0.1 fd00::1'), pod('to', '10.0.0.2 fd00::2'), DESTINATION, service('to', '{ port: 80 }')];
    expect([told(objects, FLOW), told(objects, { ...FLOW, ipVersion: 6 })]).toEqual(['allow', 'allow']);
  });

  test('by the pod itself, where its address is not known', () => {
    const objects = [NAMESPACE, pod('from'), pod('to'), pod('other')];
    const askUnknown = (rule: string, app: string, flow: Partial<Flow> = {}): string => told([...objects, rule, service(app, '{ port: 80 }')], { ...FLOW, ...flow });
    expect(askUnknown(DESTINATION, 'to')).toBe('allow');
    expect(askUnknown(DESTINATION, 'to', { destinationPort: 81 })).toBe('deny');
    expect(askUnknown(DESTINATION, 'to', { destinationPort: undefined })).toBe('unknown: destination-port-unknown');
    expect(askUnknown(DESTINATION, 'other')).toBe('deny');
    expect(askUnknown(SOURCE, 'from')).toBe('allow');
    expect(askUnknown(SOURCE, 'other')).toBe('deny');
  });
});

describe('a service that the input does not tell', () => {
  const withoutSelector = '{ apiVersion: v1, kind: Service, metadata: { name: svc, namespace: a }, spec: { ports: [{ port: 80 }] } }';
  test.each<[string, string[]]>([['is not there', []], ['has neither selector nor endpoints', [withoutSelector]]])('%s', (_, objects) => {
    expect(ask([DESTINATION, ...objects])).toBe(UNKNOWN);
    expect(ask([SOURCE, ...objects])).toBe(UNKNOWN);
    expect(ask([DESTINATION, ...objects], {}, { complete: true })).toBe('deny');
    expect(ask([SOURCE, ...objects], {}, { complete: true })).toBe('deny');
  });

  test('a global rule that names no namespace means no service', () => {
    expect(ask([DESTINATION.replace(', namespace: a }', ' }'), slice('{ addresses: [10.0.0.2] }', '{ port: 80 }')])).toBe('deny');
    expect(ask([SOURCE.replace(', namespace: a }', ' }'), slice('{ addresses: [10.0.0.1] }', '{ port: 80 }')])).toBe('deny');
  });
});
