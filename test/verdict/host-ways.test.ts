import { NAMESPACE, pod } from './told';
import { Cluster, type ClusterProps, type Flow } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* Which host endpoints are on the way of a packet, between hosts, pods and the world outside. */

const node = (name: string, ip: string): string => `{ apiVersion: v1, kind: Node, metadata: { name: ${name} }, status: { addresses: [{ type: InternalIP, address: ${ip} }] } }`;
const endpoint = (name: string, on: string, interfaceName: string, ip = '', more = ''): string => `
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: ${name}, labels: { name: ${name}, host: h } },
  spec: { node: ${on}, interfaceName: "${interfaceName}", expectedIPs: [${ip}]${more} } }`;
const felix = (spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { ${spec} } }`;
const BASE = [NAMESPACE, node('n1', '192.0.2.1'), node('n2', '192.0.2.2'), pod('one', '10.0.0.1', 'nodeName: n1'), pod('two', '10.0.1.2', 'nodeName: n2'), pod('floating', '10.0.9.9')];
const OUTSIDE = { ip: '203.0.113.9' };
const TCP = { protocol: 'TCP', destinationPort: 80 } as const;

function policy(name: string, rules: string, more = '', direction = 'Ingress', selector = 'has(host)'): string {
  return `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${name} },
    spec: { selector: "${selector}", ${more} types: [${direction}], ${direction.toLowerCase()}: [${rules}] } }`;
}

const ALLOW = '{ action: Allow }';
const DENY = '{ action: Deny }';
const fromNet = (net: string): string => `{ action: Allow, source: { nets: [${net}] } }`;

/** The verdict, and the host endpoints and directions that were met. */
function way(flow: Partial<Flow>, objects: readonly string[], props: ClusterProps = { complete: true }): string {
  const [answer] = Cluster._fromManifests(manifestsOf([...BASE, ...objects].join('\n---\n')), props)._answers([{ ...TCP, from: OUTSIDE, to: OUTSIDE, ...flow }]);
  if ('error' in answer) { throw new Error(answer.error); }
  const verdict = answer.reason === undefined ? answer.verdict : `${answer.verdict} (${answer.reason})`;
  const met = (answer.stages ?? []).filter(({ hostEndpoint }) => hostEndpoint !== undefined).map(({ hostEndpoint, stage }) => `${hostEndpoint} ${stage}`);
  return [verdict, ...met].join(', ');
}

describe('a pod to its own node', () => {
  const flow: Partial<Flow> = { from: { pod: 'a/one' }, to: { host: 'n1' } };

  test.each<[string, string[], ClusterProps, string]>([
    ['Felix drops it unless told otherwise', [], { complete: true }, 'deny (endpoint-to-host)'],
    ['Drop', [felix('defaultEndpointToHostAction: Drop')], {}, 'deny (endpoint-to-host)'],
    ['Accept', [felix('defaultEndpointToHostAction: Accept')], {}, 'allow'],
    ['Return', [felix('defaultEndpointToHostAction: Return')], {}, 'allow'],
    ['the input does not tell', [], {}, 'unknown (endpoint-to-host-action-unknown)'],
    ['policy of the pod decides first', [policy('p', DENY, '', 'Egress', 'app == \'one\'')], {}, 'deny'],
    ['policy of the pod may decide first', [policy('p', '{ action: Deny, protocol: TCP, source: { ports: [99] } }, { action: Allow }', '', 'Egress', 'app == \'one\'')],
      { complete: true }, 'deny (endpoint-to-host)'],
  ])('%s', (_, objects, props, expected) => {
    expect(way(flow, objects, props)).toBe(expected);
  });

  test('a pod of which the node is not known may be on it', () => {
    expect(way({ ...flow, from: { pod: 'a/floating' } }, [felix('defaultEndpointToHostAction: Drop')], {})).toBe('unknown (endpoint-to-host-action-unknown)');
    expect(way({ ...flow, from: { pod: 'a/floating' } }, [felix('defaultEndpointToHostAction: Accept')], {})).toBe('allow');
  });

  test('only preDNAT policy of all interfaces comes before', () => {
    const objects = [endpoint('h', 'n1', '*'), felix('defaultEndpointToHostAction: Accept')];
    expect(way(flow, [...objects, policy('normal', DENY)], {})).toBe('allow, h preDNAT ingress');
    expect(way(flow, [...objects, policy('pre', DENY, 'preDNAT: true, applyOnForward: true,')], {})).toBe('deny, h preDNAT ingress');
    expect(way(flow, [endpoint('h', 'n1', '*')])).toBe('deny (endpoint-to-host), h preDNAT ingress');
    expect(way(flow, [endpoint('h', 'n1', 'eth0'), felix('defaultEndpointToHostAction: Accept'), policy('normal', DENY)], {})).toBe('allow');
  });
});

describe('a pod to another node', () => {
  const flow: Partial<Flow> = { from: { pod: 'a/two' }, to: { host: 'n1' } };
  const HOST = endpoint('h', 'n1', 'eth0', '192.0.2.1');
  const MET = 'h untracked ingress, h preDNAT ingress, h normal ingress';

  test.each<[string, string[], string]>([
    ['without a host endpoint nothing is in the way', [], 'allow'],
    ['policy there decides', [HOST, policy('p', DENY)], `deny, ${MET}`],
    ['policy there that takes both addresses', [HOST, policy('p', fromNet('10.0.1.2/32, 192.0.2.2/32'))], `allow, ${MET}`],
    ['policy there that takes the pod\'s address: outgoing NAT may make it the node\'s', [HOST, policy('p', fromNet('10.0.1.2/32'))], `unknown (address-unknown), ${MET}`],
    ['policy there that takes the node\'s address', [HOST, policy('p', fromNet('192.0.2.2/32'))], `unknown (address-unknown), ${MET}`],
    ['policy there that takes neither', [HOST, policy('p', fromNet('203.0.113.9/32'))], `deny, ${MET}`],
    ['one that may govern and one that says otherwise', [endpoint('h', 'n1', 'eth0'), endpoint('i', 'n1', 'eth1', '', ', profiles: [open]'),
      '{ apiVersion: projectcalico.org/v3, kind: Profile, metadata: { name: open }, spec: { ingress: [{ action: Allow }], egress: [{ action: Allow }] } }'],
    `unknown (host-interface-unknown), ${MET}`],
    ['one of no certain interface', [endpoint('h', 'n1', 'eth0')], `unknown (host-interface-unknown), ${MET}`],
  ])('%s', (_, objects, expected) => {
    expect(way(flow, objects)).toBe(expected);
  });

  test('a failsafe port is open', () => {
    expect(way({ ...flow, destinationPort: 22 }, [HOST])).toBe(`allow (failsafe), ${MET}`);
  });

  test('policy of the pod decides first', () => {
    expect(way(flow, [HOST, policy('p', ALLOW), policy('q', DENY, '', 'Egress', 'app == \'two\'')])).toMatch(/^deny/);
  });
});

describe('host to host', () => {
  const flow: Partial<Flow> = { from: { host: 'n1' }, to: { host: 'n2' } };
  const HOSTS = [endpoint('h1', 'n1', 'eth0', '192.0.2.1'), endpoint('h2', 'n2', 'eth0', '192.0.2.2')];
  const OUT = 'h1 untracked egress, h1 normal egress';
  const IN = 'h2 untracked ingress, h2 preDNAT ingress, h2 normal ingress';

  test('meets the endpoint that it leaves by and the one that it comes to', () => {
    const open = [policy('out', ALLOW, '', 'Egress', 'name == \'h1\''), policy('in', ALLOW, '', 'Ingress', 'name == \'h2\'')];
    expect(way(flow, [...HOSTS, ...open])).toBe(`allow, ${OUT}, ${IN}`);
    expect(way(flow, [...HOSTS, open[0]])).toBe(`deny, ${OUT}, ${IN}`);
    expect(way(flow, [...HOSTS, open[1]])).toBe(`deny, ${OUT}, ${IN}`);
    expect(way(flow, [HOSTS[0], open[0]])).toBe(`allow, ${OUT}`);
    expect(way(flow, [HOSTS[1], open[1]])).toBe(`allow, ${IN}`);
    expect(way(flow, [])).toBe('allow');
  });

  test('within one node meets none', () => {
    expect(way({ from: { host: 'n1' }, to: { host: 'n1' } }, HOSTS)).toBe('allow');
  });

  test('to a pod of another node: forwarded there; to one of its own: never policed', () => {
    const deny = policy('pod', DENY, '', 'Ingress', 'has(app)');
    const to = { pod: 'a/two' };
    expect(way({ from: { host: 'n2' }, to }, [...HOSTS, deny])).toBe('allow (host-to-local-pod)');
    expect(way({ from: { host: 'n1' }, to }, [...HOSTS, policy('out', ALLOW, '', 'Egress', 'name == \'h1\''), deny])).toMatch(/^deny, h1 untracked egress, h1 normal egress/);
    expect(way({ from: { host: 'n1' }, to: { pod: 'a/floating' } }, [deny])).toBe('unknown (host-to-local-pod-unknown)');
    expect(way({ from: { host: 'n1' }, to: { pod: 'a/floating' } }, [])).toBe('allow');
    expect(way({ from: { host: 'n1' }, to: { pod: 'a/floating' } }, [policy('pod', '{ action: Allow, protocol: TCP, source: { ports: [99] } }', '', 'Ingress', 'has(app)')]))
      .toBe('unknown (source-port-unknown)');
  });
});

describe('from and to outside', () => {
  const at = (interfaceName: string, ip: string = OUTSIDE.ip): Flow['from'] => ({ ip, via: { node: 'n1', interface: interfaceName } });
  const HOSTS = [endpoint('h', 'n1', 'eth0'), endpoint('i', 'n1', 'eth1')];
  const forward = (rules: string, direction: string, name: string): string => policy(`${name}-${direction.toLowerCase()}`, rules, 'applyOnForward: true,', direction, `name == '${name}'`);

  test('through a node: in at one endpoint, out at the other', () => {
    const flow: Partial<Flow> = { from: at('eth0'), to: at('eth1', '198.51.100.9') };
    const MET = 'h untracked ingress, h preDNAT ingress, h forward ingress, i forward egress';
    expect(way(flow, [...HOSTS, forward(ALLOW, 'Ingress', 'h'), forward(ALLOW, 'Egress', 'i')])).toBe(`allow, ${MET}`);
    expect(way(flow, [...HOSTS, forward(ALLOW, 'Ingress', 'h'), forward(DENY, 'Egress', 'i')])).toBe(`deny, ${MET}`);
    expect(way(flow, [...HOSTS, forward(DENY, 'Ingress', 'h'), forward(ALLOW, 'Egress', 'i')])).toBe(`deny, ${MET}`);
    expect(way(flow, HOSTS)).toBe(`allow, ${MET}`);
  });

  test('a host to outside by the interface that is told, else by its address', () => {
    const out = policy('out', ALLOW, '', 'Egress', 'name == \'h\'');
    expect(way({ from: { host: 'n1' }, to: at('eth0') }, [...HOSTS, out])).toBe('allow, h untracked egress, h normal egress');
    expect(way({ from: { host: 'n1' }, to: at('eth1') }, [...HOSTS, out])).toBe('deny, i untracked egress, i normal egress');
    const known = [endpoint('h', 'n1', 'eth0', '192.0.2.1'), HOSTS[1], out];
    expect(way({ from: { host: 'n1' }, to: OUTSIDE }, known)).toBe('allow, h untracked egress, h normal egress');
  });

  test('a pod leaves and is reached by the endpoint of all interfaces of its node', () => {
    const all = endpoint('all', 'n1', '*');
    const MET = 'all preDNAT ingress, all forward ingress, all forward egress';
    expect(way({ from: { pod: 'a/one' } }, [all])).toBe(`allow, ${MET}`);
    expect(way({ from: { pod: 'a/one' } }, [all, forward(DENY, 'Egress', 'all')])).toBe(`deny, ${MET}`);
    expect(way({ to: { pod: 'a/one' } }, [all])).toBe(`allow, ${MET}`);
    expect(way({ to: { pod: 'a/two' } }, [all])).toBe('allow');
    expect(way({ to: { pod: 'a/floating' } }, [all])).toBe('allow');
  });
});

describe('the answer to what untracked policy accepts', () => {
  const HOST = endpoint('h', 'n1', 'eth0', '192.0.2.1');
  const UNTRACKED = 'doNotTrack: true, applyOnForward: true,';
  const [IN, OUT] = [policy('in', ALLOW, UNTRACKED), policy('out', ALLOW, UNTRACKED, 'Egress')];
  const from = { ...OUTSIDE, via: { node: 'n1', interface: 'eth0' } };
  const verdict = (flow: Partial<Flow>, ...objects: string[]): string => way({ from, to: { host: 'n1' }, sourcePort: 4000, ...flow }, [HOST, ...objects]).split(',')[0];

  test('must be accepted by untracked policy of the other direction, if it is TCP', () => {
    expect(verdict({}, IN)).toBe('deny (untracked-answer)');
    expect(verdict({}, IN, OUT)).toBe('allow');
    expect(verdict({ protocol: 'UDP' }, IN)).toBe('allow');
    expect(verdict({ from: { host: 'n1' }, to: from }, OUT)).toBe('deny (untracked-answer)');
    expect(verdict({ from: { host: 'n1' }, to: from }, IN, OUT)).toBe('allow');
    expect(verdict({}, IN, felix('disableConntrackInvalidCheck: true'))).toBe('allow');
    expect(verdict({}, policy('normal', ALLOW))).toBe('allow');
  });

  test('has its ends the other way round', () => {
    const rule = (side: string): string => policy('out', `{ action: Allow, protocol: TCP, ${side}: { ports: [80] } }`, UNTRACKED, 'Egress');
    expect(verdict({}, IN, rule('source'))).toBe('allow');
    expect(verdict({}, IN, rule('destination'))).toBe('deny (untracked-answer)');
  });

  test('has no untracked stage where it is forwarded', () => {
    expect(verdict({ to: { pod: 'a/one' } }, IN, OUT)).toBe('deny (untracked-answer)');
    expect(verdict({ to: { pod: 'a/one' }, protocol: 'UDP' }, IN, OUT)).toBe('allow');
  });
});
