import { verdictOf } from './matrix/differences';
import { allowOnly, NAMESPACE, pod, pool, told } from './told';
import { type Flow } from '../../src/verdict';
import { Matrix } from '../../src/verdict/matrix';
import { modelOf } from '../cluster/model-of';
import { place } from './matrix/place';

/* Endpoints of services whose pods the input does not hold. */

const BASE = [NAMESPACE, pod('from', '10.0.0.1', 'nodeName: n1')];
const POD = 'targetRef: { kind: Pod, namespace: a, name: to }';
const FLOW: Flow = { from: { pod: 'a/from' }, to: { service: 'a/svc' }, protocol: 'TCP', destinationPort: 80 };
const UNKNOWN = 'unknown: pod-unknown';
const UNKNOWN_SERVICE = 'unknown: service-unknown';

function slice(endpoint: string, ip = '10.0.0.2', name = 'svc'): string {
  return `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: ${name}-1, namespace: a, labels: { kubernetes.io/service-name: ${name} } },
    endpoints: [{ addresses: [${ip}], ${endpoint} }], ports: [{ port: 80 }] }`;
}

const endpoints = `{ apiVersion: v1, kind: Endpoints, metadata: { name: svc, namespace: a },
  subsets: [{ addresses: [{ ip: 10.0.0.2, ${POD} }], ports: [{ port: 80 }] }] }`;
const node = '{ apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 10.0.0.2 }] } }';

test.each<[string, string[], string]>([
  ['a pod that is named', [slice(POD)], UNKNOWN],
  ['a pod that is named, in the namespace of the endpoints', [slice('targetRef: { kind: Pod, name: to }')], UNKNOWN],
  ['a pod that Endpoints name', [endpoints], UNKNOWN],
  ['an address of the pod network', [slice(''), pool('10.0.0.0/24')], UNKNOWN],
  ['an address of the pod network beside one outside', [slice('', '203.0.113.9, 10.0.0.2'), pool('10.0.0.0/24')], UNKNOWN],
  ['an address outside of the pod network', [slice(''), pool('10.1.0.0/24')], 'allow'],
  ['an address, and the pod network is not known', [slice('')], 'allow'],
  ['what is named and no pod', [slice('targetRef: { kind: VirtualMachine, name: to }')], 'allow'],
  ['a pod that has the address of a node', [slice(POD), node], 'unknown: endpoint-to-host-action-unknown'],
  ['a pod of the host\'s network', [slice(POD), pod('to', '', 'hostNetwork: true')], 'allow'],
  ['a pod with that address', [slice(POD), pod('to', '10.0.0.2')], 'allow'],
  ['a pod of another name with that address', [slice(POD), pod('other', '10.0.0.2')], 'allow'],
  ['a pod whose address is not known', [slice(POD), pod('to')], 'allow'],
  ['a pod whose address is not known, and its policy', [slice(POD), pod('to'), allowOnly('protocol: UDP')], 'deny'],
  ['a pod of that name with another address', [slice(POD), pod('to', '10.0.0.3')], UNKNOWN],
])('behind the service is %s', (_, objects, expected) => {
  expect(told([...BASE, ...objects], FLOW)).toBe(expected);
});

test('nothing is unknown on complete input', () => {
  expect(told([...BASE, slice(POD), pool('10.0.0.0/24')], FLOW, { complete: true })).toBe('allow');
});

describe('policy of the sender', () => {
  const egress = (rule: string, action = 'Allow'): string => allowOnly(rule, 'Egress').replace('Allow', action);
  const labels = (text: string): string => `destination: { selector: "${text}" }`;
  test.each<[string, string, string]>([
    ['denies for sure by address', egress('destination: { nets: [10.0.0.2/32] }', 'Deny'), 'deny'],
    ['denies for sure by protocol', egress('protocol: UDP'), 'deny'],
    ['may deny by labels', egress(`${labels('app == \'to\'')} }, { action: Allow, protocol: TCP`, 'Deny'), UNKNOWN],
    ['may allow by labels', egress(labels('app == \'to\'')), UNKNOWN],
    ['may allow by labels that it must not have', egress('destination: { notSelector: app == \'to\' }'), UNKNOWN],
    ['denies for sure as the pod is of another namespace', egress(labels('projectcalico.org/namespace == \'b\'')), 'deny'],
    ['may allow by a named port', egress('protocol: TCP, destination: { ports: [http] }'), UNKNOWN],
    ['denies for sure by a port', egress('protocol: TCP, destination: { ports: [81] }'), 'deny'],
  ])('%s', (_, policy, expected) => {
    expect(told([...BASE, slice(POD), policy], FLOW)).toBe(expected);
  });

  test('names another service, whose pods only the input tells', () => {
    const other = '{ apiVersion: v1, kind: Service, metadata: { name: other, namespace: a }, spec: { selector: { app: to }, ports: [{ port: 80 }] } }';
    const rule = egress('destination: { services: { name: other, namespace: a } }');
    expect(told([...BASE, slice(POD), rule, other], FLOW)).toBe(UNKNOWN);
    expect(told([...BASE, slice(POD), rule, other, slice('', '203.0.113.9', 'other')], FLOW)).toBe('deny');
    expect(told([...BASE, slice(POD), rule, other, slice('', '10.0.0.2', 'other')], FLOW)).toBe(UNKNOWN);
  });
});

describe('a rule that names the service', () => {
  const DESTINATION = allowOnly('destination: { services: { name: svc, namespace: a } }', 'Egress');
  const SOURCE = allowOnly('source: { services: { name: svc, namespace: a } }');
  const deployment = (name: string, namespace = 'a'): string => `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${name}, namespace: ${namespace} },
    spec: { template: { metadata: { labels: { app: ${name} } } } } }`;
  const selecting = (app: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: svc, namespace: a }, spec: { selector: { app: ${app} }, ports: [{ port: 80 }] } }`;
  const both = (objects: readonly string[], flow: Flow): string => {
    const { to: { ip } } = flow;
    const answer = told(objects, ip === undefined ? flow : { ...flow, to: { ip, via: { node: 'elsewhere' } } }); // a matrix does not ask who has an address
    const matrix = new Matrix(modelOf(objects.join('\n---\n'), { complete: false }));
    const { family, from, to, atom } = place(matrix, flow)!;
    expect(answer.split(':')[0]).toBe(verdictOf(family.cell(from, to), atom));
    return answer;
  };

  test.each<[string, string[], string, string]>([
    ['may mean a pod of a template', [slice('targetRef: { kind: Pod, name: to-1 }'), deployment('to')], 'a/to', UNKNOWN_SERVICE],
    ['by an address of the pod network, too', [slice(''), deployment('to'), pool('10.0.0.0/24')], 'a/to', UNKNOWN_SERVICE],
    ['means no pod of another namespace', [slice(POD), deployment('to', 'b'), NAMESPACE.replace('name: a', 'name: b')], 'b/to', 'deny'],
    ['means no pod of another name', [slice(POD), pod('other')], 'a/other', 'deny'],
    ['means the pod that is named', [slice(POD), pod('to')], 'a/to', 'allow'],
    ['means no pod of a template, for its address is another pod\'s', [slice(POD), deployment('to'), pod('other', '10.0.0.2')], 'a/to', 'deny'],
    ['means no pod of a template outside of the pod network', [slice(POD), deployment('to'), pool('10.1.0.0/24')], 'a/to', 'deny'],
  ])('%s', (_, objects, name, expected) => {
    expect(both([...BASE, ...objects, DESTINATION], { ...FLOW, to: { pod: name } })).toBe(expected);
  });

  test('as source, may mean a pod of a template', () => {
    const objects = [NAMESPACE, slice(POD), deployment('from'), pod('to', '10.0.0.9'), SOURCE];
    expect(both(objects, { ...FLOW, from: { workload: 'a/from' }, to: { pod: 'a/to' } })).toBe(UNKNOWN_SERVICE);
  });

  test('may mean an address of the pod network when it selects pods whose addresses are not known', () => {
    const objects = [...BASE, selecting('to'), deployment('to'), DESTINATION];
    const to = { ip: '10.0.0.9' };
    expect(both([...objects, pool('10.0.0.0/24')], { ...FLOW, to })).toBe('unknown: address-unknown');
    expect(both([...objects, pool('10.0.0.0/24')], { ...FLOW, to: { ip: '10.0.1.9' } })).toBe('deny');
    expect(both([...BASE, selecting('other'), deployment('to'), DESTINATION, pool('10.0.0.0/24')], { ...FLOW, to })).toBe('deny');
    expect(both([...BASE, selecting('other'), deployment('other'), pod('to', '10.0.0.9'), DESTINATION, pool('10.0.0.0/24')], { ...FLOW, to: { pod: 'a/to' } })).toBe('deny');
    expect(told([...objects, pool('10.0.0.0/24')], { ...FLOW, to }, { complete: true })).toBe('deny');
  });
});
