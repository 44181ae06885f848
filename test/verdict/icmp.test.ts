import { allowOnly, NAMESPACE, pod, told } from './told';
import { type Flow } from '../../src/verdict';

/* Types and codes of ICMP against rules; what the flow does not tell is unknown only where a rule asks for it. */

const PODS = [NAMESPACE, pod('from', '10.0.0.1 fd00::1'), pod('to', '10.0.0.2 fd00::2')];
const UNKNOWN = 'unknown: icmp-type-unknown';

function ask(rule: string, icmp: Flow['icmp'], flow: Partial<Flow> = {}): string {
  return told([...PODS, allowOnly(rule)], { from: { pod: 'a/from' }, to: { pod: 'a/to' }, protocol: 'ICMP', icmp, ...flow });
}

test.each<[string, Flow['icmp'], string, string]>([
  ['type: 8', { type: 8, code: 0 }, 'allow', 'deny'],
  ['type: 8', { type: 8 }, 'allow', 'deny'],
  ['type: 8', { type: 0 }, 'deny', 'allow'],
  ['type: 8', { type: 0, code: 3 }, 'deny', 'allow'],
  ['type: 8', {}, UNKNOWN, UNKNOWN],
  ['type: 8', { code: 0 }, UNKNOWN, UNKNOWN],
  ['type: 8', undefined, UNKNOWN, UNKNOWN],
  ['type: 3, code: 1', { type: 3, code: 1 }, 'allow', 'deny'],
  ['type: 3, code: 1', { type: 3, code: 4 }, 'deny', 'allow'],
  ['type: 3, code: 1', { type: 3 }, UNKNOWN, UNKNOWN],
  ['type: 3, code: 1', { type: 8 }, 'deny', 'allow'],
  ['type: 3, code: 1', { type: 8, code: 1 }, 'deny', 'allow'],
  ['type: 3, code: 1', { code: 1 }, UNKNOWN, UNKNOWN],
  ['type: 3, code: 1', { code: 4 }, 'deny', 'allow'],
  ['type: 3, code: 1', {}, UNKNOWN, UNKNOWN],
])('a rule for { %s }, a flow of %j: icmp %s, notICMP %s', (match, icmp, positive, negative) => {
  expect(ask(`protocol: ICMP, icmp: { ${match} }`, icmp)).toBe(positive);
  expect(ask(`protocol: ICMP, notICMP: { ${match} }`, icmp)).toBe(negative);
});

test('only the ICMP of the packet\'s own family has types', () => {
  const type8 = { type: 8 };
  expect(ask('protocol: 1, icmp: { type: 8 }', type8)).toBe('allow');
  expect(ask('protocol: 58, icmp: { type: 8 }', type8, { protocol: 'ICMPv6', ipVersion: 6 })).toBe('allow');
  expect(ask('icmp: { type: 8 }', type8, { protocol: 'ICMPv6', ipVersion: 4 })).toBe('deny');
  expect(ask('icmp: { type: 8 }', type8, { protocol: 'ICMP', ipVersion: 6 })).toBe('deny');
  expect(ask('icmp: { type: 8 }', undefined, { protocol: 'TCP', destinationPort: 80 })).toBe('deny');
  expect(ask('notICMP: { type: 8 }', undefined, { protocol: 'TCP', destinationPort: 80 })).toBe('allow');
});

test('a flow that gives a type and no protocol is ICMP of its family', () => {
  expect(ask('protocol: ICMP, icmp: { type: 8 }', { type: 8 }, { protocol: undefined })).toBe('allow');
  expect(ask('protocol: ICMPv6, icmp: { type: 128 }', { type: 128 }, { protocol: undefined, ipVersion: 6 })).toBe('allow');
  expect(ask('protocol: ICMP, icmp: { type: 128 }', { type: 128 }, { protocol: undefined, ipVersion: 6 })).toBe('deny');
});

test('a name of the protocol fixes the family, a number does not', () => {
  const v6: Partial<Flow> = { protocol: 58, ipVersion: 6 };
  expect(ask('protocol: ICMPv6', undefined, v6)).toBe('allow');
  expect(ask('protocol: ICMPv6', undefined, { ...v6, ipVersion: 4 })).toBe('deny');
  expect(ask('protocol: 58', undefined, { ...v6, ipVersion: 4 })).toBe('allow');
});

test('notProtocol takes every other protocol', () => {
  expect(ask('notProtocol: ICMP', undefined)).toBe('deny');
  expect(ask('notProtocol: TCP', undefined)).toBe('allow');
});
