/* eslint-disable no-bitwise -- networks are bits */
import { bitsOf, type Ip, printIp, tryParseIp } from './ip';

/** A network in CIDR notation. */
export interface Net {
  readonly family: 4 | 6;
  /** The first address of the network, whatever address the text had. */
  readonly base: bigint;
  readonly prefix: number;
  /** Whether the text's address was the first one of the network: `10.0.0.0/8` is masked, `10.0.0.1/8` is not. */
  readonly masked: boolean;
}

/**
 * Reads a CIDR: a strict address, `/`, and a prefix length without leading zeros. Undefined when it is not one.
 * An address without `/` is not a CIDR.
 */
export function tryParseNet(text: string): Net | undefined {
  return parseNet(text, /^(?:0|[1-9]\d{0,2})$/);
}

/**
 * Reads a CIDR as Go's net.ParseCIDR does, which Calico and Kubernetes validate with:
 * like `tryParseNet`, but the prefix length may have leading zeros (`10.0.0.0/08`).
 */
export function tryParseGoCidr(text: string): Net | undefined {
  return parseNet(text, /^\d+$/);
}

function parseNet(text: string, prefixPattern: RegExp): Net | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) { return undefined; }
  const ip = tryParseIp(text.slice(0, slash));
  const prefixText = text.slice(slash + 1);
  if (ip === undefined || !prefixPattern.test(prefixText)) { return undefined; }
  const prefix = Number(prefixText);
  return prefix > bitsOf(ip.family) ? undefined : netOf(ip, prefix);
}

/** The network of an address. */
export function netOf(ip: Ip, prefix: number): Net {
  const base = maskedValue(ip.family, ip.value, prefix);
  return { family: ip.family, base, prefix, masked: base === ip.value };
}

/** Reads a CIDR, or an address as the network of that one address. */
export function tryParseNetOrIp(text: string): Net | undefined {
  const ip = tryParseIp(text);
  return ip === undefined ? tryParseNet(text) : netOf(ip, bitsOf(ip.family));
}

/** Whether the address is in the network. */
export function netContainsIp(net: Net, ip: Ip): boolean {
  return net.family === ip.family && maskedValue(ip.family, ip.value, net.prefix) === net.base;
}

/** Whether every address of `inner` is in `outer`. */
export function netContainsNet(outer: Net, inner: Net): boolean {
  return outer.prefix <= inner.prefix && netContainsIp(outer, { family: inner.family, value: inner.base });
}

/** Whether the networks have an address in common. Then one contains the other. */
export function netsOverlap(a: Net, b: Net): boolean {
  return netContainsNet(a, b) || netContainsNet(b, a);
}

/** How many addresses a network of that prefix length has. */
export function sizeOfNet(family: 4 | 6, prefix: number): bigint {
  return 1n << BigInt(bitsOf(family) - prefix);
}

/** The last address of a network. */
export function lastIp(net: Net): Ip {
  return { family: net.family, value: net.base + sizeOfNet(net.family, net.prefix) - 1n };
}

/** The canonical text, with the network's first address. */
export function printNet(net: Net): string {
  return `${printIp({ family: net.family, value: net.base })}/${net.prefix}`;
}

function maskedValue(family: 4 | 6, value: bigint, prefix: number): bigint {
  const hostBits = BigInt(bitsOf(family) - prefix);
  return (value >> hostBits) << hostBits;
}
