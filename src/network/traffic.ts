import { Port } from './port';
import { Protocol } from './protocol';
import { checkHttp, checkIcmp, checkPortList, type TrafficParts, type TrafficRule, trafficRule, withoutEmpty } from './traffic-parts';

/** One path of an HTTP match: give either `exact` or `prefix`. */
export interface HttpPath {
  /**
   * The whole path.
   * @default - not compared
   */
  readonly exact?: string;
  /**
   * What the path starts with.
   * @default - not compared
   */
  readonly prefix?: string;
}

/** What an HTTP request looks like. */
export interface HttpMatch {
  /**
   * The request's methods, for example GET; one of them must be equal.
   * @default - any method
   */
  readonly methods?: string[];
  /**
   * The request's paths; one of them must match.
   * @default - any path
   */
  readonly paths?: HttpPath[];
}

/**
 * What a packet carries: protocol, ports, ICMP type, HTTP request. Whom it comes from and goes to is said by peers.
 *
 * Traffic is immutable; every method returns a new one.
 *
 * @example
 * const pages = Traffic.tcp(80, 443);
 * const dns = Traffic.udp(53).fromPorts(Port.range(1024, 65535));
 */
export class Traffic {
  /**
   * TCP to any of these ports.
   * @throws without ports (use `allTcp`), or when a number is not a port
   */
  public static tcp(...ports: number[]): Traffic {
    return Traffic.toNumbers('tcp', Protocol.TCP, ports);
  }

  /**
   * TCP to the ports from `first` to `last`, both included.
   * @throws when a number is not a port, or the range is upside down
   */
  public static tcpRange(first: number, last: number): Traffic {
    return Traffic.tcpPorts(Port.range(first, last));
  }

  /**
   * TCP to any of these ports, ranges and named ports.
   * @throws without ports (use `allTcp`)
   */
  public static tcpPorts(...ports: Port[]): Traffic {
    return Traffic.allTcp().toPorts(...ports);
  }

  /** All of TCP. */
  public static allTcp(): Traffic {
    return new Traffic({ protocol: Protocol.TCP });
  }

  /**
   * UDP to any of these ports.
   * @throws without ports (use `allUdp`), or when a number is not a port
   */
  public static udp(...ports: number[]): Traffic {
    return Traffic.toNumbers('udp', Protocol.UDP, ports);
  }

  /**
   * UDP to the ports from `first` to `last`, both included.
   * @throws when a number is not a port, or the range is upside down
   */
  public static udpRange(first: number, last: number): Traffic {
    return Traffic.udpPorts(Port.range(first, last));
  }

  /**
   * UDP to any of these ports, ranges and named ports.
   * @throws without ports (use `allUdp`)
   */
  public static udpPorts(...ports: Port[]): Traffic {
    return Traffic.allUdp().toPorts(...ports);
  }

  /** All of UDP. */
  public static allUdp(): Traffic {
    return new Traffic({ protocol: Protocol.UDP });
  }

  /**
   * SCTP to any of these ports.
   * @throws without ports (use `allSctp`), or when a number is not a port
   */
  public static sctp(...ports: number[]): Traffic {
    return Traffic.toNumbers('sctp', Protocol.SCTP, ports);
  }

  /**
   * SCTP to the ports from `first` to `last`, both included.
   * @throws when a number is not a port, or the range is upside down
   */
  public static sctpRange(first: number, last: number): Traffic {
    return Traffic.sctpPorts(Port.range(first, last));
  }

  /**
   * SCTP to any of these ports, ranges and named ports.
   * @throws without ports (use `allSctp`)
   */
  public static sctpPorts(...ports: Port[]): Traffic {
    return Traffic.allSctp().toPorts(...ports);
  }

  /** All of SCTP. */
  public static allSctp(): Traffic {
    return new Traffic({ protocol: Protocol.SCTP });
  }

  /** The request of an IPv4 ping: ICMP type 8. Answers need no rule of their own. */
  public static icmpPing(): Traffic {
    return Traffic.icmp(8);
  }

  /** The request of an IPv6 ping: ICMPv6 type 128. Answers need no rule of their own. */
  public static icmpv6Ping(): Traffic {
    return Traffic.icmpv6(128);
  }

  /**
   * ICMP (IPv4), all of it or of one type and code.
   *
   * @param type from 0 to 254; without it all of ICMP
   * @param code from 0 to 255; needs a type
   * @throws when a number is out of its bounds, or a code has no type
   */
  public static icmp(type?: number, code?: number): Traffic {
    return new Traffic({ protocol: Protocol.ICMP, icmp: checkIcmp(type, code) });
  }

  /**
   * ICMPv6, all of it or of one type and code.
   *
   * @param type from 0 to 254; without it all of ICMPv6
   * @param code from 0 to 255; needs a type
   * @throws when a number is out of its bounds, or a code has no type
   */
  public static icmpv6(type?: number, code?: number): Traffic {
    return new Traffic({ protocol: Protocol.ICMPV6, icmp: checkIcmp(type, code) });
  }

  /**
   * Everything of one protocol, by name (`'UDPLite'`) or number (`112`).
   * @throws when Calico has no protocol of that name, or the number is not from 1 to 255
   */
  public static protocol(protocol: string | number): Traffic {
    return new Traffic({ protocol: Protocol.of(protocol) });
  }

  /** Everything. */
  public static any(): Traffic {
    return new Traffic({});
  }

  /**
   * HTTP requests over TCP, to any port unless `toPorts` follows.
   *
   * Only Calico's application layer policy looks into requests; without it a rule with an HTTP match allows the whole
   * TCP connection. It is for rules that allow, in ingress.
   *
   * @throws without methods and paths, on a repeated method, or on a path that cannot match
   */
  public static http(match: HttpMatch): Traffic {
    checkHttp(match);
    return new Traffic({ protocol: Protocol.TCP, http: match });
  }

  private static toNumbers(name: 'tcp' | 'udp' | 'sctp', protocol: Protocol, ports: number[]): Traffic {
    if (ports.length === 0) {
      throw new Error(`Traffic: ${name}() has no ports. Give at least one, or say that all are meant: all${name[0].toUpperCase()}${name.slice(1)}().`);
    }
    return new Traffic({ protocol }).toPorts(...ports.map((port) => Port.of(port)));
  }

  /**
   * What was said, for the rooms that render or judge it.
   *
   * @internal
   */
  public readonly _parts: TrafficParts;

  private constructor(parts: TrafficParts) {
    this._parts = withoutEmpty(parts);
  }

  /**
   * Only to these ports.
   * @throws without ports, when said a second time, or when the protocol has no ports; numbers need TCP, UDP or SCTP
   */
  public toPorts(...ports: Port[]): Traffic {
    return this.withPorts('toPorts', 'destinationPorts', ports);
  }

  /**
   * Only from these source ports. A client's source port is usually random.
   * @throws without ports, when said a second time, or when the protocol has no ports; numbers need TCP, UDP or SCTP
   */
  public fromPorts(...ports: Port[]): Traffic {
    return this.withPorts('fromPorts', 'sourcePorts', ports);
  }

  /**
   * Not to these ports (`notPorts` of the destination).
   * @throws without ports, when said a second time, or when the protocol has no ports; numbers need TCP, UDP or SCTP
   */
  public exceptPorts(...ports: Port[]): Traffic {
    return this.withPorts('exceptPorts', 'destinationNotPorts', ports);
  }

  /**
   * Not from these source ports (`notPorts` of the source).
   * @throws without ports, when said a second time, or when the protocol has no ports; numbers need TCP, UDP or SCTP
   */
  public exceptFromPorts(...ports: Port[]): Traffic {
    return this.withPorts('exceptFromPorts', 'sourceNotPorts', ports);
  }

  /**
   * Not this protocol (`notProtocol`), by name or number: `Traffic.any().exceptProtocol('ICMP')`.
   * @throws when said a second time, or when Calico has no such protocol
   */
  public exceptProtocol(protocol: string | number): Traffic {
    this.checkUnset('exceptProtocol', this._parts.notProtocol);
    return new Traffic({ ...this._parts, notProtocol: Protocol.of(protocol) });
  }

  /**
   * Not this type, or type and code, of ICMP (`notICMP`): `Traffic.icmp().exceptIcmp(8)` is all but pings.
   *
   * @param type from 0 to 254
   * @param code from 0 to 255
   * @throws when said a second time, when the protocol is not ICMP or ICMPv6, or when a number is out of its bounds
   */
  public exceptIcmp(type: number, code?: number): Traffic {
    this.checkUnset('exceptIcmp', this._parts.notIcmp);
    if (this._parts.protocol?.hasIcmpTypes !== true) {
      throw new Error(`Traffic: exceptIcmp() is for ICMP and ICMPv6, this is ${this.toString()}. Start with Traffic.icmp() or Traffic.icmpv6().`);
    }
    return new Traffic({ ...this._parts, notIcmp: checkIcmp(type, code) });
  }

  /**
   * The connections that carry it: Calico looks into HTTP requests in ingress alone.
   *
   * @internal
   */
  public _withoutHttp(): Traffic {
    return new Traffic({ ...this._parts, http: undefined });
  }

  /** A short description, for example `TCP 80,443`. */
  public toString(): string {
    const { protocol, notProtocol, icmp, notIcmp, http } = this._parts;
    const words = [protocol?.toString() ?? 'any protocol'];
    if (icmp) { words.push(`type ${icmp.type}`, ...(icmp.code === undefined ? [] : [`code ${icmp.code}`])); }
    if (this._parts.destinationPorts) { words.push(this._parts.destinationPorts.join(',')); }
    if (this._parts.destinationNotPorts) { words.push(`except ${this._parts.destinationNotPorts.join(',')}`); }
    if (this._parts.sourcePorts) { words.push(`from ${this._parts.sourcePorts.join(',')}`); }
    if (this._parts.sourceNotPorts) { words.push(`not from ${this._parts.sourceNotPorts.join(',')}`); }
    if (notProtocol) { words.push(`except ${notProtocol.toString()}`); }
    if (notIcmp) { words.push(`except type ${notIcmp.type}`, ...(notIcmp.code === undefined ? [] : [`code ${notIcmp.code}`])); }
    if (http) {
      words.push('HTTP', ...(http.methods ?? []), ...(http.paths ?? []).map((path) => path.exact ?? `${path.prefix}*`));
    }
    return words.join(' ');
  }

  /**
   * The fields of a Calico rule.
   *
   * @internal
   */
  public _toRule(): TrafficRule {
    return trafficRule(this._parts);
  }

  private withPorts(
    method: string,
    field: 'sourcePorts' | 'sourceNotPorts' | 'destinationPorts' | 'destinationNotPorts',
    ports: Port[],
  ): Traffic {
    this.checkUnset(method, this._parts[field]);
    checkPortList(method, this._parts, ports);
    return new Traffic({ ...this._parts, [field]: ports });
  }

  private checkUnset(method: string, value: unknown): void {
    if (value !== undefined) { throw new Error(`Traffic: ${method}() was said before. Give everything in one call.`); }
  }
}
