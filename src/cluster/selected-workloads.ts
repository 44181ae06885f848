import { UNNAMED_NAMESPACE } from './labels';
import { type Workload } from './model';

/** Workloads of one namespace by the value of one label. */
type ByValue = ReadonlyMap<string | undefined, readonly Workload[]>;

/** Finds what the selectors of services select. A label is looked through once for all services of a namespace that ask for it. */
export class SelectedWorkloads {
  private readonly namespaces = new Map<string, Workload[]>();
  private readonly labels = new Map<string, Map<string, ByValue>>();

  public constructor(workloads: readonly Workload[]) {
    for (const workload of workloads) {
      const list = this.namespaces.get(workload.namespace);
      if (list === undefined) { this.namespaces.set(workload.namespace, [workload]); } else { list.push(workload); }
    }
  }

  /** In the order of the input. */
  public of(namespace: string, selector: ReadonlyMap<string, string>): readonly Workload[] {
    const all = this.namespaces.get(namespace) ?? [];
    let fewest: readonly Workload[] = all;
    for (const [key, value] of selector) {
      const found = this.byValue(namespace, all, key).get(value) ?? [];
      if (found.length < fewest.length) { fewest = found; }
    }
    return fewest.filter(({ labels }) => [...selector].every(([key, value]) => labels.known.get(key) === value));
  }

  /** Whether it may select others, too: on either side, objects that name no namespace may be of any. */
  public mayMiss(namespace: string, selector: ReadonlyMap<string, string>): boolean {
    const others = namespace === UNNAMED_NAMESPACE ? [...this.namespaces.keys()].filter((other) => other !== UNNAMED_NAMESPACE) : [UNNAMED_NAMESPACE];
    return others.some((other) => this.of(other, selector).length > 0);
  }

  private byValue(namespace: string, workloads: readonly Workload[], key: string): ByValue {
    let ofNamespace = this.labels.get(namespace);
    if (ofNamespace === undefined) { this.labels.set(namespace, ofNamespace = new Map<string, ByValue>()); }
    let byValue = ofNamespace.get(key);
    if (byValue === undefined) { ofNamespace.set(key, byValue = groupByLabel(workloads, key)); }
    return byValue;
  }
}

function groupByLabel(workloads: readonly Workload[], key: string): ByValue {
  const groups = new Map<string | undefined, Workload[]>();
  for (const workload of workloads) {
    const value = workload.labels.known.get(key);
    const group = groups.get(value);
    if (group === undefined) { groups.set(value, [workload]); } else { group.push(workload); }
  }
  return groups;
}
