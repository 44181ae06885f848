import { looksLikeHostName } from './host-name';
import { type Ip, printIp, tryParseIp } from './ip';

/**
 * An IPv4 or IPv6 address.
 *
 * @example
 * IpAddress.parse('2001:DB8:0:0::1').toString(); // 2001:db8::1
 */
export class IpAddress {
  /**
   * Reads an address strictly, as Calico does: no leading zeros (`10.0.0.01`), no short forms (`10.1`), no zones (`fe80::1%eth0`).
   * @throws when the text is not an address
   */
  public static parse(text: string): IpAddress {
    const ip = tryParseIp(text);
    if (ip === undefined) { throw new Error(`IpAddress: ${JSON.stringify(text)} is not an IP address.${adviceForAddress(text)}`); }
    return new IpAddress(ip);
  }

  /**
   * An address from its number.
   *
   * @internal
   */
  public static _of(ip: Ip): IpAddress {
    return new IpAddress(ip);
  }

  /** 4 or 6, as in `ipVersion` of a rule. */
  public readonly ipVersion: number;

  /**
   * The address as a number.
   *
   * @internal
   */
  public readonly _ip: Ip;

  private constructor(ip: Ip) {
    this._ip = ip;
    this.ipVersion = ip.family;
  }

  /** The canonical text: RFC 5952 for IPv6. */
  public toString(): string {
    return printIp(this._ip);
  }
}

/** What is probably wrong with an address; empty when nothing comes to mind. */
export function adviceForAddress(text: string): string {
  if (text !== text.trim()) { return ' Remove the blanks around it.'; }
  if (looksLikeHostName(text)) { return ' Calico takes no host name here: write the networks behind it.'; }
  if (text.includes('/')) { return ' It looks like a network: use Cidr.'; }
  if (text.includes('%')) { return ' Zones are not allowed: leave out what follows "%".'; }
  if (/^[\d.]+$/.test(text)) {
    const octets = text.split('.');
    if (octets.length !== 4) { return ' An IPv4 address has four numbers: 10.0.0.1.'; }
    if (octets.some((octet) => /^0\d/.test(octet))) { return ' Write its numbers without leading zeros: some programs read them as octal.'; }
    if (octets.some((octet) => Number(octet) > 255)) { return ' Each of its numbers is at most 255.'; }
  }
  return '';
}
