import { type ClusterProps, type FlowQuery, Port, Traffic } from '../../src';
import { readManifests } from '../../src/manifest';
import { Cluster, type Verdict } from '../../src/verdict';

const NAMESPACES = `
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { team: red } }
---
apiVersion: v1
kind: Namespace
metadata: { name: data, labels: { team: blue } }
`;

const PODS = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: c, image: i }] }
---
apiVersion: v1
kind: Pod
metadata: { name: pg, namespace: data, labels: { app: database } }
spec:
  nodeName: node1
  containers: [{ name: c, image: i, ports: [{ name: sql, containerPort: 5432 }] }]
status: { podIP: 10.65.0.9 }
`;

function judge(policies: string, query: Partial<FlowQuery> = {}, props: ClusterProps = {}): Verdict {
  const { manifests } = readManifests([NAMESPACES, PODS, policies].join('\n---\n'), { file: 'security.yaml' });
  return Cluster._fromManifests(manifests, props).verdict({ source: 'shop/web', destination: 'data/pg', traffic: Traffic.tcp(5432), ...query });
}

function explain(policies: string, query: Partial<FlowQuery> = {}, props: ClusterProps = {}): string {
  return judge(policies, query, props).toString();
}

const DENY_EGRESS = `
apiVersion: projectcalico.org/v3
kind: Tier
metadata: { name: security }
spec: { order: 100 }
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: security.deny-egress }
spec:
  tier: security
  order: 10
  selector: app == 'web'
  types: [Egress]
  egress:
    - { action: Allow, protocol: UDP, destination: { ports: [53] } }
    - { action: Allow, protocol: TCP, destination: { ports: [443], nets: [10.0.0.0/8] } }
    - { action: Deny }
`;

test('a denial names the rule and its line, what was tried, and the nearest miss', () => {
  expect(explain(DENY_EGRESS)).toMatchInlineSnapshot(`
"shop/web cannot reach data/pg on TCP 5432: denied by GlobalNetworkPolicy security.deny-egress, egress rule 3 (security.yaml:46)

egress of shop/web: deny
  tier security
    GlobalNetworkPolicy security.deny-egress, egress rule 1 Allow: no, protocol TCP is not UDP
    GlobalNetworkPolicy security.deny-egress, egress rule 2 Allow: no, destination port 5432 is not in 443
    GlobalNetworkPolicy security.deny-egress, egress rule 3 Deny: matches (security.yaml:46)

ingress of data/pg: allow
  allowed by profile kns.data, for no policy decides ingress

nearest miss: GlobalNetworkPolicy security.deny-egress, egress rule 2 (security.yaml:45) would allow it, but destination port 5432 is not in 443"
`);
});

test('no policy at all', () => {
  expect(explain('')).toMatchInlineSnapshot(`
"shop/web can reach data/pg on TCP 5432: allowed by profile kns.data, for no policy decides ingress

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of data/pg: allow
  allowed by profile kns.data, for no policy decides ingress"
`);
});

const OTHERS = `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: closed, namespace: data }
spec: { order: 10, types: [Ingress], ingress: [{ action: Allow, protocol: UDP, source: { nets: [192.0.2.0/24] }, destination: { ports: [53] } }] }
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: pg, namespace: data }
spec:
  order: 20
  selector: app == 'databsae'
  types: [Ingress]
  ingress:
    - { action: Allow, protocol: TCP, source: { namespaceSelector: team == 'red' }, destination: { ports: [5432] } }
`;

const missOf = (text: string): string | undefined => text.split('\n').find((line) => line.startsWith('nearest miss'));

test('a policy that would allow it and does not select the workload is the nearest miss where no rule that was tried is as near', () => {
  expect(missOf(explain(OTHERS)))
    .toBe('nearest miss: NetworkPolicy data/pg, ingress rule 1 (security.yaml:43) would allow it, but the policy does not select data/pg');
});

test.each([
  ['a rule that was tried fails in one thing only', OTHERS.replace(', source: { nets: [192.0.2.0/24] }, destination: { ports: [53] }', '')],
  ['it has another type', OTHERS.replace('types: [Ingress]\n', 'types: [Egress]\n')],
  ['it denies before it allows', OTHERS.replace('  ingress:\n', '  ingress:\n    - { action: Deny, protocol: TCP }\n')],
  ['it allows something else', OTHERS.replace('5432', '5433')],
  ['it is in another namespace', OTHERS.replace('name: pg, namespace: data', 'name: pg, namespace: shop')],
  ['it comes after the rule that denies', OTHERS.replace('destination: { ports: [53] } }', 'destination: { ports: [53] } }, { action: Deny }')],
])('a policy that does not select the workload is no nearest miss when %s', (_, policies) => {
  expect(missOf(explain(policies))).not.toContain('data/pg, ');
});

test('a rule of a namespaced policy says that it looks in its own namespace, where the other end is not', () => {
  const text = (source: string): string => explain(`
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: pg, namespace: data }
spec: { types: [Ingress], ingress: [{ action: Allow, source: { ${source} } }] }
`);
  expect(missOf(text("selector: app == 'web'")))
    .toMatch(/but source is not selected by selector app == 'web' in namespace data \(only a namespaceSelector reaches others\)$/);
  expect(missOf(text("selector: app == 'web', namespaceSelector: team == 'blue'")))
    .toMatch(/but source is not selected by selector app == 'web', namespaceSelector team == 'blue'$/);
});

test('a policy that isolates', () => {
  expect(explain(`
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: only-api, namespace: data }
spec:
  podSelector: {}
  ingress: [{ from: [{ podSelector: { matchLabels: { app: api } } }], ports: [{ port: sql }] }]
`)).toMatchInlineSnapshot(`
"shop/web cannot reach data/pg on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy data/only-api (security.yaml:31) applies to ingress and none of its rules matches

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of data/pg: deny
  tier default
    NetworkPolicy data/only-api, ingress rule 1 Allow: no, source is not selected by selector app == 'api' in namespace data (only a namespaceSelector reaches others)
    denied by the end of tier default (default action Deny): NetworkPolicy data/only-api (security.yaml:31) applies to ingress and none of its rules matches

nearest miss: NetworkPolicy data/only-api, ingress rule 1 (security.yaml:35) would allow it, but source is not selected by selector app == 'api' in namespace data (only a namespaceSelector reaches others)"
`);
});

test('a label that only the missing namespace could tell', () => {
  expect(explain(`
apiVersion: v1
kind: Pod
metadata: { name: job, namespace: batch }
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: from-red, namespace: data }
spec:
  selector: all()
  types: [Ingress]
  ingress: [{ action: Allow, source: { namespaceSelector: team == 'red' } }]
`, { source: 'batch/job' })).toMatchInlineSnapshot(`
"batch/job may or may not reach data/pg on TCP 5432: unknown, for a namespace is not in the input and a selector asks for its labels

egress of batch/job: allow
  allowed by profile kns.batch, for no policy decides egress

ingress of data/pg: unknown
  tier default
    NetworkPolicy data/from-red, ingress rule 1 Allow: may match (security.yaml:40)
    may be denied by the end of tier default (default action Deny): NetworkPolicy data/from-red (security.yaml:35) applies to ingress and none of its rules matches

help: add the Namespace batch to the input"
`);
});

test('a tier that is not in the input', () => {
  expect(explain(`
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: platform.x, namespace: data }
spec:
  tier: platform
  selector: all()
  types: [Ingress]
  ingress: [{ action: Pass }]
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: deny, namespace: data }
spec:
  selector: all()
  types: [Ingress]
  ingress: [{ action: Deny }]
`)).toMatchInlineSnapshot(`
"shop/web cannot reach data/pg on TCP 5432: denied by NetworkPolicy data/deny, ingress rule 1 (security.yaml:45)

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of data/pg: deny
  tier default
    NetworkPolicy data/deny, ingress rule 1 Deny: matches (security.yaml:45)"
`);
});

const FROM_PARTNERS = `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkSet
metadata: { name: partners, labels: { kind: partner } }
spec: { nets: [203.0.113.0/24] }
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: partners, namespace: data }
spec:
  selector: app == 'database'
  types: [Ingress]
  ingress: [{ action: Allow, protocol: TCP, source: { selector: kind == 'partner', namespaceSelector: global() }, destination: { ports: [sql] } }]
`;

test('an address of a network set, and a named port', () => {
  expect(explain(FROM_PARTNERS, { source: '203.0.113.7' })).toMatchInlineSnapshot(`
"203.0.113.7 can reach data/pg on TCP 5432: allowed by NetworkPolicy data/partners, ingress rule 1 (security.yaml:41)

ingress of data/pg: allow
  tier default
    NetworkPolicy data/partners, ingress rule 1 Allow: matches (security.yaml:41)"
`);
});

test('the world is more than one address', () => {
  expect(explain(FROM_PARTNERS, { source: 'world' })).toMatchInlineSnapshot(`
"world may or may not reach data/pg on TCP 5432: unknown, for some of these addresses are allowed and some are not

ingress of data/pg: deny
  tier default
    NetworkPolicy data/partners, ingress rule 1 Allow: no, source is not selected by selector kind == 'partner', namespaceSelector global()
    denied by the end of tier default (default action Deny): NetworkPolicy data/partners (security.yaml:36) applies to ingress and none of its rules matches

note: 0.0.0.0 cannot reach data/pg on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy data/partners (security.yaml:36) applies to ingress and none of its rules matches
note: 10.65.0.10 cannot reach data/pg on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy data/partners (security.yaml:36) applies to ingress and none of its rules matches
note: 203.0.113.0 can reach data/pg on TCP 5432: allowed by NetworkPolicy data/partners, ingress rule 1 (security.yaml:41)
note: 203.0.114.0 cannot reach data/pg on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy data/partners (security.yaml:36) applies to ingress and none of its rules matches

help: ask for one address or a smaller CIDR"
`);
});

test('every address of a network set', () => {
  expect(explain(FROM_PARTNERS, { source: 'globalnetworkset:partners' }).split('\n')[0]).toMatchInlineSnapshot('"203.0.113.0/24 can reach data/pg on TCP 5432: allowed by NetworkPolicy data/partners, ingress rule 1 (security.yaml:41)"');
});

test('a nearest miss names the two conditions that tell most', () => {
  const lines = explain(`
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: strict, namespace: data }
spec:
  selector: all()
  types: [Ingress]
  ingress:
    - { action: Allow, protocol: UDP, source: { selector: app == 'api' }, destination: { ports: [53], nets: [10.66.0.0/24] } }
`).split('\n');
  expect(lines.filter((line) => line.includes('rule 1')).join('\n')).toMatchInlineSnapshot(`
"    NetworkPolicy data/strict, ingress rule 1 Allow: no, source is not selected by selector app == 'api' in namespace data (only a namespaceSelector reaches others)
nearest miss: NetworkPolicy data/strict, ingress rule 1 (security.yaml:37) would allow it, but source is not selected by selector app == 'api' in namespace data (only a namespaceSelector reaches others), destination 10.65.0.9 is not in 10.66.0.0/24 and 2 more"
`);
});

test('the address of a pod template against a CIDR', () => {
  expect(explain(`
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: nets, namespace: data }
spec:
  selector: all()
  types: [Ingress]
  ingress: [{ action: Allow, source: { nets: [10.65.0.0/24] } }]
`).split('\n')[0]).toMatchInlineSnapshot('"shop/web may or may not reach data/pg on TCP 5432: unknown, for a rule asks for an address that the input does not tell"');
});

const SERVICE = `
apiVersion: v1
kind: Service
metadata: { name: pg, namespace: data }
spec: { selector: { app: database }, ports: [{ port: 80, targetPort: sql }] }
`;

test('a service is judged at its endpoints, by the target port', () => {
  expect(explain(`${SERVICE}\n---\n${DENY_EGRESS}`, { destination: 'service:data/pg', traffic: Traffic.tcp(80) }).split('\n')[0]).toMatchInlineSnapshot('"shop/web cannot reach data/pg on TCP 5432: denied by GlobalNetworkPolicy security.deny-egress, egress rule 3 (security.yaml:53)"');
});

test('some traffic and not all of it', () => {
  expect(explain(FROM_PARTNERS, { source: '203.0.113.7', traffic: Traffic.tcpRange(5430, 5440) })).toMatchInlineSnapshot(`
"203.0.113.7 may or may not reach data/pg on TCP 5430:5440: unknown, for some of this traffic is allowed and some is not

TCP 5432: allowed by NetworkPolicy data/partners, ingress rule 1 (security.yaml:41)
TCP 5430:5431, 5433:5440: denied by the end of tier default (default action Deny): NetworkPolicy data/partners (security.yaml:36) applies to ingress and none of its rules matches

help: ask for one protocol and port, such as tcp/5432, to see the rules that were tried"
`);
});

const PARTS = `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: parts, namespace: data }
spec:
  selector: app == 'database'
  types: [Ingress]
  ingress:
    - { action: Deny, protocol: TCP, destination: { ports: [6050] } }
    - { action: Allow, protocol: TCP, destination: { ports: [5432, '6000:6100'] } }
    - { action: Allow, protocol: UDP, source: { nets: [10.65.0.0/24] }, destination: { ports: [53] } }
    - { action: Allow, protocol: ICMP }
`;

test('all traffic: its parts, each with who decides', () => {
  expect(explain(PARTS, { traffic: undefined })).toMatchInlineSnapshot(`
"shop/web may or may not reach data/pg on everything: unknown, for a rule asks for an address that the input does not tell

TCP 5432, 6000:6049, 6051:6100: allowed by NetworkPolicy data/parts, ingress rule 2 (security.yaml:38)
ICMP: allowed by NetworkPolicy data/parts, ingress rule 4 (security.yaml:40)
everything but TCP 5432, 6000:6100; UDP 53, 4789; ICMP: denied by the end of tier default (default action Deny): NetworkPolicy data/parts (security.yaml:31) applies to ingress and none of its rules matches
TCP 6050: denied by NetworkPolicy data/parts, ingress rule 1 (security.yaml:37)
UDP 53: unknown, for a rule asks for an address that the input does not tell

note: shop/web cannot reach data/pg on UDP 4789: denied, for Felix drops VXLAN packets that come from pods, before any policy

help: say where pods get their addresses from: IPPools in the input, or podNets of the target (--pod-nets)"
`);
});

test('the parts of traffic are the answers that differ', () => {
  const verdict = judge(PARTS, { traffic: Traffic.allTcp() });
  expect(verdict._alternatives().map(({ decision, _traffic: traffic }) => `${traffic}: ${decision}`)).toMatchInlineSnapshot(`
[
  "TCP 5432, 6000:6049, 6051:6100: allow",
  "TCP 1:5431, 5433:5999, 6101:65535: deny",
  "TCP 6050: deny",
]
`);
});

test.each([
  ['with source ports, packets stand for themselves', Traffic.tcpRange(5432, 5433).fromPorts(Port.range(1000, 2000)), 'note: shop/web can reach data/pg on TCP 5432: '],
  ['ports that are left out are not named', Traffic.tcpRange(5000, 6100).exceptPorts(Port.of(5500)), 'TCP 5000:5431, 5433:5499, 5501:5999'],
])('%s', (_, traffic, expected) => {
  expect(explain(PARTS, { traffic })).toContain(expected);
});

test('VXLAN that a pod makes itself', () => {
  expect(explain('', { traffic: Traffic.udp(4789) })).toMatchInlineSnapshot(`
"shop/web cannot reach data/pg on UDP 4789: denied, for Felix drops VXLAN packets that come from pods, before any policy

egress of shop/web: deny
  for Felix drops VXLAN packets that come from pods, before any policy

ingress of data/pg: allow
  allowed by profile kns.data, for no policy decides ingress"
`);
});

test('ICMP that cannot open a connection', () => {
  expect(explain('', { traffic: Traffic.icmp(3) })).toMatchInlineSnapshot(`
"shop/web can reach data/pg on ICMP type 3: allowed by profile kns.data, for no policy decides ingress

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of data/pg: allow
  allowed by profile kns.data, for no policy decides ingress

note: ICMP type 3 cannot open a connection: with Felix's default settings conntrack calls it INVALID and it is dropped, although policy allows it"
`);
});

test('a host to its own pod', () => {
  expect(explain(DENY_EGRESS, { source: 'host:node1' })).toMatchInlineSnapshot('"host node1 can reach data/pg on TCP 5432: allowed, for traffic of a host to its own pods is never policed"');
});

test('a pod to a host, without settings', () => {
  expect(explain('', { source: 'data/pg', destination: 'host:node1' }).split('\n')[0]).toMatchInlineSnapshot('"data/pg may or may not reach host node1 on TCP 5432: unknown, for defaultEndpointToHostAction is not in the input"');
});

const HOST = `
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: { name: node1-eth0, labels: { role: edge } }
spec: { node: node1, interfaceName: eth0, expectedIPs: [192.0.2.10] }
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: edge }
spec:
  selector: role == 'edge'
  types: [Ingress]
  ingress: [{ action: Allow, protocol: TCP, destination: { ports: [443] } }]
`;

test('a failsafe port of a host', () => {
  expect(explain(HOST, { source: '198.51.100.7', destination: 'host:node1', traffic: Traffic.tcp(22) })).toMatchInlineSnapshot(`
"198.51.100.7 can reach host node1 on TCP 22: allowed, for it is a failsafe port of Felix, which no host policy closes

untracked ingress of host endpoint node1-eth0: no decision, goes on
  for it is a failsafe port of Felix, which no host policy closes

preDNAT ingress of host endpoint node1-eth0: no decision, goes on
  for it is a failsafe port of Felix, which no host policy closes

normal ingress of host endpoint node1-eth0: allow
  for it is a failsafe port of Felix, which no host policy closes"
`);
});

test('a host endpoint that drops', () => {
  expect(explain(HOST, { source: '198.51.100.7', destination: 'host:node1', traffic: Traffic.tcp(80) })).toMatchInlineSnapshot(`
"198.51.100.7 cannot reach host node1 on TCP 80: denied by the end of tier default (default action Deny): GlobalNetworkPolicy edge (security.yaml:36) applies to ingress and none of its rules matches

untracked ingress of host endpoint node1-eth0: no decision, goes on

preDNAT ingress of host endpoint node1-eth0: no decision, goes on

normal ingress of host endpoint node1-eth0: deny
  tier default
    GlobalNetworkPolicy edge, ingress rule 1 Allow: no, destination port 80 is not in 443
    denied by the end of tier default (default action Deny): GlobalNetworkPolicy edge (security.yaml:36) applies to ingress and none of its rules matches

nearest miss: GlobalNetworkPolicy edge, ingress rule 1 (security.yaml:41) would allow it, but destination port 80 is not in 443"
`);
});

test('a staged policy says what it would do', () => {
  expect(explain(DENY_EGRESS.replace('kind: GlobalNetworkPolicy', 'kind: StagedGlobalNetworkPolicy'))).toMatchInlineSnapshot(`
"shop/web can reach data/pg on TCP 5432: allowed by profile kns.data, for no policy decides ingress

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress
  with staged policies enforced: deny, by StagedGlobalNetworkPolicy security.deny-egress, egress rule 3 (security.yaml:46)

ingress of data/pg: allow
  allowed by profile kns.data, for no policy decides ingress"
`);
});

test('an HTTP clause, when nothing is known of application layer policy', () => {
  expect(explain(`
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: http, namespace: data }
spec:
  selector: all()
  types: [Ingress]
  ingress: [{ action: Allow, protocol: TCP, http: { methods: [GET] } }]
`).split('\n')[0]).toMatchInlineSnapshot('"shop/web may or may not reach data/pg on TCP 5432: unknown, for it depends on an HTTP clause, and whether application layer policy is set up is not known"');
});

test('objects that name no namespace', () => {
  expect(explain(`
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: deny }
spec: { selector: all(), types: [Ingress], ingress: [] }
`).split('\n')[0]).toMatchInlineSnapshot('"shop/web may or may not reach data/pg on TCP 5432: unknown, for objects without a namespace are on the way"');
});

test('a workload that is not there', () => {
  expect(() => Cluster.fromYaml(PODS).verdict({ source: 'shop/pg', destination: 'data/pg' })).toThrow('No workload shop/pg in the input. Did you mean data/pg?');
});

describe('a service without an endpoint to judge is called by its name', () => {
  const service = (spec: string): string => `{ apiVersion: v1, kind: Service, metadata: { name: sql, namespace: data }, spec: { ${spec} } }`;
  const query: Partial<FlowQuery> = { destination: 'service:data/sql' };

  test('that is a name for something elsewhere', () => {
    expect(explain(service('type: ExternalName, externalName: sql.example.org'), query)).toBe([
      'shop/web may or may not reach service data/sql on TCP 5432: unknown, for the endpoints of a service cannot be told from the input',
      'help: the service is a name for something elsewhere, which policy sees by its address: ask for that',
    ].join('\n\n'));
  });

  test('that selects nothing of the input', () => {
    const nothing = service('selector: { app: none }, clusterIP: 10.96.0.1, ports: [{ port: 5432 }]');
    expect(explain(nothing, query)).toContain('help: add the EndpointSlices of the service to the input, or the pods that it selects: an endpoint that is ready');
    expect(explain(nothing, query, { complete: true })).toBe(
      'shop/web cannot reach service data/sql on TCP 5432: denied, for the service has no ready endpoint, and kube-proxy refuses the connection',
    );
  });
});

test('a headless service without a question about traffic is asked for everything, for nobody translates its ports', () => {
  const service = '{ apiVersion: v1, kind: Service, metadata: { name: sql, namespace: data }, spec: { clusterIP: None, selector: { app: database }, ports: [{ port: 5432 }] } }';
  expect(explain(service, { destination: 'service:data/sql', traffic: undefined })).toMatch(/^shop\/web can reach data\/pg on everything: allowed/);
});

test('a pod on the network of a node that the input does not name stands for its host', () => {
  const agent = '{ apiVersion: apps/v1, kind: DaemonSet, metadata: { name: agent, namespace: data }, spec: { template: { metadata: { labels: { app: agent } }, spec: { hostNetwork: true } } } }';
  expect(explain(agent, { destination: 'data/agent' })).toMatch(/^shop\/web may or may not reach the host of data\/agent on TCP 5432: unknown/);
  expect(explain(agent.replace('hostNetwork: true', 'hostNetwork: true, nodeName: n1'), { destination: 'data/agent' })).toMatch(/^shop\/web may or may not reach host n1 on/);
});

test('that another workload has the name that was asked for is told', () => {
  const job = '{ apiVersion: batch/v1, kind: Job, metadata: { name: web, namespace: shop }, spec: { template: { metadata: { labels: { app: migrate } } } } }';
  expect(explain(job)).toContain('note: shop/web is here the Deployment; for the Job of that name ask for job:shop/web');
  expect(explain(job, { source: 'job:shop/web' })).toContain('note: shop/web is here the Job; for the Deployment of that name ask for deployment:shop/web');
  expect(explain('')).not.toContain('of that name');
});
