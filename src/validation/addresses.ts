import { type Ip, type Net, tryParseIp, tryParseGoCidr } from '../network';
import { Memo } from './memo';

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

function parse(text: string): AddressOrNet | null {
  const net = tryParseGoCidr(text);
  if (net) {
    return { family: net.family, prefix: net.prefix, isMasked: net.masked, isCidr: true, net };
  }
  const ip = text.includes('/') ? undefined : addressOf(text);
  if (!ip) {
    return null;
  }
  const prefix = ip.family === 4 ? 32 : 128;
  return { family: ip.family, prefix, isMasked: true, isCidr: false, net: { family: ip.family, base: ip.value, prefix, masked: true } };
}

const memo = new Memo(parse);

/** Reads `10.0.0.0/8` or `10.0.0.1`. */
export function addressOrNet(text: string): AddressOrNet | undefined {
  return memo.of(text);
}

/** Reads an address as Go does, where an IPv4 address in IPv6 clothes (`::ffff:10.0.0.1`) is an IPv4 address. */
export function addressOf(text: string): Ip | undefined {
  const ip = tryParseIp(text);
  return ip?.family === 6 && ip.value / MAPPED === 0xffffn ? { family: 4, value: ip.value % MAPPED } : ip;
}
