import { calico, found, gnp, lint, NAMESPACE, np, pod, type Given } from './lint';
import { Dataplane } from '../../src/target';

const DNS = gnp('dns', 'selector: all(), types: [Egress], egress: [{action: Allow, protocol: UDP, destination: {ports: [53]}}]');
const complete = { complete: true };
const proxy = calico('FelixConfiguration', 'default', 'policySyncPathPrefix: /var/run/nodeagent');
const web = 'ingress: [{action: Allow, protocol: TCP, http: {methods: [GET]}}], types: [Ingress]';
const FRONTEND = pod('p', 'app: frontend');
const WEB = 'selector: "app == \'web\'"';
const WALL = calico('Tier', 'security', 'order: 100, defaultAction: Deny') + np('security.deny', 'tier: security, types: [Ingress]');
const OPEN = np('a', `${WEB}, types: [Ingress], ingress: [{action: Allow, protocol: TCP}]`);
const DATA = '{namespaceSelector: "projectcalico.org/name == \'data\'"}';
const WILDCARD = calico('HostEndpoint', 'all', 'node: n, interfaceName: "*"', 'role: edge');
const NAMED = calico('HostEndpoint', 'eth0', 'node: n, interfaceName: eth0', 'role: edge');
const UNTRACKED = gnp('u', "selector: role == 'edge', doNotTrack: true, applyOnForward: true, types: [Ingress], ingress: [{action: Deny, source: {nets: [198.51.100.0/24]}}]");
const FORWARDED = gnp('f', "selector: '!has(projectcalico.org/namespace)', applyOnForward: true, types: [Ingress], "
  + 'ingress: [{action: Deny, protocol: TCP, destination: {ports: [30080, "30100:32767"]}}]');
const passing = calico('Tier', 't', 'order: 5, defaultAction: Pass');

/** What is found, with what input, and what it is like when it is right. */
const CASES: [code: string, expected: string, bad: string, good: string[], given?: Given][] = [
  ['CAL2001', 'warning a spec.selector', gnp('a', 'types: [Ingress]'), [
    gnp('a', 'types: [Ingress], namespaceSelector: "projectcalico.org/name != \'kube-system\'"'), gnp('a', "types: [Ingress], selector: \"app == 'x'\""),
    passing + gnp('t.a', 'tier: t, types: [Ingress], ingress: [{action: Allow}]'), gnp('a', 'types: [Ingress], ingress: [{action: Pass}]'), gnp('a', 'preDNAT: true, applyOnForward: true, types: [Ingress], ingress: [{action: Deny}]'),
  ]],
  ['CAL2001', 'warning t.a spec.selector', passing + gnp('t.a', 'tier: t, selector: " all() ", types: [Ingress], ingress: [{action: Deny, protocol: TCP}]'), []],
  ['CAL2002', 'warning a spec.ingress[0].source.notSelector', np('a', 'types: [Ingress], ingress: [{action: Deny, source: {notSelector: "app == \'x\'"}}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Deny, source: {notSelector: "app == \'x\'", namespaceSelector: all()}}]'),
    gnp('a', 'types: [Ingress], ingress: [{action: Deny, source: {notSelector: "app == \'x\'"}}]'),
  ]],
  ['CAL2003', 'warning a spec.ingress', np('a', 'types: [Ingress], ingress: [{action: Deny, source: {nets: [1.2.3.0/24]}}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Deny, source: {nets: [1.2.3.0/24]}}, {action: Allow}]'),
    np('a', 'types: [Ingress], ingress: [{action: Deny}]'), np('a', 'types: [Ingress]'),
    np('a', 'types: [Ingress], ingress: [{action: Deny, source: {nets: [1.2.3.0/24]}}]') + np('b', 'selector: "app == \'x\'", types: [Ingress], ingress: [{action: Allow}]'),
    passing + np('t.a', 'tier: t, types: [Ingress], ingress: [{action: Deny, source: {nets: [1.2.3.0/24]}}]'),
  ]],
  ['CAL2003', 'warning a spec.types', np('a', 'types: [Ingress, Egress], ingress: [{action: Allow}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Allow}]'), np('a', 'types: [Ingress, Egress], ingress: [{action: Allow}], egress: []'),
    np('a', 'types: [Ingress, Egress], egress: [{action: Allow, protocol: UDP, destination: {ports: [53]}}]'),
  ]],
  ['CAL2003', 'warning a spec.types', np('a', 'types: [Ingress, Egress], egress: [{action: Allow, protocol: UDP, destination: {ports: ["53:54"]}}]'), []],
  ['CAL2004', 'warning a spec.ingress[0].source.serviceAccounts', np('a', 'types: [Ingress], ingress: [{action: Allow, source: {serviceAccounts: {}}}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Allow, source: {serviceAccounts: {names: [x]}}}]'),
  ]],
  ['CAL2005', 'warning a spec.types', np('a', 'types: [Ingress, Egress]'), [
    np('a', 'types: [Ingress, Egress]') + DNS, np('a', 'types: [Ingress]'), passing + np('t.a', 'tier: t, types: [Egress]'),
    np('a', 'types: [Egress], egress: [{action: Allow, destination: {services: {name: kube-dns, namespace: kube-system}}}]'),
    np('a', 'types: [Egress], egress: [{action: Allow, protocol: UDP, destination: {selector: "k8s-app == \'kube-dns\'", namespaceSelector: "projectcalico.org/name == \'kube-system\'", ports: [53]}}]'),
    gnp('a', "selector: '!has(projectcalico.org/namespace)', types: [Egress]"),
  ]],
  ['CAL2005', 'warning a spec.egress', np('a', 'types: [Egress], egress: [{action: Allow, protocol: TCP, destination: {ports: [443]}}]'), []],
  ['CAL2005', 'warning a spec.egress', np('a', 'types: [Egress], egress: [{action: Allow, destination: {selector: "app == \'db\'"}}]'), []],
  ['CAL2006', 'warning a spec.ingress[0]', gnp('a', 'selector: has(projectcalico.org/namespace), types: [Ingress], ingress: [{action: Deny}]'), [
    gnp('a', 'namespaceSelector: "projectcalico.org/name != \'kube-system\'", types: [Ingress], ingress: [{action: Deny}]'),
    gnp('a', 'selector: has(projectcalico.org/namespace), types: [Ingress], ingress: [{action: Allow, protocol: UDP}, {action: Deny}]'),
  ]],
  ['CAL2007', 'warning a spec.ingress[0].action', np('a', 'types: [Ingress], ingress: [{action: Pass}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Allow}]'), passing + np('t.a', 'tier: t, types: [Ingress], ingress: [{action: Pass}]'),
  ]],
  ['CAL2008', 'note t metadata.name', passing + np('t.a', 'tier: t, types: [Ingress]').replace('kind: N', 'kind: StagedN'), [passing + np('t.a', 'tier: t, types: [Ingress]')]],
  ['CAL2009', 'warning a spec.ingress[1]', np('a', 'types: [Ingress], ingress: [{action: Deny}, {action: Log}, {action: Allow, protocol: TCP}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Log}, {action: Allow, protocol: TCP}, {action: Deny}]'),
    np('a', 'types: [Ingress], ingress: [{action: Deny, source: {selector: all()}}, {action: Allow, protocol: TCP}]'),
    np('a', 'types: [Egress], ingress: [{action: Deny}, {action: Allow}], egress: [{action: Allow}]'),
  ]],
  ['CAL2010', 'warning b spec', gnp('a', "order: 1, selector: \"app == 'x'\", types: [Ingress], ingress: [{action: Deny}]")
    + np('b', "order: 2, selector: \"app == 'x' && role == 'y'\", types: [Ingress], ingress: [{action: Allow, protocol: TCP}]"), [
    ['order: 3', 'selector: "app == \'x\'"', 'ingress: [{action: Deny}]'], ['order: 1', 'selector: "role == \'x\'"', 'ingress: [{action: Deny}]'],
    ['order: 1', 'selector: "app == \'x\'"', 'ingress: [{action: Deny, protocol: UDP}]'],
  ].map(([order, selector, rules]) => gnp('a', `${order}, ${selector}, types: [Ingress], ${rules}`)
    + np('b', "order: 2, selector: \"app == 'x' && role == 'y'\", types: [Ingress], ingress: [{action: Allow, protocol: TCP}]")).concat(
    gnp('a', 'order: 1, types: [Ingress], ingress: [{action: Deny}]') + gnp('b', 'order: 2, types: [Ingress]'),
    gnp('a', 'order: 1, types: [Ingress], ingress: [{action: Deny}]') + gnp('b', 'order: 2, types: [Ingress, Egress], ingress: [{action: Allow}], egress: [{action: Allow}]'),
    gnp('a', 'order: 1, types: [Ingress], ingress: [{action: Deny}]') + gnp('b', 'order: 2, types: [Ingress], applyOnForward: true, ingress: [{action: Allow}]'),
    gnp('a', 'order: 1, types: [Ingress], ingress: [{action: Deny}]').replace('kind: G', 'kind: StagedG') + gnp('b', 'order: 2, types: [Ingress], ingress: [{action: Allow}]'),
  )],
  ['CAL2011', 'warning a spec.egress', np('a', 'types: [Ingress], ingress: [{action: Allow}], egress: [{action: Deny}]'), [
    np('a', 'types: [Ingress, Egress], egress: [{action: Deny}]'), np('a', 'egress: [{action: Deny}]'), np('a', 'types: [Ingress], egress: []'),
  ]],
  ['CAL2022', 'warning a spec.ingress[0].destination.ports',
    gnp('a', "selector: '!has(projectcalico.org/namespace)', types: [Ingress], ingress: [{action: Deny, protocol: TCP, destination: {ports: [80, 22]}}]"), [
      gnp('a', "selector: '!has(projectcalico.org/namespace)', types: [Ingress], ingress: [{action: Deny, protocol: TCP, destination: {ports: [80]}}]"),
      gnp('a', "selector: '!has(projectcalico.org/namespace)', types: [Ingress], ingress: [{action: Deny, protocol: UDP, destination: {ports: [22]}}]"),
      gnp('a', "selector: '!has(projectcalico.org/namespace)', applyOnForward: true, types: [Ingress], ingress: [{action: Deny, protocol: TCP, destination: {ports: [22]}}]"),
      gnp('a', "selector: app == 'x', types: [Ingress], ingress: [{action: Deny, protocol: TCP, destination: {ports: [22]}}]"),
      gnp('a', "selector: '!has(projectcalico.org/namespace)', types: [Ingress], ingress: [{action: Deny, protocol: TCP, destination: {ports: [22]}}]")
        + calico('FelixConfiguration', 'default', 'failsafeInboundHostPorts: []'),
    ]],
  ['CAL2012', 'note a spec.selector', np('a', "types: [Ingress], selector: \"app == 'frontnd'\"") + FRONTEND, [
    np('a', "types: [Ingress], selector: \"app == 'frontend'\"") + FRONTEND, np('a', "types: [Ingress], selector: \"app == 'frontnd'\""),
    np('a', "types: [Ingress], selector: \"app == 'web2'\"") + pod('p', 'app: web1'),
    np('a', "types: [Ingress], selector: \"app == 'frontnd' || app == 'frontend'\"") + FRONTEND,
    np('a', "types: [Ingress], selector: \"app == 'frontnd'\"").replace('shop', 'other') + FRONTEND,
  ]],
  ['CAL2012', 'note a spec.ingress[0].source',
    np('a', "types: [Ingress], ingress: [{action: Deny, source: {selector: \"apps == 'frontend'\"}}]") + FRONTEND.replace('app:', 'appa:'), []],
  ['CAL2013', 'warning a spec.egress[0].source', np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: ${DATA}}]`), [
    np('a', `${WEB}, types: [Egress], egress: [{action: Allow, destination: ${DATA}}]`),
    np('a', `${WEB}, types: [Ingress], ingress: [{action: Allow, source: ${DATA}}]`),
    np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: ${DATA.replace("'data'", "'shop'")}}]`),
    np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: {namespaceSelector: "team == 'data'"}}]`),
    np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: {selector: "role == 'x'"}}]`),
    np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: {nets: [192.0.2.0/24]}}]`),
    // The set may hold the addresses of these pods.
    np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: {selector: "app == 'set'"}}]`)
      + calico('NetworkSet', 's', 'nets: [10.0.0.0/8]', 'app: set').replace('name: s,', 'name: s, namespace: shop,'),
    // The host passes on what others send.
    gnp('a', "selector: \"role == 'node'\", applyOnForward: true, types: [Egress], egress: [{action: Allow, source: {selector: \"role == 'x'\"}}]"),
  ]],
  ['CAL2013', 'warning a spec.ingress[0].destination', np('a', `${WEB}, types: [Ingress], ingress: [{action: Deny, destination: {selector: "app == 'db'"}}]`), []],
  ['CAL2013', 'warning a spec.egress[0].source', np('a', `${WEB}, types: [Egress], egress: [{action: Allow, source: ${DATA.replace('projectcalico.org', 'kubernetes.io/metadata').replace('/name', '.name')}}]`), []],
  ['CAL2014', 'warning a spec.ingress', WALL + OPEN, [
    WALL.replace('Deny', 'Pass') + OPEN, WALL.replace('order: 100', 'order: 2000000') + OPEN, WALL.replace('types: [Ingress]', 'types: [Egress]') + OPEN,
    WALL.replace('kind: NetworkPolicy', 'kind: StagedNetworkPolicy') + OPEN, WALL.replace('tier: security', "tier: security, selector: \"role == 'x'\"") + OPEN,
    WALL + OPEN.replace('Allow', 'Deny'), WALL + OPEN.replace('NetworkPolicy', 'StagedNetworkPolicy'),
    WALL + gnp('security.pass', "tier: security, selector: \"app == 'web'\", types: [Ingress], ingress: [{action: Pass, protocol: TCP}]") + OPEN,
    // The way to DNS that a default deny keeps open.
    WALL.replace('Ingress', 'Egress') + np('a', 'types: [Egress], egress: [{action: Allow, protocol: UDP, destination: {ports: [53]}}]'),
    WALL.slice(WALL.indexOf('---', 4)) + OPEN,
  ]],
  ['CAL2014', 'warning a spec', WALL.replace('[Ingress]', '[Ingress, Egress]') + np('a', 'types: [Ingress, Egress], ingress: [{action: Allow}], egress: [{action: Pass}]'), []],
  ['CAL2020', 'warning h spec', calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0'), [
    calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0, profiles: [projectcalico-default-allow]'),
    calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0', 'role: edge') + gnp('g', "selector: \"role == 'edge'\", types: [Ingress], ingress: [{action: Allow}]"),
  ], complete],
  ['CAL2021', 'warning default spec.failsafeInboundHostPorts',
    calico('FelixConfiguration', 'default', 'failsafeInboundHostPorts: []') + calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0'), [
      calico('FelixConfiguration', 'default', '') + calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0'),
      calico('FelixConfiguration', 'default', 'failsafeInboundHostPorts: [{protocol: TCP, port: 22}]'),
    ]],
  ['CAL2023', 'warning u spec.doNotTrack', WILDCARD + UNTRACKED, [
    NAMED + UNTRACKED, WILDCARD + NAMED + UNTRACKED, UNTRACKED, WILDCARD + UNTRACKED.replace('doNotTrack', 'preDNAT'),
    WILDCARD + UNTRACKED.replace("role == 'edge'", "role == 'other'"), calico('HostEndpoint', 'h', 'node: n, expectedIPs: [192.0.2.1]', 'role: edge') + UNTRACKED,
  ]],
  ['CAL2023', 'warning u spec.doNotTrack', WILDCARD + UNTRACKED, [NAMED + UNTRACKED], complete],
  ['CAL2024', 'warning f spec.ingress[0].destination.ports', FORWARDED, [
    FORWARDED.replace('applyOnForward', 'preDNAT: true, applyOnForward'), FORWARDED.replace('applyOnForward: true,', ''),
    FORWARDED.replace('applyOnForward', 'doNotTrack: true, applyOnForward'), FORWARDED.replace('32767', '32768'), FORWARDED.replace('30080', '80'),
    FORWARDED.replace('30080', 'http'), FORWARDED.replace('Deny', 'Allow'), FORWARDED.replace('GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy'),
    FORWARDED.replace("'!has(projectcalico.org/namespace)'", 'all()'), FORWARDED.replace('destination: {', 'destination: {nets: [192.0.2.0/24], '),
    FORWARDED.replace('Ingress', 'Egress').replace('ingress', 'egress'), FORWARDED.replace('destination', 'source'), FORWARDED.replace('Ingress', 'Egress'),
  ]],
  ['CAL2024', 'warning f spec.ingress[0].destination.ports', NAMED + FORWARDED.replace("'!has(projectcalico.org/namespace)'", "role == 'edge'"), [
    FORWARDED.replace("'!has(projectcalico.org/namespace)'", "role == 'edge'"),
    NAMED + pod('p', 'role: edge') + FORWARDED.replace("'!has(projectcalico.org/namespace)'", "role == 'edge'"),
  ]],
  ['CAL2030', 'warning a spec.ingress[0].http', np('a', web), [np('a', web) + proxy, np('a', 'types: [Ingress]')], complete],
  ['CAL2030', 'note a spec.ingress[0].http', np('a', web), [np('a', web) + proxy]],
  ['CAL2031', 'warning a spec.ingress[0]', np('a', 'types: [Ingress], ingress: [{action: Log}, {action: Allow}]'), [np('a', 'types: [Ingress]')], { dataplane: Dataplane.WINDOWS }],
  ['CAL2031', 'warning default spec.wireguardEnabled', calico('FelixConfiguration', 'default', 'wireguardEnabled: true'), [], { dataplane: Dataplane.WINDOWS }],
  ['CAL2031', 'warning h spec', calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0'), [], { dataplane: Dataplane.WINDOWS }],
  ['CAL2032', 'warning a spec.ingress[0]', np('a', 'types: [Ingress], ingress: [{action: Allow, protocol: SCTP}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Allow, protocol: TCP}]'),
  ], { dataplane: Dataplane.EBPF }],
  ['CAL2033', 'error a spec.ingress[0].icmp', np('a', 'types: [Ingress], ingress: [{action: Allow, protocol: ICMP, icmp: {type: 3, code: 4}}]'), [
    np('a', 'types: [Ingress], ingress: [{action: Allow, protocol: ICMP, icmp: {type: 3}}]'),
  ], { dataplane: Dataplane.NFTABLES }],
];

test.each(CASES)('%s: %s', (code, expected, bad, good, given = {}) => {
  expect(found(code, NAMESPACE + bad, given)).toEqual([expected]);
  for (const yaml of good) expect([yaml, found(code, NAMESPACE + yaml, given)]).toEqual([yaml, []]);
});

test('of complete input CAL3024 tells the misspelt label', () => {
  const [{ finding }, ...others] = lint(NAMESPACE + np('a', "types: [Ingress], selector: \"app == 'frontnd'\"") + FRONTEND, complete);
  expect([finding.code, finding.help, others]).toEqual(['CAL3024', 'nothing has the label app=frontnd; did you mean app=frontend?', []]);
});

test('what a dataplane lacks is told for that dataplane only', () => {
  for (const [code, , bad, , given = {}] of CASES.filter(([, , , , options]) => options?.dataplane)) {
    expect(found(code, bad, { ...given, dataplane: Dataplane.IPTABLES })).toEqual([]);
  }
});

test('a host endpoint and failsafes without hosts are notes in partial input', () => {
  expect(found('CAL2020', calico('HostEndpoint', 'h', 'node: n, interfaceName: eth0'))).toEqual(['note h spec']);
  expect(found('CAL2021', calico('FelixConfiguration', 'default', 'failsafeOutboundHostPorts: []'))).toEqual(['note default spec.failsafeOutboundHostPorts']);
});

test('untracked policy of all interfaces is told neither of eBPF nor of a staged policy, and of automatic host endpoints', () => {
  expect(found('CAL2023', WILDCARD + UNTRACKED, { dataplane: Dataplane.EBPF })).toEqual([]);
  expect(found('CAL2023', WILDCARD + UNTRACKED.replace('GlobalNetworkPolicy', 'StagedGlobalNetworkPolicy'))).toEqual([]);
  const automatic = `---
apiVersion: v1
kind: Node
metadata: {name: n, labels: {role: edge}}
status: {addresses: [{type: InternalIP, address: 192.0.2.1}]}
${calico('KubeControllersConfiguration', 'default', 'controllers: {node: {hostEndpoint: {autoCreate: Enabled}}}')}`;
  expect(found('CAL2023', automatic + UNTRACKED)).toEqual(['warning u spec.doNotTrack']);
});
