import { type Flow, type FlowAnswer } from '../../src/verdict';
import { answerOf } from '../cluster/model-of';

const CLUSTER = `
{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }
---
{ apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 192.0.2.1 }] } }
---
{ apiVersion: v1, kind: Node, metadata: { name: n2 }, status: { addresses: [{ type: InternalIP, address: 192.0.2.2 }] } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } },
  spec: { nodeName: n1, containers: [{ name: c, ports: [{ name: http, containerPort: 8080 }] }] }, status: { podIP: 10.65.0.1 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: client, namespace: shop, labels: { app: client } }, spec: { nodeName: n1 }, status: { podIP: 10.65.0.2 } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: far, namespace: shop, labels: { app: client } }, spec: { nodeName: n2 }, status: { podIP: 10.65.0.3 } }
`;
const SERVICE = `{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop },
  spec: { type: LoadBalancer, selector: { app: web }, clusterIP: 10.96.0.10, externalIPs: [198.51.100.1], EXTRA
    ports: [{ name: web, port: 80, targetPort: http, nodePort: 30080 }] }, status: { loadBalancer: { ingress: [{ ip: 198.51.100.2 }] } } }`;

const policy = (rule: string, selector = 'app == \'web\'', direction = 'Ingress'): string => `
{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: p, namespace: shop },
  spec: { selector: "${selector}", types: [${direction}], ${direction.toLowerCase()}: [${rule}] } }`;

interface Question { readonly policy?: string; readonly service?: string; readonly more?: string }

function ask(flow: Partial<Flow>, { policy: rules = '', service = SERVICE, more = '' }: Question = {}): FlowAnswer {
  const yaml = [CLUSTER, service.replace('EXTRA', ''), rules, more].filter((part) => part !== '').join('\n---\n');
  return answerOf(yaml, { from: { pod: 'shop/client' }, to: { service: 'shop/web' }, protocol: 'TCP', destinationPort: 80, ...flow });
}

const TARGET_PORT = policy('{ action: Allow, protocol: TCP, destination: { ports: [8080] } }');
const SERVICE_PORT = TARGET_PORT.replace('8080', '80');

test.each([
  ['its name', { to: { service: 'shop/web' } }],
  ['its cluster address', { to: { ip: '10.96.0.10' } }],
  ['an external address', { to: { ip: '198.51.100.1' } }],
  ['the address of its load balancer', { to: { ip: '198.51.100.2' } }],
  ['a node port, by the name of the node', { to: { host: 'n1' }, destinationPort: 30080 }],
  ['a node port, by the address of the node', { to: { ip: '192.0.2.1' }, destinationPort: 30080 }],
])('a service is reached by %s, and policy of its pods sees the target port', (_, flow: Partial<Flow>) => {
  expect(ask(flow, { policy: TARGET_PORT })).toMatchObject({ verdict: 'allow', ingress: { trace: [{ name: 'p', ruleIndex: 0 }] } });
  expect(ask(flow, { policy: SERVICE_PORT })).toMatchObject({ verdict: 'deny', ingress: { trace: [{ name: 'p', ruleIndex: -1 }] } });
});

test('policy of the sender sees the pod, not the address of the service', () => {
  const to = (net: string): string => policy(`{ action: Allow, destination: { nets: [${net}] } }`, 'app == \'client\'', 'Egress');
  expect(ask({}, { policy: to('10.65.0.1/32') })).toMatchObject({ verdict: 'allow' });
  expect(ask({}, { policy: to('10.96.0.10/32') })).toMatchObject({ verdict: 'deny' });
});

test('a node port of another node is translated there: policy of the sender sees the node', () => {
  const to = (net: string): string => policy(`{ action: Allow, destination: { nets: [${net}] } }`, 'app == \'client\'', 'Egress');
  const flow: Partial<Flow> = { from: { pod: 'shop/far' }, to: { host: 'n1' }, destinationPort: 30080 };
  expect(ask(flow, { policy: to('192.0.2.1/32') })).toMatchObject({ verdict: 'allow' });
  expect(ask(flow, { policy: to('10.65.0.1/32') })).toMatchObject({ verdict: 'deny' });
});

describe('from outside by a node port', () => {
  const only = (net: string): Question => ({ policy: policy(`{ action: Allow, source: { nets: [${net}] } }`) });
  const at = (host: string): Partial<Flow> => ({ from: { ip: '203.0.113.9' }, to: { host }, destinationPort: 30080 });

  test('the pod sees the sender when its own node translates, else the node that did', () => {
    expect(ask(at('n1'), only('203.0.113.9/32'))).toMatchObject({ verdict: 'allow' });
    expect(ask(at('n2'), only('203.0.113.9/32'))).toMatchObject({ verdict: 'deny' });
    expect(ask(at('n2'), only('192.0.2.2/32'))).toMatchObject({ verdict: 'allow' });
  });

  test('externalTrafficPolicy: Local keeps the source and serves on nodes with endpoints only', () => {
    const service = SERVICE.replace('EXTRA', 'externalTrafficPolicy: Local,');
    expect(ask(at('n1'), { ...only('203.0.113.9/32'), service })).toMatchObject({ verdict: 'allow' });
    expect(ask(at('n2'), { ...only('203.0.113.9/32'), service })).toMatchObject({ verdict: 'deny', reason: 'no-endpoints' });
  });

  test('preDNAT policy sees the node port, policy of the pod the target port', () => {
    const preDnat = (port: number): string => `
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: n1-eth0, labels: { edge: yes } }, spec: { node: n1, interfaceName: eth0, expectedIPs: [192.0.2.1] } }
---
{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: g }, spec: { selector: has(edge), preDNAT: true, applyOnForward: true,
  types: [Ingress], ingress: [{ action: Deny, protocol: TCP, destination: { ports: [${port}] } }] } }`.replace('edge: yes', 'edge: "yes"');
    expect(ask(at('n1'), { policy: TARGET_PORT, more: preDnat(30080) })).toMatchObject({ verdict: 'deny' });
    expect(ask(at('n1'), { policy: TARGET_PORT, more: preDnat(8080) })).toMatchObject({ verdict: 'allow' });
    expect(ask({ ...at('n1'), from: { ip: '203.0.113.9', via: { node: 'n1', interface: 'eth0' } } }, { more: preDnat(30080) })).toMatchObject({ verdict: 'deny' });
  });

  test('without the node of the entry, what depends on the source is unknown', () => {
    expect(ask({ from: { ip: '203.0.113.9' }, to: { ip: '198.51.100.2' } }, only('203.0.113.9/32'))).toMatchObject({ verdict: 'unknown', reason: 'address-unknown' });
    expect(ask({ from: { ip: '203.0.113.9' }, to: { ip: '198.51.100.2' } }, { policy: TARGET_PORT })).toMatchObject({ verdict: 'allow' });
  });
});

test('nobody translates for a headless service: the port is that of the pod', () => {
  const service = SERVICE.replace('10.96.0.10', 'None');
  expect(ask({ destinationPort: 8080 }, { service, policy: TARGET_PORT })).toMatchObject({ verdict: 'allow' });
  expect(ask({}, { service, policy: TARGET_PORT })).toMatchObject({ verdict: 'deny' });
});

describe('a pod on the network of its node is behind its service what it is anywhere: that host', () => {
  const more = `{ apiVersion: v1, kind: Pod, metadata: { name: edge, namespace: shop, labels: { app: edge } },
    spec: { nodeName: n2, hostNetwork: true, containers: [{ name: c, ports: [{ name: http, containerPort: 8080, hostPort: 8080 }] }] }, status: { podIP: 192.0.2.2 } }`;
  const service = SERVICE.replace('{ app: web }', '{ app: edge }');

  test('policy of pods does not hold for it, and its target port is found by name', () => {
    const deny = policy('{ action: Deny }', 'app == \'edge\'');
    expect(ask({}, { service, more, policy: deny })).toMatchObject({ verdict: 'allow' });
    expect(ask({}, { service: service.replace('targetPort: http', 'targetPort: 8080'), more, policy: deny })).toMatchObject({ verdict: 'allow' });
  });

  test('policy of the sender sees the address of the node and the target port', () => {
    const to = (net: string, port: number): string => policy(`{ action: Allow, protocol: TCP, destination: { nets: [${net}], ports: [${port}] } }`, 'app == \'client\'', 'Egress');
    expect(ask({}, { service, more, policy: to('192.0.2.2/32', 8080) })).toMatchObject({ verdict: 'allow' });
    expect(ask({}, { service, more, policy: to('192.0.2.2/32', 80) })).toMatchObject({ verdict: 'deny' });
  });
});

describe('of the pods that a selector selects, connections go to those that are ready', () => {
  const pod = (name: string, ip: string, ready: string, deleted = ''): string => `{ apiVersion: v1, kind: Pod,
    metadata: { name: ${name}, namespace: shop, labels: { app: shown, name: ${name} }, ${deleted} }, spec: { containers: [{ name: c, ports: [{ name: http, containerPort: 8080 }] }] },
    status: { phase: Running, podIP: ${ip}, conditions: [{ type: PodScheduled, status: "True" }, { type: Ready, status: "${ready}" }] } }`;
  const [READY, STARTING] = [pod('fine', '10.65.1.1', 'True'), pod('starting', '10.65.1.2', 'False')];
  const LEAVING = pod('leaving', '10.65.1.3', 'True', 'deletionTimestamp: "2026-01-01T00:00:00Z"');
  const service = SERVICE.replace('{ app: web }', '{ app: shown }');
  const onlyTo = (name: string): string => policy('{ action: Allow }', `app == 'shown' && name == '${name}'`).replace(/$/, `
---
{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: rest, namespace: shop }, spec: { selector: "app == 'shown' && name != '${name}'", types: [Ingress] } }`);

  test.each<[string, string[], string]>([
    ['a pod that is not ready', [READY, STARTING], 'fine'],
    ['a pod that is shut down', [READY, LEAVING], 'fine'],
    ['a pod that is not ready, where only one is left that is shut down', [STARTING, LEAVING], 'leaving'],
  ])('not to %s', (_, pods, asked) => {
    expect(ask({}, { service, more: pods.join('\n---\n'), policy: onlyTo(asked) })).toMatchObject({ verdict: 'allow' });
  });

  test('to none of them, where none is; to all, where the service publishes them', () => {
    expect(ask({}, { service, more: STARTING })).toMatchObject({ verdict: 'deny', reason: 'no-endpoints' });
    expect(ask({}, { service: service.replace('EXTRA', 'publishNotReadyAddresses: true,'), more: STARTING })).toMatchObject({ verdict: 'allow' });
  });

  test('an EndpointSlice tells the same of its endpoints', () => {
    const slice = (first: string, second: string): string => `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } },
      endpoints: [{ addresses: [10.65.1.1], conditions: { ${first} } }, { addresses: [10.65.1.3], conditions: { ${second} } }], ports: [{ name: web, port: 8080 }] }`;
    const asked = (of: string): FlowAnswer => ask({}, { service, more: [READY, LEAVING, of].join('\n---\n'), policy: onlyTo('leaving') });
    const leaving = 'ready: false, serving: true, terminating: true';
    expect(asked(slice('ready: false, serving: false', leaving))).toMatchObject({ verdict: 'allow' });
    expect(asked(slice('ready: true', leaving))).toMatchObject({ verdict: 'deny' });
  });
});

test('a service without ready endpoints refuses, a name for something elsewhere is unknown', () => {
  expect(ask({}, { service: SERVICE.replace('{ app: web }', '{ app: nobody }') })).toMatchObject({ verdict: 'deny', reason: 'no-endpoints' });
  const elsewhere = '{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { type: ExternalName, externalName: example.org } }';
  expect(ask({}, { service: elsewhere })).toMatchObject({ verdict: 'unknown', reason: 'service-unknown' });
});

test.each([
  ['EndpointSlice', `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: web-1, namespace: shop, labels: { kubernetes.io/service-name: web } },
    endpoints: [{ addresses: [10.65.0.3], nodeName: n2 }, { addresses: [10.65.0.1], conditions: { ready: false } }], ports: [{ name: web, port: 9090 }] }`],
  ['Endpoints', `{ apiVersion: v1, kind: Endpoints, metadata: { name: web, namespace: shop }, subsets: [{ addresses: [{ ip: 10.65.0.3, nodeName: n2 }],
    notReadyAddresses: [{ ip: 10.65.0.1 }], ports: [{ name: web, port: 9090 }] }] }`],
])('%s objects count before the selector, and connections go to ready endpoints only', (_, more) => {
  const port = (number: number): string => policy(`{ action: Allow, protocol: TCP, destination: { ports: [${number}] } }`, 'all()');
  expect(ask({}, { more, policy: port(9090) })).toMatchObject({ verdict: 'allow' });
  expect(ask({}, { more, policy: port(8080) })).toMatchObject({ verdict: 'deny' });
  expect(ask({}, { more, policy: policy('{ action: Deny }') })).toMatchObject({ verdict: 'allow' });
});

test('a port that the service lacks is a mistake in the question', () => {
  expect(() => ask({ destinationPort: 81 })).toThrow('Service shop/web has no port 81 for this protocol; its ports are 80.');
});
