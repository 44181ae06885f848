import { type Fields, VALID as IN_CALICOCTL } from '../oracle/objects';

const object = (apiVersion: string, kind: string, spec: Fields, metadata: Fields = {}): Fields => ({ apiVersion, kind, metadata: { name: 'example', ...metadata }, spec });
const calico = (kind: string, spec: Fields, metadata: Fields = {}): Fields => object('projectcalico.org/v3', kind, spec, metadata);

/** The twins of policies that are not enforced. */
const STAGED: Fields[] = IN_CALICOCTL.filter(({ kind }) => /NetworkPolicy$/.test(kind as string))
  .map((policy) => ({ ...policy, kind: `Staged${policy.kind as string}`, spec: { stagedAction: 'Set', ...policy.spec as Fields } }));

const ADMIN_SUBJECT: Fields = { namespaces: { matchLabels: { team: 'a' } } };
const PODS: Fields = { pods: { namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] }, podSelector: { matchLabels: { app: 'web' } } } };
const ADMIN_INGRESS: Fields = { name: 'in', action: 'Allow', from: [{ namespaces: {} }, PODS], ports: [{ portNumber: { protocol: 'TCP', port: 80 } }, { portRange: { protocol: 'UDP', start: 80, end: 90 } }, { namedPort: 'http' }] };
const ADMIN_EGRESS: Fields = { name: 'out', action: 'Deny', to: [PODS, { networks: ['10.0.0.0/8', 'fd00::/8'] }, { nodes: { matchLabels: { a: 'b' } } }], ports: [{ portNumber: { protocol: 'SCTP', port: 90 } }] };

const ADMIN: Fields[] = [
  object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', { priority: 10, subject: ADMIN_SUBJECT, ingress: [ADMIN_INGRESS], egress: [ADMIN_EGRESS, { action: 'Pass', to: [{ namespaces: {} }], ports: [{ namedPort: 'http' }] }] }),
  object('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy', { subject: PODS, ingress: [ADMIN_INGRESS], egress: [ADMIN_EGRESS] }, { name: 'default' }),
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', {
    tier: 'Admin',
    priority: 10,
    subject: ADMIN_SUBJECT,
    ingress: [{ name: 'in', action: 'Accept', from: [{ namespaces: {} }, PODS], protocols: [{ tcp: { destinationPort: { number: 80 } } }, { udp: { destinationPort: { range: { start: 80, end: 90 } } } }, { destinationNamedPort: 'http' }] }],
    egress: [{ name: 'out', action: 'Deny', to: [PODS, { networks: ['10.0.0.0/8', 'fd00::/8'] }], protocols: [{ sctp: { destinationPort: { number: 90 } } }] }],
  }),
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', { tier: 'Baseline', priority: 1000, subject: PODS, egress: [{ action: 'Pass', to: [{ namespaces: {} }] }] }),
];

/** Valid objects of every kind that has a CRD. */
export const VALID: readonly Fields[] = [
  ...IN_CALICOCTL.filter(({ kind }) => kind !== 'Profile'),
  ...STAGED,
  ...ADMIN,
  calico('StagedKubernetesNetworkPolicy', {
    stagedAction: 'Set',
    podSelector: { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'a', operator: 'NotIn', values: ['b'] }] },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }, { namespaceSelector: {} }], ports: [{ protocol: 'TCP', port: 80 }] }],
    egress: [{ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [{ protocol: 'UDP', port: 'dns', endPort: 90 }] }],
  }, { namespace: 'shop' }),
  calico('Tier', { order: 100, defaultAction: 'Pass' }),
  calico('Tier', { defaultAction: 'Deny' }, { name: 'default' }),
  calico('BGPFilter', {
    importV4: [{ action: 'Accept', cidr: '10.0.0.0/8', matchOperator: 'In', prefixLength: { min: 8, max: 24 }, peerType: 'eBGP', communities: { values: ['65000:1'] }, priority: 100, asPathPrefix: [65000], operations: [{ addCommunity: { value: '65000:1' } }, { prependASPath: { prefix: [65000] } }, { setPriority: { value: 5 } }] }],
  }),
  calico('BGPPeer', { peerIP: '192.0.2.1', asNumber: 64512, localASNumber: 64513, nextHopMode: 'Self', keepaliveTime: '30s', reversePeering: 'Manual', failureDetectionMode: 'None' }),
  calico('BGPPeer', { localWorkloadSelector: "app == 'router'", asNumber: 64512 }),
  calico('IPPool', { cidr: '192.168.0.0/16', allowedUses: ['LoadBalancer'], assignmentMode: 'Manual', disableBGPExport: false }),
  calico('IPPool', { cidr: '10.244.0.0/16', blockSize: 24, namespaceSelector: "team == 'a'", ipipMode: 'CrossSubnet' }),
  calico('IPAMConfiguration', { strictAffinity: true, maxBlocksPerHost: 4, autoAllocateBlocks: true }, { name: 'default' }),
  calico('CalicoNodeStatus', { node: 'node-1', classes: ['Agent', 'BGP', 'Routes'], updatePeriodSeconds: 10 }),
  calico('ClusterInformation', { clusterGUID: 'abc', clusterType: 'k8s,bgp', calicoVersion: 'v3.33.0', datastoreReady: true, variant: 'Calico' }, { name: 'default' }),
  calico('KubeControllersConfiguration', {
    controllers: {
      loadBalancer: { assignIPs: 'AllServices' },
      node: { hostEndpoint: { autoCreate: 'Enabled', createDefaultHostEndpoint: 'Enabled', templates: [{ generateName: 'external', interfaceCIDRs: ['10.0.0.0/8'], interfacePattern: 'eth.*', nodeSelector: 'all()', labels: { a: 'b' } }] } },
    },
  }, { name: 'default' }),
  calico('FelixConfiguration', {
    natOutgoingExclusions: 'IPPoolsOnly',
    istioAmbientMode: 'Enabled',
    liveMigrationRouteConvergenceTime: '1.5s',
    logActionRateLimit: '10/second',
    nodeSelector: "zone == 'a'",
    bpfConntrackTimeouts: { tcpEstablished: '1h', udpTimeout: 'Auto' },
    bpfProfiling: 'Enabled',
    nftablesMode: 'Auto',
    ipv4NormalRoutePriority: 1024,
    ipv4ElevatedRoutePriority: 512,
    routeTableRanges: [{ min: 100, max: 250 }],
    cgroupV2Path: '/run/calico/cgroup',
  }, { name: 'zone-a' }),
];
