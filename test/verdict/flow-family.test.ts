import { allowOnly, NAMESPACE, pod, pool, told } from './told';
import { Traffic } from '../../src/network';
import { CalicoTarget, CalicoVersion } from '../../src/target';
import { Cluster, type Flow, type FlowQuery } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* Over which IP version a connection is judged when the question does not say. */

const TO = 'app: to';
const node = (name: string, ip: string): string => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} }, status: { addresses: [{ type: InternalIP, address: "${ip}" }] } }`;
const set = (name: string, ...nets: string[]): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: { name: ${name} }, spec: { nets: [${nets.map((net) => `"${net}"`).join(', ')}] } }`;
const service = (name: string, more: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: ${name}, namespace: a }, spec: { selector: { app: ${name} }, ports: [{ port: 80 }]${more} } }`;
const CLUSTER = [
  NAMESPACE, pod('v4', '10.0.0.4'), pod('v6', 'fd00::6'), pod('both', '10.0.0.5 fd00::5'), pod('untold'),
  pod('to', '10.0.0.1 fd00::1', 'nodeName: far'), pod('to6', 'fd00::2', 'nodeName: far').replace('app: to6', TO), pod('to4', '10.0.0.2', 'nodeName: far').replace('app: to4', TO),
  node('n4', '192.0.2.4'), node('n6', '2001:db8::6'), set('s4', '203.0.113.0/24'), set('s6', '2001:db8:1::/48'), set('s46', '203.0.113.0/24', '2001:db8:1::/48'),
  service('v6', ', clusterIP: "fd01::1"'), service('v4', ''), service('v46', ', clusterIPs: [10.1.0.1, "fd01::2"]').replace('app: v46', 'app: v6'),
];
const ONLY_6 = allowOnly('ipVersion: 6');

/** What a rule for IPv6 alone lets through. */
const over = (flow: Partial<Flow>): string => {
  const isAllowed = told([...CLUSTER, ONLY_6], { from: { pod: 'a/v4' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80, ...flow }, { complete: true });
  return isAllowed === 'allow' ? 'IPv6' : 'IPv4';
};

test.each<[string, Partial<Flow>, string]>([
  ['pods of IPv4', {}, 'IPv4'],
  ['a sender of IPv6 alone', { from: { pod: 'a/v6' } }, 'IPv6'],
  ['a receiver of IPv6 alone', { from: { pod: 'a/both' }, to: { pod: 'a/to6' } }, 'IPv6'],
  ['pods of both', { from: { pod: 'a/both' } }, 'IPv4'],
  ['a pod whose address is not told, to one of both', { from: { pod: 'a/untold' } }, 'IPv4'],
  ['a pod whose address is not told, to one of IPv6', { from: { pod: 'a/untold' }, to: { pod: 'a/to6' } }, 'IPv6'],
  ['a CIDR of IPv6', { from: { net: '2001:db8::/32' } }, 'IPv6'],
  ['a CIDR of IPv4', { from: { net: '203.0.113.0/24' } }, 'IPv4'],
  ['an address of IPv6', { from: { ip: '2001:db8::9' } }, 'IPv6'],
  ['anywhere to a pod of IPv6', { from: { anywhere: true }, to: { pod: 'a/to6' } }, 'IPv6'],
  ['a set of IPv6', { from: { networkSet: 's6' } }, 'IPv6'],
  ['a set of IPv4', { from: { networkSet: 's4' } }, 'IPv4'],
  ['a set of both', { from: { networkSet: 's46' } }, 'IPv4'],
  ['a node of IPv6', { from: { host: 'n6' } }, 'IPv6'],
  ['a node of IPv4', { from: { host: 'n4' } }, 'IPv4'],
  ['ICMPv6 by its name', { from: { pod: 'a/both' }, protocol: 'ICMPv6' }, 'IPv6'],
  ['ICMPv6 by its number', { from: { pod: 'a/both' }, protocol: 58 }, 'IPv6'],
  ['ICMP', { from: { pod: 'a/both' }, protocol: 'ICMP' }, 'IPv4'],
  ['ICMPv6 between pods of IPv4', { protocol: 'ICMPv6' }, 'IPv4'],
  ['what the flow says', { from: { pod: 'a/both' }, ipVersion: 6 }, 'IPv6'],
])('%s: %j', (_, flow, expected) => {
  expect(over(flow)).toBe(expected);
});

test('a service has the IP versions of its addresses, else those of its endpoints', () => {
  const egress = allowOnly('ipVersion: 6', 'Egress').replace('app == \'from\'', 'app == \'both\'');
  const to = (name: string): string => told([...CLUSTER, egress], { from: { pod: 'a/both' }, to: { service: `a/${name}` }, protocol: 'TCP', destinationPort: 80 }, { complete: true });
  expect(['v6', 'v4'].map(to)).toEqual(['allow', 'deny']);
  expect(to('v46')).toBe('deny: no-endpoints'); // over IPv4, of which the pods behind it have no address
});

test('a template has the IP versions of its pods, where they are all that there is', () => {
  const template = '{ apiVersion: apps/v1, kind: ReplicaSet, metadata: { name: to, namespace: a }, spec: { template: { metadata: { labels: { app: to } } } } }';
  const made = pod('to-1', 'fd00::1').replace('namespace: a,', 'namespace: a, ownerReferences: [{ kind: ReplicaSet, name: to, controller: true }],').replace('app: to-1', TO);
  const flow: Flow = { from: { pod: 'a/from' }, to: { workload: 'a/to' }, protocol: 'TCP', destinationPort: 80 };
  expect(told([NAMESPACE, pod('from'), template, made, ONLY_6], flow, { complete: true })).toBe('allow');
  expect(told([NAMESPACE, pod('from'), template, made, ONLY_6], flow)).toBe('deny');
});

test('pods without addresses have the IP versions of the pod network', () => {
  const objects = [NAMESPACE, pod('from'), pod('to'), ONLY_6];
  const flow: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };
  expect(told(objects, flow)).toBe('deny');
  expect(told([...objects, pool('fd00::/48')], flow)).toBe('allow');
  expect(told([...objects, pool('10.0.0.0/16')], flow)).toBe('deny');
});

test.each<[Partial<Flow>, string]>([
  [{ to: { pod: 'a/to6' } }, 'The ends have no IP version in common: "from" has IPv4 addresses only, "to" has IPv6 ones.'],
  [{ from: { pod: 'a/v6' }, to: { ip: '192.0.2.1' } }, 'The ends have no IP version in common: "from" has IPv6 addresses only, "to" has IPv4 ones.'],
  [{ from: { ip: '192.0.2.1' }, ipVersion: 6 }, '192.0.2.1 is no address of IPv6, which the flow asks for.'],
  [{ to: { net: '2001:db8::/32' }, ipVersion: 4 }, '2001:db8::/32 is no address of IPv4, which the flow asks for.'],
])('%j: %s', (flow, message) => {
  expect(() => over(flow)).toThrow(message);
});

describe('a question without IP version', () => {
  const ask = (query: Partial<FlowQuery>, rule: string, props: { complete?: boolean; target?: CalicoTarget; objects?: string[] } = {}): string => {
    const { objects = CLUSTER, ...rest } = props;
    const verdict = Cluster._fromManifests(manifestsOf([...objects, allowOnly(rule)].join('\n---\n')), { complete: true, ...rest })
      .verdict({ source: 'a/both', destination: 'a/to', traffic: Traffic.tcp(80), ...query });
    const parts = verdict._alternatives().map(({ _traffic: traffic, decision }) => `${traffic}: ${decision}`);
    return [verdict.decision, ...verdict.decision === 'unknown' ? [verdict.reason, ...parts] : []].join('; ');
  };

  test('is about both where both ends have both', () => {
    const differ = 'unknown; ip-versions-differ; TCP 80 over IPv4: deny; TCP 80 over IPv6: allow';
    expect(ask({}, 'ipVersion: 6')).toBe(differ);
    expect(ask({ source: 'world' }, 'ipVersion: 6')).toBe(differ);
    expect(ask({}, 'protocol: TCP')).toBe('allow');
    expect(ask({}, 'protocol: UDP')).toBe('deny');
  });

  test('is about one where the question says so, or an end has no other', () => {
    expect(ask({ ipVersion: 6 }, 'ipVersion: 6')).toBe('allow');
    expect(ask({ ipVersion: 4 }, 'ipVersion: 6')).toBe('deny');
    expect(ask({ source: 'a/v4' }, 'ipVersion: 6')).toBe('deny');
    expect(ask({ source: 'a/v6' }, 'ipVersion: 6')).toBe('allow');
    expect(ask({ traffic: Traffic.icmpv6Ping() }, 'ipVersion: 6')).toBe('allow');
    expect(ask({ source: 'a/untold' }, 'ipVersion: 6')).toBe('deny');
    expect(() => ask({ ipVersion: 5 }, 'ipVersion: 6')).toThrow('There is no IP version 5: ask for 4 or 6.');
  });

  test('is about the IP versions of the pod network where addresses are not told', () => {
    const target = CalicoTarget.of(CalicoVersion.V3_32, { podNets: ['10.0.0.0/16', 'fd00::/48'] });
    expect(ask({ source: 'a/from' }, 'ipVersion: 4', { target, objects: [NAMESPACE, pod('from'), pod('to')] }))
      .toBe('unknown; ip-versions-differ; TCP 80 over IPv4: allow; TCP 80 over IPv6: deny');
  });

  test('has the parts of the traffic of each where they differ, and once where they do not', () => {
    const everything = { traffic: undefined };
    expect(ask(everything, 'protocol: TCP')).toBe('unknown; traffic-differs; TCP: allow; everything but TCP; UDP 4789: deny');
    expect(ask(everything, 'protocol: TCP, ipVersion: 6')).toBe('unknown; traffic-differs; anything over IPv4: deny; TCP over IPv6: allow; '
      + 'everything but TCP; UDP 4789 over IPv6: deny');
  });
});
