import { CalicoVersion, Cluster, type FlowDifference } from '../../../src';
import { buildCluster } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { hostChanges } from '../../../src/verdict/difference/host-changes';
import { HostFlows } from '../../../src/verdict/difference/host-flows';

const host = (index: number, spec: object = {}): object => ({
  apiVersion: 'projectcalico.org/v3',
  kind: 'HostEndpoint',
  metadata: { name: `node${index}-eth0`, labels: { role: 'node', name: `node${index}` } },
  spec: { node: `node${index}`, interfaceName: 'eth0', expectedIPs: [`192.0.2.${index}`], ...spec },
});
const hosts = [1, 2, 3, 4].map((index) => host(index));
const policy = (spec: object, name = 'hosts'): object => ({
  apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name }, spec: { selector: 'role == \'node\'', ...spec },
});
const allow = (ports: unknown[], nets?: string[]): object => (
  { action: 'Allow', protocol: 'TCP', ...nets === undefined ? {} : { source: { nets } }, destination: { ports } });
const felix = (inbound: object[]): object => ({
  apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration', metadata: { name: 'default' }, spec: { failsafeInboundHostPorts: inbound },
});
const noFailsafes = felix([]);
const shop = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' }, spec: { template: { metadata: { labels: { app: 'web' } } } } },
];
const node = (index: number): object => ({ apiVersion: 'v1', kind: 'Node', metadata: { name: `node${index}` } });
const cluster = (...objects: object[]): Cluster => Cluster.fromObjects(objects, { complete: true });

/** `opened world -> host node1 (node1-eth0): TCP 22`. */
function lines(flows: readonly FlowDifference[]): string[] {
  return flows.map(({ change, source, destination, traffic }) => `${change} ${source} -> ${destination}: ${traffic}`);
}

const INTERNAL = '10.0.0.0/8';

describe('the difference of policy of hosts', () => {
  test('a port that is opened to the world on all hosts', () => {
    const of = (...rules: object[]): Cluster => cluster(...hosts, noFailsafes, policy({ types: ['Ingress'], ingress: rules }));
    const { flows } = of(allow([443]), allow([22], [INTERNAL])).difference(of(allow([443]), allow([22])));
    expect(lines(flows)).toEqual([`opened world except ${INTERNAL} -> host node1 (node1-eth0) and 3 alike: TCP 22`]);
    expect(flows[0]).toMatchObject({
      destinations: ['host node1 (node1-eth0)', 'host node2 (node2-eth0)', 'host node3 (node3-eth0)', 'host node4 (node4-eth0)'],
      hostEndpoints: ['node1-eth0', 'node2-eth0', 'node3-eth0', 'node4-eth0'],
      before: { decision: 'deny', because: 'by the end of tier default (default action Deny): GlobalNetworkPolicy hosts applies to ingress and none of its rules matches' },
      after: { decision: 'allow', because: 'by GlobalNetworkPolicy hosts, ingress rule 2' },
    });
  });

  test('the port of the kubelet without its rule: closed, with what decides before and after', () => {
    const of = (...rules: object[]): Cluster => cluster(hosts[0], hosts[1], policy({ types: ['Ingress'], ingress: rules }));
    const { flows } = of(allow([80]), allow([10250], [INTERNAL])).difference(of(allow([80])));
    expect(lines(flows)).toEqual([`closed ${INTERNAL} -> host node1 (node1-eth0), host node2 (node2-eth0): TCP 10250`]);
    expect(flows[0]).toMatchObject({
      before: { decision: 'allow', because: 'by GlobalNetworkPolicy hosts, ingress rule 2' },
      after: { decision: 'deny', because: expect.stringContaining('by the end of tier default') as string },
    });
  });

  test('a host endpoint where none was closes everything but failsafes', () => {
    const { flows } = cluster(node(1)).difference(cluster(node(1), hosts[0]));
    expect(lines(flows)).toEqual([
      'closed world -> host node1 (node1-eth0): everything but TCP 22, 179, 2379:2380, 5473, 6443, 6666:6667; UDP 68',
      'closed host node1 (node1-eth0) -> world: everything but TCP 179, 2379:2380, 5473, 6443, 6666:6667; UDP 53, 67',
    ]);
    expect(flows[0]).toMatchObject({
      before: { decision: 'allow', because: 'for no host endpoint is there' },
      after: { decision: 'deny', because: 'by the end of ingress policy: no policy and no profile allows it' },
    });
    expect(lines(cluster(node(1), hosts[0]).difference(cluster(node(1))).flows)).toEqual(lines(flows).map((line) => line.replace('closed', 'opened')));
  });

  test('a denial before address translation closes what goes through', () => {
    const others = [policy({ types: ['Ingress', 'Egress'], ingress: [{ action: 'Allow' }], egress: [{ action: 'Allow' }] }, 'open')];
    const denial = policy({
      preDNAT: true, applyOnForward: true, types: ['Ingress'], ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: ['30000:32767'] } }],
    }, 'node-ports');
    const { flows } = cluster(...shop, hosts[0], ...others).difference(cluster(...shop, hosts[0], ...others, denial));
    expect(lines(flows)).toEqual([
      'closed world -> host node1 (node1-eth0): TCP 30000:32767',
      'closed world -> through host node1 (node1-eth0) to shop/web: TCP 30000:32767',
    ]);
    expect(flows[1]).toMatchObject({ sources: ['0.0.0.0/0'], destinations: ['shop/web'], hostEndpoints: ['node1-eth0'] });
    expect(flows[1].after?.because).toBe('by GlobalNetworkPolicy node-ports, ingress rule 1');
  });

  test('answers that untracked policy lets pass no more', () => {
    const of = (...ports: number[]): Cluster => cluster(hosts[0], policy({
      doNotTrack: true,
      applyOnForward: true,
      types: ['Ingress', 'Egress'],
      ingress: [{ action: 'Allow', protocol: 'TCP' }],
      egress: [{ action: 'Allow', protocol: 'TCP', source: { ports } }],
    }));
    const { flows } = of(80, 443).difference(of(80));
    expect(lines(flows)).toContain('closed world -> host node1 (node1-eth0): TCP 443');
    expect(flows[0].after?.because).toBe('for untracked policy accepts the packet, and the answer has no connection entry and is dropped');
  });

  test('what pods send out through a host', () => {
    const out = (action: string): object => policy({ applyOnForward: true, types: ['Egress'], egress: [{ action, protocol: 'UDP', destination: { ports: [123] } }, { action: 'Allow' }] });
    const { flows } = cluster(...shop, hosts[0], out('Allow')).difference(cluster(...shop, hosts[0], out('Deny')));
    expect(lines(flows)).toEqual([
      'closed host node1 (node1-eth0) -> world: UDP 123',
      'closed shop/web -> through host node1 (node1-eth0) to world: UDP 123',
      'unknown host node1 (node1-eth0) -> shop/web: UDP 123', // it may run on this very node
    ]);
  });

  test('a failsafe port of Felix that is no more, for one network', () => {
    const of = (...inbound: object[]): Cluster => cluster(hosts[0], felix(inbound));
    const ssh = { protocol: 'TCP', port: 22 };
    const { flows } = of(ssh).difference(of({ ...ssh, net: INTERNAL }));
    expect(lines(flows)).toEqual([`closed world except ${INTERNAL} -> host node1 (node1-eth0): TCP 22`]);
    expect(flows[0].before?.because).toBe('for it is a failsafe port of Felix, which no host policy closes');
  });

  test('a policy of pods is not told again of each host on the way', () => {
    const closed = {
      apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { types: ['Ingress'], ingress: [allow([80])] },
    };
    const forward = policy({ applyOnForward: true, types: ['Ingress'], ingress: [{ action: 'Deny', protocol: 'TCP', destination: { ports: [9999] } }, { action: 'Allow' }] });
    const { flows } = cluster(...shop, hosts[0], forward).difference(cluster(...shop, hosts[0], forward, closed));
    expect(lines(flows)).toEqual([
      'closed shop/web -> shop/web: everything but TCP 80; UDP 4789; protocol 4', 'closed world -> shop/web: everything but TCP 80',
    ]);
  });

  test('a policy of pods is not told of hosts either when nobody knows what these let through', () => {
    const of = (action: string): Cluster => Cluster.fromObjects([...shop, hosts[0], policy({ tier: 'elsewhere', applyOnForward: true, types: ['Ingress'] }), {
      apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', metadata: { name: 'web', namespace: 'shop' }, spec: { types: ['Ingress'], ingress: [{ action }] },
    }]);
    const { flows } = of('Deny').difference(of('Allow'));
    expect(flows.map(({ change, hostEndpoints }) => [change, hostEndpoints])).toEqual([['opened', undefined], ['opened', undefined]]);
  });

  test('a new name of a host endpoint is no change, a new interface is told', () => {
    const allOpen = { profiles: ['projectcalico-default-allow'] };
    const before = cluster(host(1));
    expect(before.difference(cluster({ ...host(1), metadata: { name: 'renamed', labels: { role: 'node' } } })).isEmpty).toBe(true);
    expect(before.difference(cluster(host(1, allOpen))).opened).toHaveLength(2);
    const moved = before.difference(cluster(host(1, { interfaceName: 'eth1' })));
    expect(moved.flows.map(({ change, destination }) => `${change} ${destination}`).filter((text) => text.includes('host'))).toEqual([
      'opened host node1 (node1-eth0, eth0)', 'closed host node1 (node1-eth0, eth1)',
    ]);
  });

  test('an address of its own that a rule names', () => {
    const of = (net: string): Cluster => cluster(host(1, { expectedIPs: ['192.0.2.1', '198.51.100.1'] }), policy({
      types: ['Ingress'], ingress: [{ action: 'Allow', protocol: 'TCP', destination: { nets: [net], ports: [443] } }],
    }));
    expect(lines(of('0.0.0.0/0').difference(of('192.0.2.0/24')).flows)).toEqual(['closed world -> host node1 (node1-eth0, 198.51.100.1): TCP 443']);
  });

  test('nodes that come and go', () => {
    const [old, fresh] = [cluster(node(1), hosts[0]), cluster(node(1), node(2), hosts[0], hosts[1], policy({ types: ['Ingress'], ingress: [allow([443])] }))];
    expect(lines(old.difference(fresh).flows).filter((line) => line.includes('node2'))).toEqual([
      'new world -> host node2 (node2-eth0): TCP 22, 179, 2379:2380, 5473, 6443, 6666:6667; UDP 68',
      'new world -> host node2 (node2-eth0): TCP 443',
      'new host node2 (node2-eth0) -> world: TCP 179, 2379:2380, 5473, 6443, 6666:6667; UDP 53, 67',
    ]);
    expect(fresh.difference(old).flows.filter(({ change }) => change === 'gone')).toHaveLength(3);
  });

  test('pods of the host itself are told apart from others', () => {
    const pod = (name: string, nodeName: string): object => ({
      apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' }, spec: { nodeName }, status: { podIPs: [{ ip: `10.1.0.${name.length}` }] },
    });
    const of = (defaultEndpointToHostAction: string): Cluster => cluster(shop[0], pod('a', 'node1'), pod('bb', 'node2'), hosts[0], hosts[1], policy({
      types: ['Ingress'], ingress: [{ action: 'Allow' }],
    }), { apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration', metadata: { name: 'default' }, spec: { defaultEndpointToHostAction } });
    expect(lines(of('Drop').difference(of('Accept')).flows)).toEqual([
      'opened shop/a -> host node1 (node1-eth0): everything but UDP 4789; protocol 4',
      'opened shop/bb -> host node2 (node2-eth0): everything but UDP 4789; protocol 4',
    ]);
  });

  test('says what is not compared', () => {
    expect(cluster(...hosts).difference(cluster(...hosts)).notes).toEqual(['What hosts forward between addresses outside of the cluster is not compared.']);
    const partial = Cluster.fromObjects([...shop, policy({ preDNAT: true, applyOnForward: true, types: ['Ingress'] })]);
    expect(partial.difference(partial).notes).toContain(
      'There are preDNAT or doNotTrack policies, which only host endpoints have, and the input holds none to compare flows of: add HostEndpoints.',
    );
  });

  test('says when there are too many flows to look at', () => {
    const models = [[allow([443])], [allow([444])]].map((ingress) => buildCluster(
      [...hosts, policy({ types: ['Ingress'], ingress })].map((object) => ({ object: object as JsonObject, origin: {} })), { version: CalicoVersion.V3_32, complete: true },
    ));
    expect([10, 150].map((most) => hostChanges(models[0], models[1], new HostFlows(models, most)))).toMatchObject([
      { isCut: true, changes: [] }, { isCut: false, changes: [{ change: 'closed' }, { change: 'opened' }] },
    ]);
  });
});
