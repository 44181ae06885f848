import { NAMESPACE, pod, told } from './told';
import { Cluster, type ClusterProps, type Flow } from '../../src/verdict';
import { manifestsOf } from '../cluster/model-of';

/* What host endpoints make of traffic, stage by stage, where the input leaves something open. */

const HOST = `
{ apiVersion: v1, kind: Node, metadata: { name: n1 }, status: { addresses: [{ type: InternalIP, address: 192.0.2.1 }] } }
---
{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h, labels: { host: h } }, spec: { node: n1, interfaceName: eth0, expectedIPs: [192.0.2.1] } }`;
const POD = [NAMESPACE, pod('to', '10.0.0.2', 'nodeName: n1')];
const OUTSIDE = { ip: '203.0.113.9', via: { node: 'n1', interface: 'eth0' } };
const TO_HOST: Flow = { from: OUTSIDE, to: { host: 'n1' }, protocol: 'TCP', destinationPort: 80 };
const FROM_HOST: Flow = { ...TO_HOST, from: TO_HOST.to, to: OUTSIDE };
const TO_POD: Flow = { ...TO_HOST, to: { pod: 'a/to' } };

type Chain = 'normal' | 'forward' | 'preDNAT' | 'untracked';
const CHAINS: Record<Chain, string> = {
  normal: '', forward: 'applyOnForward: true,', preDNAT: 'preDNAT: true, applyOnForward: true,', untracked: 'doNotTrack: true, applyOnForward: true,',
};

function policy(chain: Chain, rules: string, direction = 'Ingress', kind = 'GlobalNetworkPolicy'): string {
  return `{ apiVersion: projectcalico.org/v3, kind: ${kind}, metadata: { name: ${chain.toLowerCase()}-${direction.toLowerCase()} },
    spec: { selector: has(host), ${CHAINS[chain]} types: [${direction}], ${direction.toLowerCase()}: [${rules}] } }`;
}

const podPolicy = (action: string): string => `{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: pod, namespace: a },
  spec: { types: [Ingress], ingress: [{ action: ${action} }] } }`;
const ALLOW = '{ action: Allow }';
const DENY = '{ action: Deny }';
/** Matches or not: the source port is not told. */
const MAYBE_ALLOW = '{ action: Allow, protocol: TCP, source: { ports: [99] } }';
const MAYBE_DENY = MAYBE_ALLOW.replace('Allow', 'Deny');

const felixOf = (spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { ${spec} } }`;

/** The verdict, then each stage and what it said. */
function stagesOf(objects: readonly string[], flow: Flow, props: ClusterProps = { complete: true }): string {
  const [answer] = Cluster._fromManifests(manifestsOf([HOST, ...objects].join('\n---\n')), props)._answers([flow]);
  if ('error' in answer) { throw new Error(answer.error); }
  const why = answer.reason === undefined ? '' : ` (${answer.reason})`;
  return `${answer.verdict}${why}: ${answer.stages!.map(({ stage, verdict }) => `${stage} ${verdict}`).join(', ')}`;
}

test.each<[string, string[], Flow, string]>([
  ['an accept of untracked policy skips what comes after', [policy('untracked', ALLOW), policy('preDNAT', DENY), policy('normal', DENY), policy('untracked', ALLOW, 'Egress')],
    TO_HOST, 'allow: untracked ingress allow, preDNAT ingress skipped, normal ingress skipped'],
  ['an accept of preDNAT policy skips what comes after', [policy('preDNAT', ALLOW), policy('normal', DENY)],
    TO_HOST, 'allow: untracked ingress none, preDNAT ingress allow, normal ingress skipped'],
  ['a denial ends it', [policy('preDNAT', DENY), policy('normal', ALLOW)], TO_HOST, 'deny: untracked ingress none, preDNAT ingress deny, normal ingress skipped'],
  ['a denial after an accept that is not certain', [policy('preDNAT', MAYBE_ALLOW), policy('normal', DENY)],
    TO_HOST, 'unknown (source-port-unknown): untracked ingress none, preDNAT ingress unknown, normal ingress deny'],
  ['a denial after a denial that is not certain', [policy('preDNAT', MAYBE_DENY), policy('normal', DENY)],
    TO_HOST, 'deny: untracked ingress none, preDNAT ingress unknown, normal ingress deny'],
  ['an accept after an accept that is not certain', [policy('preDNAT', MAYBE_ALLOW), policy('normal', ALLOW)],
    TO_HOST, 'allow: untracked ingress none, preDNAT ingress unknown, normal ingress allow'],
  ['an accept after a denial that is not certain', [policy('preDNAT', MAYBE_DENY), policy('normal', ALLOW)],
    TO_HOST, 'unknown (source-port-unknown): untracked ingress none, preDNAT ingress unknown, normal ingress allow'],
  ['an accept that is not certain after a denial that is not', [policy('preDNAT', MAYBE_DENY), policy('normal', `${MAYBE_ALLOW}, ${ALLOW}`)],
    TO_HOST, 'unknown (source-port-unknown): untracked ingress none, preDNAT ingress unknown, normal ingress allow'],
  ['a denial of a pod after denials that are not certain', [policy('untracked', MAYBE_DENY), policy('preDNAT', MAYBE_DENY), podPolicy('Deny')],
    TO_POD, 'deny: untracked ingress unknown, preDNAT ingress unknown, forward ingress allow, pod ingress deny'],
  ['no decision after an accept that is not certain', [policy('preDNAT', MAYBE_ALLOW), policy('forward', DENY, 'Egress')],
    { ...TO_HOST, to: { ip: '198.51.100.1', via: { node: 'n1', interface: 'eth1' } } },
    'unknown (source-port-unknown): untracked ingress none, preDNAT ingress unknown, forward ingress none'],
  ['a denial that is not certain', [policy('normal', `${MAYBE_DENY}, ${ALLOW}`)],
    TO_HOST, 'unknown (source-port-unknown): untracked ingress none, preDNAT ingress none, normal ingress unknown'],
  ['no accept of a host stage skips policy of a pod', [policy('preDNAT', ALLOW), podPolicy('Deny')],
    TO_POD, 'deny: untracked ingress none, preDNAT ingress allow, forward ingress skipped, pod ingress deny'],
  ['an uncertain accept does not either', [policy('preDNAT', MAYBE_ALLOW), podPolicy('Deny')],
    TO_POD, 'deny: untracked ingress none, preDNAT ingress unknown, forward ingress allow, pod ingress deny'],
  ['forward policy for the other direction leaves it to what comes after', [policy('forward', DENY, 'Egress'), podPolicy('Allow')],
    TO_POD, 'allow: untracked ingress none, preDNAT ingress none, forward ingress none, pod ingress allow'],
  ['an answer that untracked policy may not accept', [policy('untracked', ALLOW), policy('untracked', MAYBE_ALLOW.replace('source', 'destination'), 'Egress')],
    TO_HOST, 'unknown (source-port-unknown): untracked ingress allow, preDNAT ingress skipped, normal ingress skipped'],
  ['an answer that untracked policy may not accept, for it comes from a port that is left open',
    [policy('untracked', ALLOW), policy('untracked', MAYBE_ALLOW, 'Egress'), felixOf('failsafeInboundHostPorts: []')],
    { ...TO_HOST, destinationPort: undefined }, 'unknown (destination-port-unknown): untracked ingress allow, preDNAT ingress skipped, normal ingress skipped'],
  ['an answer that is dropped when untracked policy accepts, and that may not be so',
    [policy('untracked', MAYBE_ALLOW), policy('normal', ALLOW)],
    TO_HOST, 'unknown (source-port-unknown): untracked ingress unknown, preDNAT ingress none, normal ingress allow'],
  ['an answer that untracked policy accepts when it accepts what is answered',
    [policy('untracked', MAYBE_ALLOW), policy('untracked', ALLOW, 'Egress'), policy('normal', ALLOW)],
    TO_HOST, 'allow: untracked ingress unknown, preDNAT ingress none, normal ingress allow'],
  ['of the host itself', [policy('untracked', ALLOW, 'Egress'), policy('untracked', ALLOW), policy('normal', DENY, 'Egress')],
    FROM_HOST, 'allow: untracked egress allow, normal egress skipped'],
])('%s', (_, objects, flow, expected) => {
  expect(stagesOf([...POD, ...objects], flow)).toBe(expected);
});

test('a denial is told by the stage that denies for sure', () => {
  const [manifests, flow] = [manifestsOf([HOST, policy('preDNAT', MAYBE_DENY), policy('normal', DENY)].join('\n---\n')), TO_HOST];
  expect(Cluster._fromManifests(manifests, { complete: true })._explain(flow).summary).toContain('denied by GlobalNetworkPolicy normal-ingress');
});

describe('a host endpoint of all interfaces', () => {
  const everywhere = (objects: readonly string[], flow: Flow): string => {
    const all = [HOST.replace('eth0', '"*"'), ...POD, ...objects];
    const [answer] = Cluster._fromManifests(manifestsOf(all.join('\n---\n')), { complete: true })._answers([flow]);
    if ('error' in answer) { throw new Error(answer.error); }
    return `${answer.verdict}: ${answer.stages!.map(({ stage, verdict }) => `${stage} ${verdict}`).join(', ')}`;
  };

  test('has no untracked policy, and forward egress even after an accept', () => {
    expect(everywhere([policy('untracked', DENY), policy('normal', ALLOW)], TO_HOST)).toBe('allow: preDNAT ingress none, normal ingress allow');
    expect(everywhere([policy('preDNAT', ALLOW), policy('forward', DENY, 'Egress')], TO_POD))
      .toBe('deny: preDNAT ingress allow, forward ingress skipped, pod ingress allow, forward egress deny');
  });
});

describe('failsafe ports', () => {
  const ask = (flow: Flow, ...objects: string[]): string => told([HOST, ...objects], flow, { complete: true });
  const INBOUND = felixOf('failsafeInboundHostPorts: [{ protocol: tcp, port: 80, net: 203.0.113.0/24 }]');
  const OUTBOUND = felixOf('failsafeOutboundHostPorts: [{ protocol: tcp, port: 80, net: 203.0.113.0/24 }], failsafeInboundHostPorts: []');

  test('count for their protocol, port and direction', () => {
    expect(ask({ ...TO_HOST, destinationPort: 22 })).toBe('allow: failsafe');
    expect(ask({ ...FROM_HOST, destinationPort: 22 })).toBe('deny');
    expect(ask({ ...TO_HOST, destinationPort: 22, protocol: 'UDP' })).toBe('deny');
    expect(ask({ ...FROM_HOST, destinationPort: 53, protocol: 'UDP' })).toBe('allow: failsafe');
    expect(ask({ ...TO_HOST, destinationPort: 22, sourcePort: 22 }, policy('preDNAT', DENY))).toBe('allow: failsafe');
  });

  test('leave the answer open where the port is', () => {
    const open: Flow = { ...TO_HOST, destinationPort: undefined };
    const UNKNOWN = 'unknown: destination-port-unknown';
    expect(ask(open)).toBe(UNKNOWN);
    expect(ask(open, policy('normal', ALLOW))).toBe('allow');
    expect(ask(open, policy('preDNAT', DENY))).toBe(UNKNOWN);
    expect(ask(open, felixOf('failsafeInboundHostPorts: []'))).toBe('deny');
    expect(ask(open, INBOUND)).toBe(UNKNOWN);
    expect(ask({ ...open, from: { ...OUTSIDE, ip: '198.51.100.9' } }, INBOUND)).toBe('deny');
    expect(ask({ ...open, protocol: 'SCTP' })).toBe('deny');
    expect(ask({ ...open, protocol: 'ICMP' })).toBe('deny');
    expect(ask({ ...FROM_HOST, destinationPort: undefined })).toBe(UNKNOWN);
  });

  test('are none that a sender chooses for its own', () => {
    expect(ask(TO_HOST, felixOf('failsafeInboundHostPorts: []'), policy('untracked', DENY))).toBe('deny');
  });

  test('never for what is forwarded', () => {
    expect(ask({ ...TO_POD, destinationPort: 22 }, ...POD, policy('forward', DENY))).toBe('deny');
  });

  test('the untracked chains let the answers pass, the others do not', () => {
    const answer: Flow = { ...TO_HOST, sourcePort: 6443, destinationPort: 40000 };
    expect(stagesOf([policy('untracked', DENY)], answer)).toBe('deny: untracked ingress none, preDNAT ingress none, normal ingress deny');
    expect(stagesOf([policy('untracked', DENY)], { ...answer, sourcePort: 6444 })).toBe('deny: untracked ingress deny, preDNAT ingress skipped, normal ingress skipped');
  });

  test('a net restricts the remote address', () => {
    const elsewhere = { ...OUTSIDE, ip: '198.51.100.9' };
    expect(ask(TO_HOST, INBOUND)).toBe('allow: failsafe');
    expect(ask({ ...TO_HOST, from: elsewhere }, INBOUND)).toBe('deny');
    expect(ask(FROM_HOST, OUTBOUND)).toBe('allow: failsafe');
    expect(ask({ ...FROM_HOST, to: elsewhere }, OUTBOUND)).toBe('deny');
    expect(ask(TO_HOST, OUTBOUND)).toBe('deny');
  });

  test('where the remote address is left open, a net leaves the answer open', () => {
    const via = OUTSIDE.via;
    const anywhere: Flow = { ...TO_HOST, from: { anywhere: true, via } };
    expect(ask(anywhere, INBOUND)).toBe('unknown: addresses-differ');
    expect(ask({ ...anywhere, from: { net: '203.0.113.0/25', via } }, INBOUND)).toBe('allow: failsafe');
    expect(ask({ ...anywhere, from: { net: '203.0.112.0/22', via } }, INBOUND)).toBe('unknown: addresses-differ');
    expect(ask({ ...anywhere, from: { net: '198.51.100.0/24', via } }, INBOUND)).toBe('deny');
    expect(ask(anywhere, INBOUND, policy('normal', ALLOW))).toBe('allow');
    expect(ask({ ...FROM_HOST, to: { anywhere: true, via } }, OUTBOUND)).toBe('unknown: addresses-differ');
  });

  test('another node whose address is not known may be meant', () => {
    const other = '{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: o }, spec: { node: n2, interfaceName: eth0, profiles: [open] } }';
    const open = '{ apiVersion: projectcalico.org/v3, kind: Profile, metadata: { name: open }, spec: { ingress: [{ action: Allow }], egress: [{ action: Allow }] } }';
    expect(ask({ ...TO_HOST, from: { host: 'n2' } }, INBOUND, other, open)).toBe('unknown: address-unknown');
  });
});

describe('application layer policy', () => {
  const http = [NAMESPACE, pod('from', '10.0.0.1'), pod('to', '10.0.0.2'), `{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: p, namespace: a },
    spec: { selector: app == 'to', types: [Ingress], ingress: [{ action: Allow, protocol: TCP, http: { methods: [GET] } }] } }`];
  const flow: Flow = { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80 };

  test.each<[string, string[], ClusterProps, string]>([
    ['may be set up where the input does not tell', [], {}, 'unknown: http-condition'],
    ['is not where Felix has no policySyncPathPrefix', [felixOf('')], {}, 'allow'],
    ['is where Felix has one', [felixOf('policySyncPathPrefix: /var/run/nodeagent')], {}, 'unknown: http-condition'],
    ['is no matter of the data plane in complete input', [], { complete: true }, 'allow'],
  ])('%s', (_, objects, props, expected) => {
    expect(told([...http, ...objects], flow, props)).toBe(expected);
  });
});

describe('staged policies', () => {
  const staged = `{ apiVersion: projectcalico.org/v3, kind: StagedNetworkPolicy, metadata: { name: s, namespace: a },
    spec: { selector: app == 'to', types: [Ingress], ingress: [{ action: Deny }] } }`;
  const pending = (flow: Partial<Flow>, ...objects: string[]): (string | undefined)[] => {
    const all = [NAMESPACE, pod('from', '10.0.0.1'), pod('to', '10.0.0.2'), ...objects].join('\n---\n');
    const [answer] = Cluster._fromManifests(manifestsOf(all))._answers([{ from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'TCP', destinationPort: 80, ...flow }]);
    if ('error' in answer) { throw new Error(answer.error); }
    return [answer.egress?.pending?.verdict, answer.ingress?.pending?.verdict];
  };

  test('say what would be only of the endpoint that they select', () => {
    expect(pending({}, staged)).toEqual([undefined, 'deny']);
    expect(pending({ from: { pod: 'a/to' }, to: { pod: 'a/from' } }, staged)).toEqual([undefined, undefined]);
    expect(pending({}, staged.replace('Deny', 'Allow'))).toEqual([undefined, 'allow']);
    expect(pending({})).toEqual([undefined, undefined]);
  });
});
