import { convertLegacy, readManifests } from '../../src/manifest';

function convert(yaml: string) {
  const conversion = convertLegacy(readManifests(yaml).manifests[0].object)!;
  return { object: conversion.object, notes: conversion.notes.map(({ path }) => path) };
}

test('a preDNAT policy becomes a GlobalNetworkPolicy that says what it always did', () => {
  expect(convert(`
apiVersion: v1
kind: policy
metadata:
  name: deny-kube-node-port-services
spec:
  preDNAT: true
  selector: ibm.role in { 'worker_public', 'master_public' }
  ingress:
  - action: deny
    protocol: tcp
    destination:
      ports:
      - 30000:32767
`)).toEqual({
    object: {
      apiVersion: 'projectcalico.org/v3',
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'deny-kube-node-port-services' },
      spec: {
        selector: "ibm.role in { 'worker_public', 'master_public' }",
        types: ['Ingress'],
        preDNAT: true,
        applyOnForward: true,
        ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: ['30000:32767'] } }],
      },
    },
    notes: ['spec.order', 'spec.applyOnForward'],
  });
});

test('rules: negations, one net, tags, and fields that nobody knows', () => {
  const { object, notes } = convert(`
apiVersion: v1
kind: policy
metadata: {name: Old_Name}
spec:
  order: 10
  egress:
  - action: next-tier
    protocol: "!udp"
    source: {tag: web, selector: calico/k8s_ns == 'a', "!net": 10.0.0.0/8}
    destination: {net: 10.1.0.0/16, nets: [10.2.0.0/16], "!tag": db, "!selector": x == 'y', "!ports": [80], odd: 1}
`);
  expect(object).toMatchObject({
    metadata: { name: 'old-name' },
    spec: {
      selector: 'all()',
      types: ['Egress'],
      egress: [{
        action: 'Pass',
        notProtocol: 'UDP',
        source: { selector: "(projectcalico.org/namespace == 'a') && has(web)", notNets: ['10.0.0.0/8'] },
        destination: { nets: ['10.1.0.0/16', '10.2.0.0/16'], notSelector: "(x == 'y') || has(db)", notPorts: [80], odd: 1 },
      }],
    },
  });
  expect(notes).toEqual(['spec.egress[0].action', 'spec.egress[0].source.selector', 'spec.egress[0].source.selector',
    'spec.egress[0].destination.notSelector', 'metadata.name']);
});

test.each([
  ['kind: hostEndpoint\nmetadata: {name: h, node: n1, labels: {a: b}}\nspec: {interfaceName: eth0, expectedIPs: [10.0.0.1], profiles: [k8s_ns.x]}',
    { kind: 'HostEndpoint', metadata: { name: 'h', labels: { a: 'b' } }, spec: { node: 'n1', interfaceName: 'eth0', expectedIPs: ['10.0.0.1'], profiles: ['kns.x'] } }],
  ['kind: ipPool\nmetadata: {cidr: 10.1.0.0/16}\nspec: {ipip: {enabled: true, mode: cross-subnet}, nat-outgoing: true}',
    { kind: 'IPPool', metadata: { name: '10-1-0-0-16' }, spec: { cidr: '10.1.0.0/16', ipipMode: 'CrossSubnet', natOutgoing: true } }],
  ['kind: bgpPeer\nmetadata: {scope: node, node: rack1, peerIP: 10.0.0.9}\nspec: {asNumber: 64512}',
    { kind: 'BGPPeer', metadata: { name: 'rack1-10-0-0-9' }, spec: { node: 'rack1', peerIP: '10.0.0.9', asNumber: 64512 } }],
  ['kind: profile\nmetadata: {name: p, tags: [web], labels: {a: b}}\nspec: {ingress: [{action: allow}]}',
    { kind: 'Profile', metadata: { name: 'p' }, spec: { ingress: [{ action: 'Allow' }], labelsToApply: { a: 'b', web: '' } } }],
  ['kind: node\nmetadata: {name: n1}\nspec: {bgp: {asNumber: 64512}}', { kind: 'Node', metadata: { name: 'n1' }, spec: { bgp: { asNumber: 64512 } } }],
  ['kind: workloadEndpoint\nmetadata: {name: eth0, workload: default.my-pod, orchestrator: k8s, node: node-1}\nspec: {interfaceName: cali1}',
    {
      kind: 'WorkloadEndpoint',
      metadata: { name: 'node--1-k8s-my--pod-eth0', namespace: 'default' },
      spec: { node: 'node-1', orchestrator: 'k8s', pod: 'my-pod', endpoint: 'eth0', interfaceName: 'cali1' },
    }],
  ['kind: calicoApiConfig\nmetadata:\nspec: {etcdEndpoints: x}', { kind: 'CalicoAPIConfig', metadata: {}, spec: { datastoreType: 'etcdv3', etcdEndpoints: 'x' } }],
])('%s', (yaml, object) => {
  expect(convert(`apiVersion: v1\n${yaml}`).object).toEqual({ apiVersion: 'projectcalico.org/v3', ...object });
});

test('Kubernetes\' own v1 objects are not ours', () => {
  for (const kind of ['Node', 'Pod', 'List']) expect(convertLegacy({ apiVersion: 'v1', kind })).toBeUndefined();
});
