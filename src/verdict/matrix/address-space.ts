import { type ClusterModel, hostNet, type Workload } from '../../cluster';
import { bitsOf, type Ip, lastIp, type Net, netContainsIp } from '../../network';
import { failsafeNets } from '../failsafe-nets';

/** A run of addresses that every CIDR contains as a whole or not at all. */
export interface Interval {
  readonly first: bigint;
  readonly last: bigint;
}

/** Addresses of one family in order: those of pods, and all others cut into intervals by every CIDR of the input. */
export class AddressSpace {
  public readonly intervals: readonly Interval[];
  private readonly podAddresses: readonly bigint[];
  private readonly podPositions: readonly number[];

  /** @param pods the workloads whose positions in this list stand for them */
  public constructor(private readonly model: ClusterModel, pods: readonly Workload[], public readonly family: 4 | 6) {
    const own = pods.flatMap(({ addresses }, position) => {
      const ip = addresses.find((address) => address.family === family);
      return ip === undefined ? [] : [{ position, value: ip.value }];
    }).sort((a, b) => (a.value < b.value ? -1 : 1));
    this.podAddresses = own.map(({ value }) => value);
    this.podPositions = own.map(({ position }) => position);
    this.intervals = this.cut();
  }

  private cut(): Interval[] {
    const end = 2n ** BigInt(bitsOf(this.family));
    const starts = new Set([0n]);
    for (const net of this.mentioned()) {
      if (net.family !== this.family) { continue; }
      starts.add(net.base).add(lastIp(net).value + 1n);
    }
    const sorted = [...starts].sort((a, b) => (a < b ? -1 : 1));
    return sorted.map((first, index) => ({ first, last: (sorted[index + 1] ?? end) - 1n }))
      .filter((interval) => this.freeAddress(interval) !== undefined);
  }

  private mentioned(): Net[] {
    const { model } = this;
    const backends = [...model.services.values()].flatMap((service) => service.backends);
    const addresses = [...backends, ...model.workloads.filter(({ hostNetwork }) => !hostNetwork)].flatMap((holder) => holder.addresses)
      .filter(({ value }) => !this.isPod(value));
    return [
      ...model.netLists.flatMap(({ v4, v6 }) => [...v4, ...v6]),
      ...[...model.networkSets, ...model.hostEndpoints].flatMap(({ nets }) => nets),
      ...model.podNets,
      ...failsafeNets(model),
      ...addresses.map(hostNet),
    ];
  }

  private isPod(value: bigint): boolean {
    return this.podAddresses[lowerBound(this.podAddresses, value)] === value;
  }

  /** The first address that is no pod's. */
  public freeAddress({ first, last }: Interval): Ip | undefined {
    let value = first;
    while (value <= last && this.isPod(value)) { value++; }
    return value <= last ? { family: this.family, value } : undefined;
  }

  /** Positions of the pods, and numbers of the intervals, that a network contains. */
  public within(net: Net): { pods: readonly number[]; intervals: readonly number[] } {
    if (net.family !== this.family) { return { pods: [], intervals: [] }; }
    const end = lastIp(net).value;
    const pods = this.podPositions.slice(lowerBound(this.podAddresses, net.base), lowerBound(this.podAddresses, end + 1n));
    const intervals: number[] = [];
    for (let index = this.firstIntervalFrom(net.base); index < this.intervals.length && this.intervals[index].last <= end; index++) {
      intervals.push(index);
    }
    return { pods, intervals };
  }

  private firstIntervalFrom(value: bigint): number {
    let [low, high] = [0, this.intervals.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.intervals[middle].first < value) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }

  /** Intervals of the pod network, where pods may be that the input does not tell. */
  public podIntervals(): number[] {
    return this.intervals.flatMap(({ first }, index) => (
      this.model.podNets.some((net) => netContainsIp(net, { family: this.family, value: first })) ? [index] : []
    ));
  }
}

/** The first place whose value is not smaller. */
function lowerBound(sorted: readonly bigint[], value: bigint): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sorted[middle] < value) { low = middle + 1; } else { high = middle; }
  }
  return low;
}
