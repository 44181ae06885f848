import { FlowError } from '../../src/verdict/flow';
import { readFlow } from '../../src/verdict/flow-fields';

const ENDS = { from: 'a/b', to: '192.0.2.1' };

const complaint = (flow: unknown): string | undefined => {
  try {
    readFlow(flow);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(FlowError);
    return (error as Error).message;
  }
};

test('every field that a flow has', () => {
  const rest = {
    id: 'x', protocol: 'TCP', destinationPort: 80, sourcePort: 0, icmp: { type: 8, code: 0 }, ipVersion: 4, hook: 'toHost', hostEndpoint: 'h',
  };
  const via = { node: 'n1', interface: 'eth0' };
  expect(readFlow({ ...rest, from: { pod: 'a/b' }, to: { ip: '192.0.2.1', via } })).toEqual({ ...rest, from: { pod: 'a/b' }, to: { ip: '192.0.2.1', via } });
  expect(readFlow({ from: 'world', to: 'host:n1', protocol: 112, ipVersion: 6, icmp: { type: 255 }, destinationPort: 65535 }))
    .toEqual({ from: { anywhere: true }, to: { host: 'n1' }, protocol: 112, ipVersion: 6, icmp: { type: 255 }, destinationPort: 65535 });
  for (const hook of ['fromHost', 'forwardIn', 'forwardOut', 'toPod', 'fromPod']) { expect(complaint({ ...ENDS, hook })).toBeUndefined(); }
});

test.each<[object, object]>([
  [{ workload: 'a/b' }, { workload: 'a/b' }], [{ service: 'a/b' }, { service: 'a/b' }], [{ networkSet: 's' }, { networkSet: 's' }], [{ net: '192.0.2.0/24' }, { net: '192.0.2.0/24' }],
  [{ anywhere: true }, { anywhere: true }], [{ world: true }, { anywhere: true }], [{ svc: 'a/b' }, { service: 'a/b' }], [{ globalnetworkset: 's' }, { networkSet: 's' }],
  [{ pod: 'a/b', ip: undefined, anywhere: undefined }, { pod: 'a/b' }], [{ world: true, via: { node: 'n1' } }, { anywhere: true, via: { node: 'n1' } }],
])('an end as %j', (end, expected) => {
  expect(readFlow({ from: end, to: 'a/b' }).from).toEqual(expected);
  expect(readFlow({ from: 'a/b', to: end }).to).toEqual(expected);
});

test.each<[object, string]>([
  [{ port: 80 }, 'A flow has no field "port". Did you mean destinationPort?'],
  [{ ports: 80 }, 'A flow has no field "ports". Did you mean destinationPort?'],
  [{ dstPort: 80 }, 'A flow has no field "dstPort". Did you mean destinationPort?'],
  [{ srcport: 80 }, 'A flow has no field "srcport". Did you mean sourcePort?'],
  [{ Source: {} }, 'A flow has no field "Source". Did you mean from?'],
  [{ src: {} }, 'A flow has no field "src". Did you mean from?'],
  [{ destination: {} }, 'A flow has no field "destination". Did you mean to?'],
  [{ dst: {} }, 'A flow has no field "dst". Did you mean to?'],
  [{ proto: 'TCP' }, 'A flow has no field "proto". Did you mean protocol?'],
  [{ protocl: 'TCP' }, 'A flow has no field "protocl". Did you mean protocol?'],
  [{ from: { pood: 'a/b' } }, '"from" of a flow has no field "pood". Did you mean pod?'],
  [{ to: { cidr: '192.0.2.0/24' } }, '"to" of a flow has no field "cidr". Did you mean net?'],
  [{ from: { ip: '192.0.2.1', via: { nod: 'n1' } } }, '"from.via" of a flow has no field "nod". Did you mean node?'],
  [{ to: { ip: '192.0.2.1', via: { node: 'n1', interfac: 'eth0' } } }, '"to.via" of a flow has no field "interfac". Did you mean interface?'],
  [{ icmp: { typ: 8 } }, '"icmp" of a flow has no field "typ". Did you mean type?'],
])('%j', (flow, expected) => {
  expect(complaint({ ...ENDS, ...flow })).toBe(expected);
});

test('a name from elsewhere is told only where that field is', () => {
  expect(complaint({ ...ENDS, icmp: { port: 80 } })).toMatch(/^"icmp" of a flow has no field "port"\.(?! Did you mean destinationPort)/);
});

test.each<[unknown, string]>([
  [undefined, 'A flow'], [null, 'A flow'], ['a/b', 'A flow'], [[], 'A flow'], [{ ...ENDS, from: 5 }, '"from" of a flow'], [{ ...ENDS, to: null }, '"to" of a flow'],
  [{ ...ENDS, icmp: [8] }, '"icmp" of a flow'], [{ ...ENDS, from: { ip: '192.0.2.1', via: 'n1' } }, '"from.via" of a flow'],
])('%j is no object', (flow, where) => {
  expect(complaint(flow)).toMatch(new RegExp(`^${where} must be an object with `));
});

test.each<[object, string]>([
  [{ protocol: true }, '"protocol" of a flow must be the name or the number of a protocol; it is true.'],
  [{ destinationPort: '80' }, '"destinationPort" of a flow must be a whole number from 0 to 65535; it is "80".'],
  [{ sourcePort: 65536 }, '"sourcePort" of a flow must be a whole number from 0 to 65535; it is 65536.'],
  [{ destinationPort: -1 }, '"destinationPort" of a flow must be a whole number from 0 to 65535; it is -1.'],
  [{ destinationPort: 1.5 }, '"destinationPort" of a flow must be a whole number from 0 to 65535; it is 1.5.'],
  [{ ipVersion: 5 }, '"ipVersion" of a flow must be 4 or 6; it is 5.'],
  [{ hook: 'in' }, '"hook" of a flow must be one of toHost, fromHost, forwardIn, forwardOut, toPod, fromPod; it is "in".'],
  [{ hostEndpoint: '' }, '"hostEndpoint" of a flow must be a name; it is "".'],
  [{ icmp: { type: 256 } }, '"icmp.type" of a flow must be a whole number from 0 to 255; it is 256.'],
  [{ icmp: { type: 8, code: '0' } }, '"icmp.code" of a flow must be a whole number from 0 to 255; it is "0".'],
  [{ from: { pod: 5 } }, '"from.pod" of a flow must be a text; it is 5.'],
  [{ from: { pod: '' } }, '"from.pod" of a flow must be a text; it is "".'],
  [{ from: { pod: true } }, '"from.pod" of a flow must be a text; it is true.'],
  [{ from: { anywhere: false } }, '"from.anywhere" of a flow must be true, or be left out; it is false.'],
  [{ to: { world: 'yes' } }, '"to.world" of a flow must be true, or be left out; it is "yes".'],
  [{ to: { pod: 'a/b', ip: '192.0.2.1' } }, '"to" of a flow names pod and ip. Give it one of them.'],
  [{ to: { pod: 'a/b', anywhere: true } }, '"to" of a flow names pod and anywhere. Give it one of them.'],
  [{ to: {} }, '"to" of a flow names nothing. Give it one of pod, workload, ip, host, service, networkSet, net, anywhere.'],
  [{ from: { via: { node: 'n1' } } }, '"from" of a flow names nothing. Give it one of pod, workload, ip, host, service, networkSet, net, anywhere.'],
  [{ from: { ip: '192.0.2.1', via: { interface: 'eth0' } } }, '"from.via" of a flow needs the node.'],
  [{ from: { ip: '192.0.2.1', via: { node: '' } } }, '"from.via.node" of a flow must be a name; it is "".'],
  [{ from: { ip: '192.0.2.1', via: { node: 'n1', interface: 5 } } }, '"from.via.interface" of a flow must be a name; it is 5.'],
])('%j is refused', (flow, expected) => {
  expect(complaint({ ...ENDS, ...flow })).toBe(expected);
});

test('both ends are needed', () => {
  const needs = (end: string): string => `A flow needs "${end}": an end as explain takes it, or an object with pod, workload, ip, host, service, networkSet, net, anywhere, via.`;
  expect([complaint({ to: 'a/b' }), complaint({ from: 'a/b' })]).toEqual([needs('from'), needs('to')]);
});
