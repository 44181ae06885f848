import { ApiObject, App, Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { messageOf } from './shop';
import { PolicyAssertions, Port, Traffic } from '../../src';
import { type JsonObject } from '../../src/manifest';
import { lastIp, netContainsIp, printIp, tryParseIp, tryParseNetOrIp } from '../../src/network';
import { Cluster } from '../../src/verdict';
import { tries } from '../setup/tries';
import { HOST_ADDRESS, cluster as mixedCluster } from '../verdict/matrix/random-cluster';
import { cluster, flow } from '../verdict/naive/clusters';
import { naiveEvaluate, type NaiveFlow } from '../verdict/naive/evaluator';

/** Clusters; more for a long comparison. */
const RUNS = Number(process.env.RUNS ?? 4);

function assertionsOn(objects: JsonObject[], complete: boolean): PolicyAssertions {
  const chart = new Chart(new App(), 'chart');
  objects.forEach((object, index) => new ApiObject(chart, `object-${index}`, JSON.parse(JSON.stringify(object))));
  return PolicyAssertions.fromScope(chart, { complete });
}

function trafficOf({ protocol, sourcePort, destinationPort, icmp }: NaiveFlow): Traffic {
  if (icmp !== undefined) { return protocol === 1 ? Traffic.icmp(icmp.type, icmp.code) : Traffic.icmpv6(icmp.type, icmp.code); }
  const traffic = Traffic.protocol(protocol);
  return [6, 17, 132].includes(protocol) ? traffic.toPorts(Port.of(destinationPort)).fromPorts(Port.of(sourcePort)) : traffic;
}

test('allows and denies say what the naive evaluator says', () => {
  fc.assert(fc.property(cluster, fc.array(flow, { minLength: 20, maxLength: 20 }), (objects, flows) => {
    const assertions = assertionsOn(objects, true);
    for (const asked of flows) {
      const { from, to, ipVersion, hook } = asked;
      if (hook !== undefined) { continue; } // assertions ask for the whole way
      const query = { source: nameOf(from), destination: nameOf(to), traffic: trafficOf(asked), ipVersion };
      const [isAllowed, isDenied] = [messageOf(() => assertions.allows(query)) === '', messageOf(() => assertions.denies(query)) === ''];
      expect({ isAllowed, isDenied, query }).toEqual({ ...expectation(naiveEvaluate(objects, asked).verdict), query });
    }
  }), tries(3 * RUNS));
});

function nameOf({ pod, ip, host }: NaiveFlow['from']): string {
  return pod ?? ip ?? `host:${host}`;
}

function expectation(verdict: string): { isAllowed: boolean; isDenied: boolean } {
  return { isAllowed: verdict === 'allow', isDenied: verdict === 'deny' };
}

const TRAFFIC = [
  undefined, Traffic.tcp(80), Traffic.tcp(80, 443), Traffic.tcpRange(8000, 8100), Traffic.udp(53), Traffic.icmp(8), Traffic.any().exceptProtocol('TCP'),
  Traffic.allTcp().exceptPorts(Port.of(80)),
];
const NETS = ['world', '10.0.0.0/8', '192.0.2.0/28', '192.0.2.7', '0.0.0.0/1', '128.0.0.0/1'];

/** The same cluster without IPv6, so that pairs can be listed out. */
const cluster4 = mixedCluster.map((objects) => JSON.parse(JSON.stringify(objects).replaceAll(/2001:db8::\/32|::\/0/g, '198.51.100.0/24')
  .replaceAll('2001:db8::', '10.0.1.').replaceAll('"ipVersion":6', '"ipVersion":4').replaceAll('ICMPv6', 'ICMP')) as JsonObject[]);

interface Permission { readonly peer: string; readonly traffic: Traffic | undefined }

const permissions = fc.array(fc.record({
  peer: fc.oneof(fc.nat(7).map((index) => `pod${index}`), fc.constantFrom(...NETS)), traffic: fc.constantFrom(...TRAFFIC),
}), { maxLength: 8 });

test.each([[true], [false]])('something is too much where a single flow shows it, and only there; complete input: %s', (complete) => {
  const seen = { shown: 0, none: 0 };
  fc.assert(fc.property(cluster4, permissions, fc.nat(), fc.boolean(), (objects, wished, pick, isIngress) => {
    const pods = objects.filter(({ kind }) => kind === 'Pod' || kind === 'Deployment').map((object) => new Peer(object, complete));
    const subject = pods[pick % pods.length];
    const list = wished.flatMap(({ peer, traffic }) => {
      const name = peer.startsWith('pod') ? pods.find((pod) => pod.name.endsWith(`/${peer}`))?.name : peer;
      return name === undefined ? [] : [{ peer: name, traffic }];
    });
    const asked = Cluster.fromObjects(objects, { complete });
    const ends = (peer: string): { source: string; destination: string } => (isIngress ? { source: peer, destination: subject.name }
      : { source: subject.name, destination: peer });
    const { flows } = asked._surplus({
      subjects: [{ workload: subject.name, direction: isIngress ? 'ingress' : 'egress' }],
      permitted: list.map(({ peer, traffic }) => ({ ...ends(peer), traffic })),
    });
    const shown = firstSurplus(asked, objects, { subject, pods, isIngress }, list);
    seen[shown === undefined ? 'none' : 'shown']++;
    expect({ shown, told: flows.map(({ summary }) => summary).slice(0, shown === undefined ? 9 : 0), isTold: flows.length > 0 })
      .toEqual({ shown, told: [], isTold: shown !== undefined });
  }), tries(RUNS));
  if (RUNS >= 40) { expect(Math.min(seen.shown, seen.none)).toBeGreaterThan(2); } // a few clusters may happen to be alike
});

/** A pod, or the pods of a template. */
class Peer {
  public readonly name: string;
  public readonly address: string | undefined;
  public readonly isPod: boolean;

  public constructor(object: JsonObject, complete: boolean) {
    const { kind, metadata, status } = object as unknown as {
      kind: string; metadata: { namespace?: string; name: string }; status?: { podIPs: { ip: string }[] };
    };
    this.name = `${metadata.namespace ?? (complete ? 'default' : '?')}/${metadata.name}`;
    this.address = status?.podIPs[0].ip;
    this.isPod = kind === 'Pod';
  }
}

interface Question { readonly subject: Peer; readonly pods: readonly Peer[]; readonly isIngress: boolean }

/** Asks for every pair and every packet that the cluster can tell apart. */
function firstSurplus(asked: Cluster, objects: JsonObject[], { subject, pods, isIngress }: Question, list: readonly Permission[]): unknown {
  const text = JSON.stringify(objects);
  const addresses = outsideAddresses(text, pods, text.includes('IPPool'));
  const peers: Peer[] = [...pods.filter((pod) => pod !== subject || !pod.isPod), ...addresses.map((ip) => ({ name: ip, address: ip, isPod: false }))];
  for (const peer of peers) {
    const isAddress = peer.name === peer.address;
    for (const packet of packets(text)) {
      const [self, other] = [{ workload: subject.name }, isAddress ? { ip: peer.name } : { workload: peer.name }];
      const [answer] = asked._answers([{ ...packet, ...isIngress ? { from: other, to: self } : { from: self, to: other } }]);
      const isPermitted = list.some((permission) => holds(permission.peer, peer, isAddress) && carries(permission.traffic, packet));
      if ('verdict' in answer && answer.verdict !== 'deny' && !isPermitted) { return { peer: peer.name, packet, verdict: answer.verdict }; }
    }
  }
  return undefined;
}

function holds(permission: string, peer: Peer, isAddress: boolean): boolean {
  if (permission === 'world') { return isAddress; }
  const net = tryParseNetOrIp(permission);
  return net === undefined ? permission === peer.name : peer.address !== undefined && netContainsIp(net, tryParseIp(peer.address)!);
}

interface Packet4 { readonly protocol: number; readonly destinationPort?: number; readonly icmp?: { readonly type: number; readonly code: number } }

function carries(traffic: Traffic | undefined, { protocol, destinationPort: port = 0, icmp }: Packet4): boolean {
  switch (TRAFFIC.indexOf(traffic)) {
    case 0: return true;
    case 1: return protocol === 6 && port === 80;
    case 2: return protocol === 6 && (port === 80 || port === 443);
    case 3: return protocol === 6 && port >= 8000 && port <= 8100;
    case 4: return protocol === 17 && port === 53;
    case 5: return icmp?.type === 8;
    case 6: return protocol !== 6;
    default: return protocol === 6 && port !== 80;
  }
}

function packets(text: string): Packet4[] {
  const named = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  const numbers = [1, 80, 443, 8000, 8100, 53, ...named].flatMap((port) => [port - 1, port, port + 1]);
  const ports = new Set(numbers.filter((port) => port > 0 && port <= 65535));
  return [
    ...[6, 17, 132].flatMap((protocol) => [...ports].map((destinationPort) => ({ protocol, destinationPort }))),
    ...[3, 8, 9, 128].flatMap((type) => [0, 1, 2].map((code) => ({ protocol: 1, icmp: { type, code } }))),
    ...[4, 112, 253].map((protocol) => ({ protocol })),
  ];
}

/** The first and last addresses of all networks and those beside them, without those of pods and of the host. */
function outsideAddresses(text: string, pods: readonly Peer[], hasPool: boolean): string[] {
  const mentioned = [...text.matchAll(/\d+\.\d+\.\d+\.\d+(?:\/\d+)?/g), ...NETS].map(String).flatMap((net) => tryParseNetOrIp(net) ?? []);
  const values = new Set(mentioned.flatMap((net) => [net.base - 1n, net.base, lastIp(net).value, lastIp(net).value + 1n]));
  const pool = tryParseNetOrIp('10.0.0.0/24')!;
  return [...values].filter((value) => value >= 0n && value < 2n ** 32n).map((value) => ({ family: 4 as const, value }))
    .filter((ip) => !hasPool || !netContainsIp(pool, ip)).map(printIp)
    .filter((ip) => pods.every(({ address }) => address !== ip) && ip !== HOST_ADDRESS);
}
