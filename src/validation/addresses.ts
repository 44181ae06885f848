import { type Ip, type Net, tryParseIp, tryParseGoCidr } from '../network';

/** A network or a single address, as Calico reads either. */
export interface AddressOrNet {
  readonly family: 4 | 6;
  readonly prefix: number;
  /** Without host bits. */
  readonly isMasked: boolean;
  /** Written with a prefix length. */
  readonly isCidr: boolean;
  readonly net: Net;
}

const MAPPED = 0x100000000n;
const MEMO_LIMIT = 20000;
const memo = new Map<string, AddressOrNet | undefined>();

function parse(text: string): AddressOrNet | undefined {
  const net = tryParseGoCidr(text);
  if (net) {
    return { family: net.family, prefix: net.prefix, isMasked: net.masked, isCidr: true, net };
  }
  const ip = text.includes('/') ? undefined : addressOf(text);
  if (!ip) {
    return undefined;
  }
  const prefix = ip.family === 4 ? 32 : 128;
  return { family: ip.family, prefix, isMasked: true, isCidr: false, net: { family: ip.family, base: ip.value, prefix, masked: true } };
}

/** Reads `10.0.0.0/8` or `10.0.0.1`. The same few networks stand in thousands of rules, so answers are kept. */
export function addressOrNet(text: string): AddressOrNet | undefined {
  if (memo.has(text)) {
    return memo.get(text);
  }
  const parsed = parse(text);
  if (memo.size >= MEMO_LIMIT) {
    memo.clear();
  }
  memo.set(text, parsed);
  return parsed;
}

/** Reads an address as Go does, where an IPv4 address in IPv6 clothes (`::ffff:10.0.0.1`) is an IPv4 address. */
export function addressOf(text: string): Ip | undefined {
  const ip = tryParseIp(text);
  return ip?.family === 6 && ip.value / MAPPED === 0xffffn ? { family: 4, value: ip.value % MAPPED } : ip;
}
