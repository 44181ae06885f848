import type { Random } from './compare';

/** Valid objects of every kind that calicoctl v3.28 knows, and what can be done to them. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export interface Fields { [key: string]: Json }

const object = (kind: string, spec: Fields, metadata: Fields = {}): Fields => ({ apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'example', ...metadata }, spec });

const RULES: Json[] = [
  { action: 'Allow', protocol: 'TCP', source: { selector: "app == 'web'", namespaceSelector: "env in { 'prod' }" }, destination: { ports: [80, '8000:8999', 'http'] } },
  { action: 'Deny', protocol: 'UDP', notProtocol: 'ICMP', source: { nets: ['10.0.0.0/8'], notNets: ['10.1.0.0/16'] }, destination: { notPorts: [53] } },
  { action: 'Log', protocol: 'ICMP', icmp: { type: 8, code: 0 }, ipVersion: 4, metadata: { annotations: { 'example.org/why': 'ping' } } },
  { action: 'Allow', protocol: 58, notICMP: { type: 130 }, destination: { nets: ['2001:db8::/32', 'fd00::1/128'] } },
  { action: 'Pass', source: { serviceAccounts: { names: ['a', 'b'], selector: "role == 'x'" }, notSelector: 'has(a)' } },
];
const INGRESS: Json[] = [...RULES, { action: 'Allow', http: { methods: ['GET', 'PUT'], paths: [{ exact: '/a' }, { prefix: '/b' }] }, source: { services: { name: 'svc', namespace: 'ns' } } }];
const EGRESS: Json[] = [...RULES, { action: 'Allow', destination: { services: { name: 'svc', namespace: 'ns' } } }];
const POLICY: Fields = { order: 10.5, selector: "app == 'web' && !has(x)", serviceAccountSelector: "role == 'x'", types: ['Ingress', 'Egress'], performanceHints: ['AssumeNeededOnEveryNode'] };

export const VALID: readonly Fields[] = [
  ...INGRESS.map((rule) => object('NetworkPolicy', { ...POLICY, ingress: [rule] }, { namespace: 'shop', labels: { a: 'b' }, annotations: { 'x.y/z': 'text' } })),
  ...EGRESS.map((rule) => object('NetworkPolicy', { ...POLICY, egress: [rule] }, { namespace: 'shop' })),
  ...INGRESS.map((rule) => object('GlobalNetworkPolicy', { ...POLICY, namespaceSelector: 'all()', ingress: [rule] })),
  ...EGRESS.map((rule) => object('GlobalNetworkPolicy', { ...POLICY, egress: [rule, { action: 'Allow' }] })),
  object('GlobalNetworkPolicy', { preDNAT: true, applyOnForward: true, types: ['Ingress'], ingress: [{ action: 'Allow' }], selector: 'all()' }),
  object('GlobalNetworkPolicy', { doNotTrack: true, applyOnForward: true, order: 0, ingress: [{ action: 'Deny' }] }),
  object('NetworkSet', { nets: ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32'] }, { namespace: 'shop', labels: { team: 'a' } }),
  object('GlobalNetworkSet', { nets: ['10.0.0.1/8', '192.0.2.1'] }, { labels: { 'example.org/team': 'a' } }),
  object('HostEndpoint', { node: 'node-1', interfaceName: 'eth0', expectedIPs: ['10.0.0.1', '2001:db8::1'], profiles: ['p1'], ports: [{ name: 'http', protocol: 'TCP', port: 80 }] }),
  object('HostEndpoint', { node: 'node-1', interfaceName: '*' }),
  object('IPPool', { cidr: '192.168.0.0/16', ipipMode: 'Always', vxlanMode: 'Never', natOutgoing: true, blockSize: 26, nodeSelector: 'all()', allowedUses: ['Workload', 'Tunnel'] }),
  object('IPPool', { cidr: 'fd00:1::/64', ipipMode: 'Never', vxlanMode: 'CrossSubnet', blockSize: 122, disabled: true, disableBGPExport: true }),
  object('IPReservation', { reservedCIDRs: ['10.0.0.0/24', '10.0.1.1'] }),
  object('BGPConfiguration', {
    logSeverityScreen: 'Info',
    nodeToNodeMeshEnabled: true,
    asNumber: 64512,
    listenPort: 179,
    serviceClusterIPs: [{ cidr: '10.96.0.0/12' }],
    serviceExternalIPs: [{ cidr: '203.0.113.7/32' }],
    communities: [{ name: 'c-1', value: '65000:1' }, { name: 'large', value: '1:2:3' }],
    prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['c-1', '65000:2'] }],
    nodeMeshMaxRestartTime: '90s',
    ignoredInterfaces: ['docker*'],
    bindMode: 'NodeIP',
    nodeMeshPassword: { secretKeyRef: { name: 'secret', key: 'password' } },
  }, { name: 'default' }),
  object('BGPPeer', {
    node: 'node-1',
    peerIP: '192.0.2.1:179',
    asNumber: '1.10',
    keepOriginalNextHop: true,
    sourceAddress: 'UseNodeIP',
    maxRestartTime: '1m',
    ttlSecurity: 1,
    numAllowedLocalASNumbers: 1,
    reachableBy: '192.0.2.254',
    filters: ['f1'],
  }),
  object('BGPPeer', { nodeSelector: 'has(rack)', peerSelector: "rr == 'true'" }),
  object('BGPFilter', {
    exportV4: [{ action: 'Accept', cidr: '10.0.0.0/8', matchOperator: 'In', source: 'RemotePeers', interface: 'cali*' }],
    importV6: [{ action: 'Reject', cidr: 'fd00::/8', matchOperator: 'NotEqual' }],
    importV4: [{ action: 'Reject' }],
  }),
  object('FelixConfiguration', {
    logSeverityScreen: 'Info',
    ipv6Support: true,
    iptablesRefreshInterval: '90s',
    reportingInterval: '0s',
    defaultEndpointToHostAction: 'Accept',
    iptablesBackend: 'NFT',
    chainInsertMode: 'Insert',
    failsafeInboundHostPorts: [{ protocol: 'TCP', port: 22, net: '10.0.0.0/8' }],
    kubeNodePortRanges: ['30000:32767', 31000],
    natPortRange: '32768:65535',
    natOutgoingAddress: '192.0.2.1',
    deviceRouteSourceAddress: '192.0.2.1',
    deviceRouteSourceAddressIPv6: '2001:db8::1',
    routeTableRanges: [{ min: 1, max: 250 }],
    externalNodesList: ['10.0.0.0/8', '192.0.2.7'],
    openstackRegion: 'region-1',
    featureDetectOverride: 'A=true,B=false',
    featureGates: 'A=x',
    prometheusMetricsHost: '10.0.0.1',
    logDebugFilenameRegex: '.*calc.*',
  }, { name: 'default' }),
  object('FelixConfiguration', {
    bpfEnabled: true,
    bpfLogLevel: 'Info',
    bpfLogFilters: { eth0: 'tcp' },
    bpfDataIfacePattern: '^eth',
    bpfConnectTimeLoadBalancing: 'TCP',
    bpfHostNetworkedNATWithoutCTLB: 'Enabled',
    bpfExternalServiceMode: 'DSR',
    bpfDSROptoutCIDRs: ['10.0.0.0/8'],
    bpfExtToServiceConnmark: 128,
    bpfPSNATPorts: '20000:29999',
    bpfForceTrackPacketsFromIfaces: ['docker+'],
    bpfDisableGROForIfaces: 'eth.*',
    bpfExcludeCIDRsFromNAT: ['10.0.0.0/8'],
    wireguardEnabled: true,
    wireguardListeningPort: 51820,
    wireguardInterfaceName: 'wg0',
    awsSrcDstCheck: 'Disable',
    wireguardRoutingRulePriority: 99,
    serviceLoopPrevention: 'Drop',
    workloadSourceSpoofing: 'Any',
    mtuIfacePattern: '^eth',
    floatingIPs: 'Enabled',
    windowsManageFirewallRules: 'Enabled',
    healthTimeoutOverrides: [{ name: 'int dataplane', timeout: '90s' }],
    debugPort: 6060,
    iptablesMarkMask: 4278190080,
    routeSource: 'WorkloadIPs',
    iptablesNATOutgoingInterfaceFilter: 'eth+',
    iptablesFilterAllowAction: 'Accept',
    iptablesMangleAllowAction: 'Return',
    iptablesFilterDenyAction: 'Drop',
    routeTableRange: { min: 1, max: 250 },
  }, { name: 'node.node-1' }),
  object('KubeControllersConfiguration', {
    logSeverityScreen: 'Info',
    healthChecks: 'Enabled',
    etcdV3CompactionPeriod: '10m',
    prometheusMetricsPort: 9094,
    debugProfilePort: 9095,
    controllers: { node: { reconcilerPeriod: '5m', syncLabels: 'Enabled', hostEndpoint: { autoCreate: 'Disabled' }, leakGracePeriod: '15m' }, policy: { reconcilerPeriod: '5m' }, namespace: {} },
  }, { name: 'default' }),
  object('Profile', { ingress: [{ action: 'Allow' }], egress: [{ action: 'Allow', protocol: 'TCP', destination: { ports: [80] } }], labelsToApply: { a: 'b' } }),
];

const TEXTS = ['', 'x', 'UPPER', 'a.b', 'a_b', '-a', 'Allow', 'allow', 'Deny', 'TCP', 'tcp', 'UDPLite', 'ICMPv6', '6', '80', '0', '80:90', '90:80', '80-90', '70000', 'all()', 'global()', 'app = "x"',
  'app == x', "a == 'b'", 'has(a)\n', ' ', '10.0.0.0/8', '10.0.0.1/8', '10.0.0.1', '0.0.0.0/0', '::/0', 'fd00::/8', 'fd00::1', '2001:db8::1/64', '::ffff:10.0.0.1', '010.0.0.1', '10.0.0.0/08', '300.0.0.1',
  '90s', '1.5s', '-1s', '1500ms', '5', '1.10', '65000', 'Enabled', 'Always', 'Never', 'Ingress', 'true', 'null', '*', 'eth0', 'a-very-long-interface-name', 'a=b,c', '(', '[a', '/p', 'a?b', 'node.x',
  'projectcalico.org/namespace', '192.0.2.1:0', '[fd00::1]:179', '65000:1', '1:2:3', '70000:1', 'é'];
const NUMBERS = [0, 1, -1, 4, 6, 8, 22, 58, 132, 200, 254, 255, 256, 300, 1.5, 65535, 65536, 100000, 2147483648, 4294967295, 4294967296];

function randomValue(random: Random): Json {
  switch (random.below(9)) {
    case 0: return null;
    case 1: return random.next() < 0.5;
    case 2: case 3: return random.pick(NUMBERS);
    case 4: return [];
    case 5: return {};
    case 6: return [random.pick(TEXTS)];
    default: return random.pick(TEXTS);
  }
}

interface Place { readonly parent: Fields | Json[]; readonly key: string | number }

function places(value: Json, out: Place[] = []): Place[] {
  if (Array.isArray(value)) {
    value.forEach((item, key) => { out.push({ parent: value, key }); places(item, out); });
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) { out.push({ parent: value, key }); places(value[key], out); }
  }
  return out;
}

/** Changes one thing: another value, a field less, more, renamed, an entry twice, a value from another object, of `donors`. */
export function mutate(root: Fields, random: Random, donors: readonly Fields[] = VALID): void {
  const all = places(root);
  const open = all.filter(({ key }) => key !== 'apiVersion' && key !== 'kind');
  if (open.length === 0) return;
  const place = random.pick(open);
  const parent = place.parent as Fields;
  const key = place.key as string;
  switch (random.below(10)) {
    case 0:
      if (Array.isArray(place.parent)) place.parent.splice(place.key as number, 1);
      else delete parent[key];
      break;
    case 1:
      if (Array.isArray(place.parent)) place.parent.push(structuredClone(place.parent[place.key as number]));
      else parent[random.pick([key.toUpperCase(), `${key}x`, key[0].toUpperCase() + key.slice(1)])] = parent[key];
      break;
    case 2: case 3: {
      // A field of another object at the same name's place keeps mutations plausible.
      const donor = random.pick(places(random.pick(donors)).filter((other) => typeof other.key === 'string'));
      const value = structuredClone((donor.parent as Fields)[donor.key as string]);
      if (Array.isArray(place.parent)) place.parent[place.key as number] = value;
      else parent[donor.key as string] = value;
      break;
    }
    default:
      if (Array.isArray(place.parent)) place.parent[place.key as number] = randomValue(random);
      else parent[key] = typeof parent[key] === 'string' && random.below(3) > 0 ? random.pick(TEXTS) : typeof parent[key] === 'number' && random.below(3) > 0 ? random.pick(NUMBERS) : randomValue(random);
  }
}
