import { DENSE } from './dense-clusters';
import { type ClusterModel } from '../../../src/cluster';
import { tryParseNetOrIp } from '../../../src/network';
import { LabelIndex } from '../../../src/verdict/label-index';
import { familiesOf, hostAddresses, type HostEnds, hostEnds, Matrix, type MatrixEnd } from '../../../src/verdict/matrix';
import { AddressSpace } from '../../../src/verdict/matrix/address-space';
import { modelOf } from '../../cluster/model-of';

/** Workloads by name, addresses by the first one and how many networks they are. */
function endText(end: MatrixEnd): string {
  if (end.type === 'workloads') { return end.workloads.map(({ namespace, name }) => `${namespace}/${name}`).join('+'); }
  return `${end.sample.family === 4 ? [24n, 16n, 8n, 0n].map((shift) => Number((end.sample.value >> shift) % 256n)).join('.') : end.sample.value.toString(16)} ${end.nets.length}`; // eslint-disable-line no-bitwise
}
const textOf = (ends: readonly MatrixEnd[]): string => {
  expect(ends.map(({ index }) => index)).toEqual(ends.map((_, index) => index));
  return ends.map(endText).sort().join(', ');
};

test.each<[string, boolean, string, string]>([
  ['peers', true, '0.0.0.0 23, 10.0.0.0 1, 10.0.0.16 4, 10.0.0.32 3, 128.0.0.0 49, 192.0.2.1 1, 203.0.113.0 1, 203.0.113.128 7, 203.0.113.200 1, a/db, a/web, b/twin, b/web',
    '0 94, 20010db8000000000000000000000000 1, a/web, b/new, fd000000000000000000000000000000 1'],
  ['headers', true, '0.0.0.0 24, 203.0.113.0 1, a/db, a/shadow, a/web, b/web+b/twin', '0 32, 20010db8000000000000000000000000 1, a/web, b/new'],
  ['tiers', true, '0.0.0.0 25, 10.0.0.0 1, 10.0.0.32 3, a/db, a/web, b/web+b/twin, p/db, p/web', '0 1, a/web, b/new'],
  ['tiers', false, '0.0.0.0 25, 10.0.0.0 4, a/db, a/web, b/web+b/twin, p/db, p/web', '0 1, a/web, b/new'],
  ['open', true, '0.0.0.0 48, 10.0.0.0 1, 10.0.0.16 1, 10.0.0.32 3, 10.0.1.0 16, 192.0.2.0 8, 192.0.2.1 1, 203.0.113.0 1, 203.0.113.128 1, a/batch, a/db, a/web, b/web+b/twin, c/web',
    '0 46, 20010db8000000000000000000000000 1, a/batch, a/web, b/new, c/web, fd000000000000000000000000000000 1'],
  ['open', false, '0.0.0.0 48, 10.0.0.0 1, 10.0.0.16 1, 10.0.0.32 1, 10.0.0.64 2, 10.0.1.0 25, 10.1.0.0 1, 192.0.2.0 8, 192.0.2.1 1, 203.0.113.0 1, 203.0.113.128 1, a/batch, a/db, a/web, b/web+b/twin, c/web',
    '0 46, 20010db8000000000000000000000000 1, a/batch, a/web, b/new, c/web, fd000000000000000000000000000000 1, fd000000000000010000000000000000 48'],
  ['missing', false, '0.0.0.0 8, 10.0.0.0 1, a/batch, a/db, a/web, b/web+b/twin, c/web', '0 8, a/batch, a/web, b/new, c/web, fd000000000000000000000000000000 1'],
  ['hosts', true, '0.0.0.0 67, 192.0.2.1 1, 192.0.2.2 1, 198.51.100.0 1, 203.0.113.0 1, a/db, a/web, b/web+b/twin', '0 1, a/web'],
  ['alike', true, '0.0.0.0 1, a/u, a/v, a/w, p/web, q/other, q/web', ''],
])('who is treated alike in "%s" (complete: %s)', (name, complete, four, six) => {
  const { families } = new Matrix(modelOf(DENSE[name], { complete }));
  expect(families.map(({ family, ends }) => [family, textOf(ends)])).toEqual([[4, four], ...six === '' ? [] : [[6, six]]]);
});

const POD = (name: string, ip: string, more = ''): string => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: a }, spec: { ${more} }, status: { podIP: "${ip}" } }`;
const POLICY = (rule: string, kind = 'GlobalNetworkPolicy', more = ''): string => (
  `{ apiVersion: projectcalico.org/v3, kind: ${kind}, metadata: { name: p${rule.length} }, spec: { ${more} types: [Ingress], ingress: [{ action: Allow, ${rule} }] } }`
);

test('a pod that policy may apply to is not as one that it does not apply to', () => {
  const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: a, labels: { team: blue } } }';
  const objects = [namespace, POD('p', '10.0.0.1'), POD('q', '10.0.0.2').replace('namespace: a', 'namespace: c'), POLICY('protocol: TCP', 'GlobalNetworkPolicy', 'namespaceSelector: "team == \'red\'",')];
  const model = modelOf(objects.join('\n---\n'), { complete: false });
  expect(textOf(new Matrix(model).families[0].ends)).toBe('0.0.0.0 1, a/p, c/q');
});

test('without pods there are addresses only, and without anything about IPv6 none of it', () => {
  expect(new Matrix(modelOf(POLICY('source: { nets: [10.0.0.0/8] }'))).families.map(({ family, ends }) => [family, textOf(ends)])).toEqual([[4, '0.0.0.0 8, 10.0.0.0 1']]);
  expect(new Matrix(modelOf(POD('p', 'fd00::1'))).families.map(({ family, ends }) => [family, textOf(ends)])).toEqual([[4, '0.0.0.0 1'], [6, '0 1, a/p']]);
});

test.each<[string, string, (4 | 6)[]]>([
  ['a pod', POD('p', 'fd00::1'), [4, 6]], ['IPv4 only', POD('p', '10.0.0.1'), [4]],
  ['a pool', '{ apiVersion: projectcalico.org/v3, kind: IPPool, metadata: { name: p }, spec: { cidr: "fd00::/64" } }', [4, 6]],
  ['a rule with networks', POLICY('source: { nets: ["fd00::/64"] }'), [4, 6]], ['a rule for the version', POLICY('ipVersion: 6'), [4, 6]], ['a rule for the other version', POLICY('ipVersion: 4'), [4]],
])('IPv6 counts when something is about it: %s', (_, object, expected) => {
  expect(familiesOf(modelOf(object))).toEqual(expected);
});

test('a version that nothing is about is answered for when asked', () => {
  const matrix = new Matrix(modelOf(POD('p', '10.0.0.1')));
  expect([matrix.family(4), matrix.family(4).family, matrix.family(6).family, textOf(matrix.family(6).ends)]).toEqual([matrix.families[0], 4, 6, '0 1']);
});

test.each([[true, ['p', 'made']], [false, ['p', 'made', 'maker']]])('a template is of the IP versions of its pods, where they are all that there is (complete: %s)', (complete, expected) => {
  const maker = '{ apiVersion: apps/v1, kind: ReplicaSet, metadata: { name: maker, namespace: a }, spec: { template: {} } }';
  const made = POD('made', 'fd00::2').replace('namespace: a', 'namespace: a, ownerReferences: [{ kind: ReplicaSet, name: maker, controller: true }]');
  const named = (family: 4 | 6): string[] => new Matrix(modelOf([maker, POD('p', '10.0.0.1'), made].join('\n---\n'), { complete })).family(family).ends
    .flatMap((end) => (end.type === 'workloads' ? end.workloads.map(({ name }) => name) : []));
  expect([...named(4), ...named(6).filter((name) => name !== 'maker')].sort()).toEqual([...expected].sort());
  expect(named(6)).toContain('maker');
});

describe('addresses', () => {
  const space = (objects: string[], family: 4 | 6 = 4): AddressSpace => {
    const model = modelOf(objects.join('\n---\n'));
    return new AddressSpace(model, model.workloads.filter(({ hostNetwork }) => !hostNetwork), family);
  };
  const ip = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => String((value / 2n ** shift) % 256n)).join('.');
  const intervals = (...objects: string[]): string[] => space(objects).intervals.map(({ first, last }) => (first === last ? ip(first) : `${ip(first)}-${ip(last)}`));
  const net = (text: string): NonNullable<ReturnType<typeof tryParseNetOrIp>> => tryParseNetOrIp(text)!;

  test('are all one run when nothing tells them apart', () => {
    expect(intervals(POD('p', '10.0.0.1'))).toEqual(['0.0.0.0-255.255.255.255']);
    expect(space([POD('p', '10.0.0.1')], 6).intervals).toEqual([{ first: 0n, last: 2n ** 128n - 1n }]);
  });

  test.each<[string, string, string[]]>([
    ['networks of rules', POLICY('source: { nets: [10.0.0.0/8, 255.0.0.0/8, "fd00::/8"] }'), ['0.0.0.0-9.255.255.255', '10.0.0.0-10.255.255.255', '11.0.0.0-254.255.255.255', '255.0.0.0-255.255.255.255']],
    ['sets', '{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: { name: s }, spec: { nets: [128.0.0.0/1] } }', ['0.0.0.0-127.255.255.255', '128.0.0.0-255.255.255.255']],
    ['host endpoints', '{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h }, spec: { node: n1, expectedIPs: [0.0.0.0] } }', ['0.0.0.0', '0.0.0.1-255.255.255.255']],
    ['pools', '{ apiVersion: projectcalico.org/v3, kind: IPPool, metadata: { name: p }, spec: { cidr: 128.0.0.0/1 } }', ['0.0.0.0-127.255.255.255', '128.0.0.0-255.255.255.255']],
    ['endpoints of services', `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: s-1, namespace: a, labels: { kubernetes.io/service-name: s } },
      endpoints: [{ addresses: [255.255.255.255] }, { addresses: [10.0.0.1] }], ports: [] }`, ['0.0.0.0-255.255.255.254', '255.255.255.255']],
    ['second addresses of pods', POD('two', '10.0.0.1').replace('podIP: "10.0.0.1"', 'podIPs: [{ ip: 10.0.0.2 }, { ip: 255.255.255.255 }]'), ['0.0.0.0-255.255.255.254', '255.255.255.255']],
    ['nothing of pods on the network of their node', POD('h', '192.0.2.1', 'hostNetwork: true'), ['0.0.0.0-255.255.255.255']],
  ])('are cut by %s', (_, object, expected) => {
    expect(intervals(POD('p', '10.0.0.1'), object)).toEqual(expected);
  });

  test('that are all of pods are no run', () => {
    const nets = POLICY('source: { nets: [10.0.0.0/31, 10.0.0.4/31] }');
    const cut = space([POD('p', '10.0.0.0'), POD('q', '10.0.0.1'), POD('r', '10.0.0.4'), POD('s', 'fd00::1'), nets]);
    expect(cut.intervals.map(({ first, last }) => [ip(first), ip(last)])).toEqual([['0.0.0.0', '9.255.255.255'], ['10.0.0.2', '10.0.0.3'], ['10.0.0.4', '10.0.0.5'], ['10.0.0.6', '255.255.255.255']]);
    expect(cut.intervals.map((interval) => ip(cut.freeAddress(interval)!.value))).toEqual(['0.0.0.0', '10.0.0.2', '10.0.0.5', '10.0.0.6']);
    expect(cut.freeAddress({ first: 0xa000000n, last: 0xa000001n })).toBeUndefined();
  });

  test('within a network are pods and runs', () => {
    const cut = space([POD('q', '10.0.0.9'), POD('p', '10.0.0.1'), POD('r', '10.0.1.0'), POLICY('source: { nets: [10.0.0.0/24, 10.0.0.8/29] }')]);
    expect(['0.0.0.0/0', '10.0.0.0/24', '10.0.0.8/29', '10.0.0.9/32', '10.0.0.1/32', '::/0'].map((text) => cut.within(net(text)))).toEqual([
      { pods: [1, 0, 2], intervals: [0, 1, 2, 3, 4] }, { pods: [1, 0], intervals: [1, 2, 3] }, { pods: [0], intervals: [2] },
      { pods: [0], intervals: [] }, { pods: [1], intervals: [] }, { pods: [], intervals: [] },
    ]);
    expect(cut.podIntervals()).toEqual([]);
  });

  test('of the pod network are told', () => {
    const pools = ['10.0.0.0/24', 'fd00::/64'].map((cidr, index) => `{ apiVersion: projectcalico.org/v3, kind: IPPool, metadata: { name: p${index} }, spec: { cidr: "${cidr}" } }`);
    const rules = POLICY('source: { nets: [10.0.0.0/28, 10.0.2.0/24, "fd00::/72"] }');
    expect([space([...pools, rules]).podIntervals(), space([...pools, rules], 6).podIntervals()]).toEqual([[1, 2], [1, 2]]);
  });
});

describe('ends of flows of hosts', () => {
  const objects = [
    POD('p', '10.0.0.1', 'nodeName: n1'), POD('q', '10.0.0.2', 'nodeName: n2'), POD('r', '10.0.0.3', 'nodeName: n3'), POD('s', '10.0.0.4', 'nodeName: n3'), POD('t', '10.0.0.5'), POD('u', 'fd00::1', 'nodeName: n1'),
    '{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h, labels: { host: h } }, spec: { node: n1, interfaceName: eth0, expectedIPs: [192.0.2.1] } }',
    POLICY('protocol: TCP, source: { nets: [198.51.100.0/24] }, destination: { ports: [80] }', 'GlobalNetworkPolicy', 'selector: has(host), preDNAT: true, applyOnForward: true,'),
    POLICY('protocol: TCP, source: { nets: [203.0.113.0/24] }, destination: { ports: [8080] }', 'GlobalNetworkPolicy', 'selector: "!has(host)",'),
    POLICY('protocol: TCP, source: { nets: [203.0.113.0/28] }, destination: { ports: ["9000:9001"] }', 'StagedGlobalNetworkPolicy', 'selector: all(),'),
    '{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { failsafeInboundHostPorts: [], failsafeOutboundHostPorts: [], vxlanPort: 65535 } }',
  ];
  const model: ClusterModel = modelOf(objects.join('\n---\n'));
  const labels = new LabelIndex(model.members);
  const tcp = ({ atoms }: HostEnds): string => atoms.list.filter(({ protocol }) => protocol === 6).map(({ ports }) => ports!.join('-')).join(' ');

  test('are as fine as any policy, and as the nodes that are asked about', () => {
    const both = hostEnds(model, labels, 4, new Set(['n1']));
    expect([both.family, textOf(both.ends), tcp(both)]).toEqual([4, '0.0.0.0 42, 198.51.100.0 1, 203.0.113.0 1, a/p, a/q+a/r+a/s, a/t', '1-79 80-80 81-8079 8080-8080 8081-8999 9000-9001 9002-65535']);
    expect(textOf(hostEnds(model, labels, 4, new Set()).ends)).toBe('0.0.0.0 42, 198.51.100.0 1, 203.0.113.0 1, a/p+a/q+a/r+a/s, a/t');
    expect(textOf(hostEnds(model, labels, 6, new Set(['n1'])).ends)).toBe('0 1, a/u');
  });

  test('that are addresses are as fine as policy of hosts', () => {
    const addresses = hostAddresses(model, labels, 4);
    expect([addresses.family, addresses.ends.map(endText).sort().join(', '), tcp(addresses)]).toEqual([4, '0.0.0.0 24, 198.51.100.0 1', '1-79 80-80 81-65535']);
  });
});
