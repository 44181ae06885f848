import { addressOf, addressOrNet } from '../../src/validation/addresses';
import { isPolicyName, labelValueProblem, portNameProblem, qualifiedNameProblem } from '../../src/validation/names';
import { Report } from '../../src/validation/report';
import { hasPorts, isNumericPort, isProtocol } from '../../src/validation/rules/helpers';
import { toRegExp } from '../../src/validation/schema/check';
import { isGoRegexp, splitPeerAddress } from '../../src/validation/typed/checks';
import { parseDuration, printDuration } from '../../src/validation/typed/go-duration';
import { parseAsNumber, parsePortText, protocolNumber } from '../../src/validation/typed/scalars';
import { kindOf, oneOf, show } from '../../src/validation/words';

test('durations are read and written as Go does', () => {
  const written = (text: string): string | undefined => {
    const nanoseconds = parseDuration(text);
    return nanoseconds === undefined ? undefined : printDuration(nanoseconds);
  };
  const durations: [string, string | undefined][] = [
    ['0', '0s'], ['+0', '0s'], ['-0', '0s'], ['0s', '0s'], ['1ns', '1ns'], ['999ns', '999ns'], ['1000ns', '1µs'], ['1us', '1µs'], ['1µs', '1µs'], ['1μs', '1µs'], ['1500ns', '1.5µs'],
    ['999999ns', '999.999µs'], ['1ms', '1ms'], ['1000us', '1ms'], ['1.05ms', '1.05ms'], ['999.999999ms', '999.999999ms'], ['1000ms', '1s'], ['1.5s', '1.5s'], ['.5s', '500ms'],
    ['1.s', '1s'], ['60s', '1m0s'], ['90s', '1m30s'], ['59.5s', '59.5s'], ['1h', '1h0m0s'], ['1h30m', '1h30m0s'], ['1h0.5s', '1h0m0.5s'], ['25h', '25h0m0s'], ['-90s', '-1m30s'],
    ['+5s', '5s'], ['-1ns', '-1ns'], ['1h1h', '2h0m0s'], ['2562047h47m16.854775807s', '2562047h47m16.854775807s'], ['-2562047h47m16.854775808s', '-2562047h47m16.854775808s'],
    ['2562047h47m16.854775808s', undefined], ['-2562047h47m16.854775809s', undefined], ['0.0000000000000000001s', '0s'], ['1.1234567891234567899s', '1.123456789s'],
    ['', undefined], ['-', undefined], ['+', undefined], ['5', undefined], ['s', undefined], ['.s', undefined], ['5x', undefined], ['5 s', undefined], ['1d', undefined], ['1h5', undefined],
    ['1s-1s', undefined], ['5S', undefined], ['--5s', undefined], ['5constructor', undefined],
  ];
  expect(durations.map(([text]) => [text, written(text)])).toEqual(durations);
});

test('ports, protocols and AS numbers in text', () => {
  const ports: [string, unknown][] = [
    ['0', { min: 0, max: 0 }], ['080', { min: 80, max: 80 }], ['65535', { min: 65535, max: 65535 }], ['65536', 'number'], ['1:2', { min: 1, max: 2 }], ['2:2', { min: 2, max: 2 }], ['2:1', 'order'],
    ['1:65536', 'number'], ['65536:1', 'number'], ['http', { name: 'http' }], ['1-2', { name: '1-2' }], ['a b', 'name'], ['', 'name'], ['1:', 'name'], ['x'.repeat(128), { name: 'x'.repeat(128) }],
    ['x'.repeat(129), 'name'], ['1:2:3', 'name'], ['x:1', 'name'],
  ];
  expect(ports.map(([text]) => [text, parsePortText(text)])).toEqual(ports);
  expect(['0', '4294967295', '4294967296', '1.2', '65535.65535', '65536.0', '0.65536', '1.', 'x', '', '1.2.3', 'a1', '1a'].map(parseAsNumber))
    .toEqual([0, 4294967295, undefined, 65538, 4294967295, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined]);
  expect([6, '6', '255', '256', 'TCP', '', undefined, '6x', 'x6'].map(protocolNumber)).toEqual([6, 6, 255, undefined, undefined, undefined, undefined, undefined, undefined]);
  expect([6, 17, 132, 1, '6', '17', '132', '1', 'TCP', 'UDP', 'SCTP', 'tcp', 'udp', 'sctp', 'Tcp', 'ICMP', undefined, '256'].map(hasPorts))
    .toEqual([true, true, true, false, true, true, true, false, true, true, true, true, true, true, false, false, false, false]);
  expect([80, '80', '80:90', 'http', '80-90', true, ':80', '80:', 'a80', '80a', '80:90:91'].map(isNumericPort))
    .toEqual([true, true, true, false, false, false, false, false, false, false, false]);
  expect([isProtocol('TCP', 'TCP'), isProtocol(6, 'TCP'), isProtocol(6, 'TCP', false), isProtocol(17, 'TCP'), isProtocol('6', 'TCP'), isProtocol(undefined, 'x')])
    .toEqual([true, true, false, false, false, false]);
  expect(([['ICMP', 1], ['UDP', 17], ['ICMPv6', 58], ['SCTP', 132], ['UDPLite', 136]] as const).map(([name, number]) => isProtocol(number, name))).toEqual(Array(5).fill(true));
});

test('names', () => {
  const policy: [string, boolean[]][] = [ // before tiers: namespaced, global; since: namespaced, global
    ['a', [true, true, true, true]], ['a-b', [true, true, true, true]], ['a.b', [false, false, true, true]], ['a.b.c', [false, false, false, false]], ['A', [false, false, false, false]],
    ['-a', [false, false, false, false]], ['a-', [false, false, false, false]], ['a.', [false, false, false, false]], ['.a', [false, false, false, false]], ['', [false, false, false, false]],
    ['knp.default.a.b', [true, false, true, false]], ['ossg.default.a', [true, false, true, false]], ['xnp.default.a', [false, false, false, false]], ['knp.default.', [false, false, false, false]],
    ['a b', [false, false, false, false]], ['1', [true, true, true, true]],
  ];
  const answers = (name: string): boolean[] => [28, 29].flatMap((minor) => [false, true].map((isGlobal) => isPolicyName(name, isGlobal, minor)));
  expect(policy.map(([name]) => [name, answers(name)])).toEqual(policy);
  const isPort = (name: string): boolean => portNameProblem(name) === undefined;
  expect(['a', 'http-1', '1a', 'abcdefghijklmno', 'abcdefghijklmnop', '1', '1-1', 'A', 'a_b', 'a--b', '-a', 'a-', ''].map(isPort))
    .toEqual([true, true, true, true, false, false, false, false, false, false, false, false, false]);
  const isKey = (key: string): boolean => qualifiedNameProblem(key) === undefined;
  expect(['a', 'A_b.c-1', 'a/b', 'a.b/c', '', '/a', 'a/', '/', 'a/b/c', 'A/b', 'a_b/c', '-a', 'a-', 'a b', 'é', 'x'.repeat(63), 'x'.repeat(64), 'é'.repeat(32)].map(isKey))
    .toEqual([true, true, true, true, false, false, false, false, false, false, false, false, false, false, false, true, false, false]);
  const isValue = (value: string): boolean => labelValueProblem(value) === undefined;
  expect(['', 'a', 'A_b.c-1', '-a', 'a-', 'a b', 'a/b', 'x'.repeat(63), 'x'.repeat(64)].map(isValue)).toEqual([true, true, true, false, false, false, false, true, false]);
  // Why, in words.
  expect([qualifiedNameProblem('a/b/c'), qualifiedNameProblem('/a'), qualifiedNameProblem('A/b'), qualifiedNameProblem('a/'), qualifiedNameProblem(''), qualifiedNameProblem('é'.repeat(32))]).toEqual([
    'a key is a name, or a DNS name, one `/` and a name', 'there is nothing before the `/`',
    'what stands before the `/` must be a DNS name: lower case letters, digits, `-` and `.`', 'there is nothing after the `/`', 'it is empty', 'it is longer than 63 characters',
  ]);
  expect([portNameProblem('abcdefghijklmnop'), portNameProblem('A'), portNameProblem('1'), portNameProblem('a--b')]).toEqual([
    'it is longer than 15 characters', 'it takes lower case letters, digits and `-`', 'it needs at least one letter', '`-` stands between letters and digits, and never twice in a row',
  ]);
});

test('addresses as Go reads them', () => {
  const family = (text: string): (number | undefined)[] => [addressOf(text)?.family, addressOrNet(text)?.family, addressOrNet(text)?.prefix];
  expect(family('10.0.0.1')).toEqual([4, 4, 32]);
  expect(family('10.0.0.0/8')).toEqual([undefined, 4, 8]);
  expect(family('fd00::1')).toEqual([6, 6, 128]);
  expect(family('::ffff:10.0.0.1')).toEqual([4, 4, 32]);
  expect(family('::fffe:10.0.0.1')).toEqual([6, 6, 128]);
  expect(family('1:ffff:10.0.0.1')).toEqual([undefined, undefined, undefined]);
  expect(family('1::ffff:10.0.0.1')).toEqual([6, 6, 128]);
  expect(family('10.0.0.1/x')).toEqual([undefined, undefined, undefined]);
  expect(addressOrNet('10.0.0.1/8')).toMatchObject({ isMasked: false, isCidr: true });
  expect(addressOrNet('10.0.0.0/8')).toMatchObject({ isMasked: true, isCidr: true });
  expect(addressOrNet('10.0.0.1')).toMatchObject({ isMasked: true, isCidr: false, net: { family: 4, base: 0x0a000001n, prefix: 32 } });
  expect(addressOrNet('10.0.0.1')).toBe(addressOrNet('10.0.0.1'));
  const peers = ['192.0.2.1', '192.0.2.1:1', '192.0.2.1:65535', '192.0.2.1:0', '192.0.2.1:65536', 'fd00::1', '[fd00::1]:179', '[fd00::1]', 'x', 'x:1', '[x]:1', '192.0.2.1:1x', ' 192.0.2.1:1'];
  expect(peers.map((text) => splitPeerAddress(text)?.port ?? splitPeerAddress(text)?.ip)).toEqual(
    ['192.0.2.1', 1, 65535, undefined, undefined, 'fd00::1', 179, undefined, undefined, undefined, undefined, undefined, undefined],
  );
});

test('regular expressions that Go reads', () => {
  const good = [
    '', 'a', '^eth.*$', '(a|b)+', '(?i)a', '(?is)a', '(?i-s)a', '(?i-ms)a', '(?i:a)', '(?im:a)', '(?:a)', '(?-i:a)', '(?i-ms:a)', '(?P<n>a)', '[a-z]{2,3}', '\\d+', '\\Aa\\z',
    '\\Q(\\E', '\\Q((', '\\Q(((\\E(a)', '[[:alpha:]]', '[[:^alpha:]]', '[[:alpha:]_]', 'a*?', 'a??', '\\[a', '\\(a',
    // In a class these are plain text, which the newer readings of JavaScript refuse.
    '[a&&b]', '[(]', '[{]', '[&&(]', 'a[|]b', '[**]', '[a*+]', '\\++', '[?+*]{2}',
  ];
  const bad = [
    '(', ')', '[', '[a', 'a{2,1}', '*', '+a', '?', '(?=a)', '(?!a)', '(?<=a)', '(?<!a)', '(?>a)', '(a)\\1', 'a++', 'a*+', 'a?+', 'a**', '\\Z', '(?#x)', 'a{1}+', 'a|*', '[(][', '[(](',
    '[(]**', '[(]a???',
  ];
  expect(good.filter((text) => !isGoRegexp(text))).toEqual([]);
  expect(bad.filter((text) => isGoRegexp(text))).toEqual([]);
  expect([toRegExp('^(?i)ab$').test('AB'), toRegExp('^ab$').test('AB'), toRegExp('^ab$').test('ab')]).toEqual([true, false, true]);
});

test('words of messages', () => {
  expect([null, undefined, [], 'x', 1, true, {}].map(kindOf)).toEqual(['null', 'nothing', 'a list', 'text', 'a number', 'a boolean', 'an object']);
  expect([show(undefined), show('a'), show({ a: 1 }), show('x'.repeat(78)), show('x'.repeat(79))]).toEqual(['nothing', '"a"', '{"a":1}', `"${'x'.repeat(78)}"`, `"${'x'.repeat(76)}…`]);
  expect([oneOf([]), oneOf(['a']), oneOf(['a', 'b']), oneOf(['a', 'b', 'c']), oneOf(['a', 'b'], 'and')]).toEqual(['', 'a', 'a or b', 'a, b or c', 'a and b']);
});

test('the same code at one place is one issue, whose refusers add up', () => {
  const report = new Report();
  report.at.push('spec');
  report.add('CAL1', 1, { message: 'first' }, 'a', 0);
  report.add('CAL1', 4, { message: 'second' }, 'a', 0);
  report.add('CAL2', 2, { message: 'other code' }, 'a', 0);
  report.addAt('CAL1', 2, { message: 'other place' }, ['a', 0]);
  expect(report.issues).toEqual([
    { code: 'CAL1', refusers: 5, message: 'first', path: ['spec', 'a', 0] },
    { code: 'CAL2', refusers: 2, message: 'other code', path: ['spec', 'a', 0] },
    { code: 'CAL1', refusers: 2, message: 'other place', path: ['a', 0] },
  ]);
});
