/* Small clusters, fixed, in which much meets: what tells ends, traffic and policies apart, each with a port or a name of its own. */

const pod = (namespace: string, name: string, app: string, ips: string, more = ''): string => (
  `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: ${namespace}, labels: { app: ${app} } }, spec: { ${more} },
    status: { phase: Running, podIPs: [${ips.split(' ').map((ip) => `{ ip: "${ip}" }`).join(', ')}] } }`
);
/** A workload whose addresses the input does not tell. */
const deployment = (namespace: string, app: string, spec = ''): string => (
  `{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ${app}, namespace: ${namespace} }, spec: { template: { metadata: { labels: { app: ${app} } }, spec: { ${spec} } } } }`
);
const ports = (...list: string[]): string => `containers: [{ name: c, ports: [${list.map((each) => {
  const [name, port, protocol = 'TCP'] = each.split('/');
  return `{ name: ${name}, containerPort: ${port}, protocol: ${protocol} }`;
}).join(', ')}] }]`;
const calico = (kind: string, metadata: string, spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: ${kind}, metadata: { ${metadata} }, spec: { ${spec} } }`;
const namespace = (name: string, team: string): string => `{ apiVersion: v1, kind: Namespace, metadata: { name: ${name}, labels: { team: ${team} } } }`;
const tier = (name: string, spec: string): string => calico('Tier', `name: ${name}`, spec);
const global = (name: string, spec: string, kind = 'GlobalNetworkPolicy'): string => calico(kind, `name: ${name}`, spec);
/** A TCP rule for one port, which is what tells it from the others. */
const tcp = (port: number | string, rest = '', action = 'Allow', more = ''): string => `{ action: ${action}, protocol: TCP, destination: { ports: [${port}]${more} } ${rest} }`;
const from = (peer: string): string => `, source: { ${peer} }`;

const PODS = [
  namespace('a', 'red'), namespace('b', 'blue'),
  '{ apiVersion: v1, kind: ServiceAccount, metadata: { name: front, namespace: a, labels: { role: front } } }',
  pod('a', 'web', 'web', '10.0.0.1 fd00::1', `serviceAccountName: front, nodeName: n1, ${ports('http/80', 'http/8080', 'dns/53/UDP')}`),
  pod('a', 'db', 'db', '10.0.0.3', ports('sql/1020', 'http/8080')),
  pod('b', 'web', 'web', '10.0.0.17', `nodeName: n2, ${ports('http/8080')}`),
  pod('b', 'twin', 'web', '10.0.0.18', `nodeName: n2, ${ports('http/8080')}`),
  pod('b', 'new', 'new', 'fd00::9'),
  pod('b', 'host', 'web', '192.0.2.1', 'hostNetwork: true, nodeName: n1'),
];
const UNKNOWN_PODS = [deployment('c', 'web', ports('http/80')), deployment('a', 'batch', ports('sql/1021'))];
const POOLS = [calico('IPPool', 'name: four', 'cidr: 10.0.0.0/26'), calico('IPPool', 'name: six', 'cidr: "fd00::/64"')];
const SETS = [
  calico('GlobalNetworkSet', 'name: office, labels: { set: office }', 'nets: [203.0.113.0/24, "2001:db8::/32"]'),
  calico('NetworkSet', 'name: part, namespace: a, labels: { app: web, set: part }', 'nets: [10.0.0.16/28, 203.0.113.128/25]'),
];
const SERVICES = [
  '{ apiVersion: v1, kind: Service, metadata: { name: web, namespace: b }, spec: { selector: { app: web }, ports: [{ port: 80, targetPort: http }, { name: d, port: 53, protocol: UDP }] } }',
  '{ apiVersion: v1, kind: Service, metadata: { name: batch, namespace: a }, spec: { selector: { app: batch }, ports: [{ port: 1021 }] } }',
  `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: out-1, namespace: a, labels: { kubernetes.io/service-name: out } },
    endpoints: [{ addresses: [10.0.0.3] }, { addresses: [203.0.113.200] }, { addresses: ["fd00::9"] }], ports: [{ port: 1020 }, { name: none }] }`,
  `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: out-2, namespace: a, labels: { kubernetes.io/service-name: out } },
    endpoints: [{ addresses: [10.0.0.3] }], ports: [{ port: 53, protocol: UDP }] }`,
];

/** Who the other end of a rule may be, and who the own end. */
const peers = [
  ...PODS, ...POOLS, ...SETS, ...SERVICES,
  global('peers', `selector: "app != 'db'", types: [Ingress, Egress], ingress: [
    ${tcp(1001, from('selector: "app == \'web\'"'))}, ${tcp(1002, from('selector: "app == \'web\'", notSelector: "app == \'db\'", namespaceSelector: "team == \'red\'"'))},
    ${tcp(1003, from('notSelector: "app == \'web\'"'))}, ${tcp(1004, from('nets: [10.0.0.0/28, 203.0.113.0/24]'))}, ${tcp(1005, from('nets: [10.0.0.0/24], notNets: [10.0.0.16/28]'))},
    ${tcp(1006, from('notNets: ["fd00::/64", 0.0.0.0/1]'))}, ${tcp(1007, from('serviceAccounts: { names: [front] }'))}, ${tcp(1008, from('serviceAccounts: { selector: "role == \'front\'" }'))},
    ${tcp(1009, from('services: { name: web, namespace: b }'))}, ${tcp(1010, from('services: { name: out, namespace: a }'))}, ${tcp(1011, from('selector: has(set)'))},
    ${tcp(1012, from('namespaceSelector: global(), selector: has(set)'))}, ${tcp(1013, '', 'Allow', ', nets: [10.0.0.16/28]')}, ${tcp(1014, '', 'Allow', ', selector: "app == \'web\'"')},
    ${tcp(1015, from('selector: all()'))}, ${tcp(1016, from('namespaceSelector: "team == \'blue\'"'), 'Allow', ', notNets: [10.0.0.17/32]')}
  ], egress: [
    ${tcp(1001, '', 'Allow', ', selector: "app == \'db\'"')}, ${tcp('1002:1004', '', 'Deny', ', nets: [203.0.113.128/25]')}, ${tcp('1004:1006', '', 'Allow', ', selector: has(set)')},
    { action: Allow, protocol: TCP, destination: { services: { name: web, namespace: b } } }, { action: Allow, protocol: UDP, destination: { services: { name: out, namespace: a } } },
    { action: Deny, protocol: TCP, destination: { services: { name: web, namespace: "" } } },
    ${tcp('1007:1016', from('selector: "app == \'web\'"'))}
  ]`),
];

/** Ports by name and number, other headers, and what Felix drops. */
const headers = [
  ...PODS, pod('a', 'shadow', 'shadow', '10.0.0.3', ports('sql/2')), ...SETS.slice(0, 1),
  calico('FelixConfiguration', 'name: default', 'allowIPIPPacketsFromWorkloads: true'),
  calico('FelixConfiguration', 'name: node.n2', 'allowIPIPPacketsFromWorkloads: false, allowVXLANPacketsFromWorkloads: true, vxlanPort: 4790'),
  global('headers', `types: [Ingress], ingress: [
    { action: Deny, protocol: TCP, destination: { ports: [http], nets: [10.0.0.16/28] } }, { action: Allow, protocol: TCP, destination: { ports: [http, 1] } },
    { action: Pass, protocol: UDP, destination: { notPorts: [dns, "4000:4789"] } }, { action: Allow, protocol: TCP, destination: { notPorts: [sql, "2:65535", nope] } },
    { action: Allow, protocol: UDP, destination: { notPorts: ["50:65535"] } }, { action: Allow, protocol: SCTP, source: { ports: ["1:99", "99:65535"] }, destination: { ports: [1] } },
    { action: Deny, protocol: SCTP, source: { ports: [99, "1:65535"] }, destination: { ports: [2] } },
    { action: Allow, protocol: ICMP, icmp: { type: 8, code: 0 } }, { action: Allow, protocol: ICMP, notICMP: { type: 8 } }, { action: Deny, protocol: ICMPv6, icmp: { type: 128 } },
    { action: Allow, ipVersion: 6, protocol: ICMPv6 }, { action: Allow, protocol: 112 }, { action: Deny, protocol: 4, source: { nets: [203.0.113.0/24] } },
    { action: Allow, notProtocol: 253, source: { selector: has(set) } }, { action: Allow, ipVersion: 4, protocol: SCTP, source: { ports: ["1:65535"] } },
    { action: Log, protocol: TCP }, { action: Allow, protocol: TCP, source: { notPorts: [99] }, destination: { ports: [443], selector: "app == 'web'" } },
    { action: Allow, protocol: TCP, destination: { ports: [sql, http], notSelector: "app == 'web'" } }, { action: Deny, protocol: TCP, http: { methods: [GET] }, destination: { ports: [81] } },
    { action: Allow, protocol: TCP, destination: { ports: [81] } }, { action: Allow, protocol: 4 } ]`),
  global('out', `selector: "app == 'db'", types: [Egress], egress: [
    { action: Allow, protocol: TCP, destination: { ports: [http], selector: "app == 'web'" } }, { action: Allow, protocol: TCP, destination: { notPorts: [http], selector: "app == 'db'" } },
    { action: Deny, protocol: TCP, source: { ports: [99] }, destination: { ports: [443] } }, { action: Allow, notProtocol: TCP }, { action: Allow, protocol: UDP, destination: { ports: [4789] } } ]`),
];

const KUBERNETES = [
  `{ apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: { name: np, namespace: a }, spec: { podSelector: { matchLabels: { app: db } }, policyTypes: [Ingress, Egress],
    ingress: [{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: blue } }, podSelector: { matchLabels: { app: web } } }], ports: [{ port: sql }, { port: 10, endPort: 12 }] }],
    egress: [{ to: [{ ipBlock: { cidr: 10.0.0.0/24, except: [10.0.0.16/28] } }] }] } }`,
  `{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: { name: guard }, spec: { priority: 7, subject: { namespaces: { matchLabels: { team: red } } },
    ingress: [{ action: Pass, from: [{ namespaces: { matchLabels: { team: blue } } }], ports: [{ portNumber: { protocol: TCP, port: 11 } }] },
      { action: Deny, from: [{ namespaces: {} }], ports: [{ portRange: { start: 11, end: 13 } }] }] } }`,
  `{ apiVersion: policy.networking.k8s.io/v1alpha1, kind: BaselineAdminNetworkPolicy, metadata: { name: default }, spec: { subject: { namespaces: {} },
    ingress: [{ action: Deny, from: [{ namespaces: { matchLabels: { team: blue } } }] }] } }`,
  `{ apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: { name: isolate }, spec: { tier: Baseline, priority: 3, subject: { namespaces: { matchLabels: { team: blue } } },
    ingress: [{ action: Accept, from: [{ pods: { podSelector: { matchLabels: { app: web } }, namespaceSelector: {} } }] }, { action: Deny, from: [{ namespaces: {} }] }] } }`,
];

/** Tiers that pass and that end, orders and ties, profiles of a namespace that is no object, and what is staged. */
const tiers = [
  ...PODS, pod('p', 'web', 'web', '10.0.0.33'), pod('p', 'db', 'db', '10.0.0.34', 'serviceAccountName: other'), ...KUBERNETES, tier('first', 'order: 10, defaultAction: Pass'), tier('second', 'order: 20'), tier('third', 'order: 30'),
  calico('Profile', 'name: kns.p', `ingress: [${tcp(21, '', 'Pass')}, ${tcp(22)}, ${tcp('21:23', from('selector: "app == \'db\'"'), 'Deny')}, ${tcp(24, from('ports: [9]'), 'Pass')},
    { action: Log }, ${tcp('24:26', from('nets: [10.0.0.0/28]'))}, ${tcp(28, from('ports: [9]'))}], egress: [${tcp('20:26')}, ${tcp(27, '', 'Allow', ', selector: "app == \'web\'"')}]`),
  calico('Profile', 'name: ksa.p.default', `ingress: [${tcp('21:24')}], egress: [{ action: Deny, protocol: UDP }, { action: Allow }]`),
  global('first.a', `tier: first, order: 1, selector: "app == 'web'", types: [Ingress, Egress], ingress: [${tcp(31, '', 'Deny')}, ${tcp(32, from('selector: "app == \'db\'"'), 'Pass')},
    ${tcp('32:33')}], egress: [${tcp(34, '', 'Pass')}, ${tcp(34, '', 'Deny')}]`),
  global('first.b', `tier: first, order: 1, types: [Ingress], ingress: [${tcp('31:32', '', 'Deny')}, ${tcp(34)}]`),
  global('second.a', `tier: second, selector: "app == 'web'", namespaceSelector: "team == 'blue'", types: [Ingress, Egress],
    ingress: [${tcp('31:35', '', 'Pass')}, ${tcp(36)}, ${tcp(21, '', 'Pass')}, ${tcp('22:26', from('ports: [9]'), 'Pass')}, ${tcp(24, '', 'Pass')}], egress: [{ action: Pass }]`),
  global('second.early', `tier: second, order: 5, selector: "app == 'web'", types: [Ingress], ingress: [${tcp(35, '', 'Deny')}, ${tcp(26, from('ports: [9]'))}]`),
  global('third.staged', `tier: third, selector: "app in { 'web', 'new' }", types: [Ingress], ingress: [${tcp('32:36', from('selector: "app == \'web\'"'))}]`, 'StagedGlobalNetworkPolicy'),
  calico('NetworkPolicy', 'name: third.own, namespace: b', `tier: third, selector: "app == 'web'", types: [Egress], egress: [${tcp('30:34')}, { action: Pass, protocol: UDP }]`),
  calico('NetworkPolicy', 'name: third.own, namespace: a', `tier: third, selector: "app == 'web'", types: [Egress], egress: [${tcp('30:34')}, { action: Pass, protocol: UDP }]`),
];

/** What the input leaves open: labels of namespaces, addresses, tiers and services. */
const open = [
  ...PODS, ...UNKNOWN_PODS, ...POOLS, calico('IPPool', 'name: more', 'cidr: 10.1.0.0/26'), ...SETS, ...SERVICES,
  global('open', `selector: "app != 'db'", types: [Ingress, Egress], ingress: [
    ${tcp(1001, from('namespaceSelector: "team == \'red\'"'))}, ${tcp(1002, from('nets: [10.0.0.0/28]'), 'Deny')}, ${tcp('1002:1003', from('nets: [10.0.0.0/8, "fd00::/16"]'))},
    ${tcp(1004, from('notNets: [10.0.0.0/28]'))}, ${tcp(1005, from('services: { name: gone, namespace: a }'))}, ${tcp(1006, from('services: { name: batch, namespace: a }'))},
    ${tcp(1007, from('selector: "set == \'part\'"'))}, ${tcp(1008, from('notSelector: "app == \'web\'"'))}, ${tcp('http', from('nets: [192.0.2.0/24]'), 'Deny')},
    ${tcp('http', '', 'Allow', ', namespaceSelector: "team == \'red\'"')}, ${tcp(1009, '', 'Allow', ', nets: [10.0.0.0/28]')}, ${tcp(1010, from('selector: "app == \'batch\'"'), 'Pass')},
    ${tcp(1010, from('nets: [0.0.0.0/0]'))}, ${tcp(1011, from('namespaceSelector: global(), selector: "set == \'office\'"'))}, ${tcp(1012, from('nets: [10.0.0.0/24]'))}
  ], egress: [{ action: Allow, protocol: SCTP, destination: { services: { name: web, namespace: "" } } }, { action: Allow, protocol: UDP, destination: { services: { name: web, namespace: b } } },
    { action: Allow, protocol: TCP, destination: { services: { name: gone, namespace: a } } }, { action: Allow, protocol: TCP, destination: { services: { name: batch, namespace: a } } },
    ${tcp('sql', '', 'Deny', ', selector: "app == \'batch\'"')}, ${tcp('1001:1011')}]`),
  global('maybe', 'order: 1, selector: "app == \'web\'", namespaceSelector: "team == \'blue\'", types: [Ingress], ingress: [{ action: Deny, protocol: UDP }, { action: Allow, protocol: SCTP }]'),
];

/** Tiers that the input lacks, and policies that may apply or not. */
const missing = [
  ...PODS, ...UNKNOWN_PODS, tier('first', 'order: 10, defaultAction: Pass'), tier('second', 'order: 20'),
  global('absent.a', `tier: absent, selector: "app in { 'web', 'new' }", types: [Ingress], ingress: [${tcp(1, '', 'Deny')}, ${tcp(2)}, ${tcp(3, '', 'Pass')}]`),
  global('absent.b', `tier: absent, selector: "app == 'web'", namespaceSelector: "team == 'red'", types: [Ingress, Egress], ingress: [${tcp(4)}, ${tcp(9, from('nets: [0.0.0.0/0, "::/0"]'))}, ${tcp(10, from('nets: [10.0.0.0/8, "fd00::/8"]'))}, ${tcp('5:6', from('selector: "app == \'db\'"'), 'Deny')}], egress: [${tcp(1)}]`),
  global('other.a', `tier: other, selector: "app == 'web'", types: [Ingress], ingress: [${tcp('1:3')}, ${tcp(6)}]`),
  global('first.a', `tier: first, types: [Ingress], selector: "app == 'web'", namespaceSelector: "team == 'red'", ingress: [${tcp('3:4', '', 'Deny')}, ${tcp(7)}]`),
  global('second.a', `tier: second, types: [Ingress], selector: "app == 'web'", namespaceSelector: "team == 'red'", ingress: [${tcp('1:3', '', 'Pass')}, ${tcp(5)}, ${tcp(8, ', http: { methods: [GET] }')}, ${tcp(8, '', 'Pass')}]`),
  global('second.b', `tier: second, types: [Ingress], selector: "app == 'new'", ingress: [${tcp('3:5')}]`),
  calico('NetworkPolicy', 'name: default.own, namespace: c', `ingress: [${tcp('1:9', '', 'Allow')}], types: [Ingress]`),
  calico('NetworkPolicy', 'name: default.own, namespace: a', `ingress: [${tcp(10, from('nets: [10.0.0.0/8]'))}, ${tcp('2:5', ', http: { methods: [GET] }', 'Allow')}, ${tcp(6, ', http: { methods: [GET] }', 'Deny')}], types: [Ingress]`),
];

/** Host endpoints: some traffic has stages, and failsafe ports tell addresses apart. */
const hosts = [
  ...PODS.slice(0, 7), '{ apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 192.0.2.1 }] } }',
  calico('FelixConfiguration', 'name: default', 'failsafeInboundHostPorts: [{ protocol: TCP, port: 22, net: 198.51.100.0/24 }], failsafeOutboundHostPorts: [{ protocol: UDP, port: 53 }]'),
  calico('HostEndpoint', 'name: all, labels: { host: all }', 'node: n1, interfaceName: "*", expectedIPs: [192.0.2.1]'),
  calico('HostEndpoint', 'name: eth, labels: { host: eth }', 'node: n2, interfaceName: eth0, expectedIPs: [192.0.2.2], ports: [{ name: ssh, port: 27, protocol: TCP }]'),
  global('pre', `selector: has(host), preDNAT: true, applyOnForward: true, types: [Ingress], ingress: [${tcp(22, from('nets: [203.0.113.0/24]'), 'Deny')}, ${tcp(23)}]`),
  global('raw', `selector: has(host), doNotTrack: true, applyOnForward: true, types: [Ingress, Egress], ingress: [${tcp(24, from('nets: [198.51.100.0/28]'))}], egress: [${tcp(24)}]`),
  global('forward', `selector: has(host), applyOnForward: true, types: [Ingress, Egress], ingress: [${tcp('22:25')}], egress: [${tcp('20:30')}]`),
  global('normal', `selector: has(host), types: [Ingress], ingress: [${tcp(25)}]`),
  global('to-hosts', 'selector: "app == \'db\'", types: [Egress], egress: [{ action: Allow, protocol: TCP, destination: { ports: [ssh], selector: has(host) } }]'),
  global('pods.staged', `order: 1, selector: has(app), types: [Ingress], ingress: [${tcp(23, '', 'Deny')}, ${tcp(26)}]`, 'StagedGlobalNetworkPolicy'),
  global('pods', `selector: has(app), types: [Ingress], ingress: [${tcp('22:24')}, ${tcp(26, from('selector: has(host)'))}]`),
];

/** Pods that are alike in all but the names of their policies, or what their profiles or ports are. Some policy is of hosts, of which there are none. */
const alike = [
  namespace('a', 'red'), ...['u', 'v', 'w'].map((app, index) => pod('a', app, app, `10.0.0.${index + 1}`)),
  pod('p', 'web', 'web', '10.0.0.11', ports('http/80')), pod('q', 'web', 'web', '10.0.0.12', ports('http/80')), pod('q', 'other', 'web', '10.0.0.13', ports('http/81')),
  ...['u', 'v'].map((app) => calico('NetworkPolicy', `name: own-${app}, namespace: a`, `selector: "app == '${app}'", types: [Ingress, Egress], ingress: [${tcp(80)}], egress: [${tcp(81)}]`)),
  ...['p', 'q'].map((name) => calico('NetworkPolicy', `name: own-u, namespace: ${name}`, `selector: "app == 'web'", types: [Egress], egress: [${tcp(81)}]`)),
  global('pre', `preDNAT: true, applyOnForward: true, types: [Ingress], ingress: [${tcp(84, '', 'Deny')}]`), global('raw', `doNotTrack: true, applyOnForward: true, types: [Ingress], ingress: [${tcp(80, '', 'Deny')}]`),
  calico('Profile', 'name: kns.p', `ingress: [${tcp('http')}, ${tcp(82)}], egress: [{ action: Allow }]`),
  calico('Profile', 'name: kns.q', `ingress: [${tcp('http')}, ${tcp(83)}], egress: [{ action: Allow }]`),
];

/** Who matches a rule maybe, for one reason or another. */
const reasons = [
  namespace('a', 'red'), pod('a', 'to', 'to', '10.0.0.1'), pod('c', 'web', 'web', '10.0.0.2'), ...UNKNOWN_PODS.slice(1), ...POOLS.slice(0, 1),
  global('from', `selector: "app == 'to'", types: [Ingress], ingress: [${tcp(80, from('namespaceSelector: "team == \'red\'"'))}]`),
];

/** Services whose endpoints are pods that the input lacks. */
const slice = (name: string, port: number, ...addresses: string[]): string => (
  `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: ${name}-1, namespace: a, labels: { kubernetes.io/service-name: ${name} } },
    endpoints: [{ addresses: [${addresses.map((ip) => `"${ip}"`).join(', ')}], targetRef: { kind: Pod, name: gone, namespace: a } }], ports: [{ port: ${port} }] }`
);
const unseen = [
  namespace('a', 'red'), namespace('b', 'blue'), pod('a', 'to', 'to', '10.0.0.1'), deployment('a', 'batch'), deployment('b', 'other'),
  slice('in', 81, '10.0.0.5'), slice('out', 82, '192.0.2.9'), slice('six', 83, 'fd00::5'), slice('both', 84, '192.0.2.9', '10.0.0.6'),
  global('from', `selector: "app == 'to'", types: [Ingress, Egress],
    ingress: [${['in', 'out', 'six', 'both'].map((name, index) => tcp(81 + index, from(`services: { name: ${name}, namespace: a }`))).join(', ')}],
    egress: [${['in', 'out', 'six', 'both'].map((name) => `{ action: Allow, protocol: TCP, destination: { services: { name: ${name}, namespace: a } } }`).join(', ')}]`),
];
/** Templates whose pods are there as well, and tell where their addresses lie. */
const madeBy = (object: string, owner: string): string => object.replace('metadata: { ', `metadata: { ownerReferences: [{ kind: Deployment, name: ${owner}, controller: true }], `);
const owned = [
  namespace('a', 'red'), namespace('b', 'blue'), ...POOLS, ...SETS, pod('a', 'to', 'to', '10.0.0.1 fd00::1'), deployment('a', 'web'), deployment('a', 'db'), deployment('b', 'web'),
  madeBy(pod('a', 'web-1', 'web', '10.0.0.3'), 'web'), madeBy(pod('a', 'web-2', 'web', '10.0.0.17'), 'web'), madeBy(pod('a', 'db-1', 'db', '10.0.0.18 fd00::9'), 'db'),
  global('from', `selector: "app == 'to'", types: [Ingress], ingress: [
    ${tcp(80, from('nets: [10.0.0.0/28]'))}, ${tcp(81, from('nets: [10.0.0.0/27]'))}, ${tcp(82, from('nets: [10.0.0.16/28]'))}, ${tcp(83, from('nets: [10.0.0.32/27]'))},
    ${tcp(84, from('nets: ["fd00::/120"]'))}, ${tcp(85, from('selector: "set == \'part\'"'))}, ${tcp(86, from('notNets: [10.0.0.16/28]'))}]`),
];
const pooled = [...unseen, ...POOLS];

export const DENSE: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({ peers, headers, tiers, open, missing, hosts, alike, reasons, unseen, pooled, owned }).map(([name, objects]) => [name, objects.join('\n---\n')]),
);
