import { allowOnly, NAMESPACE, pod, pool, told } from './told';
import { Traffic } from '../../src';
import { Cluster, type Flow } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* Who has an address that a flow is to or from. */

const node = (name: string, ip: string): string => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} }, status: { addresses: [{ type: InternalIP, address: ${ip} }] } }`;
const endpoint = (on: string, ip: string): string => `{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: ${on}, labels: { host: ${on} } },
  spec: { node: ${on}, interfaceName: "*", expectedIPs: [${ip}] } }`;
const atHosts = (ingress: string): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: hosts },
  spec: { selector: has(host), types: [Ingress], ingress: [${ingress}] } }`;
const PODS = [NAMESPACE, pod('from', '10.0.0.1', 'nodeName: n1'), pod('to', '10.0.0.2', 'nodeName: n1'), pod('other', '10.0.0.3', 'nodeName: n1')];
const TCP: Pick<Flow, 'protocol' | 'destinationPort'> = { protocol: 'TCP', destinationPort: 80 };
const flow = (from: Flow['from'], to: Flow['to']): Flow => ({ ...TCP, from, to });
const FROM = { pod: 'a/from' };
const UNSEEN = 'unknown: pod-unknown';
const DENY_OTHERS = allowOnly('source: { selector: app == \'other\' }');

describe('policy of a pod holds for its address', () => {
  test.each<[string, Flow, string]>([
    ['to a pod', flow(FROM, { ip: '10.0.0.2' }), 'deny'],
    ['to a pod that has no policy', flow(FROM, { ip: '10.0.0.3' }), 'allow'],
    ['by what the sender is', flow({ ip: '10.0.0.3' }, { pod: 'a/to' }), 'allow'],
    ['from what is met outside of the cluster', flow({ ip: '10.0.0.3', via: { node: 'n1', interface: 'eth0' } }, { pod: 'a/to' }), 'allow'],
    ['to what is met outside of the cluster', flow(FROM, { ip: '10.0.0.2', via: { node: 'n1', interface: 'eth0' } }), 'allow'],
    ['a CIDR of pods that are treated alike', flow(FROM, { net: '10.0.0.2/32' }), 'deny'],
    ['a CIDR of pods that are not', flow(FROM, { net: '10.0.0.2/31' }), 'unknown: addresses-differ'],
    ['a CIDR without pods', flow(FROM, { net: '192.0.2.0/24' }), 'allow'],
  ])('%s', (_, asked, expected) => {
    expect(told([...PODS, DENY_OTHERS], asked, { complete: true })).toBe(expected);
  });

  test('of the sender, too', () => {
    const egress = allowOnly('protocol: UDP', 'Egress');
    expect(told([...PODS, egress.replace('app == \'to\'', 'app == \'from\'')], flow({ ip: '10.0.0.1' }, { pod: 'a/to' }), { complete: true })).toBe('deny');
  });
});

test('an address that two pods have may be that of either', () => {
  const twin = pod('twin', '10.0.0.2');
  expect(told([...PODS, twin], flow(FROM, { ip: '10.0.0.2' }), { complete: true })).toBe(UNSEEN);
});

describe('an address of the pod network that no pod of the input has', () => {
  const objects = [...PODS, pool('10.0.0.0/24'), DENY_OTHERS];
  test.each<[string, Flow, boolean, string]>([
    ['is that of a pod without known policy', flow(FROM, { ip: '10.0.0.9' }), false, UNSEEN],
    ['is nobody\'s in complete input', flow(FROM, { ip: '10.0.0.9' }), true, 'allow'],
    ['is outside of the pod network', flow(FROM, { ip: '10.0.1.9' }), false, 'allow'],
  ])('%s', (_, asked, complete, expected) => {
    expect(told(objects, asked, { complete })).toBe(expected);
  });

  test('is denied for sure by policy of the other end', () => {
    const udp = allowOnly('protocol: UDP');
    expect(told([...PODS, pool('10.0.0.0/24'), udp], flow({ ip: '10.0.0.9' }, { pod: 'a/to' }))).toBe('deny');
    const egress = allowOnly('protocol: UDP', 'Egress').replace('app == \'to\'', 'app == \'from\'');
    expect(told([...PODS, pool('10.0.0.0/24'), egress], flow(FROM, { ip: '10.0.0.9' }))).toBe('deny');
  });
});

describe('an address of a host is the host', () => {
  const objects = [...PODS, node('n1', '192.0.2.1'), node('n2', '192.0.2.2'), endpoint('n2', '192.0.2.3'), atHosts('{ action: Allow, protocol: UDP }')];
  const closed = (name: string): string => `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: ${name}, namespace: a, labels: { kubernetes.io/service-name: ${name} } },
    endpoints: [{ addresses: [192.0.2.2] }], ports: [{ port: 80 }] }`;
  test.each<[string, Flow['to'], string]>([
    ['by its Node', { ip: '192.0.2.2' }, 'deny'],
    ['by a CIDR', { net: '192.0.2.2/32' }, 'deny'],
    ['by a CIDR of more', { net: '192.0.2.0/29' }, 'unknown: addresses-differ'],
    ['as endpoint of a service', { service: 'a/svc' }, 'deny'],
    ['and another is nobody\'s', { ip: '192.0.2.4' }, 'allow'],
  ])('%s', (_, to, expected) => {
    expect(told([...objects, closed('svc')], flow(FROM, to), { complete: true })).toBe(expected);
  });
});

test('in the evaluate contract an address that only a host endpoint expects is one outside', () => {
  const objects = [...PODS, node('n1', '192.0.2.1'), node('n2', '192.0.2.2'), endpoint('n2', '192.0.2.3'), atHosts('{ action: Deny }')];
  const cluster = Cluster._fromManifests(manifestsOf(objects.join('\n---\n')), { complete: true });
  const ends = (ip: string): Pick<Flow, 'from' | 'to'> => ({ from: FROM, to: { ip } });
  expect(cluster._answers([{ ...TCP, ...ends('192.0.2.2') }, { ...TCP, ...ends('192.0.2.3') }]).map((answer) => 'verdict' in answer && answer.verdict)).toEqual(['deny', 'allow']);
  expect(cluster.verdict({ source: 'a/from', destination: '192.0.2.3', traffic: Traffic.tcp(80) }).summary).toMatch(/denied by GlobalNetworkPolicy hosts/);
});
