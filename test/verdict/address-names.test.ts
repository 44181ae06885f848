import fc from 'fast-check';
import { tryParseNet } from '../../src/network';
import { addressNames, netsOfIntervals } from '../../src/verdict/address-names';
import { tries } from '../setup/tries';

const names = (texts: readonly string[], isOfBoth?: boolean): string[] => addressNames(texts.map((text) => tryParseNet(text)!), isOfBoth);
/** All of IPv4 but these. */
const allBut = (...holes: readonly (readonly [bigint, bigint])[]) => {
  const starts = [0n, ...holes.map(([, last]) => last + 1n)];
  const runs = starts.map((first, index) => ({ first, last: (holes[index]?.[0] ?? 2n ** 32n) - 1n }));
  return netsOfIntervals(runs.filter(({ first, last }) => first <= last), 4);
};

test.each<[readonly string[], readonly string[]]>([
  [['0.0.0.0/0'], ['world']],
  [['::/0'], ['world']],
  [['0.0.0.0/0', '::/0'], ['world']],
  [['128.0.0.0/1', '0.0.0.0/1'], ['world']],
  [['0.0.0.0/0', '2001:db8::/32'], ['IPv4 world', '2001:db8::/32']],
  [['10.0.0.0/8', '192.0.2.0/24'], ['10.0.0.0/8', '192.0.2.0/24']],
  [['128.0.0.0/1'], ['128.0.0.0/1']],
  [['128.0.0.0/1', '0.0.0.0/2'], ['world except 64.0.0.0/2']],
  [[], []],
])('%j are %j', (nets, expected) => {
  expect(names(nets)).toEqual(expected);
});

test('beside the other IP version it is said which world is meant', () => {
  expect(names(['::/0'], true)).toEqual(['IPv6 world']);
});

test('up to four exceptions are named', () => {
  const holes = Array.from({ length: 5 }, (_, index) => [BigInt(2 * index + 1), BigInt(2 * index + 1)] as const);
  expect(addressNames(allBut(...holes.slice(0, 4)))).toEqual(['world except 0.0.0.1/32 and 0.0.0.3/32 and 0.0.0.5/32 and 0.0.0.7/32']);
  expect(addressNames(allBut(...holes))[0]).toBe('0.0.0.0/32');
});

test('the names say which addresses are meant', () => {
  const run = fc.tuple(fc.bigInt(0n, 2n ** 32n - 1n), fc.bigInt(0n, 2n ** 32n - 1n)).map(([a, b]) => (a < b ? [a, b] as const : [b, a] as const));
  fc.assert(fc.property(run, fc.bigInt(0n, 2n ** 32n - 1n), ([first, last], value) => {
    const text = addressNames(allBut([first, last])).join(' and ');
    const nets = text.replace(/^world except /, '').split(' and ').map((net) => tryParseNet(net)).filter((net) => net !== undefined);
    const holds = nets.some(({ base, prefix }) => value >= base && value < base + 2n ** BigInt(32 - prefix));
    expect(text.startsWith('world') ? !holds : holds).toBe(value < first || value > last);
  }), tries(200));
});
