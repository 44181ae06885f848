import { allowOnly, NAMESPACE, pod, pool, told, toldOfAll } from './told';
import { type Flow } from '../../src/verdict';

/* Addresses against nets and selectors, where the input tells them and where it does not. */

const PODS = [NAMESPACE, pod('from'), pod('to', '10.0.0.2')];
const FLOW: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };
const UNKNOWN = 'unknown: address-unknown';

const nets = (...list: string[]): string => `source: { nets: [${list.map((net) => `"${net}"`).join(', ')}] }`;
const notNets = (...list: string[]): string => nets(...list).replace('nets', 'notNets');

test.each<[string, string, string[], string]>([
  ['nothing is known of the address', nets('10.0.0.0/8'), [], UNKNOWN],
  ['every address is in a net', nets('0.0.0.0/0'), [], 'allow'],
  ['every address is in the second net', nets('10.0.0.0/8', '0.0.0.0/0'), [], 'allow'],
  ['every address is excluded', notNets('0.0.0.0/0'), [], 'deny'],
  ['the net holds the pod network', nets('10.0.0.0/8'), ['10.0.0.0/16'], 'allow'],
  ['the net is the pod network', nets('10.0.0.0/16'), ['10.0.0.0/16'], 'allow'],
  ['the net is part of the pod network', nets('10.0.7.0/24'), ['10.0.0.0/16'], UNKNOWN],
  ['the net is elsewhere', nets('192.0.2.0/24'), ['10.0.0.0/16'], 'deny'],
  ['the net is elsewhere, excluded', notNets('192.0.2.0/24'), ['10.0.0.0/16'], 'allow'],
  ['the net holds the pod network, excluded', notNets('10.0.0.0/8'), ['10.0.0.0/16'], 'deny'],
  ['the net is part of the pod network, excluded', notNets('10.0.7.0/24'), ['10.0.0.0/16'], UNKNOWN],
  ['the net holds one of two pod networks', nets('10.0.0.0/16'), ['10.0.0.0/16', '10.9.0.0/16'], UNKNOWN],
  ['the net is part of the second of two pod networks', nets('10.9.7.0/24'), ['10.0.0.0/16', '10.9.0.0/16'], UNKNOWN],
  ['the net is outside of both', nets('10.5.0.0/16'), ['10.0.0.0/16', '10.9.0.0/16'], 'deny'],
  ['one of two nets holds the pod network', nets('192.0.2.0/24', '10.0.0.0/8'), ['10.0.0.0/16'], 'allow'],
  ['a pod network of the other family does not count', nets('10.0.0.0/8'), ['10.0.0.0/16', 'fd00::/48'], 'allow'],
  ['only the other family has a pod network', nets('10.0.0.0/8'), ['fd00::/48'], UNKNOWN],
])('where the address of the sender is not known: %s', (_, rule, podNets, expected) => {
  const objects = [...PODS, ...podNets.map((net, index) => pool(net).replace('name: pool', `name: pool-${index}`))];
  expect(told([...objects, allowOnly(rule)], { ...FLOW, ipVersion: 4 })).toBe(expected);
});

describe('an address of a Deployment is one of its pods\', in complete input', () => {
  const own = (name: string, ip: string): string => pod(name, ip).replace('metadata: {', 'metadata: { ownerReferences: [{ kind: Deployment, name: from, controller: true }],');
  const deployment = '{ apiVersion: apps/v1, kind: Deployment, metadata: { name: from, namespace: a }, spec: { template: { metadata: { labels: { app: from } }, spec: {} } } }';
  const objects = [NAMESPACE, pod('to', '10.0.0.2'), deployment, own('from-1', '10.0.7.1'), own('from-2', '10.0.7.9'), pool('10.0.0.0/16')];
  test.each<[string, string, string, string]>([
    ['all of them are in the net', nets('10.0.7.0/24'), 'allow', UNKNOWN],
    ['one of them is', nets('10.0.7.0/29'), UNKNOWN, UNKNOWN],
    ['none of them is', nets('10.0.8.0/24'), 'deny', UNKNOWN],
    ['the net is outside of the pod network', nets('192.0.2.0/24'), 'deny', 'deny'],
  ])('%s', (_, rule, complete, partial) => {
    const flow: Flow = { ...FLOW, from: { workload: 'a/from' } };
    expect([true, false].map((isComplete) => told([...objects, allowOnly(rule)], flow, { complete: isComplete }))).toEqual([complete, partial]);
  });
});

test('where the address is known, nets and notNets must hold together', () => {
  const objects = [NAMESPACE, pod('from', '10.0.0.1'), pod('to', '10.0.0.2')];
  const ask = (rule: string): string => told([...objects, allowOnly(rule)], FLOW);
  expect(ask(nets('10.0.0.1/32'))).toBe('allow');
  expect(ask('source: { nets: [10.0.0.0/24], notNets: [10.0.0.2/32] }')).toBe('allow');
  expect(ask('source: { nets: [10.0.0.0/24], notNets: [10.0.0.1/32] }')).toBe('deny');
  expect(ask('source: { nets: [10.0.0.2/32] }')).toBe('deny');
});

describe('of a family that a list of nets does not name, a rule does not exist', () => {
  const objects = [NAMESPACE, pod('from', '10.0.0.1 fd00::1'), pod('to', '10.0.0.2 fd00::2')];
  test.each([
    ['source: { nets: [0.0.0.0/0] }', 'allow', 'deny'],
    ['source: { notNets: [192.0.2.0/24] }', 'allow', 'deny'],
    ['source: { notNets: ["2001:db8::/32"] }', 'deny', 'allow'],
    ['destination: { nets: ["::/0"] }', 'deny', 'allow'],
    ['destination: { notNets: [192.0.2.0/24] }', 'allow', 'deny'],
    ['source: { nets: [0.0.0.0/0, "::/0"], notNets: ["2001:db8::/32"] }', 'deny', 'allow'],
    ['ipVersion: 4', 'allow', 'deny'],
    ['ipVersion: 6', 'deny', 'allow'],
  ])('%s: IPv4 %s, IPv6 %s', (rule, ...expected) => {
    const flows = ([4, 6] as const).map((ipVersion) => ({ ...FLOW, ipVersion }));
    expect(toldOfAll([...objects, allowOnly(rule)], flows)).toEqual(expected);
  });
});

const networkSet = (net: string, label: string): string => `
{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkSet, metadata: { name: ${label}, labels: { set: ${label} } }, spec: { nets: ["${net}"] } }`;

test.each<[string, string[], string]>([
  ['may be in it', [networkSet('10.0.0.0/8', 'x')], UNKNOWN],
  ['is in it for certain', [networkSet('10.0.0.0/8', 'x'), pool('10.0.0.0/16')], 'allow'],
  ['is not in it', [networkSet('192.0.2.0/24', 'x'), pool('10.0.0.0/16')], 'deny'],
  ['is of the other family', [networkSet('::/0', 'x')], 'deny'],
  ['is of the other family, whose pod network it holds', [networkSet('fd00::/48', 'x'), pool('fd00::/64')], 'deny'],
  ['is in one that the rule does not select', [networkSet('10.0.0.0/8', 'y'), pool('10.0.0.0/16')], 'deny'],
  ['is in the second', [networkSet('192.0.2.0/24', 'y'), networkSet('10.0.0.0/8', 'x'), pool('10.0.0.0/16')], 'allow'],
])('a sender whose address is not known against a network set: %s', (_, sets, expected) => {
  expect(told([...PODS, ...sets, allowOnly('source: { selector: set == \'x\' }')], { ...FLOW, ipVersion: 4 })).toBe(expected);
});

test('a sender whose address is not known is still itself', () => {
  expect(told([...PODS, allowOnly('source: { selector: app == \'from\' }')], FLOW)).toBe('allow');
  expect(told([...PODS, allowOnly('source: { selector: app == \'other\' }')], FLOW)).toBe('deny');
  expect(told([...PODS, networkSet('10.0.0.0/8', 'x'), allowOnly('source: { selector: has(set) || app == \'from\' }')], FLOW)).toBe('allow');
});

describe('notSelector alone is met by whatever nobody selected has', () => {
  const objects = [NAMESPACE, pod('from', '10.0.0.1'), pod('other', '10.0.0.3'), pod('to', '10.0.0.2'), networkSet('203.0.113.0/24', 'x')];
  test.each<[string, Flow['from'], string]>([
    ['a pod that it selects', { pod: 'a/from' }, 'deny'],
    ['another pod', { pod: 'a/other' }, 'allow'],
    ['an address of a set that it selects', { ip: '203.0.113.9' }, 'deny'],
    ['an address of nobody', { ip: '198.51.100.9' }, 'allow'],
  ])('%s', (_, from, expected) => {
    expect(told([...objects, allowOnly('source: { notSelector: app == \'from\' || has(set) }')], { ...FLOW, from })).toBe(expected);
    expect(told([...objects, allowOnly('destination: { notSelector: app == \'from\' || has(set) }')], { ...FLOW, from })).toBe('allow');
  });
});

describe('an address of the pod network that no pod of the input has', () => {
  const template = `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, namespace: a },
    spec: { template: { metadata: { labels: { app: web } }, spec: {} } } }`;
  const objects = [NAMESPACE, pod('to', '10.0.0.2'), pod('known', '10.0.0.4'), pool('10.0.0.0/16'), template];
  const UNSEEN = 'unknown: pod-unknown';
  const from = (ip: string): Flow => ({ ...FLOW, from: { ip } });
  const select = (selector: string): string => allowOnly(`source: { selector: "${selector}" }`);

  test.each<[string, string, string, string]>([
    ['may be that of a pod of a template', '10.0.0.77', 'app == \'web\'', UNSEEN],
    ['may be that of a pod that is not in the input at all', '10.0.0.77', 'app == \'known\'', UNSEEN],
    ['may be that of a pod of another namespace', '10.0.0.77', 'projectcalico.org/namespace == \'other\'', UNSEEN],
    ['is outside of the pod network', '192.0.2.77', 'app == \'web\'', 'deny'],
    ['is that of a known pod', '10.0.0.4', 'app == \'web\'', 'deny'],
    ['is that of the pod that is selected', '10.0.0.4', 'app in { \'web\', \'known\' }', 'allow'],
  ])('%s', (_, ip, selector, expected) => {
    expect(told([...objects, select(selector)], from(ip))).toBe(expected);
  });

  test('one that a network set holds may be a pod\'s all the same', () => {
    expect(told([...objects, networkSet('10.0.0.0/24', 'x'), select('app == \'web\'')], from('10.0.0.77'))).toBe(UNSEEN);
    expect(told([...objects, networkSet('10.0.0.0/24', 'x'), select('has(set)')], from('10.0.0.77'))).toBe(UNSEEN);
    expect(told([...objects, networkSet('10.0.0.0/24', 'x'), select('app == \'web\'')], from('10.0.0.4'))).toBe('deny');
  });

  test('with several pod networks one is enough; with none, an address is outside of the cluster', () => {
    const two = [...objects, pool('10.9.0.0/16').replace('name: pool', 'name: second')];
    expect(told([...two, select('app == \'web\'')], from('10.0.0.77'))).toBe(UNSEEN);
    expect(told([...two, select('app == \'web\'')], from('10.9.0.77'))).toBe(UNSEEN);
    expect(told([...objects.filter((object) => !object.includes('IPPool')), select('app == \'web\'')], from('10.0.0.77'))).toBe('deny');
  });

  test('in complete input it is nobody\'s', () => {
    expect(told([...objects, select('app == \'web\'')], from('10.0.0.77'), { complete: true })).toBe('deny');
  });
});
