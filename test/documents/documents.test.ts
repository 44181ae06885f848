import { Cluster, Traffic } from '../../src';
import { synthExample } from '../examples/synth-example';

/*
 * What the documents say is allowed, denied, ordered or passed, asked of the manifests of the examples. Where a document is wrong, the name
 * of the test says what is right.
 */

const namespace = (name: string): string => `---\n{ apiVersion: v1, kind: Namespace, metadata: { name: ${name} } }\n`;
const pod = (name: string, labels: string, ip: string, node = 'worker-1'): string => `---
{ apiVersion: v1, kind: Pod, metadata: { name: ${name.split('/')[1]}, namespace: ${name.split('/')[0]}, labels: { ${labels} } },
  spec: { nodeName: ${node} }, status: { podIP: ${ip} } }\n`;
const host = (name: string, node: string, ip: string, labels = ''): string => `---
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: ${name}, labels: { ${labels} } }, spec: { node: ${node}, interfaceName: eth0, expectedIPs: [${ip}] } }\n`;

/** Answers in the words allow, deny and unknown. */
function asker(...yaml: string[]): (source: string, destination: string, traffic?: Traffic) => string {
  const cluster = Cluster.fromYaml(yaml.join('\n---\n'), { complete: true });
  return (source, destination, traffic = Traffic.any()) => cluster.verdict({ source, destination, traffic }).decision;
}

describe('document 000: a Calico network policy for LKE', () => {
  const charts = synthExample('lke-guide');
  const things = namespace('shop') + pod('shop/web', 'role: webserver', '10.2.0.1') + pod('shop/other', 'app: other', '10.2.0.2')
    + host('node', 'worker-1', '192.168.128.9');
  const ask = asker(charts['lke-guide'], things);

  test('kubelet, BGP and WireGuard are open at addresses of the nodes, node ports everywhere', () => {
    expect(ask('203.0.113.1', 'host:worker-1', Traffic.tcp(10250, 179))).toBe('allow');
    expect(ask('203.0.113.1', 'host:worker-1', Traffic.udp(51820))).toBe('allow');
    expect(ask('203.0.113.1', 'host:worker-1', Traffic.tcpRange(30000, 32767))).toBe('allow');
    expect(ask('203.0.113.1', 'host:worker-1', Traffic.udpRange(30000, 32767))).toBe('allow');
    expect(ask('203.0.113.1', 'host:worker-1', Traffic.tcp(8443))).toBe('deny');
  });

  test('the document says inbound *from* the node network; the rules name it as destination, so everybody comes in', () => {
    expect(ask('198.51.100.200', 'host:worker-1', Traffic.tcp(10250))).toBe('allow');
  });

  test('the document calls it a basic policy for LKE; all() takes pods too, and isolates every one, DNS included', () => {
    expect(ask('shop/web', 'shop/other', Traffic.tcp(80))).toBe('deny');
    expect(ask('shop/web', 'shop/other', Traffic.udp(53))).toBe('deny');
    expect(asker(charts['lke-hosts-only'], things)('shop/web', 'shop/other', Traffic.tcp(80))).toBe('allow');
  });

  test('the web server: 80 is denied, 443 allowed, everything goes out', () => {
    expect(ask('203.0.113.1', 'shop/web', Traffic.tcp(80))).toBe('deny');
    expect(ask('203.0.113.1', 'shop/web', Traffic.tcp(443))).toBe('allow');
    expect(ask('shop/web', '203.0.113.1')).toBe('allow');
  });

  test('the policy affects only that role', () => {
    expect(ask('203.0.113.1', 'shop/other', Traffic.tcp(443))).toBe('deny');
    expect(asker(charts['lke-guide'].split('---').slice(1).join('---') + things)('203.0.113.1', 'shop/other')).toBe('allow');
  });

  test('the closed variant lets nothing in, not even what the document does not name: without an Allow the rest is denied too', () => {
    const closed = asker(charts['webserver-closed'], things);
    expect(closed('203.0.113.1', 'shop/web')).toBe('deny');
    expect(closed('shop/web', '203.0.113.1')).toBe('allow');
  });

  const rule = (name: string, order: number, action: string): string => `---
{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${name} },
  spec: { selector: role == 'webserver', order: ${order}, types: [Ingress], ingress: [{ action: ${action} }] } }\n`;

  test('of two conflicting policies the first in order counts; the document calls 0 the topmost, and negative orders come before it', () => {
    expect(asker(things + rule('a', 1, 'Deny') + rule('b', 2, 'Allow'))('203.0.113.1', 'shop/web')).toBe('deny');
    expect(asker(things + rule('a', 3, 'Deny') + rule('b', 2, 'Allow'))('203.0.113.1', 'shop/web')).toBe('allow');
    expect(asker(things + rule('a', 0, 'Deny') + rule('b', -1, 'Allow'))('203.0.113.1', 'shop/web')).toBe('allow');
  });

  test('Pass leaves the tier; the document says it jumps to profiles, which is so after the last tier only', () => {
    const later = '---\n{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: last }, spec: { order: 2000000 } }\n';
    const inLast = rule('last.deny', 1, 'Deny').replace('spec: {', 'spec: { tier: last,');
    expect(asker(things + rule('a', 1, 'Pass') + rule('b', 2, 'Deny'))('203.0.113.1', 'shop/web')).toBe('allow');
    expect(asker(things + later + rule('a', 1, 'Pass') + inLast)('203.0.113.1', 'shop/web')).toBe('deny');
  });
});

describe('document 001: richer policy', () => {
  const charts = synthExample('policy-enrichment');
  const things = ['production', 'elsewhere'].map(namespace).join('')
    + pod('production/payments', 'tier: transaction', '192.168.0.1') + pod('elsewhere/front', 'tier: frontend', '192.168.0.2')
    + pod('elsewhere/batch', 'tier: batch', '192.168.0.3') + pod('elsewhere/inner', 'exposure: internal', '192.168.0.4')
    + pod('production/front', 'tier: frontend', '192.168.0.5') + pod('production/gateway', 'app: gateway', '192.168.0.6');
  const ask = asker(charts.policies, charts.hosts, charts.more, things);
  const documents = charts.policies.split('---');

  test('frontends of any namespace cannot reach transaction; the document does not say that nobody else can either', () => {
    const alone = asker(documents[0] + things);
    expect(alone('elsewhere/front', 'production/payments', Traffic.tcp(443))).toBe('deny');
    expect(alone('production/front', 'production/payments', Traffic.tcp(443))).toBe('deny');
    expect(alone('elsewhere/batch', 'production/payments', Traffic.tcp(443))).toBe('deny');
  });

  test('Log does not decide, the Deny after it does; type Egress without rules cuts what the pods send, which the document leaves out', () => {
    const alone = asker(`${documents[1]}${things}`);
    expect(alone('production/front', 'production/payments', Traffic.tcp(443))).toBe('deny');
    expect(alone('production/payments', 'elsewhere/batch')).toBe('deny');
  });

  test('order 10 is applied before order 20', () => {
    expect(ask('elsewhere/front', 'elsewhere/inner')).toBe('allow');
    expect(ask('203.0.113.5', 'elsewhere/inner')).toBe('deny');
  });

  test('the worker: SSH from management, ping and kubelet come in, etcd and DNS go out', () => {
    expect(ask('203.0.113.5', 'host:worker-1', Traffic.tcp(22))).toBe('allow');
    expect(ask('198.51.100.9', 'host:worker-1', Traffic.tcp(10250))).toBe('allow');
    expect(ask('198.51.100.9', 'host:worker-1', Traffic.icmpPing())).toBe('allow');
    expect(ask('198.51.100.9', 'host:worker-1', Traffic.tcp(8080))).toBe('deny');
    expect(ask('host:worker-1', '192.0.2.10', Traffic.tcp(2379))).toBe('allow');
    expect(ask('host:worker-1', '198.51.100.9', Traffic.udp(53, 67))).toBe('allow');
    expect(ask('host:worker-1', '198.51.100.9', Traffic.tcp(443))).toBe('deny');
  });

  test('the document limits SSH and etcd to some addresses; failsafe ports are open to all as long as nobody closes them', () => {
    expect(ask('198.51.100.9', 'host:worker-1', Traffic.tcp(22))).toBe('allow');
    expect(ask('host:worker-1', '198.51.100.9', Traffic.tcp(2379))).toBe('allow');
  });

  test('the deny list is dropped before anything else; the host endpoint of the document closes the node to all others too', () => {
    const [document, safe] = [asker(charts['dos-mitigation'], things), asker(charts['dos-mitigation-safe'], things)];
    for (const listed of ['1.2.3.4', '5.6.7.8']) {
      expect(document(listed, 'host:secured', Traffic.tcp(443))).toBe('deny');
      expect(safe(listed, 'host:secured', Traffic.tcp(443))).toBe('deny');
    }
    expect(document('198.51.100.9', 'host:secured', Traffic.tcp(443))).toBe('deny');
    expect(safe('198.51.100.9', 'host:secured', Traffic.tcp(443))).toBe('allow');
  });

  test('the document says it protects all services of all namespaces; it acts on one interface of one node', () => {
    expect(asker(charts['dos-mitigation-safe'], things)('1.2.3.4', 'production/front')).toBe('allow');
  });

  test('ping, and sets of outside addresses', () => {
    expect(ask('198.51.100.1', 'production/gateway', Traffic.icmpPing())).toBe('allow');
    expect(ask('198.51.100.1', 'production/gateway', Traffic.tcp(443))).toBe('allow');
    expect(ask('198.51.100.129', 'production/gateway', Traffic.tcp(443))).toBe('deny');
  });
});

describe('document 002: policies of IBM Cloud', () => {
  const charts = synthExample('iks-default-policies');
  const things = namespace('shop') + pod('shop/web', 'app: web', '172.30.0.1', 'kube-dal10-w1') + pod('shop/db', 'app: db', '172.30.0.2', 'kube-dal10-w1') + `---
{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: shop }, spec: { type: NodePort, selector: { app: web },
  ports: [{ port: 80, targetPort: 8080, nodePort: 30090 }] } }\n`;
  const node = 'host:kube-dal10-w1';
  const ask = asker(charts['default-policies'], things);

  test('all outbound traffic, the bigfix port, ping, VRRP and the management systems are allowed', () => {
    expect(ask(node, '203.0.113.1')).toBe('allow');
    expect(ask('203.0.113.1', node, Traffic.tcp(52311))).toBe('allow');
    expect(ask('203.0.113.1', node, Traffic.icmpPing())).toBe('allow');
    expect(ask('203.0.113.1', node, Traffic.protocol(112))).toBe('allow');
    expect(ask('10.1.2.3', node, Traffic.tcp(8443))).toBe('allow');
  });

  test('all other traffic to the interface is blocked; the document leaves out that failsafe ports are not', () => {
    expect(ask('203.0.113.1', node, Traffic.tcp(8443))).toBe('deny');
    expect(ask('203.0.113.1', node, Traffic.tcp(22))).toBe('allow');
  });

  test('they do not affect pod to pod traffic', () => {
    expect(ask('shop/web', 'shop/db')).toBe('allow');
  });

  test('node ports are let through, and blocked before translation by the preDNAT policy', () => {
    expect(ask('203.0.113.1', node, Traffic.tcp(30090))).toBe('allow');
    const blocked = asker(charts['default-policies'], charts['deny-node-ports'].split('---')[0], things);
    expect(blocked('203.0.113.1', node, Traffic.tcp(30090))).toBe('deny');
    expect(blocked('203.0.113.1', node, Traffic.udp(30091))).toBe('deny');
    expect(blocked('203.0.113.1', node, Traffic.tcp(52311))).toBe('allow');
  });
});

describe('document 003: the security guide', () => {
  const charts = synthExample('security-guide');
  /** Those of the guide's policies whose text holds all of the words. */
  const policies = (...words: string[]): string => charts.policies.split('---\n').filter((text) => words.every((word) => text.includes(word))).join('---\n');
  const namespaces = ['np-demo', 'myproject', 'other'].map((name) => (
    `---\n{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}${name === 'myproject' ? ', labels: { project: myproject }' : ''} } }\n`)).join('');
  const things = namespaces
    + pod('np-demo/db', 'role: db', '192.168.0.1') + pod('np-demo/front', 'role: frontend', '192.168.0.2') + pod('np-demo/batch', 'role: batch', '192.168.0.3')
    + pod('other/front', 'role: frontend, app: frontend', '192.168.0.4') + pod('other/database', 'app: database', '192.168.0.5')
    + pod('myproject/front', 'app: frontend', '192.168.0.6') + pod('myproject/database', 'app: database', '192.168.0.7');

  test('pods do not restrict incoming traffic by default', () => {
    expect(asker(things)('203.0.113.1', 'np-demo/db')).toBe('allow');
  });

  test('the Kubernetes policy: one port from three sources, less an exception; one port to one network', () => {
    const ask = asker(policies('db-network-policy'), things);
    const redis = Traffic.tcp(6379);
    expect(ask('172.17.2.9', 'np-demo/db', redis)).toBe('allow');
    expect(ask('172.17.1.9', 'np-demo/db', redis)).toBe('deny');
    expect(ask('myproject/front', 'np-demo/db', redis)).toBe('allow');
    expect(ask('np-demo/front', 'np-demo/db', redis)).toBe('allow');
    expect(ask('other/front', 'np-demo/db', redis)).toBe('deny');
    expect(ask('np-demo/batch', 'np-demo/db', redis)).toBe('deny');
    expect(ask('np-demo/front', 'np-demo/db', Traffic.tcp(6380))).toBe('deny');
    expect(ask('np-demo/db', '10.0.0.9', Traffic.tcp(5978))).toBe('allow');
    expect(ask('np-demo/db', '10.0.1.9', Traffic.tcp(5978))).toBe('deny');
    expect(ask('np-demo/db', '10.0.0.9', Traffic.tcp(443))).toBe('deny');
  });

  test('the document says without policyTypes Ingress is applied; with egress rules Egress is too', () => {
    const untyped = policies('db-network-policy').replace(/ {2}policyTypes:\n(?: {4}- \w+\n)+/, '');
    expect(untyped).not.toContain('policyTypes');
    expect(asker(untyped, things)('np-demo/db', '10.0.1.9', Traffic.tcp(5978))).toBe('deny');
  });

  test('the policy of a namespace takes frontends of that namespace only, the global one those of all', () => {
    const [own, everywhere] = [policies('kind: NetworkPolicy', 'name: allow-tcp-6379'), policies('kind: GlobalNetworkPolicy', 'name: allow-tcp-6379')]
      .map((text) => asker(text, things));
    const redis = Traffic.tcp(6379);
    expect(own('myproject/front', 'myproject/database', redis)).toBe('allow');
    expect(own('other/front', 'myproject/database', redis)).toBe('deny');
    expect(own('other/front', 'other/database')).toBe('allow');
    expect(everywhere('other/front', 'myproject/database', redis)).toBe('allow');
    expect(everywhere('myproject/front', 'other/database', redis)).toBe('allow');
    expect(everywhere('myproject/front', 'other/database', Traffic.tcp(443))).toBe('deny');
    expect(everywhere('np-demo/db', 'other/database', redis)).toBe('deny');
    expect(own('myproject/database', '203.0.113.1')).toBe('allow');
  });

  test('the global policy is applied to host endpoints with the label too', () => {
    const ask = asker(policies('kind: GlobalNetworkPolicy', 'name: allow-tcp-6379'), host('database', 'worker-1', '192.168.128.9', 'app: database'),
      pod('other/far', 'app: frontend', '192.168.3.1', 'worker-2'), things);
    expect(ask('other/far', 'host:worker-1', Traffic.tcp(6379))).toBe('unknown'); // outgoing NAT may put the node's address in the pod's place
    expect(ask('other/far', 'host:worker-1', Traffic.tcp(443))).toBe('deny');
    expect(ask('203.0.113.1', 'host:worker-1', Traffic.tcp(6379))).toBe('deny');
    expect(ask('host:worker-1', '203.0.113.1')).toBe('allow');
  });

  const untyped = (rules: string): string => `---
{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: untyped, namespace: np-demo }, spec: { selector: role == 'db', ${rules} } }\n`;

  test.each([
    ['neither', '', 'deny', 'allow'],
    ['ingress', 'ingress: [{ action: Deny }]', 'deny', 'allow'],
    ['egress', 'egress: [{ action: Deny }]', 'allow', 'deny'],
    ['both', 'ingress: [{ action: Allow }], egress: [{ action: Deny }]', 'allow', 'deny'],
  ])('types that are not given come from the rules that are present: %s', (_, rules, ingress, egress) => {
    const ask = asker(untyped(rules), things);
    expect(ask('np-demo/front', 'np-demo/db')).toBe(ingress);
    expect(ask('np-demo/db', '203.0.113.1')).toBe(egress);
  });

  const tier = (name: string, order: number): string => `---\n{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: ${name} }, spec: { order: ${order} } }\n`;
  const rule = (name: string, order: number, action: string): string => `---
{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${name} },
  spec: { tier: ${name.split('.')[0]}, selector: role == 'db', order: ${order}, types: [Ingress], ingress: [{ action: ${action} }] } }\n`;

  test('the tier of the lowest order comes first, within it the policy of the lowest order', () => {
    const tiers = tier('early', 100) + tier('late', 200) + things;
    expect(asker(tiers + rule('late.a', 1, 'Allow') + rule('early.b', 9, 'Deny'))('np-demo/front', 'np-demo/db')).toBe('deny');
    expect(asker(tiers + rule('early.a', 2, 'Deny') + rule('early.b', 1, 'Allow'))('np-demo/front', 'np-demo/db')).toBe('allow');
  });

  test('Pass goes to the next tier, and past the last one to the profiles', () => {
    const tiers = tier('early', 100) + tier('late', 200) + rule('early.a', 1, 'Pass') + rule('early.b', 2, 'Deny') + things;
    expect(asker(tiers + rule('late.a', 1, 'Deny'))('np-demo/front', 'np-demo/db')).toBe('deny');
    expect(asker(tiers + rule('late.a', 1, 'Pass'))('np-demo/front', 'np-demo/db')).toBe('allow');
    expect(asker(charts.policies, things)('np-demo/front', 'np-demo/db', Traffic.tcp(6379))).toBe('allow');
  });

  test('the document says the default tier is always the last; its order is 1,000,000, and tiers can come after it', () => {
    const after = tier('after', 2_000_000) + rule('default.a', 1, 'Pass') + rule('after.a', 1, 'Deny') + things;
    expect(asker(after)('np-demo/front', 'np-demo/db')).toBe('deny');
  });

  test('the document takes service accounts for application layer policy; without it they work, and an http rule allows every request', () => {
    const accounts = ['customer', 'guest'].map((name) => `---
{ apiVersion: v1, kind: ServiceAccount, metadata: { name: ${name}, namespace: myproject } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: myproject }, spec: { serviceAccountName: ${name} }, status: { podIP: 192.168.1.${name.length} } }\n`).join('');
    const ask = asker(policies('summary-api'), things, accounts, pod('myproject/summary', 'app: summary', '192.168.2.1'));
    expect(ask('myproject/customer', 'myproject/summary', Traffic.tcp(80))).toBe('allow');
    expect(ask('myproject/guest', 'myproject/summary', Traffic.tcp(80))).toBe('deny');
  });

  test('only interfaces with a host endpoint are restricted, and failsafe ports are not', () => {
    const node = '---\n{ apiVersion: v1, kind: Node, metadata: { name: worker-1 }, status: { addresses: [{ type: InternalIP, address: 192.168.128.9 }] } }\n';
    expect(asker(node, things)('203.0.113.1', 'host:worker-1', Traffic.tcp(9090))).toBe('allow');
    const closed = asker(node, host('worker-1-eth0', 'worker-1', '192.168.128.9'), things);
    expect(closed('203.0.113.1', 'host:worker-1', Traffic.tcp(9090))).toBe('deny');
    expect(closed('203.0.113.1', 'host:worker-1', Traffic.tcp(22))).toBe('allow');
  });

  test('the document writes labels of its host endpoint beside metadata, where they are none: what selects them is not applied', () => {
    const open = `---
{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: open }, spec: { selector: type == 'development', ingress: [{ action: Allow }] } }\n`;
    const endpoint = (metadata: string): string => `---
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, ${metadata}, spec: { interfaceName: eth0, node: dev1, expectedIPs: [192.168.0.1, 192.168.0.2] } }\n`;
    const [written, meant] = ['metadata: { name: dev-vm1-interface }, labels: { type: development }', 'metadata: { name: dev-vm1-interface, labels: { type: development } }']
      .map((metadata) => asker(open, endpoint(metadata)));
    expect(written('203.0.113.1', 'host:dev1', Traffic.tcp(9090))).toBe('deny');
    expect(meant('203.0.113.1', 'host:dev1', Traffic.tcp(9090))).toBe('allow');
  });
});

describe('document 004: zero trust', () => {
  const charts = synthExample('zero-trust');
  const extra = namespace('kube-system') + pod('kube-system/dns', 'k8s-app: kube-dns', '10.244.0.10') + pod('shams/other', 'app: other', '10.244.0.11');
  const [before, after] = [asker(charts.workloads, extra), asker(charts['zero-trust'], charts.workloads, extra)];

  test('by default everything is allowed', () => {
    expect(before('shams/busybox', 'shams/nginx')).toBe('allow');
    expect(before('shams/nginx', '203.0.113.1')).toBe('allow');
  });

  test('busybox sends anywhere and nobody reaches it', () => {
    expect(after('shams/busybox', '203.0.113.1')).toBe('allow');
    expect(after('shams/other', 'shams/busybox')).toBe('deny');
    expect(after('203.0.113.1', 'shams/busybox')).toBe('deny');
  });

  test('nginx is reached from busybox alone, and sends nothing', () => {
    expect(after('shams/busybox', 'shams/nginx', Traffic.tcp(80))).toBe('allow');
    expect(after('shams/other', 'shams/nginx', Traffic.tcp(80))).toBe('deny');
    expect(after('203.0.113.1', 'shams/nginx', Traffic.tcp(80))).toBe('deny');
    expect(after('shams/nginx', '203.0.113.1')).toBe('deny');
  });

  test('the document says busybox requests domains; the deny takes DNS servers too, so it resolves none', () => {
    expect(after('shams/busybox', 'kube-system/dns', Traffic.udp(53))).toBe('deny');
    const safe = asker(charts['dns-safe'], charts.workloads, extra);
    expect(safe('shams/busybox', 'kube-system/dns', Traffic.udp(53))).toBe('allow');
    expect(safe('shams/other', 'shams/nginx', Traffic.tcp(80))).toBe('deny');
  });

  test('a draft denies nothing', () => {
    expect(asker(charts.draft, charts.workloads, extra)('shams/busybox', 'shams/nginx')).toBe('allow');
  });
});
