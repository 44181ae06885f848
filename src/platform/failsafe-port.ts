import { maskedNet } from './masked-net';
import { type PlainObject, type RenderContext } from '../resource';

/** Protocols that a failsafe port can have: with any other Felix does not start. */
export enum FailsafeProtocol {
  /** TCP */
  TCP = 'TCP',
  /** UDP */
  UDP = 'UDP',
}

/** A port of a host that no host policy can close. */
export interface FailsafePort {
  /** The protocol. */
  readonly protocol: FailsafeProtocol;
  /** The port, 1 to 65535. */
  readonly port: number;
  /**
   * Only for packets from (or to) this network.
   * @default - any
   */
  readonly net?: string;
}

/** Calico's own failsafe ports: what stays open when nobody says otherwise. */
export class FailsafePorts {
  /** Inbound: DHCP, SSH, BGP, etcd, Typha, the Kubernetes API, and etcd's older ports. The kubelet (10250) is not among them. */
  public static defaultInbound(): FailsafePort[] {
    return [...tcp(22), udp(68), ...tcp(179, 2379, 2380, 5473, 6443, 6666, 6667)];
  }

  /** Outbound: DNS, DHCP, BGP, etcd, Typha, the Kubernetes API, and etcd's older ports. */
  public static defaultOutbound(): FailsafePort[] {
    return [udp(53), udp(67), ...tcp(179, 2379, 2380, 5473, 6443, 6666, 6667)];
  }

  private constructor() {}
}

/** A list of failsafe ports as Felix reads it. */
export function failsafeList(ports: FailsafePort[] | undefined, path: string, context: RenderContext): PlainObject[] | undefined {
  return ports?.map(({ protocol, port, net }, index) => {
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      context.report(`${path}[${index}].port`, `${port} is no port; use 1 to 65535`);
    }
    if (net !== undefined && maskedNet(net) === undefined) {
      context.report(`${path}[${index}].net`, `"${net}" is neither an address nor a CIDR; Felix would ignore the whole list`);
    }
    return { protocol, port, net: net === undefined ? undefined : maskedNet(net) };
  });
}

function tcp(...ports: number[]): FailsafePort[] {
  return ports.map((port) => ({ protocol: FailsafeProtocol.TCP, port }));
}

function udp(port: number): FailsafePort {
  return { protocol: FailsafeProtocol.UDP, port };
}
