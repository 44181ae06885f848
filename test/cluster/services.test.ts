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

test('services of two namespaces that ask for the same label select their own pods', () => {
  const service = (namespace: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: s, namespace: ${namespace} }, spec: { selector: { app: x }, ports: [{ port: 80 }] } }`;
  const { services } = modelOf([...PODS, service('b'), service('a'), service('c')].join('\n---\n'));
  expect(['a', 'b', 'c'].map((namespace) => services.get(`${namespace}/s`)!.backends.length)).toEqual([3, 1, 0]);
});
