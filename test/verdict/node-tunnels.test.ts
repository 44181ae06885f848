import { Traffic } from '../../src/network';
import { Cluster, type FlowQuery } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* What is told of tunnels between nodes, which policy of host endpoints does not cut. */

const node = (name: string, ip: string): string => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} }, status: { addresses: [{ type: InternalIP, address: ${ip} }] } }
---
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h-${name}, labels: { host: x } }, spec: { node: ${name}, interfaceName: eth0, expectedIPs: [${ip}] } }`;
const NODES = [node('n1', '10.0.0.1'), node('n2', '10.0.0.2')];
const policy = (spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: g }, spec: { selector: has(host), ${spec} } }`;
const INGRESS = policy('types: [Ingress], ingress: [{ action: Deny }]');

/** The tunnel that the note names; undefined without a note. */
function told(objects: readonly string[], query: Partial<FlowQuery> = {}): string | undefined {
  const text = Cluster._fromManifests(manifestsOf([...NODES, ...objects].join('\n---\n')), { complete: true })
    .verdict({ source: 'host:n1', destination: 'host:n2', traffic: Traffic.udp(4789), ...query }).toString();
  return /^note: where a pool uses (.*), Felix lets it through between Calico's nodes before this policy: the tunnels are not cut/m.exec(text)?.[1];
}

const FELIX = '{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { vxlanPort: 4790 } }';

test.each<[string, string[], Partial<FlowQuery>, string | undefined]>([
  ['VXLAN that ingress denies', [INGRESS], {}, 'VXLAN'],
  ['VXLAN that egress denies', [policy('types: [Egress], egress: [{ action: Deny, protocol: UDP }]')], {}, 'VXLAN'],
  ['VXLAN at a port of its own', [INGRESS, FELIX], { traffic: Traffic.udp(4790) }, 'VXLAN'],
  ['IPIP', [INGRESS], { traffic: Traffic.protocol(4) }, 'IPIP'],
  ['what is no VXLAN where that has another port', [INGRESS, FELIX], {}, undefined],
  ['TCP', [INGRESS], { traffic: Traffic.tcp(4789) }, undefined],
  ['what policy allows', [policy('types: [Ingress, Egress], ingress: [{ action: Allow }], egress: [{ action: Allow }]')], {}, undefined],
  ['what comes from no node', [INGRESS], { source: '203.0.113.9' }, undefined],
  ['what preDNAT policy denies, which comes before', [policy('preDNAT: true, applyOnForward: true, types: [Ingress], ingress: [{ action: Deny }]'),
    '{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: out }, spec: { selector: has(host), types: [Egress], egress: [{ action: Allow }] } }'], {}, undefined],
])('%s', (_, objects, query, tunnel) => {
  expect(told(objects, query)).toBe(tunnel);
});
