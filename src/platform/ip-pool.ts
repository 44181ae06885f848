import { IConstruct, Construct } from 'constructs';
import { registryOf } from './cluster-registry';
import { Encapsulation, encapsulationModes } from './encapsulation';
import { defaultBlockSize, PoolPlan } from './pool-plan';
import { netsOverlap, tryParseNet } from '../network';
import { calicoKind, CalicoResource, CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';
import { Selector } from '../selector';
import { CalicoTarget, CalicoVersion, isAtLeast } from '../target';

/** What addresses of a pool may be used for. */
export enum IPPoolUse {
  /** Pods. */
  WORKLOAD = 'Workload',
  /** The nodes' own ends of IPIP, VXLAN and WireGuard tunnels. */
  TUNNEL = 'Tunnel',
  /** Services of type LoadBalancer. Since Calico v3.30. A pool for it can have no other use. */
  LOAD_BALANCER = 'LoadBalancer',
}

/** Whether addresses come from a pool without being asked for. */
export enum IPPoolAssignment {
  /** Pods get addresses of this pool like of any other. */
  AUTOMATIC = 'Automatic',
  /** Only pods (and services) that name the pool get its addresses. */
  MANUAL = 'Manual',
}

/** A pool of addresses, of this app or of elsewhere. */
export interface IIPPool {
  /** The pool's name. */
  readonly poolName: string;
  /** The pool's network. */
  readonly cidr: string;
}

/** Properties of an IPPool. */
export interface IpPoolProps extends CalicoResourceProps {
  /** The pool's network, like `10.1.0.0/16`, without host bits. It cannot be changed later. */
  readonly cidr: string;
  /**
   * How packets to pods on other nodes are wrapped.
   * @default Encapsulation.NONE
   */
  readonly encapsulation?: Encapsulation;
  /**
   * Whether pods of this pool reach the world behind their node's address.
   * @default - not written, which is false
   */
  readonly natOutgoing?: boolean;
  /**
   * Prefix length of the blocks that nodes take: 20 to 32 (IPv4), 116 to 128 (IPv6). It cannot be changed later.
   * @default 26 for IPv4, 122 for IPv6 (64 addresses)
   */
  readonly blockSize?: number;
  /**
   * Nodes that take addresses from this pool.
   * @default Selector.all()
   */
  readonly nodeSelector?: Selector;
  /**
   * Namespaces whose pods take addresses from this pool. Since Calico v3.31.
   * @default - all
   */
  readonly namespaceSelector?: Selector;
  /**
   * What the addresses may be used for.
   * @default - pods and tunnels; with a namespaceSelector pods only, because tunnels belong to nodes
   */
  readonly allowedUses?: IPPoolUse[];
  /**
   * Whether addresses come from this pool without being asked for. Since Calico v3.30.
   * @default IPPoolAssignment.AUTOMATIC
   */
  readonly assignment?: IPPoolAssignment;
  /**
   * Don't tell BGP peers the routes of this pool.
   * @default - not written, which is false
   */
  readonly disableBgpExport?: boolean;
  /**
   * Give out no more addresses of this pool.
   * @default - not written, which is false
   */
  readonly disabled?: boolean;
}

/**
 * A pool of addresses for pods, tunnels or load balancers.
 *
 * What the cluster would fill in is written out, so that a GitOps tool sees no difference.
 * Pools of one cluster must not overlap: that is an error at synth.
 *
 * @example
 * new IPPool(chart, 'my.ippool', {
 *   cidr: '10.1.0.0/16',
 *   encapsulation: Encapsulation.IPIP_CROSS_SUBNET,
 *   natOutgoing: true,
 * });
 */
export class IPPool extends CalicoResource implements IIPPool {
  /**
   * A pool that exists elsewhere, such as the one that the installation made (`default-ipv4-ippool`).
   * @throws when the network is no CIDR
   */
  public static named(poolName: string, cidr: string): IIPPool {
    if (!tryParseNet(cidr)) {
      throw new Error(`IPPool.named: "${cidr}" is not a CIDR. Write the network and its prefix length, like 192.168.0.0/16.`);
    }
    return { poolName, cidr };
  }

  /** The pool's network. */
  public readonly cidr: string;

  private readonly props: IpPoolProps;

  public constructor(scope: Construct, id: string, props: IpPoolProps) {
    super(scope, id, props);
    this.props = props;
    this.cidr = props.cidr;
    enterPool(this, { cidr: props.cidr, owner: this });
    this.node.addValidation({ validate: () => overlapsOf(this) });
  }

  /** The pool's name. */
  public get poolName(): string {
    return this.apiObject.name;
  }

  /**
   * How many nodes and pods the pool holds.
   * @throws when the network or the block size is not possible
   */
  public plan(nodes?: number): PoolPlan {
    const wrapped = (this.props.encapsulation ?? Encapsulation.NONE) !== Encapsulation.NONE;
    const isTunnelled = wrapped && this.uses.includes(IPPoolUse.TUNNEL);
    return PoolPlan.of({ cidr: this.cidr, blockSize: this.props.blockSize, nodes, tunnelAddressesPerNode: isTunnelled ? 1 : 0 });
  }

  private get uses(): IPPoolUse[] {
    return this.props.allowedUses ?? (this.props.namespaceSelector ? [IPPoolUse.WORKLOAD] : [IPPoolUse.WORKLOAD, IPPoolUse.TUNNEL]);
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('IPPool', 'cluster');
  }

  /**
   * @internal
   */
  public _content(): PlainObject {
    const props = this.props;
    const net = tryParseNet(props.cidr);
    const { version } = CalicoTarget.ofConstruct(this);
    return {
      spec: {
        cidr: props.cidr,
        ...encapsulationModes(props.encapsulation ?? Encapsulation.NONE),
        natOutgoing: props.natOutgoing,
        blockSize: props.blockSize ?? defaultBlockSize(net?.family ?? 4),
        nodeSelector: (props.nodeSelector ?? Selector.all()).toString(),
        namespaceSelector: props.namespaceSelector?.toString(),
        allowedUses: this.uses,
        assignmentMode: props.assignment ?? (isAtLeast(version, CalicoVersion.V3_30) ? IPPoolAssignment.AUTOMATIC : undefined),
        disableBGPExport: props.disableBgpExport,
        disabled: props.disabled,
      },
    };
  }
}

/** A pool that takes part in the checks over all pools of a cluster. */
export interface PoolEntry {
  readonly cidr: string;
  readonly owner: IConstruct;
}

/** Makes a pool known to the other constructs of its cluster. */
export function enterPool(construct: IConstruct, entry: PoolEntry): void {
  poolsOf(construct).push(entry);
}

/** All pools of a construct's cluster that this app makes. */
export function poolsOf(construct: IConstruct): PoolEntry[] {
  return registryOf(construct).list<PoolEntry>('pools');
}

/** The pools of this construct that share addresses with a pool made before. */
export function overlapsOf(owner: IConstruct): string[] {
  const problems: string[] = [];
  const pools = poolsOf(owner);
  pools.forEach((pool, index) => {
    const net = tryParseNet(pool.cidr);
    if (pool.owner !== owner || !net) {
      return;
    }
    for (const other of pools.slice(0, index)) {
      const otherNet = tryParseNet(other.cidr);
      if (otherNet && netsOverlap(net, otherNet)) {
        problems.push(`spec.cidr: the pool ${pool.cidr} overlaps with ${other.cidr} of ${other.owner.node.path}; `
          + 'an address can belong to one pool only. Choose another network, or make one pool of both.');
      }
    }
  });
  return problems;
}
