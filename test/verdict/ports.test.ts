import { allowOnly, NAMESPACE, pod, told } from './told';
import { type Flow } from '../../src/verdict';

/* Numbers and names of ports against rules. */

const FLOW: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP' };
const PORTS = 'containers: [{ name: c, ports: [{ name: web, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }] }],'
  + ' initContainers: [{ name: i, ports: [{ name: side, containerPort: 9090 }, { containerPort: 7070 }] }]';
const PODS = [NAMESPACE, pod('from', '10.0.0.1', PORTS), pod('to', '10.0.0.2', PORTS), pod('other', '10.0.0.3', 'containers: [{ ports: [{ name: web, containerPort: 81 }] }]')];

const ask = (rule: string, flow: Partial<Flow>, objects = PODS): string => told([...objects, allowOnly(rule)], { ...FLOW, ...flow });

describe.each([
  ['destination', (port?: number): Partial<Flow> => ({ destinationPort: port }), 'unknown: destination-port-unknown'],
  ['source', (port?: number): Partial<Flow> => ({ sourcePort: port, destinationPort: 1 }), 'unknown: source-port-unknown'],
] as const)('numbers of %s ports', (side, at, unknown) => {
  const ports = (...list: (number | string)[]): string => `protocol: TCP, ${side}: { ports: ${JSON.stringify(list)} }`;
  const notPorts = (...list: (number | string)[]): string => ports(...list).replace('ports', 'notPorts');

  test('a range holds its ends', () => {
    expect([79, 80, 85, 90, 91].map((port) => ask(ports('80:90'), at(port)))).toEqual(['deny', 'allow', 'allow', 'allow', 'deny']);
    expect([79, 80, 90, 91].map((port) => ask(notPorts('80:90'), at(port)))).toEqual(['allow', 'deny', 'deny', 'allow']);
    expect([1, 443, 80].map((port) => ask(ports(443, 80), at(port)))).toEqual(['deny', 'allow', 'allow']);
  });

  test('a list that is everything needs no port, any other does', () => {
    for (const list of [['0:65535'], ['1:65535'], [80, '1:65535'], ['web', '1:65535'], ['1:79', '81:65535', 80], ['400:65535', '0:500', 'web'], ['1:60000', '2:50000', '60001:65535']]) {
      expect(ask(ports(...list), at())).toBe('allow');
      expect(ask(notPorts(...list), at())).toBe('deny');
    }
    for (const list of [[80], ['2:65535'], ['1:65534'], ['0:1', '65535'], ['web'], ['1:79', '81:65535', 'web'], ['1:60000', '2:50000', '60002:65535']]) {
      expect(ask(ports(...list), at())).toBe(unknown);
      expect(ask(notPorts(...list), at())).toBe(unknown);
    }
  });
});

test('what has no ports meets no list of them', () => {
  const flow: Partial<Flow> = { protocol: 'ICMP' };
  expect(ask('destination: { ports: [web] }', flow)).toBe('deny');
  expect(ask('destination: { notPorts: [web] }', flow)).toBe('allow');
});

test.each<[string, string, Partial<Flow>, string]>([
  ['of a container', 'protocol: TCP, destination: { ports: [web] }', { destinationPort: 8080 }, 'allow'],
  ['of an init container', 'protocol: TCP, destination: { ports: [side] }', { destinationPort: 9090 }, 'allow'],
  ['one of two names', 'protocol: TCP, destination: { ports: [web, side] }', { destinationPort: 9090 }, 'allow'],
  ['beside a number', 'protocol: TCP, destination: { ports: [443, web] }', { destinationPort: 8080 }, 'allow'],
  ['beside the number that is meant', 'protocol: TCP, destination: { ports: [443, web] }', { destinationPort: 443 }, 'allow'],
  ['of another port', 'protocol: TCP, destination: { ports: [web] }', { destinationPort: 9090 }, 'deny'],
  ['that only another pod gives to this number', 'protocol: TCP, destination: { ports: [web] }', { destinationPort: 81 }, 'deny'],
  ['of nobody', 'protocol: TCP, destination: { ports: [nobody] }', { destinationPort: 8080 }, 'deny'],
  ['of a port of another protocol', 'protocol: TCP, destination: { ports: [dns] }', { destinationPort: 53 }, 'deny'],
  ['of a UDP port', 'protocol: UDP, destination: { ports: [dns] }', { protocol: 'UDP', destinationPort: 53 }, 'allow'],
  ['without protocol, TCP', 'destination: { ports: [web, dns] }', { destinationPort: 8080 }, 'allow'],
  ['without protocol, UDP', 'destination: { ports: [web, dns] }', { protocol: 'UDP', destinationPort: 53 }, 'allow'],
  ['without protocol, the port of the other one', 'destination: { ports: [web, dns] }', { protocol: 'UDP', destinationPort: 8080 }, 'deny'],
  ['excluded', 'protocol: TCP, destination: { notPorts: [web] }', { destinationPort: 8080 }, 'deny'],
  ['another one excluded', 'protocol: TCP, destination: { notPorts: [web] }', { destinationPort: 9090 }, 'allow'],
  ['of who is selected', 'protocol: TCP, destination: { selector: app == \'to\', ports: [web] }', { destinationPort: 8080 }, 'allow'],
  ['of the source', 'protocol: TCP, source: { ports: [web] }', { sourcePort: 8080, destinationPort: 1 }, 'allow'],
  ['of the source, at the destination\'s port', 'protocol: TCP, source: { ports: [web] }', { sourcePort: 1, destinationPort: 8080 }, 'deny'],
])('the name of a port: %s', (_, rule, flow, expected) => {
  expect(ask(rule, flow)).toBe(expected);
});

describe('the name counts only of members that the rule selects', () => {
  const set = '{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: { name: s, labels: { set: s } }, spec: { nets: [10.0.0.0/24] } }';

  test('another holder of the address gives the address, not the name', () => {
    expect(ask('protocol: TCP, destination: { selector: has(set), ports: [web] }', { destinationPort: 8080 }, [...PODS, set])).toBe('deny');
    expect(ask('protocol: TCP, destination: { selector: has(set), notPorts: [web] }', { destinationPort: 8080 }, [...PODS, set])).toBe('allow');
    expect(ask('protocol: TCP, destination: { selector: has(set) || has(app), ports: [web] }', { destinationPort: 8080 }, [...PODS, set])).toBe('allow');
  });

  test('a pod that may be selected leaves it open', () => {
    const objects = PODS.filter((object) => object !== NAMESPACE);
    expect(ask('protocol: TCP, destination: { namespaceSelector: team == \'red\', ports: [web] }', { destinationPort: 8080 }, objects)).toBe('unknown: namespace-labels-unknown');
    expect(ask('protocol: TCP, destination: { namespaceSelector: team == \'red\', ports: [web] }', { destinationPort: 9090 }, objects)).toBe('deny');
  });
});

test('a pod whose address is not known offers its names', () => {
  const objects = [NAMESPACE, pod('from', '10.0.0.1'), pod('to', '', PORTS)];
  expect(ask('protocol: TCP, destination: { ports: [web] }', { destinationPort: 8080 }, objects)).toBe('allow');
  expect(ask('protocol: TCP, destination: { ports: [web] }', { destinationPort: 9090 }, objects)).toBe('deny');
  expect(ask('protocol: TCP, destination: { selector: app == \'to\', ports: [web] }', { destinationPort: 8080 }, objects)).toBe('allow');
});

test('a host endpoint offers the names of its spec.ports', () => {
  const endpoint = `{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h, labels: { app: to } },
    spec: { node: n1, interfaceName: eth0, expectedIPs: [192.0.2.1], ports: [{ name: api, port: 8443, protocol: TCP }] } }`;
  const to = { to: { host: 'n1' }, from: { ip: '203.0.113.9' } };
  expect(ask('protocol: TCP, destination: { ports: [api] }', { ...to, destinationPort: 8443 }, [endpoint])).toBe('allow');
  expect(ask('protocol: TCP, destination: { ports: [api] }', { ...to, destinationPort: 8444 }, [endpoint])).toBe('deny');
});
