import { peersOfNets } from './peers-of-nets';
import { Port, Traffic } from '../network';
import { PolicyType, Rule } from '../policy';

/** What is decided before destination addresses are translated, or after. */
export interface HostBlockOptions {
  /** Rules for packets to the host. */
  readonly ingress?: Rule[];
  /** Rules for packets from the host. */
  readonly egress?: Rule[];
  /**
   * Judge before destination addresses are translated.
   * @default false
   */
  readonly preDNAT?: boolean;
  /**
   * TCP ports of the host that the rules open, so that the check for a lockout knows.
   * @default - none
   */
  readonly opensTcpPorts?: number[];
}

/** One building block of host protection. It becomes one GlobalNetworkPolicy of that name. */
export class HostBlock {
  /** Everything out. */
  public static allowAllOutbound(): HostBlock {
    return new HostBlock('allow-all-outbound', { egress: [Rule.allow()] });
  }

  /** BigFix, which updates worker nodes: TCP and UDP 52311. */
  public static allowBigfixPort(): HostBlock {
    return new HostBlock('allow-bigfix-port', { ingress: [Rule.allow(Traffic.tcp(52311)), Rule.allow(Traffic.udp(52311))] });
  }

  /** Pings, of both IP versions. */
  public static allowIcmp(): HostBlock {
    return new HostBlock('allow-icmp', { ingress: [Rule.allow(Traffic.icmpPing()), Rule.allow(Traffic.icmpv6Ping())] });
  }

  /**
   * Node ports, before their destination is translated: what NodePort, LoadBalancer and Ingress services are reached by.
   * What pods accept stays a matter of their own policies.
   */
  public static allowNodePortDnat(first: number = 30000, last: number = 32767): HostBlock {
    const nodePorts = Port.range(first, last);
    return new HostBlock('allow-node-port-dnat', {
      preDNAT: true,
      ingress: [Rule.allow(Traffic.tcpPorts(nodePorts)), Rule.allow(Traffic.udpPorts(nodePorts))],
    });
  }

  /**
   * Everything from the systems that manage the hosts.
   * @throws when no network is given
   */
  public static allowSysMgmt(...nets: string[]): HostBlock {
    if (nets.length === 0) {
      throw new Error('HostBlock.allowSysMgmt() needs at least one network of the systems that manage the hosts. Without any, leave the block out.');
    }
    return new HostBlock('allow-sys-mgmt', {
      ingress: peersOfNets(nets).map((peer) => Rule.allow().from(peer)), opensTcpPorts: LOCKOUT_PORTS.map(({ port }) => port),
    });
  }

  /** VRRP, which moves virtual addresses between hosts: protocol 112. */
  public static allowVrrp(): HostBlock {
    return new HostBlock('allow-vrrp', { ingress: [Rule.allow(Traffic.protocol(112))] });
  }

  /** SSH, from everywhere or from some networks. */
  public static allowSsh(...nets: string[]): HostBlock {
    return HostBlock.tcp('allow-ssh', [22], nets);
  }

  /** The kubelet's API, from everywhere or from some networks. Calico's failsafe ports don't have it. */
  public static allowKubelet(...nets: string[]): HostBlock {
    return HostBlock.tcp('allow-kubelet', [10250], nets);
  }

  /** etcd, from everywhere or from some networks. */
  public static allowEtcd(...nets: string[]): HostBlock {
    return HostBlock.tcp('allow-etcd', [2379, 2380], nets);
  }

  /** BGP, from everywhere or from some networks. */
  public static allowBgp(...nets: string[]): HostBlock {
    return HostBlock.tcp('allow-bgp', [179], nets);
  }

  /**
   * A block of one's own.
   * @throws when it has no rules
   */
  public static custom(name: string, options: HostBlockOptions): HostBlock {
    return new HostBlock(name, options);
  }

  private static tcp(name: string, ports: number[], nets: string[]): HostBlock {
    const rule = Rule.allow(Traffic.tcp(...ports));
    return new HostBlock(name, { ingress: nets.length > 0 ? peersOfNets(nets).map((peer) => rule.from(peer)) : [rule], opensTcpPorts: ports });
  }

  private constructor(
    /** The name of the policy. */
    public readonly name: string,
    private readonly options: HostBlockOptions,
  ) {
    if (!options.ingress?.length && !options.egress?.length) {
      throw new Error(`HostBlock "${name}": it has no rules. Give ingress or egress.`);
    }
  }

  /** TCP ports of the host that the block opens. */
  public get opensTcpPorts(): number[] {
    return this.options.opensTcpPorts ?? [];
  }

  /**
   * @internal
   */
  public _policy() {
    const { ingress = [], egress = [], preDNAT } = this.options;
    const types = [...(ingress.length > 0 ? [PolicyType.INGRESS] : []), ...(egress.length > 0 ? [PolicyType.EGRESS] : [])];
    return { types, preDNAT, ...(ingress.length > 0 ? { ingress } : {}), ...(egress.length > 0 ? { egress } : {}) };
  }
}

/** TCP ports whose loss makes a node unreachable for those who run it. */
export const LOCKOUT_PORTS = [
  { port: 22, service: 'SSH' },
  { port: 10250, service: 'the kubelet' },
  { port: 2379, service: 'etcd' },
  { port: 2380, service: 'etcd' },
  { port: 179, service: 'BGP' },
];
