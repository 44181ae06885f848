import { FlowEvaluator, type FlowVerdict } from '../../../src/verdict';
import { waysOf } from '../../../src/verdict/matrix';
import { modelOf } from '../../cluster/model-of';
import { NAMESPACE, pod } from '../told';

const objects = (interfaceName: string): string => [
  NAMESPACE, pod('from', '10.0.0.1', 'nodeName: n1'), pod('to', '10.0.0.2', 'nodeName: n2'), pod('far', '10.0.0.3'),
  ...['n1', 'n2'].map((name) => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} }, status: { addresses: [{ type: InternalIP, address: 192.0.2.${name[1]} }] } }`),
  `{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h, labels: { host: h } }, spec: { node: n1, interfaceName: "${interfaceName}" } }`,
  `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: maybe }, spec: { selector: has(host), types: [Ingress, Egress], applyOnForward: true,
    ingress: [{ action: Allow, protocol: TCP, source: { ports: [9] } }], egress: [{ action: Allow, protocol: TCP, source: { ports: [9] } }] } }`,
].join('\n---\n');

function verdict(from: object, to: object, interfaceName = '*'): FlowVerdict {
  return new FlowEvaluator(modelOf(objects(interfaceName))).evaluate({ from, to, protocol: 'TCP', destinationPort: 80 });
}
const inWords = (flow: FlowVerdict): string[] => waysOf(flow).map(({ place, hostEndpoint, verdict: told, reason, trace }) => (
  `${place} ${hostEndpoint ?? '-'} ${told} ${reason ?? '-'} ${trace.map(({ name, ruleIndex }) => `${name}/${ruleIndex}`).join()}`
));

test('of pods, and of stages of host endpoints', () => {
  expect(inWords(verdict({ pod: 'a/from' }, { pod: 'a/to' }))).toMatchInlineSnapshot(`
[
  "preDNAT ingress h none - ",
  "forward ingress h unknown source-port-unknown maybe/0,maybe/-1",
  "egress - allow - kns.a/0",
  "ingress - allow - kns.a/0",
]
`);
  expect(inWords(verdict({ ip: '203.0.113.9' }, { pod: 'a/from' }))).toMatchInlineSnapshot(`
[
  "preDNAT ingress h none - ",
  "forward ingress h unknown source-port-unknown maybe/0,maybe/-1",
  "ingress - allow - kns.a/0",
  "forward egress h unknown source-port-unknown maybe/0,maybe/-1",
]
`);
  expect(inWords(verdict({ pod: 'a/far' }, { pod: 'a/to' }))).toMatchInlineSnapshot(`
[
  "egress - allow - kns.a/0",
  "ingress - allow - kns.a/0",
]
`);
});

test('of a pod alone, where no stage is on the way', () => {
  const flow = verdict({ pod: 'a/to' }, { host: 'n2' });
  expect(flow.stages).toEqual([]);
  expect(inWords(flow)).toMatchInlineSnapshot(`
[
  "egress - allow - kns.a/0",
]
`);
});
