import { App, Chart, Duration } from 'cdk8s';
import { againstCrds, HAS_CRDS } from './crds';
import { errors, manifests, newChart } from './synth';
import {
  ApplicationLayerPolicy, BgpFilterAction, BGPConfiguration, BGPFilter, BGPPeer, CalicoAlerts, CalicoctlConfig, CalicoEdition,
  CalicoMetrics, CalicoTarget,
  CalicoVersion, Dataplane, DenyAction, DropActionOverride, EndpointToHostAction, FailsafeProtocol, FelixConfiguration, Goldmane, Installation,
  InstallMode, IPPool, KubeControllersConfiguration, KubernetesProvider, MetricsDiscovery, Profile, RouteReflectors, Selector, TierAccess,
  TierAccessLevel, TierSubject, Typha, BirdConfig, BirdVersion, CalicoctlPod, APIServer, Whisker, AlertmanagerServer, PrometheusServer, Encapsulation,
  CalicoNode, CalicoctlChart, CalicoNodeStatus, IPReservation, IPAMConfiguration,
} from 'cdk8s-calico';

const byKind = (chart: Chart, kind: string) => manifests(chart).filter((object) => object.kind === kind);

describe('FelixConfiguration', () => {
  test('several constructs write one object, and only what was set', () => {
    const chart = newChart();
    new FelixConfiguration(chart, 'metrics', { metrics: { port: 9081 } });
    new FelixConfiguration(chart, 'wireguard', { wireguard: { ipv6: true } });
    expect(manifests(chart)).toEqual([{
      apiVersion: 'projectcalico.org/v3',
      kind: 'FelixConfiguration',
      metadata: { name: 'default' },
      spec: { prometheusMetricsEnabled: true, prometheusMetricsPort: 9081, wireguardEnabled: true, wireguardEnabledV6: true },
    }]);
  });

  test.each([
    [CalicoVersion.V3_31, {}],
    [CalicoVersion.V3_32, { nftablesMode: 'Auto' }],
    [CalicoVersion.V3_33, { nftablesMode: 'Auto', nftablesFlowTableOffload: 'Disabled' }],
  ])('a new object for a node says what the CRD of %s would fill in', (version, filledIn) => {
    const chart = newChart();
    CalicoTarget.of(version).applyTo(chart);
    new FelixConfiguration(chart, 'metrics', { node: 'a', metrics: { port: 9081 } });
    expect(manifests(chart)[0].spec).toEqual({ prometheusMetricsEnabled: true, prometheusMetricsPort: 9081, ...filledIn });
  });

  test('what somebody set on a node stays, and the object that a cluster has already gets no defaults', () => {
    const chart = newChart();
    CalicoTarget.of(CalicoVersion.V3_33).applyTo(chart);
    new FelixConfiguration(chart, 'node', { node: 'a', settings: { nftablesMode: 'Disabled' } });
    new FelixConfiguration(chart, 'cluster', { metrics: { port: 9081 } });
    new BGPConfiguration(chart, 'bgp', { listenPort: 178 });
    expect(manifests(chart).map(({ spec }) => [spec.nftablesMode, spec.nftablesFlowTableOffload, spec.serviceLoadBalancerAggregation])).toEqual([
      ['Disabled', 'Disabled', undefined], [undefined, undefined, undefined], [undefined, undefined, undefined],
    ]);
  });

  test('a contradiction names both constructs', () => {
    const chart = newChart();
    new FelixConfiguration(chart, 'a', { metrics: { port: 9081 } });
    new FelixConfiguration(chart, 'b', { metrics: { port: 9091 } });
    expect(errors(chart)).toEqual([expect.stringMatching(/spec.prometheusMetricsPort: test\/a sets 9081 and test\/b sets 9091/)]);
  });

  test('each cluster of an app has its own', () => {
    const app = new App();
    for (const [name, port] of [['one', 9081], ['two', 9091]] as const) {
      const chart = new Chart(app, name);
      CalicoTarget.of(CalicoVersion.V3_31).applyTo(chart);
      new FelixConfiguration(chart, 'felix', { metrics: { port } });
    }
    expect(app.synthYaml().match(/kind: FelixConfiguration/g)).toHaveLength(2);
  });

  test('for a node', () => {
    const chart = newChart();
    new FelixConfiguration(chart, 'x', { node: 'myhost', endpointToHostAction: EndpointToHostAction.RETURN });
    expect(manifests(chart)[0]).toMatchObject({ metadata: { name: 'node.myhost' }, spec: { defaultEndpointToHostAction: 'Return' } });
  });

  test('the deny action goes to the field of the dataplane', () => {
    const nft = newChart(CalicoTarget.of(CalicoVersion.V3_31, { dataplane: Dataplane.NFTABLES }));
    new FelixConfiguration(nft, 'x', { denyAction: DenyAction.REJECT });
    expect(manifests(nft)[0].spec).toEqual({ nftablesFilterDenyAction: 'Reject' });
    const bpf = newChart(CalicoTarget.of(CalicoVersion.V3_31, { dataplane: Dataplane.EBPF }));
    new FelixConfiguration(bpf, 'x', { denyAction: DenyAction.REJECT });
    expect(errors(bpf)).toEqual([expect.stringContaining('denyAction has no effect with the dataplane ebpf')]);
  });

  test('fields of the commercial edition need that edition', () => {
    const props = { dropActionOverride: DropActionOverride.LOG_AND_DROP, policyReporterPort: 9081 };
    const open = newChart();
    new FelixConfiguration(open, 'x', props);
    expect(errors(open)).toHaveLength(3);
    expect(errors(open)[0]).toMatch(/CAL1018.*spec.dropActionOverride.*staged twin/);
    const enterprise = newChart(CalicoTarget.of(CalicoVersion.V3_31, { edition: CalicoEdition.ENTERPRISE }));
    new FelixConfiguration(enterprise, 'x', { node: 'myhost', ...props });
    expect(manifests(enterprise)[0].spec).toEqual({ dropActionOverride: 'LogAndDrop', prometheusReporterEnabled: true, prometheusReporterPort: 9081 });
  });

  test('durations are written as Go writes them', () => {
    const chart = newChart();
    new FelixConfiguration(chart, 'x', { reportingInterval: Duration.seconds(90), wireguard: { keepAlive: Duration.seconds(0) } });
    expect(manifests(chart)[0].spec).toMatchObject({ reportingInterval: '1m30s', wireguardKeepAlive: '0s' });
  });

  test.each([
    [{ reportingInterval: Duration.millis(1500) }, /takes? no fractions/],
    [{ metrics: { port: 0 } }, /spec.prometheusMetricsPort: 0 is no port/],
    [{ failsafeInbound: [{ protocol: FailsafeProtocol.TCP, port: 0 }] }, /failsafeInboundHostPorts\[0\].port: 0 is no port/],
    [{ failsafeInbound: [{ protocol: FailsafeProtocol.TCP, port: 22, net: 'x' }] }, /"x" is neither/],
    [{ metrics: {}, settings: { prometheusMetricsPort: 1 } }, /is set twice/],
  ])('%o is an error', (props, message) => {
    const chart = newChart();
    new FelixConfiguration(chart, 'x', props);
    expect(errors(chart)).toEqual([expect.stringMatching(message)]);
  });

  test('node and nodeSelector exclude each other', () => {
    expect(() => new FelixConfiguration(newChart(), 'x', { node: 'a', nodeSelector: Selector.all() })).toThrow(/not both/);
  });
});

test('the port 0 switches the metrics of the controllers off; other ports have to be some', () => {
  const off = newChart();
  new KubeControllersConfiguration(off, 'controllers', { metricsPort: 0 });
  expect(errors(off)).toEqual([]);
  expect(manifests(off)[0].spec).toEqual({ prometheusMetricsPort: 0, controllers: {} });
  const wrong = newChart();
  new KubeControllersConfiguration(wrong, 'controllers', { metricsPort: 65536 });
  expect(errors(wrong)).toContainEqual(expect.stringMatching(/spec.prometheusMetricsPort: 65536 is no port/));
});

describe('BGP', () => {
  test.each([
    [{ peerIP: '192.0.2.1/32', asNumber: 1 }, /CAL1131.*192.0.2.1\/32/],
    [{ peerIP: '192.0.2.1:0', asNumber: 1 }, /CAL1131/],
    [{ peerIP: '2001:db8::1:1790:', asNumber: 1 }, /CAL1131/],
    [{ peerIP: '192.0.2.1' }, /needs its AS number/],
    [{ peerIP: '192.0.2.1', asNumber: 0 }, /AS number 0 is out of range/],
    [{ peerIP: '192.0.2.1', asNumber: 1, peerSelector: Selector.all() }, /CAL1132/],
    [{}, /the peer is nobody/],
  ])('BGPPeer %o is an error', (props, message) => {
    const chart = newChart();
    new BGPPeer(chart, 'peer', props);
    expect(errors(chart).join('\n')).toMatch(message);
  });

  test.each([
    [{ peerSelector: Selector.all(), asNumber: 64512 }, /CAL1132.*asNumber/],
    [{ peerIP: '192.0.2.1', asNumber: 0 }, /AS number 0 is out of range; use 1 to 2147483647/],
    [{ peerIP: '192.0.2.1', asNumber: 2147483648 }, /CAL1011.*2147483648 is out of range/],
    [{ peerIP: '192.0.2.1', asNumber: 4294967296 }, /CAL1130.*write a number from 1 to 2147483647/],
  ])('BGPPeer %o is told once', (props, message) => {
    const chart = newChart();
    new BGPPeer(chart, 'peer', props);
    expect(errors(chart)).toEqual([expect.stringMatching(message)]);
  });

  test('an AS number of 31 bits is fine in a CRD, one of 32 bits for a node, which no CRD holds', () => {
    const chart = newChart();
    new BGPConfiguration(chart, 'default', { asNumber: 2147483647 });
    const nodes = new CalicoctlChart(new App(), 'nodes');
    new CalicoNode(nodes, 'a', { asNumber: 4294967295 });
    new CalicoNode(nodes, 'b', { asNumber: 4294967296 });
    new CalicoNode(nodes, 'c', { asNumber: 0 });
    expect([...errors(chart), ...errors(nodes)]).toEqual([
      expect.stringContaining('spec.bgp.asNumber: AS number 4294967296 is out of range; use 1 to 4294967295'),
      expect.stringContaining('spec.bgp.asNumber: AS number 0 is out of range'),
    ]);
  });

  test.each(['192.0.2.1', '192.0.2.1:1790', '2001:db8::1', '[2001:db8::1]:1790'])('peerIP %s is fine', (peerIP) => {
    const chart = newChart();
    new BGPPeer(chart, 'peer', { peerIP, asNumber: 64512 });
    expect(errors(chart)).toEqual([]);
  });

  test('what holds for the cluster cannot be set for a node', () => {
    const chart = newChart();
    new BGPConfiguration(chart, 'x', { node: 'n', nodeToNodeMesh: false });
    expect(errors(chart)).toEqual([expect.stringContaining('holds for the whole cluster')]);
  });

  test('communities must be used and well formed', () => {
    const chart = newChart();
    new BGPConfiguration(chart, 'x', { communities: [{ name: 'c', value: '65536:1' }] });
    expect(errors(chart)).toHaveLength(2);
  });

  test('BGPFilter', () => {
    const chart = newChart();
    new BGPFilter(chart, 'f', { exportV4: [{ action: BgpFilterAction.REJECT, cidr: 'fd00::/8' }] });
    expect(errors(chart)).toEqual([expect.stringMatching(/CAL1057.*exportV4\[0\].cidr/)]);
  });

  test("document 003's external reflector uses one AS number everywhere", () => {
    const chart = newChart();
    const reflectors = new RouteReflectors(chart, 'rr', { asNumber: 64567, external: [{ address: '192.20.30.40' }] });
    expect(manifests(chart).map(({ kind, metadata, spec }) => ({ kind, name: metadata.name, spec }))).toMatchInlineSnapshot(`
[
  {
    "kind": "BGPConfiguration",
    "name": "default",
    "spec": {
      "asNumber": 64567,
      "logSeverityScreen": "Info",
      "nodeToNodeMeshEnabled": false,
    },
  },
  {
    "kind": "BGPPeer",
    "name": "bgppeer-global-1",
    "spec": {
      "asNumber": 64567,
      "peerIP": "192.20.30.40",
    },
  },
]
`);
    expect(reflectors.birdConfig('192.20.30.40', [{ name: 'node-1', address: '10.0.0.1' }], BirdVersion.V1).toString()).toMatchInlineSnapshot(`
"log syslog { debug, trace, info, remote, warning, error, auth, fatal, bug };
log stderr all;

router id 192.20.30.40;

debug protocols all;

protocol device {
}

protocol bgp nodeb {
  description "10.0.0.1";
  local as 64567;
  neighbor 10.0.0.1 as 64567;
  multihop;
  rr client;
  graceful restart;
  import all;
  export all;
}
"
`);
    expect(() => reflectors.nodeScript()).toThrow(/outside of the cluster/);
  });

  test('a second BGPConfiguration with another AS number contradicts the reflectors', () => {
    const chart = newChart();
    new RouteReflectors(chart, 'rr', { asNumber: 64567, external: [{ address: '192.20.30.40' }] });
    new BGPConfiguration(chart, 'mine', { asNumber: 64512 });
    expect(errors(chart)).toEqual([expect.stringMatching(/spec.asNumber: test\/rr\/Configuration sets 64567 and test\/mine sets 64512/)]);
  });

  test('nodes as reflectors', () => {
    const chart = newChart();
    const reflectors = new RouteReflectors(chart, 'rr', { inCluster: { label: { rr: 'true' }, clusterId: '244.0.0.1', nodes: ['n1'] } });
    expect(byKind(chart, 'BGPPeer')[0].spec).toEqual({ nodeSelector: 'all()', peerSelector: 'rr == "true"' });
    expect(reflectors.nodeScript()).toBe('kubectl annotate node n1 --overwrite projectcalico.org/RouteReflectorClusterID=244.0.0.1\nkubectl label node n1 --overwrite rr=true\n');
  });

  test('short names in BIRD are letters, unique, and no words of its language', () => {
    const nodes = ['node1', 'node-1', 'NODE_1', 'master', '10'].map((name, index) => ({ name, address: `10.0.0.${index + 1}` }));
    const { shortcodes } = BirdConfig.of({ routerId: '10.0.1.1', asNumber: 64512, nodes });
    expect(shortcodes).toEqual(['nodeb', 'nodeba', 'nodebb', 'mastera', 'ba']);
    expect(() => BirdConfig.of({ routerId: '10.0.1.1', asNumber: 64512, nodes: [nodes[0], nodes[0]] })).toThrow(/two nodes have the name/);
  });
});

describe('Installation', () => {
  test('presets of providers, and the Helm values of document 001', () => {
    expect(Installation.helmValues({ provider: KubernetesProvider.GKE })).toMatchInlineSnapshot(`
"installation:
  enabled: true
  kubernetesProvider: GKE
  cni:
    type: GKE
    ipam:
      type: HostLocal
apiServer:
  enabled: true
"
`);
    expect(() => Installation.helmValues({ provider: 'Foo' as KubernetesProvider })).toThrow(/knows no Kubernetes provider "Foo"/);
  });

  test('pools need Calico as CNI plugin', () => {
    const chart = newChart();
    new Installation(chart, 'x', { provider: KubernetesProvider.EKS, ipPools: [{ cidr: '10.0.0.0/8' }] });
    expect(errors(chart)).toEqual([expect.stringContaining('the CNI plugin AmazonVPC gives the addresses')]);
  });

  test('Typha beside the operator is an error', () => {
    const chart = newChart();
    new Typha(chart, 'typha');
    new Installation(chart, 'x');
    expect(errors(chart)).toEqual([expect.stringContaining('runs Typha by itself')]);
  });

  test('Goldmane needs v3.30', () => {
    const chart = newChart(CalicoTarget.of(CalicoVersion.V3_29));
    new Goldmane(chart, 'g');
    expect(errors(chart).join()).toMatch(/v3.30/);
  });

  test('HTTP rules and metrics go through the Installation where there is one', () => {
    const chart = newChart();
    new Installation(chart, 'x');
    new ApplicationLayerPolicy(chart, 'http', { flexVolumePath: '/etc/kubernetes/volumeplugins/' });
    new CalicoMetrics(chart, 'metrics');
    expect(byKind(chart, 'Installation')[0].spec).toMatchObject({
      nodeMetricsPort: 9091, typhaMetricsPort: 9093, flexVolumePath: '/etc/kubernetes/volumeplugins/',
    });
    expect(new Set(['Service', 'ServiceMonitor'].flatMap((kind) => byKind(chart, kind).map(({ metadata }) => metadata.namespace)))).toEqual(new Set(['calico-system']));
    expect(byKind(chart, 'FelixConfiguration')[0].spec).toEqual({ policySyncPathPrefix: '/var/run/nodeagent' });
  });
});

test('the folder of FlexVolume plugins is the provider\'s own, or one that the operator can append to', () => {
  const chart = newChart();
  new Installation(chart, 'x');
  new ApplicationLayerPolicy(chart, 'http');
  expect(byKind(chart, 'Installation')[0].spec).toEqual({});
  const other = newChart();
  new Installation(other, 'x', { flexVolumePath: '/etc/kubernetes/volumeplugins' });
  expect(errors(other)).toEqual([expect.stringContaining('spec.flexVolumePath: "/etc/kubernetes/volumeplugins" must end with a slash')]);
  const without = newChart();
  new ApplicationLayerPolicy(without, 'http');
  new Installation(without, 'x', { flexVolumePath: 'None' });
  expect(errors(without)).toEqual([expect.stringContaining('so no sidecar gets Felix\'s sockets')]);
});

test('the folder of FlexVolume plugins reaches the Installation in whatever order they are made, and makes none', () => {
  const spec = { flexVolumePath: '/etc/kubernetes/volumeplugins/' };
  const chart = newChart();
  new ApplicationLayerPolicy(chart, 'http', spec);
  expect(byKind(chart, 'Installation')).toEqual([]);
  new Installation(chart, 'x', { nodeMetricsPort: 9091 });
  expect(byKind(chart, 'Installation')[0].spec).toEqual({ nodeMetricsPort: 9091, ...spec });

  const wrong = newChart();
  new ApplicationLayerPolicy(wrong, 'http', spec);
  new Installation(wrong, 'x', { flexVolumePath: '/other/' });
  expect(errors(wrong)).toEqual([expect.stringMatching(/spec.flexVolumePath: test\/x sets "\/other\/" and test\/http sets "\/etc/)]);
});

test('metrics need the Installation first', () => {
  const chart = newChart();
  new CalicoMetrics(chart, 'metrics');
  new Installation(chart, 'x');
  expect(errors(chart)).toEqual([expect.stringContaining('the Installation of this app was made later')]);
});

test.each([MetricsDiscovery.SERVICE_MONITOR, MetricsDiscovery.POD_MONITOR])('with a %s the standard alerts ask for jobs that Prometheus has', (discovery) => {
  const chart = newChart();
  new CalicoMetrics(chart, 'metrics', { discovery });
  new CalicoAlerts(chart, 'alerts');
  // Prometheus calls a job after the Service; with pods after the label that jobLabel names, else after the monitor and its namespace.
  const jobs = [
    ...byKind(chart, 'Service').map(({ metadata }) => metadata.name),
    ...byKind(chart, 'PodMonitor').map(({ spec, metadata }) => spec.selector.matchLabels[spec.jobLabel] ?? `${metadata.namespace}/${metadata.name}`),
  ];
  const down = byKind(chart, 'PrometheusRule')[0].spec.groups[0].rules.filter(({ expr }: any) => expr.startsWith('up'));
  expect(down).toHaveLength(2);
  expect(down.filter(({ expr }: any) => !jobs.some((job) => expr.includes(`job="${job}"`)))).toEqual([]);
});

describe('calicoctl', () => {
  test('the file and the environment of document 003', () => {
    const config = CalicoctlConfig.etcd({ endpoints: ['https://etcd1:2379', 'https://etcd2:2379'], keyFile: '/k', certFile: '/c', caCertFile: '/ca' });
    expect(config.toFile()).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: CalicoAPIConfig
metadata: {}
spec:
  datastoreType: etcdv3
  etcdEndpoints: https://etcd1:2379,https://etcd2:2379
  etcdKeyFile: /k
  etcdCertFile: /c
  etcdCACertFile: /ca
"
`);
    expect(config.toEnvironment()).toEqual({
      DATASTORE_TYPE: 'etcdv3', ETCD_ENDPOINTS: 'https://etcd1:2379,https://etcd2:2379', ETCD_KEY_FILE: '/k', ETCD_CERT_FILE: '/c', ETCD_CA_CERT_FILE: '/ca',
    });
  });

  test('the file of document 002', () => {
    const config = CalicoctlConfig.etcd({ endpoints: ['https://169.1.1.1:30001'], keyFile: 'k', certFile: 'c' });
    expect(config.toLegacyFile()).toMatch(/^apiVersion: v1\nkind: calicoApiConfig\n/);
  });

  test('secrets don\'t go into a ConfigMap', () => {
    const config = CalicoctlConfig.kubernetes({ apiToken: 'x' });
    expect(() => config.addConfigMap(newChart(), 'c')).toThrow(/Use addSecret/);
    expect(() => config.toEnvironment()).toThrow(/apiToken cannot be said in the environment/);
    const chart = newChart();
    config.addSecret(chart, 's');
    expect(manifests(chart)[0].stringData['calicoctl.cfg']).toContain('k8sAPIToken: x');
  });

  test.each([
    [{}, /either endpoints or discoverySrv/],
    [{ endpoints: ['etcd1:2379'] }, /is not a URL/],
    [{ endpoints: ['https://e:1'], keyFile: 'k' }, /belong together/],
  ])('etcd %o is refused', (datastore, message) => {
    expect(() => CalicoctlConfig.etcd(datastore)).toThrow(message);
  });

  test('kinds that only calicoctl knows need its chart', () => {
    expect(() => new Profile(newChart(), 'p')).toThrow(/known to calicoctl only/);
  });
});

test('Typha: every parameter of document 003 as variable and as file', () => {
  const chart = newChart();
  const typha = new Typha(chart, 'typha', { settings: { prometheusMetricsEnabled: true, prometheusProcessMetricsEnabled: false } });
  const [container] = byKind(chart, 'Deployment')[0].spec.template.spec.containers;
  expect(container.env.map(({ name, value }: any) => `${name}=${value}`)).toMatchInlineSnapshot(`
[
  "TYPHA_DATASTORETYPE=kubernetes",
  "TYPHA_HEALTHENABLED=true",
  "TYPHA_LOGFILEPATH=none",
  "TYPHA_LOGSEVERITYSCREEN=INFO",
  "TYPHA_LOGSEVERITYSYS=none",
  "TYPHA_PROMETHEUSMETRICSENABLED=true",
  "TYPHA_PROMETHEUSPROCESSMETRICSENABLED=false",
  "TYPHA_CONNECTIONREBALANCINGMODE=kubernetes",
  "TYPHA_SHUTDOWNTIMEOUTSECS=300",
]
`);
  expect(typha.configFile).toContain('[global]\nDatastoreType = kubernetes\n');
  expect(JSON.parse(typha.nodePatch).spec.template.spec.containers[0].env[0]).toEqual({ name: 'FELIX_TYPHAK8SSERVICENAME', value: 'calico-typha' });
  expect(byKind(chart, 'PodDisruptionBudget')[0].spec.maxUnavailable).toBe(1);
});

test('Typha refuses what it could not read', () => {
  const chart = newChart();
  new Typha(chart, 'typha', { replicas: 0, settings: { datastoreType: 'etcd', prometheusMetricsPort: 0 } });
  expect(errors(chart)).toHaveLength(3);
});

describe('TierAccess', () => {
  test('rights on a tier', () => {
    const chart = newChart(CalicoTarget.of(CalicoVersion.V3_29));
    new TierAccess(chart, 'team', { tier: 'internal-access', level: TierAccessLevel.VIEW, subjects: [TierSubject.group('team')] });
    expect(manifests(chart)[0].rules).toMatchInlineSnapshot(`
[
  {
    "apiGroups": [
      "projectcalico.org",
    ],
    "resourceNames": [
      "internal-access",
    ],
    "resources": [
      "tiers",
    ],
    "verbs": [
      "get",
    ],
  },
  {
    "apiGroups": [
      "projectcalico.org",
    ],
    "resourceNames": [
      "internal-access.*",
    ],
    "resources": [
      "tier.networkpolicies",
      "tier.globalnetworkpolicies",
    ],
    "verbs": [
      "get",
      "list",
      "watch",
    ],
  },
  {
    "apiGroups": [
      "projectcalico.org",
    ],
    "resources": [
      "networkpolicies",
      "globalnetworkpolicies",
    ],
    "verbs": [
      "get",
      "list",
      "watch",
    ],
  },
]
`);
  });

  test('in some namespaces only', () => {
    const chart = newChart();
    new TierAccess(chart, 'team', { tier: 't', level: TierAccessLevel.EDIT, subjects: [TierSubject.user('u')], namespaces: ['a', 'b'] });
    expect(manifests(chart).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}`)).toEqual([
      'ClusterRole ', 'ClusterRoleBinding ', 'ClusterRole ', 'RoleBinding a', 'RoleBinding b',
    ]);
  });

  test('nobody enforces it for calicoctl', () => {
    const chart = newChart(CalicoTarget.of(CalicoVersion.V3_31, { installMode: InstallMode.CALICOCTL }));
    new TierAccess(chart, 'team', { tier: 't', level: TierAccessLevel.EDIT, subjects: [TierSubject.user('u')] });
    expect(errors(chart)).toEqual([expect.stringContaining('nobody enforces access to tiers')]);
  });
});

test('alerts on metrics that the target lacks are errors', () => {
  const chart = newChart();
  new CalicoAlerts(chart, 'alerts', {
    alerts: [
      { name: 'A', expression: 'rate(calico_denied_packets[1m]) > 1', summary: 's' },
      { name: 'B', expression: 'felix_active_local_tags > 1', summary: 's' },
      { name: 'C', expression: 'felix_route_table_list_seconds > 1', summary: 's' },
    ],
  });
  expect(errors(chart)).toEqual([
    expect.stringMatching(/alert A: .*Enterprise/), expect.stringMatching(/alert B: .*Nothing took its place/),
    expect.stringMatching(/alert C: .*Use felix_route_table_resync_seconds/),
  ]);
});

test('commercial editions get an alert on denied packets', () => {
  const chart = newChart(CalicoTarget.of(CalicoVersion.V3_31, { edition: CalicoEdition.ENTERPRISE }));
  new CalicoAlerts(chart, 'alerts');
  expect(JSON.stringify(manifests(chart))).toContain('calico_denied_packets');
});

(HAS_CRDS ? test : test.skip).each([['v3.31', CalicoVersion.V3_31], ['v3.33', CalicoVersion.V3_33]] as const)('every kind passes the CRDs of Calico %s', (crds, version) => {
  const chart = newChart(CalicoTarget.of(version));
  new IPPool(chart, 'pool', { cidr: '10.1.0.0/16', encapsulation: Encapsulation.VXLAN, namespaceSelector: Selector.all(), nodeSelector: Selector.label('a').equalTo('b') });
  new IPReservation(chart, 'reservation', { reserved: ['10.1.0.1'] });
  new IPAMConfiguration(chart, 'ipam', { strictAffinity: true, maxBlocksPerHost: 4 });
  new FelixConfiguration(chart, 'felix', {
    metrics: {},
    wireguard: { hostEncryption: true, listeningPort: 51820 },
    endpointToHostAction: EndpointToHostAction.ACCEPT,
    denyAction: DenyAction.REJECT,
    failsafeInbound: [{ protocol: FailsafeProtocol.TCP, port: 22, net: '10.0.0.0/8' }],
    interfacePrefixes: ['cali', 'tap'],
  });
  new KubeControllersConfiguration(chart, 'kcc', {
    automaticHostEndpoints: { createDefault: false, templates: [{ generateName: 'x', interfaceCidrs: ['10.0.0.0/8'] }] }, metricsPort: 9094,
  });
  const filter = new BGPFilter(chart, 'filter', { exportV4: [{ action: BgpFilterAction.ACCEPT, cidr: '10.1.0.0/16' }], importV6: [{ action: BgpFilterAction.REJECT }] });
  new BGPPeer(chart, 'tor', { peerIP: '192.0.2.1', asNumber: 64500, filters: [filter], password: { secret: 's', key: 'k' }, maxRestartTime: Duration.minutes(2) });
  new RouteReflectors(chart, 'rr', { external: [{ address: '192.20.30.40' }] });
  new BGPConfiguration(chart, 'bgp', {
    serviceClusterIps: ['10.96.0.0/12'], communities: [{ name: 'c', value: '64512:1' }], prefixAdvertisements: [{ cidr: '10.1.0.0/16', communities: ['c'] }],
  });
  new CalicoNodeStatus(chart, 'status', { node: 'n' });
  new Installation(chart, 'installation', { provider: KubernetesProvider.NONE, ipPools: [{ cidr: '10.2.0.0/16' }], mtu: 1440, bgp: true, registry: 'r/', dataplane: Dataplane.NFTABLES });
  new APIServer(chart, 'apiserver');
  new Goldmane(chart, 'goldmane');
  new Whisker(chart, 'whisker');
  new CalicoMetrics(chart, 'metrics');
  new CalicoMetrics(chart, 'pods', { discovery: MetricsDiscovery.POD_MONITOR });
  new CalicoAlerts(chart, 'alerts');
  new PrometheusServer(chart, 'prometheus', { namespace: 'monitoring', alertmanager: 'calico' });
  new AlertmanagerServer(chart, 'alertmanager', { namespace: 'monitoring', receiver: 'r', receiverSettings: {} });
  new CalicoctlPod(chart, 'calicoctl');
  const { checked, errors: found } = againstCrds(crds, manifests(chart));
  expect(found).toEqual([]);
  expect(new Set(checked.map((text) => text.split(' ')[0]))).toEqual(new Set(['IPPool', 'IPReservation', 'IPAMConfiguration', 'FelixConfiguration',
    'KubeControllersConfiguration', 'BGPFilter', 'BGPPeer', 'BGPConfiguration', 'CalicoNodeStatus', 'Installation', 'APIServer', 'Goldmane', 'Whisker',
    'ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Prometheus', 'Alertmanager']));
});
