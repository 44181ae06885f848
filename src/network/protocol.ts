const NAMES = ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'SCTP', 'UDPLite'];
/** What the names mean to the dataplane. */
const NUMBERS = [6, 17, 1, 58, 132, 136];

/**
 * A protocol by name or by number.
 *
 * Calico knows the names TCP, UDP, ICMP, ICMPv6, SCTP and UDPLite, in exactly this spelling; every other protocol has a number.
 */
export class Protocol {
  /** The Transmission Control Protocol. */
  public static readonly TCP = new Protocol('TCP', 6);
  /** The User Datagram Protocol. */
  public static readonly UDP = new Protocol('UDP', 17);
  /** The Stream Control Transmission Protocol. */
  public static readonly SCTP = new Protocol('SCTP', 132);
  /** ICMP of IPv4. A rule with it is for IPv4 only. */
  public static readonly ICMP = new Protocol('ICMP', 1);
  /** ICMP of IPv6. A rule with it is for IPv6 only. */
  public static readonly ICMPV6 = new Protocol('ICMPv6', 58);
  /** UDP-Lite. Calico matches no ports of it. */
  public static readonly UDPLITE = new Protocol('UDPLite', 136);

  /**
   * A protocol by name (`'UDPLite'`) or number (`112`).
   * @throws when Calico has no protocol of that name, or the number is not from 1 to 255
   */
  public static of(protocol: string | number): Protocol {
    if (typeof protocol === 'number') {
      if (!Number.isInteger(protocol) || protocol < 1 || protocol > 255) {
        throw new Error(`Protocol: ${protocol} is not a protocol number. Protocols have whole numbers from 1 to 255.`
          + (protocol === 0 ? ' For all protocols leave the protocol out: Traffic.any().' : ''));
      }
      return new Protocol(undefined, protocol);
    }
    const index = NAMES.indexOf(protocol);
    if (index < 0) {
      const similar = NAMES.find((name) => name.toLowerCase() === protocol.toLowerCase());
      const advice = similar !== undefined ? `Did you mean ${similar}? Case matters.`
        : /^\d+$/.test(protocol) ? `Give the number without quotes: ${Number(protocol)}.`
          : `Use one of ${NAMES.join(', ')}, or the number of the protocol.`;
      throw new Error(`Protocol: Calico knows no protocol ${JSON.stringify(protocol)}. ${advice}`);
    }
    return new Protocol(protocol, NUMBERS[index]);
  }

  /** The name, when the protocol was given by name. */
  public readonly name?: string;
  /** The number in the packet's header. */
  public readonly number: number;

  private constructor(name: string | undefined, number: number) {
    this.name = name;
    this.number = number;
  }

  /** Whether Calico matches ports of the protocol: TCP, UDP and SCTP. */
  public get hasPorts(): boolean {
    return [6, 17, 132].includes(this.number);
  }

  /** Whether Calico matches types and codes of the protocol: ICMP and ICMPv6. */
  public get hasIcmpTypes(): boolean {
    return [1, 58].includes(this.number);
  }

  /** The name, or the number as text. */
  public toString(): string {
    return this.name ?? String(this.number);
  }

  /**
   * The value in a Calico rule.
   *
   * @internal
   */
  public _toCalico(): string | number {
    return this.name ?? this.number;
  }
}
