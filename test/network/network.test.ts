import { isIP } from 'node:net';
import * as fc from 'fast-check';
import {
  Cidr, IpAddress, netContainsNet, netOf, netsOverlap, Port, printIp, printNet, Protocol, Traffic, tryParseGoCidr, tryParseIp, tryParseNet,
} from '../../src/network';
import { tries } from '../setup/tries';

const ips = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 32n - 1n }).map((value) => ({ family: 4 as const, value })),
  fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map((value) => ({ family: 6 as const, value })),
);
/** Short prefixes and few values, so that networks meet. */
const nets = fc.tuple(fc.constantFrom(4 as const, 6 as const), fc.nat(15), fc.nat(8))
  .map(([family, top, prefix]) => netOf({ family, value: BigInt(top) * 2n ** (family === 4 ? 28n : 124n) }, prefix));
const bits = (net: { family: 4 | 6; base: bigint; prefix: number }): string => net.base.toString(2).padStart(net.family === 4 ? 32 : 128, '0').slice(0, net.prefix);

test('addresses are those of node:net, without zones', () => {
  fc.assert(fc.property(fc.oneof(fc.string({ unit: fc.constantFrom(...'0123456789abF:.%') }), fc.ipV4(), fc.ipV6()), (text) => {
    expect(tryParseIp(text)?.family ?? 0).toBe(text.includes('%') ? 0 : isIP(text));
  }), tries(3000));
});

test.each(['01.2.3.4', '1.2.3', '1.2.3.256', 'fe80::1%eth0', '1::2::3', ':::', '1:2:3:4:5:6:7:8::', '::1.2.3.04', '1:2:3:4:5:6:7:', ''])('%j is no address', (text) => {
  expect(tryParseIp(text)).toBeUndefined();
});

test.each([['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'], ['::FFFF:1.2.3.4', '::ffff:1.2.3.4'], ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'], ['0::0', '::']])('%s prints as %s', (text, canonical) => {
  expect(IpAddress.parse(text).toString()).toBe(canonical);
});

test('printing and reading are opposites', () => {
  fc.assert(fc.property(ips, (ip) => expect(tryParseIp(printIp(ip))).toEqual(ip)), tries(100));
  fc.assert(fc.property(nets, (net) => expect(tryParseNet(printNet(net))).toEqual({ ...net, masked: true })), tries(100));
});

test('containment is that of bit strings', () => {
  fc.assert(fc.property(nets, nets, (a, b) => {
    const same = a.family === b.family;
    expect(netContainsNet(a, b)).toBe(same && bits(b).startsWith(bits(a)));
    expect(netsOverlap(a, b)).toBe(same && (bits(b).startsWith(bits(a)) || bits(a).startsWith(bits(b))));
  }), tries(1000));
});

test('a network splits into its parts', () => {
  expect(Cidr.parse('10.0.0.0/22').split(24).map(String)).toEqual(['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/24', '10.0.3.0/24']);
  expect(() => Cidr.parse('10.0.0.0/22').split(21)).toThrow('from 22 to 32');
});

test('masked and unmasked CIDRs are told apart', () => {
  expect(tryParseNet('10.0.0.1/8')).toMatchObject({ masked: false, prefix: 8 });
  expect(() => Cidr.parse('10.0.0.1/8')).toThrow('10.0.0.0/8');
  expect(Cidr.parseUnmasked('10.0.0.1/8').masked().toString()).toBe('10.0.0.0/8');
  expect(() => Cidr.parse('10.0.0.1')).toThrow('10.0.0.1/32');
  expect([tryParseNet('10.0.0.0/08'), tryParseGoCidr('10.0.0.0/08')?.prefix]).toEqual([undefined, 8]);
});

test.each<[string, () => unknown]>([
  ['from 1 to 65535', () => Traffic.tcp(0)],
  ['allTcp()', () => Traffic.tcp()],
  ['upside down', () => Traffic.tcpRange(2, 1)],
  ['no ports of ICMP', () => Traffic.icmp().toPorts(Port.of(1))],
  ['no ports of UDPLite', () => Traffic.protocol('UDPLite').toPorts(Port.of(1))],
  ['needs a protocol', () => Traffic.any().toPorts(Port.of(1))],
  ['needs a type', () => Traffic.icmp(undefined, 1)],
  ['from 0 to 254', () => Traffic.icmp(255)],
  ['ICMP and ICMPv6', () => Traffic.allTcp().exceptIcmp(8)],
  ['said before', () => Traffic.tcp(1).toPorts(Port.of(2))],
  ['neither', () => Traffic.http({})],
  ['Did you mean TCP', () => Protocol.of('tcp')],
  ['Port.of(80)', () => Port.named('80')],
  ['lower case', () => Port.named('HTTP')],
])('what cannot be throws: %s', (message, run) => {
  expect(run).toThrow(message);
});

test('every field of a rule that is not a peer can be said', () => {
  expect(Traffic.tcpPorts(Port.of(80), Port.range(90, 99), Port.named('web')).exceptPorts(Port.of(95)).fromPorts(Port.of(1)).exceptFromPorts(Port.of(2))._toRule())
    .toEqual({ protocol: 'TCP', source: { ports: [1], notPorts: [2] }, destination: { ports: [80, '90:99', 'web'], notPorts: [95] } });
  expect(Traffic.icmp(3).exceptIcmp(3, 4)._toRule()).toEqual({ protocol: 'ICMP', icmp: { type: 3 }, notICMP: { type: 3, code: 4 }, source: {}, destination: {} });
  expect(Traffic.any().exceptProtocol(112)._toRule()).toEqual({ notProtocol: 112, source: {}, destination: {} });
  expect(Traffic.http({ methods: ['GET'], paths: [{ exact: '/a' }] })._toRule())
    .toEqual({ protocol: 'TCP', http: { methods: ['GET'], paths: [{ exact: '/a' }] }, source: {}, destination: {} });
});
