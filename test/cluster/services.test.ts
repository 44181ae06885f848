import { modelOf } from './model-of';

const pod = (name: string, namespace: string, labels: string): string => `
{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ${namespace}, labels: { ${labels} } }, spec: {}, status: { podIP: 10.0.0.1 } }`;

const PODS = [
  pod('first', 'a', 'app: x, tier: front'), pod('second', 'a', 'app: x'), pod('third', 'a', 'app: y, tier: front'), pod('fourth', 'a', 'app: x, tier: front'),
  pod('bare', 'a', ''), pod('away', 'b', 'app: x, tier: front'),
];

test.each<[string, string, string[]]>([
  ['one label', '{ app: x }', ['first', 'second', 'fourth']],
  ['another value of it', '{ app: y }', ['third']],
  ['two labels', '{ app: x, tier: front }', ['first', 'fourth']],
  ['two labels, the rarer one first', '{ app: y, tier: front }', ['third']],
  ['two labels that no pod has together', '{ app: y, tier: back }', []],
  ['a label that no pod has', '{ role: x }', []],
])('a service selects by %s, in its own namespace', (_, selector, expected) => {
  const service = `{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: a }, spec: { selector: ${selector}, ports: [{ port: 80 }] } }`;
  const { services } = modelOf([...PODS, service].join('\n---\n'));
  expect(services.get('a/s')!.backends.map(({ workload }) => workload!.name)).toEqual(expected);
});

test.each(['', 'selector: {}, '])('a service without a selector selects no pod: { %s}', (selector) => {
  const service = `{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: a }, spec: { ${selector}ports: [{ port: 80 }] } }`;
  expect(modelOf([...PODS, service].join('\n---\n'), { complete: false }).services.get('a/s')).toMatchObject({ backends: [], backendsKnown: false });
});

test('services of two namespaces that ask for the same label select their own pods', () => {
  const service = (namespace: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: ${namespace} }, spec: { selector: { app: x }, ports: [{ port: 80 }] } }`;
  const { services } = modelOf([...PODS, service('b'), service('a'), service('c')].join('\n---\n'));
  expect(['a', 'b', 'c'].map((namespace) => services.get(`${namespace}/s`)!.backends.length)).toEqual([3, 1, 0]);
});

describe('in partial input, objects that name no namespace may be of any', () => {
  const unnamed = (object: string): string => object.replace(/, namespace: \w+/, '');
  const service = (selector: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: a }, spec: { selector: ${selector}, ports: [{ port: 80 }] } }`;
  test.each<[string, string[], boolean]>([
    ['a pod that the service may select', [...PODS, unnamed(pod('any', 'a', 'app: x')), service('{ app: x }')], false],
    ['a pod that it does not select', [...PODS, unnamed(pod('any', 'a', 'app: z')), service('{ app: x }')], true],
    ['a service that may select a pod', [...PODS, unnamed(service('{ app: x }'))], false],
    ['a service that selects none', [...PODS, unnamed(service('{ app: z }'))], true],
    ['all of them', [...PODS.map(unnamed), unnamed(service('{ app: x }'))], true],
    ['none', [...PODS, service('{ app: x }')], true],
  ])('%s', (_, objects, expected) => {
    const known = (complete: boolean): boolean[] => [...modelOf(objects.join('\n---\n'), { complete }).services.values()].map(({ backendsKnown }) => backendsKnown);
    expect(known(false)).toEqual([expected]);
    expect(known(true)).toEqual([true]);
  });
});
