import { type Json } from '../manifest';

export const TCP = 6;
export const UDP = 17;
export const SCTP = 132;
export const ICMP = 1;
export const ICMPV6 = 58;
export const IPIP = 4;

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['tcp', TCP], ['udp', UDP], ['icmp', ICMP], ['icmpv6', ICMPV6], ['sctp', SCTP], ['udplite', 136],
]);
const NAMES: ReadonlyMap<number, string> = new Map([
  [TCP, 'TCP'], [UDP, 'UDP'], [ICMP, 'ICMP'], [ICMPV6, 'ICMPv6'], [SCTP, 'SCTP'], [136, 'UDPLite'],
]);

/** Felix compares names without regard to case. Undefined for anything that is no protocol. */
export function protocolNumber(value: Json | undefined): number | undefined {
  if (typeof value === 'number') { return Number.isInteger(value) && value >= 0 && value <= 255 ? value : undefined; }
  if (typeof value !== 'string') { return undefined; }
  if (/^\d{1,3}$/.test(value)) { return protocolNumber(Number(value)); }
  return NUMBERS.get(value.toLowerCase());
}

export function protocolName(protocol: number): string {
  return NAMES.get(protocol) ?? `protocol ${protocol}`;
}

/** Only these have ports that rules can match. */
export function hasPorts(protocol: number): boolean {
  return protocol === TCP || protocol === UDP || protocol === SCTP;
}
