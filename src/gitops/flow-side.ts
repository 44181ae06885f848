import { workloadName } from './flow-name';
import { addressNames, type CommonEnd, netsOfIntervals } from '../verdict';

type Family = 4 | 6;
type Interval = CommonEnd['intervals'][number];

const FAMILIES: readonly Family[] = [4, 6];
const MOST_NETS = 3;

/** Who sends some flows, or receives them: endpoints by name, and addresses of both IP versions. */
export class FlowSide {
  /** Ends of one IP version. */
  public static ofEnds(ends: readonly CommonEnd[], family: Family, suffix = ''): FlowSide {
    const names = ends.flatMap(({ workloads }) => workloads).map((workload) => workloadName(workload) + suffix);
    const intervals = ends.flatMap((end) => end.intervals);
    return new FlowSide(names, intervals.length === 0 ? [] : [{ suffix, family, intervals }]);
  }

  public static ofName(name: string): FlowSide {
    return new FlowSide([name], []);
  }

  /** Equal for sides that are the same. */
  public readonly key: string;
  /** The same of their endpoints alone. */
  public readonly endpoints: string;
  public readonly hasAddresses: boolean;

  private constructor(private readonly own: readonly string[], private readonly runs: readonly AddressRun[]) {
    this.endpoints = JSON.stringify([[...own].sort(), [...new Set(runs.map(({ suffix }) => suffix))].sort()]);
    this.hasAddresses = runs.length > 0;
    this.key = JSON.stringify([this.endpoints, this.names()]);
  }

  /** Both together. */
  public with({ own, runs }: FlowSide): FlowSide {
    const united = [...this.runs];
    for (const run of runs) {
      const index = united.findIndex(({ suffix, family }) => suffix === run.suffix && family === run.family);
      if (index < 0) { united.push(run); } else { united[index] = { ...run, intervals: [...united[index].intervals, ...run.intervals] }; }
    }
    return new FlowSide([...new Set([...this.own, ...own])], united);
  }

  /** What people call it. */
  public names(): string[] {
    const suffixes = [...new Set(this.runs.map(({ suffix }) => suffix))];
    return [...this.own, ...suffixes.flatMap((suffix) => this.addresses(suffix).map((name) => name + suffix))];
  }

  private addresses(suffix: string): string[] {
    const nets = FAMILIES.flatMap((family) => netsOfIntervals(this.intervals(suffix, family), family));
    // Flows of both IP versions are told together: what is less than the world says of which.
    const names = addressNames(nets, nets.length > 1 || nets[0].prefix > 0);
    return names.length <= MOST_NETS ? names : [`${names[0]} and ${names.length - 1} more networks`];
  }

  /** In order, none overlapping. */
  private intervals(suffix: string, family: Family): Interval[] {
    const runs = this.runs.filter((run) => run.suffix === suffix && run.family === family).flatMap(({ intervals }) => intervals);
    const united: Interval[] = [];
    for (const run of [...runs].sort((a, b) => (a.first < b.first ? -1 : 1))) {
      const last = united.at(-1);
      if (last === undefined || run.first > last.last) { united.push(run); } else if (run.last > last.last) {
        united[united.length - 1] = { first: last.first, last: run.last };
      }
    }
    return united;
  }
}

/** Addresses of one IP version that reach the other side in the same way. */
interface AddressRun {
  readonly suffix: string;
  readonly family: Family;
  readonly intervals: readonly Interval[];
}
