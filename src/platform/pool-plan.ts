import { tryParseNet } from '../network';

/** What a plan for a pool of addresses is made from. */
export interface PoolPlanProps {
  /** The pool's network, like `10.1.0.0/16`. */
  readonly cidr: string;
  /**
   * Prefix length of the blocks that nodes take from the pool.
   * @default 26 for IPv4, 122 for IPv6 (64 addresses)
   */
  readonly blockSize?: number;
  /**
   * How many nodes the cluster has or is meant to have.
   * @default - as many as there are blocks
   */
  readonly nodes?: number;
  /**
   * Addresses that each node takes for its own tunnels: one for IPIP or VXLAN, one for WireGuard.
   * @default 0
   */
  readonly tunnelAddressesPerNode?: number;
  /**
   * Whether a node may use only addresses of its own blocks (IPAMConfiguration `strictAffinity`).
   * @default false
   */
  readonly strictAffinity?: boolean;
  /**
   * How many blocks a node may have (IPAMConfiguration `maxBlocksPerHost`); 0 stands for Calico's own limit of 20.
   * @default 0
   */
  readonly maxBlocksPerHost?: number;
  /**
   * Addresses of the pool that an IPReservation keeps back.
   * @default 0
   */
  readonly reservedAddresses?: number;
  /**
   * Addresses that are lost in each block. A Windows node keeps 4 of each block (the first three and the last); a Linux node none.
   * @default 0
   */
  readonly reservedPerBlock?: number;
}

/** Calico's limit where `maxBlocksPerHost` is 0: a guard against a node that takes the whole pool. */
const BLOCKS_PER_HOST = 20;

/**
 * How many nodes and pods a pool of addresses holds.
 *
 * Calico cuts a pool into blocks; a node takes a block when it needs addresses and has none free, and keeps it.
 * When no block is free any more, a node borrows single addresses from the blocks of other nodes, unless `strictAffinity` is on.
 * Borrowed addresses are routed one by one.
 *
 * The numbers are exact up to 2^53; above it (large IPv6 pools) they are rounded down to that.
 *
 * @example
 * const plan = PoolPlan.of({ cidr: '10.1.0.0/16', nodes: 500, tunnelAddressesPerNode: 1 });
 * const text = plan.toString();
 */
export class PoolPlan {
  /**
   * Works out what a pool holds.
   * @throws when the network is no CIDR, the block size is out of range or larger than the pool, or a number is negative
   */
  public static of(props: PoolPlanProps): PoolPlan {
    return new PoolPlan(props);
  }

  /** Addresses in the pool. */
  public readonly addresses: number;
  /** Blocks in the pool. */
  public readonly blocks: number;
  /** Addresses in a block that pods and tunnels can have. */
  public readonly addressesPerBlock: number;
  /** Nodes that can have at least one block of their own. */
  public readonly nodesWithBlock: number;
  /** Nodes that the plan was made for. */
  public readonly nodes: number;
  /** Pods that the nodes of the plan can have altogether, wherever they run. */
  public readonly pods: number;
  /** Pods that one node can have when all nodes have the same number. */
  public readonly podsPerNode: number;
  /** Pods that a single node can have at most, while others need little. */
  public readonly maxPodsOnOneNode: number;
  /** Whether nodes would have to borrow addresses (and how many nodes have no block of their own). */
  public readonly nodesWithoutBlock: number;
  /** What stands in the way, one sentence each; empty when all nodes have a block and room for pods. */
  public readonly warnings: string[];

  private readonly text: string;

  private constructor(props: PoolPlanProps) {
    const net = tryParseNet(props.cidr);
    if (!net) {
      throw new Error(`PoolPlan: "${props.cidr}" is not a CIDR. Write the network and its prefix length, like 10.1.0.0/16.`);
    }
    const width = net.family === 4 ? 32 : 128;
    const blockSize = checkedBlockSize(props.blockSize ?? defaultBlockSize(net.family), net.family, props.cidr);
    if (net.prefix > blockSize) {
      throw new Error(`PoolPlan: the pool ${props.cidr} is smaller than one block of /${blockSize}. Use a larger pool or a larger blockSize.`);
    }
    const blocks = 2n ** BigInt(blockSize - net.prefix);
    const perBlock = 2n ** BigInt(width - blockSize) - count('reservedPerBlock', props.reservedPerBlock);
    const addresses = blocks * perBlock - count('reservedAddresses', props.reservedAddresses);
    const nodes = props.nodes === undefined ? blocks : count('nodes', props.nodes);
    const tunnel = count('tunnelAddressesPerNode', props.tunnelAddressesPerNode);
    const limit = BigInt(props.maxBlocksPerHost || BLOCKS_PER_HOST) * perBlock;
    count('maxBlocksPerHost', props.maxBlocksPerHost);

    const served = props.strictAffinity ? min(nodes, blocks) : nodes;
    // Under strict affinity a node can use whole blocks only; otherwise every address is of use to somebody.
    const share = served === 0n ? 0n : props.strictAffinity ? (blocks / served) * perBlock : max(addresses, 0n) / served;
    const withoutBlock = max(nodes - blocks, 0n);

    this.addresses = clamp(max(addresses, 0n));
    this.blocks = clamp(blocks);
    this.addressesPerBlock = clamp(max(perBlock, 0n));
    this.nodesWithBlock = clamp(min(nodes, blocks));
    this.nodes = clamp(nodes);
    this.podsPerNode = clamp(max(min(share, limit, max(addresses, 0n)) - tunnel, 0n));
    this.pods = clamp(max(min(max(addresses, 0n), served * limit) - served * tunnel, 0n));
    this.maxPodsOnOneNode = clamp(max(min(limit, max(addresses, 0n)) - tunnel, 0n));
    this.nodesWithoutBlock = clamp(withoutBlock);
    this.warnings = this.judge(Boolean(props.strictAffinity));
    this.text = `${props.cidr} in blocks of /${blockSize}: ${this.blocks} blocks of ${this.addressesPerBlock} addresses; `
      + `${this.nodes} nodes with ${this.podsPerNode} pods each, at most ${this.maxPodsOnOneNode} on one node`
      + (tunnel > 0n ? ` (${tunnel} tunnel address${tunnel > 1n ? 'es' : ''} for each node taken off)` : '');
  }

  /** The plan in one line, and one more for each warning. */
  public toString(): string {
    return [this.text, ...this.warnings.map((warning) => `warning: ${warning}`)].join('\n');
  }

  private judge(strictAffinity: boolean): string[] {
    const warnings: string[] = [];
    if (this.nodesWithoutBlock > 0) {
      warnings.push(strictAffinity
        ? `${this.nodesWithoutBlock} of ${this.nodes} nodes get no block, and with strictAffinity no pod gets an address there`
        : `${this.nodesWithoutBlock} of ${this.nodes} nodes get no block and borrow every address, one route each`);
    }
    if (this.nodes > 0 && this.podsPerNode === 0) {
      warnings.push('no address is left for pods');
    }
    return warnings;
  }
}

/** The block size where none is named. */
export function defaultBlockSize(family: 4 | 6): number {
  return family === 4 ? 26 : 122;
}

/** The block sizes that Calico takes. */
export function blockSizeRange(family: 4 | 6): [number, number] {
  return family === 4 ? [20, 32] : [116, 128];
}

function checkedBlockSize(blockSize: number, family: 4 | 6, cidr: string): number {
  const [least, most] = blockSizeRange(family);
  if (!Number.isInteger(blockSize) || blockSize < least || blockSize > most) {
    throw new Error(`PoolPlan: blockSize ${blockSize} of ${cidr} is out of range; an IPv${family} block is /${least} to /${most}.`);
  }
  return blockSize;
}

function count(name: string, value: number = 0): bigint {
  if (!Number.isInteger(value) || value < 0) {
    throw new Error(`PoolPlan: ${name} must be a whole number of 0 or more, not ${value}.`);
  }
  return BigInt(value);
}

function min(first: bigint, ...more: bigint[]): bigint {
  return more.reduce((least, value) => value < least ? value : least, first);
}

function max(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function clamp(value: bigint): number {
  return Number(min(value, BigInt(Number.MAX_SAFE_INTEGER)));
}
