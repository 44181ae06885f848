import { Port, Traffic } from '../../src/network';
import { FlowError } from '../../src/verdict/flow';
import { rangeOf, TrafficSampler } from '../../src/verdict/traffic-flows';
import { modelOf } from '../cluster/model-of';

const EMPTY = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: a }';
const NO_FAILSAFES = '{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [] } }';

/** The packets in short: the protocol, the ports that they stand for, the source port, and the ICMP type. */
function packets(objects: string[], traffic: Traffic, ipVersion: 4 | 6 = 4): string[] {
  return new TrafficSampler(modelOf([NO_FAILSAFES, ...objects].join('\n---\n'))).packets(traffic, ipVersion)
    .map(({ protocol, destinationPort, ports, sourcePort, icmp }) => (
      [protocol, ...ports === undefined ? [] : [ports.join('-')], ...ports?.[0] === destinationPort ? [] : ['!'], ...sourcePort === undefined ? [] : [`<${sourcePort}`],
        ...icmp === undefined ? [] : [JSON.stringify(icmp)]].join(' ')
    ));
}
const policy = (rule: string): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: p }, spec: { types: [Ingress], ingress: [{ action: Allow, ${rule} }] } }`;
const felix = (spec: string): string => NO_FAILSAFES.replace(/spec: .*$/, `spec: { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [], ${spec} } }`);

test('ports are cut where something in the cluster tells them apart', () => {
  expect(packets([EMPTY], Traffic.allTcp())).toEqual(['6 1-4788', '6 4789-4789', '6 4790-65535']);
  expect(packets([policy('protocol: TCP, destination: { ports: ["10:20"] }')], Traffic.allTcp())).toEqual(['6 1-9', '6 10-20', '6 21-4788', '6 4789-4789', '6 4790-65535']);
  expect(packets([felix('vxlanPort: 9')], Traffic.allUdp())).toEqual(['17 1-8', '17 9-9', '17 10-65535']);
});

test.each([
  ['a failsafe inbound', felix('vxlanPort: 1').replace('failsafeInboundHostPorts: []', 'failsafeInboundHostPorts: [{ protocol: TCP, port: 30 }]'), 30],
  ['a failsafe outbound', felix('vxlanPort: 1').replace('failsafeOutboundHostPorts: []', 'failsafeOutboundHostPorts: [{ protocol: TCP, port: 30 }]'), 30],
  ['a port of a pod', '{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: a }, spec: { containers: [{ ports: [{ name: x, containerPort: 31 }] }] } }', 31],
  ['a node port', '{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: a }, spec: { type: NodePort, ports: [{ port: 5, nodePort: 32 }] } }', 32],
  ['a port of an endpoint', `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: s-1, namespace: a, labels: { kubernetes.io/service-name: s } },
    endpoints: [{ addresses: [192.0.2.1] }], ports: [{ name: none }, { name: x, port: 33 }] }`, 33],
])('%s cuts', (_, object, port) => {
  const all = [EMPTY, object, ...object.includes('Felix') ? [] : [felix('vxlanPort: 1')]];
  expect(packets(all, Traffic.allTcp())).toEqual(['6 1-1', `6 2-${port - 1}`, `6 ${port}-${port}`, `6 ${port + 1}-65535`]);
});

test('only what is asked for is in', () => {
  const cut = [policy('protocol: TCP, destination: { ports: [80, 90] }')];
  expect(packets(cut, Traffic.tcp(80, 443))).toEqual(['6 80-80', '6 443-443']);
  expect(packets(cut, Traffic.tcpRange(80, 89))).toEqual(['6 80-80', '6 81-89']);
  expect(packets(cut, Traffic.tcpRange(70, 95).exceptPorts(Port.of(75), Port.range(88, 91)))).toEqual(['6 70-74', '6 76-79', '6 80-80', '6 81-87', '6 92-95']);
  expect(packets([EMPTY], Traffic.allTcp().exceptPorts(Port.of(1), Port.range(3, 65535)))).toEqual(['6 2-2']);
});

test('source ports multiply only where the question names them', () => {
  const cut = [policy('protocol: TCP, source: { ports: [7] }, destination: { ports: [7] }')];
  expect(packets(cut, Traffic.tcp(7).fromPorts(Port.range(6, 8)))).toEqual(['6 7-7 <6', '6 7-7 <7', '6 7-7 <8']);
  expect(packets(cut, Traffic.tcp(7).exceptFromPorts(Port.range(1, 65534)))).toEqual(['6 7-7 <65535']);
  expect(packets(cut, Traffic.tcp(7))).toEqual(['6 7-7']);
});

test('of all protocols those that policy names, those with ports and one that stands for the rest', () => {
  const named = [felix('vxlanPort: 1'), policy('protocol: 112'), policy('notProtocol: 47').replace('name: p', 'name: q')];
  const protocols = (traffic: Traffic, version?: 4 | 6): number[] => (
    [...new Set(packets(named, traffic, version).map((text) => Number.parseInt(text, 10)))]
  );
  expect(protocols(Traffic.any())).toEqual([6, 17, 132, 112, 47, 253, 1]);
  expect(protocols(Traffic.any(), 6)).toEqual([6, 17, 132, 112, 47, 253, 58]);
  expect(protocols(Traffic.any().exceptProtocol('TCP'))).toEqual([17, 132, 112, 47, 253, 1]);
  expect(protocols(Traffic.protocol(47))).toEqual([47]);
  expect(packets([policy('protocol: ICMP')], Traffic.any()).filter((text) => text === '1')).toEqual(['1']);
});

test('ICMP keeps its type', () => {
  expect(packets([EMPTY], Traffic.icmp(8, 0))).toEqual(['1 {"type":8,"code":0}']);
  expect(packets([EMPTY], Traffic.icmpv6(128), 6)).toEqual(['58 {"type":128}']);
});

test('a service without a question is asked for at its own ports', () => {
  const model = modelOf('{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: a }, spec: { ports: [{ name: a, port: 80 }, { name: b, port: 53, protocol: UDP }] } }');
  expect(new TrafficSampler(model).servicePackets(model.services.get('a/s')!)).toEqual([{ protocol: 6, destinationPort: 80 }, { protocol: 17, destinationPort: 53 }]);
});

test('a packet has no port by name', () => {
  expect(rangeOf(Port.of(80))).toEqual([80, 80]);
  expect(rangeOf(Port.range(80, 90))).toEqual([80, 90]);
  expect(() => rangeOf(Port.named('http'))).toThrow(new FlowError('A packet has a port number, no name: give the number of port http.'));
});
