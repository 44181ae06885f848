import { calico, found, gnp, lint, message, NAMESPACE, np, pod } from './lint';
import { CalicoVersion } from '../../src/target';

const complete = { complete: true };
const INGRESS = 'types: [Ingress], ingress: [{action: Allow}]';

describe('a tier that does not exist', () => {
  const policies = np('security.a', `tier: security, selector: all(), ${INGRESS}`) + np('security.b', `tier: security, selector: all(), ${INGRESS}`);

  test('is an error where nothing else exists', () => {
    expect(found('CAL3001', policies, complete)).toEqual(['error security.a spec.tier', 'error security.b spec.tier']);
  });

  test('is one note in partial input', () => {
    expect(found('CAL3001', policies)).toEqual(['note security.a spec.tier']);
    expect(message('CAL3001', policies)).toBe('not in the input: tier security; NetworkPolicy shop/security.a and 1 more refer to it');
  });

  test('may be in the context, and the built-in ones always are', () => {
    const tier = calico('Tier', 'security', 'order: 10');
    expect(found('CAL3001', policies, { context: tier })).toEqual([]);
    expect(found('CAL3001', policies + tier, complete)).toEqual([]);
    expect(found('CAL3001', np('a', `tier: default, ${INGRESS}`), complete)).toEqual([]);
  });
});

test('a tier needs an order, and one of its own', () => {
  expect(found('CAL3002', calico('Tier', 'a', 'defaultAction: Pass'))).toEqual(['warning a spec.order']);
  expect(found('CAL3002', calico('Tier', 'a', 'order: 5'))).toEqual([]);
  const two = calico('Tier', 'a', 'order: 5') + calico('Tier', 'b', 'order: 5');
  expect(found('CAL3003', two)).toEqual(['warning b spec.order']);
  expect(message('CAL3003', two)).toContain('a comes first');
  expect(found('CAL3003', calico('Tier', 'a', 'order: 1000'))).toEqual(['warning a spec.order']); // kube-admin
  expect(found('CAL3003', calico('Tier', 'a', 'order: 5') + calico('Tier', 'b', 'order: 6'))).toEqual([]);
});

describe('policies of the same order', () => {
  const allow = (name: string, selector: string, more = ''): string => np(name, `order: 5, selector: "${selector}", types: [Ingress], ingress: [{action: Allow${more}}]`);
  const deny = (name: string, selector: string, more = ''): string => np(name, `order: 5, selector: "${selector}", types: [Ingress], ingress: [{action: Deny${more}}]`);

  test('matter when they decide differently about the same packets', () => {
    expect(found('CAL3004', allow('a', 'all()') + deny('b', "app == 'x'"))).toEqual(['warning b spec.order']);
  });

  test.each([
    ['one action', allow('a', 'all()') + allow('b', 'all()')],
    ['other pods', allow('a', "app == 'x'") + deny('b', "app == 'y'")],
    ['other ports', allow('a', 'all()', ', protocol: TCP, destination: {ports: [80]}') + deny('b', 'all()', ', protocol: TCP, destination: {ports: ["90:99"]}')],
    ['other protocols', allow('a', 'all()', ', protocol: TCP') + deny('b', 'all()', ', protocol: UDP')],
    ['other orders', allow('a', 'all()') + deny('b', 'all()').replace('order: 5', 'order: 6')],
    ['staged', allow('a', 'all()') + deny('b', 'all()').replace('kind: Network', 'kind: StagedNetwork')],
  ])('do not matter: %s', (_, yaml) => {
    expect(found('CAL3004', yaml)).toEqual([]);
  });

  test('also without any order, and in many policies', () => {
    const many = Array.from({ length: 30 }, (_, index) => allow(`p${index}`, `app == 'x${index}'`)).join('') + deny('last', "app == 'x7'");
    expect(found('CAL3004', many.replaceAll('order: 5, ', ''))).toEqual(['warning p7 spec.order']);
  });

  test('both rules are told', () => {
    const yaml = allow('b', 'all()') + gnp('a', 'order: 5, selector: all(), types: [Ingress], ingress: [{action: Deny}]');
    expect(message('CAL3004', yaml)).toMatchInlineSnapshot(
      '"GlobalNetworkPolicy a and NetworkPolicy shop/b both have the order 5 in tier default, and decide differently: GlobalNetworkPolicy a comes first, because since v3.32 name, namespace and kind, in this order, decides, and the same holds up to v3.31"');
    const turned = yaml.replace('name: a', 'name: z');
    expect(message('CAL3004', turned)).toContain('NetworkPolicy shop/b comes first');
    expect(message('CAL3004', turned)).toContain('it is the other way round up to v3.31');
    expect(message('CAL3004', turned, { version: CalicoVersion.V3_31 })).toContain('it is the other way round since v3.32');
  });
});

describe('names', () => {
  test('the same object twice', () => {
    const a = np('a', INGRESS);
    expect(found('CAL3010', a + a)).toEqual(['warning a metadata.name']);
    expect(found('CAL3010', a + np('a', 'types: [Egress]'), complete)).toEqual(['error a metadata.name']);
    expect(found('CAL3010', a + np('b', INGRESS) + gnp('a', INGRESS))).toEqual([]);
    expect(found('CAL3010', a, { context: a })).toEqual([]);
  });

  test('the same object as it is written and as Calico stores it', () => {
    const stored = (name: string, metadata: string): string => np(name, INGRESS).replace('projectcalico.org/v3', 'crd.projectcalico.org/v1')
      .replace('metadata: {', `metadata: {annotations: {projectcalico.org/metadata: '${metadata}'}, `);
    const both = (metadata: string): string => np('a', INGRESS) + stored('default.a', metadata);
    for (const version of [CalicoVersion.V3_30, CalicoVersion.V3_32]) {
      for (const metadata of ['{"name":"a"}', '{"creationTimestamp":null}']) {
        expect(found('CAL3010', both(metadata), { ...complete, version })).toEqual(['warning a metadata.name']);
        expect(found('CAL3011', both(metadata), { ...complete, version })).toEqual([]);
      }
    }
    expect(found('CAL3010', both('{"name":"default.a"}'), complete)).toEqual([]);
  });

  test('with and without the prefix of tier default', () => {
    const both = np('a', INGRESS) + np('default.a', INGRESS);
    expect(found('CAL3011', both, { version: CalicoVersion.V3_30 })).toEqual(['error default.a metadata.name']);
    expect(found('CAL3011', both)).toEqual(['note default.a metadata.name']);
    expect(found('CAL3011', both, { version: CalicoVersion.V3_28 })).toEqual([]);
    expect(found('CAL3011', np('default.a', INGRESS) + gnp('a', INGRESS))).toEqual([]);
  });
});

describe('what is named exists', () => {
  const service = np('a', 'types: [Egress], egress: [{action: Allow, destination: {services: {name: db, namespace: shop}}}]');
  test.each<[string, string, string, string]>([
    ['CAL3020', service, '---\napiVersion: v1\nkind: Service\nmetadata: {name: db, namespace: shop}\n', 'warning a spec.egress[0].destination.services'],
    ['CAL3021', np('a', INGRESS), NAMESPACE, 'warning a metadata.namespace'],
    ['CAL3022', calico('BGPPeer', 'p', 'filters: [f]'), calico('BGPFilter', 'f', ''), 'error p spec.filters[0]'],
    ['CAL3023', calico('HostEndpoint', 'h', 'node: n1'), '---\napiVersion: v1\nkind: Node\nmetadata: {name: n1}\n', 'warning h spec.node'],
    ['CAL3023', calico('FelixConfiguration', 'node.n1', ''), calico('Node', 'n1', ''), 'warning node.n1 metadata.name'],
    ['CAL3027', calico('StagedGlobalNetworkPolicy', 's', 'stagedAction: Delete'), gnp('s', INGRESS), 'warning s spec.stagedAction'],
  ])('%s', (code, by, target, expected) => {
    expect(found(code, by, complete)).toEqual([expected]);
    expect(found(code, by)).toEqual([expected.replace(/^\w+/, 'note')]);
    expect(found(code, by + target, complete)).toEqual([]);
    expect(found(code, by, { context: target })).toEqual([]);
    expect(lint('', { context: by })).toEqual([]);
  });

  test('namespaces that Kubernetes makes are always there', () => {
    expect(found('CAL3021', np('a', INGRESS).replace('shop', 'kube-system'), complete)).toEqual([]);
    expect(found('CAL3021', np('a', INGRESS).replace(', namespace: shop', ''))).toEqual([]);
  });
});

describe('what is selected, where nothing else exists', () => {
  const policy = np('a', 'selector: "app == \'web\'", types: [Ingress], ingress: [{action: Allow, source: {selector: "role == \'client\'"}}]');
  const set = calico('GlobalNetworkSet', 's', 'nets: [1.2.3.0/24]', 'role: partner');

  test('a policy that selects nothing', () => {
    expect(found('CAL3024', NAMESPACE + policy + pod('p', 'app: other'), complete)).toEqual(['warning a spec.selector']);
    expect(found('CAL3024', NAMESPACE + policy + pod('p', 'app: web'), complete)).toEqual([]);
    expect(found('CAL3024', NAMESPACE + policy)).toEqual([]);
  });

  test('a rule that selects nothing', () => {
    expect(found('CAL3025', NAMESPACE + policy, complete)).toEqual(['note a spec.ingress[0].source']);
    expect(found('CAL3025', NAMESPACE + policy + pod('p', 'role: client'), complete)).toEqual([]);
  });

  test('a rule that selects nothing because it stays in its namespace is told where such pods are', () => {
    const there = pod('p', 'role: client').replace('namespace: shop', 'namespace: data');
    const help = (yaml: string): string | undefined => lint(NAMESPACE + yaml + there, complete).find(({ finding }) => finding.code === 'CAL3025')?.finding.help;
    expect(help(policy)).toBe('such endpoints are in namespace data, and without a namespaceSelector the rule stays in namespace shop: '
      + 'add `namespaceSelector: projectcalico.org/name == \'data\'`');
    expect(help(policy + pod('q', 'role: client').replace('namespace: shop', 'namespace: ops'))).toContain("name in {'data', 'ops'}`");
    expect(help('---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\n'
      + 'spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {role: client}}}]}]}\n'))
      .toContain('add `namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}`');
    expect(help(policy.replace('source: {selector:', 'source: {namespaceSelector: "a == \'b\'", selector:'))).toBeUndefined();
  });

  test('in partial input only where the namespace has pods, and those of another have the labels', () => {
    const there = pod('p', 'role: client').replace('namespace: shop', 'namespace: data');
    const here = pod('q', 'role: server');
    expect(found('CAL3025', NAMESPACE + policy + there + here)).toEqual(['note a spec.ingress[0].source']);
    expect(message('CAL3025', NAMESPACE + policy + there + here)).toBe('the source of this rule selects nothing in the input');
    expect(found('CAL3025', NAMESPACE + policy + there)).toEqual([]);
    expect(found('CAL3025', NAMESPACE + policy + here)).toEqual([]);
    expect(found('CAL3025', NAMESPACE + policy + there + pod('q', 'role: client'))).toEqual([]);
  });

  test('a misspelt label of a namespace is told as it is written', () => {
    const rule = np('a', 'types: [Ingress], ingress: [{action: Allow, source: {namespaceSelector: "projectcalico.org/name == \'shopp\'"}}]');
    const [{ finding }] = lint(NAMESPACE + rule + pod('p', 'a: b'), complete).filter(({ finding: { code } }) => code === 'CAL3025');
    expect(finding.help).toBe('nothing has the label projectcalico.org/name=shopp; did you mean projectcalico.org/name=shop?');
  });

  test('a set that nothing selects', () => {
    expect(found('CAL3026', policy + set, complete)).toEqual(['warning s metadata.labels']);
    expect(found('CAL3026', gnp('g', 'types: [Ingress], ingress: [{action: Deny, source: {selector: "role == \'partner\'"}}]') + set, complete)).toEqual([]);
    expect(found('CAL3026', policy + set)).toEqual([]);
  });
});

describe('named ports that nothing declares', () => {
  const web = pod('web', 'app: web', 'containers: [{name: c, ports: [{name: http, containerPort: 80}, {name: dns, containerPort: 53, protocol: UDP}]}]');
  const rule = (ports: string, more = ''): string =>
    NAMESPACE + np('a', `selector: "app == 'web'", types: [Ingress], ingress: [{action: Allow, protocol: TCP, destination: {ports: [${ports}]${more}}}]`);
  const help = (yaml: string): (string | undefined)[] =>
    lint(yaml, complete).filter(({ finding }) => finding.code === 'CAL3028').map(({ finding }) => finding.help);

  test('are told of the side of the rule, in complete input', () => {
    expect(found('CAL3028', rule('htpp') + web, complete)).toEqual(['note a spec.ingress[0].destination.ports']);
    expect(help(rule('htpp') + web)).toEqual(['did you mean http?']);
    expect(message('CAL3028', rule('htpp') + web, complete)).toContain('as its destination declares a TCP port named htpp');
    expect(help(rule('metrics') + web)).toEqual(['give a port of the containers that are meant this name, or write its number']);
    expect(help(rule('dns') + web)).toEqual(['port dns is declared for UDP: let rule and port have the same protocol']);
    expect(help(rule('80, htpp') + web)).toEqual(['did you mean http?']);
  });

  test('are not told where something declares them, may do so, or another port matches', () => {
    for (const yaml of [
      rule('http') + web, rule('http, metrics') + web, rule('http, https') + web, rule('80, metrics') + web, rule('80') + web, rule('htpp'), rule('htpp') + pod('b', 'app: b'),
      rule('dns').replace('TCP', 'UDP') + web, rule('dns').replace('protocol: TCP,', '') + web, rule('metrics') + web.replaceAll('name: http,', 'name: metrics,'),
    ]) expect([yaml, help(yaml)]).toEqual([yaml, []]);
    expect(found('CAL3028', rule('htpp') + web)).toEqual([]);
  });

  test('the other end of a rule is what its selector selects, or everything', () => {
    const other = pod('db', 'app: db', 'containers: [{name: c, ports: [{name: sql, containerPort: 5432}]}]');
    const egress = (ports: string, more: string): string => rule(ports, more).replace('Ingress', 'Egress').replace('ingress', 'egress') + web + other;
    expect(help(egress('sql', ", selector: \"app == 'db'\""))).toEqual([]);
    expect(help(egress('http', ", selector: \"app == 'db'\""))).toHaveLength(1);
    expect(help(egress('sql', ''))).toEqual([]);
    expect(help(rule('sql') + web + other)).toHaveLength(1);
  });

  test('policy of hosts may judge what is for any endpoint', () => {
    const host = calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0', 'role: edge');
    const ofHosts = (port: string): string =>
      gnp('g', `selector: "role == 'edge'", applyOnForward: true, types: [Ingress], ingress: [{action: Allow, protocol: TCP, destination: {ports: [${port}]}}]`) + host + web;
    expect(help(NAMESPACE + ofHosts('http'))).toEqual([]);
    expect(help(NAMESPACE + ofHosts('htpp'))).toEqual(['did you mean http?']);
  });

  test('a rule of Kubernetes with several peers is told once', () => {
    const policy = '---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\n'
      + 'spec: {podSelector: {}, policyTypes: [Ingress], ingress: [{ports: [{port: htpp}], from: [{podSelector: {}}, {namespaceSelector: {}}]}]}\n';
    expect(found('CAL3028', NAMESPACE + policy + web, complete)).toEqual(['note a spec.ingress[0]']);
  });
});

test('pools share no addresses', () => {
  const pools = calico('IPPool', 'a', 'cidr: 10.0.0.0/8') + calico('IPPool', 'b', 'cidr: 10.1.0.0/16') + calico('IPPool', 'c', 'cidr: "fd00::/64"');
  expect(found('CAL3030', pools)).toEqual(['error b spec.cidr']);
  expect(found('CAL3030', pools.replace('10.1.0.0', '11.1.0.0'))).toEqual([]);
});
