import { NAMESPACE, pod } from './told';
import { Traffic } from '../../src/network';
import { Cluster, type FlowQuery } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* What is told of host endpoints that a question leaves out, because it does not say at which interface traffic passes. */

const endpoint = (name: string, on: string, interfaceName = 'eth0', label = 'h'): string => `{ apiVersion: projectcalico.org/v3, kind: HostEndpoint,
  metadata: { name: ${name}, labels: { ${label}: x } }, spec: { node: ${on}, interfaceName: "${interfaceName}", expectedIPs: [192.0.2.1] } }`;
const policy = (spec: string, kind = 'GlobalNetworkPolicy'): string => `{ apiVersion: projectcalico.org/v3, kind: ${kind}, metadata: { name: g }, spec: { selector: has(h), ${spec} } }`;
const FORWARD = policy('applyOnForward: true, types: [Ingress, Egress], ingress: [{ action: Deny }], egress: [{ action: Deny }]');
const CLUSTER = [NAMESPACE, pod('one', '10.0.0.1', 'nodeName: n1'), pod('two', '10.0.0.2', 'nodeName: n1'), pod('far', '10.0.1.1', 'nodeName: n2'), pod('lost', '10.0.2.1')];

/** The host endpoints that the note names; undefined without a note. */
function told(objects: readonly string[], query: Partial<FlowQuery> = {}): string | undefined {
  const text = Cluster._fromManifests(manifestsOf([...CLUSTER, ...objects].join('\n---\n')), { complete: true })
    .verdict({ source: '203.0.113.9', destination: 'a/one', traffic: Traffic.tcp(80), ...query }).toString();
  return /^note: forwarded traffic may pass host endpoints? (.*), whose policy is no part of this answer/m.exec(text)?.[1];
}

test.each<[string, Partial<FlowQuery>, string | undefined]>([
  ['from outside to a pod of its node', {}, 'h1'],
  ['from a pod of its node to outside', { source: 'a/one', destination: '203.0.113.9' }, 'h1'],
  ['from a pod of its node to a pod of another', { source: 'a/one', destination: 'a/far' }, 'h1'],
  ['to a pod of a node that is not told', { destination: 'a/lost' }, 'h1'],
  ['between pods of one node', { source: 'a/two' }, undefined],
  ['from its host to a pod of it', { source: 'host:n1' }, undefined],
  ['to a pod of another node', { destination: 'a/far' }, undefined],
])('%s', (_, query, expected) => {
  expect(told([endpoint('h1', 'n1'), FORWARD], query)).toBe(expected);
});

test.each<[string, string, boolean, boolean]>([
  ['forward policy for ingress', 'applyOnForward: true, types: [Ingress]', true, false],
  ['forward policy for egress', 'applyOnForward: true, types: [Egress]', false, true],
  ['preDNAT policy', 'applyOnForward: true, preDNAT: true, types: [Ingress]', true, false],
  ['untracked policy', 'applyOnForward: true, doNotTrack: true, types: [Ingress, Egress]', true, false],
  ['policy of the host alone', 'types: [Ingress, Egress]', false, false],
])('%s counts on entry: %#', (_, spec, entering, leaving) => {
  const objects = [endpoint('h1', 'n1'), policy(spec)];
  expect([told(objects), told(objects, { source: 'a/one', destination: '203.0.113.9' })].map((names) => names !== undefined)).toEqual([entering, leaving]);
});

test('policy that selects no host endpoint, or is staged, says nothing; an endpoint for all interfaces is part of the answer', () => {
  expect(told([endpoint('h1', 'n1', 'eth0', 'other'), FORWARD])).toBeUndefined();
  expect(told([endpoint('h1', 'n1'), FORWARD.replace('GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy')])).toBeUndefined();
  expect(told([endpoint('h1', 'n1', '*'), FORWARD.replaceAll('Deny', 'Allow')])).toBeUndefined();
});

test('many are counted, and a denial is one whatever they say', () => {
  const many = ['h4', 'h1', 'h3', 'h2', 'h5'].map((name) => endpoint(name, 'n1', name));
  expect(told([...many, FORWARD])).toBe('h1, h2, h3 and 2 more');
  const closed = '{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: p, namespace: a }, spec: { types: [Ingress] } }';
  expect(told([...many, FORWARD, closed])).toBeUndefined();
});
