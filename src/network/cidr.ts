import { looksLikeHostName } from './host-name';
import { bitsOf, type Ip, tryParseIp } from './ip';
import { adviceForAddress, IpAddress } from './ip-address';
import { type Net, netContainsIp, netContainsNet, netOf, netsOverlap, printNet, sizeOfNet, tryParseNet } from './net';

/** More parts than this are more likely a slip than a wish. */
const MAX_SPLIT = 65536;

/**
 * A network in CIDR notation, for example `10.0.0.0/8` or `2001:db8::/32`.
 *
 * @example
 * Cidr.parse('10.0.0.0/8').containsAddress(IpAddress.parse('10.1.2.3')); // true
 */
export class Cidr {
  /**
   * Reads a network whose address is its first one, as Calico's rules, sets and pools want it.
   * @throws when the text is not a CIDR, or has host bits (`10.0.0.1/8`)
   */
  public static parse(text: string): Cidr {
    const cidr = Cidr.parseUnmasked(text);
    if (!cidr._net.masked) {
      throw new Error(`Cidr: ${text} has an address within its network. Write ${printNet(cidr._net)} for the network`
        + ` or ${cidr.address.toString()}/${bitsOf(cidr._net.family)} for the one address.`);
    }
    return cidr;
  }

  /**
   * Reads an address together with its network, such as `10.0.0.1/24`, the form in which a node's address is written.
   * @throws when the text is not a CIDR
   */
  public static parseUnmasked(text: string): Cidr {
    const net = tryParseNet(text);
    if (net === undefined) { throw new Error(`Cidr: ${JSON.stringify(text)} is not a network in CIDR notation.${adviceForCidr(text)}`); }
    return new Cidr(net, tryParseIp(text.slice(0, text.indexOf('/')))!);
  }

  /** The network of one address: /32 for IPv4, /128 for IPv6. */
  public static ofAddress(address: IpAddress): Cidr {
    return Cidr.ofNet(netOf(address._ip, bitsOf(address._ip.family)));
  }

  /** All of IPv4: 0.0.0.0/0. */
  public static anyIpv4(): Cidr {
    return Cidr.ofNet({ family: 4, base: 0n, prefix: 0, masked: true });
  }

  /** All of IPv6: ::/0. */
  public static anyIpv6(): Cidr {
    return Cidr.ofNet({ family: 6, base: 0n, prefix: 0, masked: true });
  }

  private static ofNet(net: Net): Cidr {
    return new Cidr(net, { family: net.family, value: net.base });
  }

  /** 4 or 6, as in `ipVersion` of a rule. */
  public readonly ipVersion: number;
  /** The length of the prefix in bits. */
  public readonly prefixLength: number;
  /** The address as written; the first one of the network when the CIDR is masked. */
  public readonly address: IpAddress;
  /** Whether the address is the first one of the network. */
  public readonly isMasked: boolean;

  /**
   * The network as numbers.
   *
   * @internal
   */
  public readonly _net: Net;

  private constructor(net: Net, address: Ip) {
    this._net = net;
    this.ipVersion = net.family;
    this.prefixLength = net.prefix;
    this.address = IpAddress._of(address);
    this.isMasked = net.masked;
  }

  /** The network itself: `10.0.0.1/24` becomes `10.0.0.0/24`. */
  public masked(): Cidr {
    return this.isMasked ? this : Cidr.ofNet({ ...this._net, masked: true });
  }

  /** Whether the address is in the network. An address of the other IP version is not. */
  public containsAddress(address: IpAddress): boolean {
    return netContainsIp(this._net, address._ip);
  }

  /** Whether the other network is this one or lies within it. */
  public containsCidr(other: Cidr): boolean {
    return netContainsNet(this._net, other._net);
  }

  /** Whether the networks have an address in common. */
  public overlaps(other: Cidr): boolean {
    return netsOverlap(this._net, other._net);
  }

  /**
   * The networks with a longer prefix that make up this one, in order.
   *
   * @param prefixLength bits in the prefix of each part
   * @throws when the prefix length is shorter than this one's, too long for the IP version, or gives more than 65,536 parts
   */
  public split(prefixLength: number): Cidr[] {
    const { family, base, prefix } = this._net;
    const bits = bitsOf(family);
    if (!Number.isInteger(prefixLength) || prefixLength < prefix || prefixLength > bits) {
      throw new Error(`Cidr: ${this.toString()} cannot be split into /${prefixLength}: give a whole number from ${prefix} to ${bits}.`);
    }
    const count = 2 ** (prefixLength - prefix);
    if (count > MAX_SPLIT) {
      throw new Error(`Cidr: splitting ${this.toString()} into /${prefixLength} gives ${count} networks; at most ${MAX_SPLIT} are made.`);
    }
    const size = sizeOfNet(family, prefixLength);
    return Array.from({ length: count }, (_, i) => Cidr.ofNet({ family, base: base + BigInt(i) * size, prefix: prefixLength, masked: true }));
  }

  /** The canonical text, with the address as written. */
  public toString(): string {
    return `${this.address.toString()}/${this.prefixLength}`;
  }
}

/** What is probably wrong with a CIDR; empty when nothing comes to mind. */
export function adviceForCidr(text: string): string {
  if (text !== text.trim()) { return ' Remove the blanks around it.'; }
  const ip = tryParseIp(text);
  if (ip !== undefined) { return ` An address needs its prefix length: ${text}/${bitsOf(ip.family)}.`; }
  const slash = text.indexOf('/');
  if (slash < 0 || looksLikeHostName(text)) { return adviceForAddress(text); }
  const address = tryParseIp(text.slice(0, slash));
  if (address === undefined) { return adviceForAddress(text.slice(0, slash)); }
  if (tryParseIp(text.slice(slash + 1)) !== undefined) { return ' Write the netmask as a prefix length: 255.255.255.0 is /24.'; }
  return ` The prefix length is a whole number from 0 to ${bitsOf(address.family)}, without leading zeros.`;
}
