import { type ClusterModel } from '../../cluster';
import { EndNames, isEmpty, type Matrix, type MatrixEnd, type OnDone, shortTraffic } from '../../verdict';

/** Who reaches whom as a graph. What no edge says is denied. */
export interface Graph {
  readonly groups: readonly Group[];
  readonly edges: readonly Edge[];
}

/** The ends of one namespace, or those outside of the cluster. */
export interface Group {
  readonly title: string;
  readonly nodes: readonly GraphNode[];
}

export interface GraphNode {
  readonly id: string;
  readonly name: string;
}

export interface Edge {
  readonly from: string;
  readonly to: string;
  readonly traffic: string;
  readonly isUnknown: boolean;
}

/** Ends without any edge are there too: that nobody reaches them is an answer. */
export function graphOf(model: ClusterModel, matrix: Matrix, onSender?: OnDone): Graph {
  const builder = new GraphBuilder(model);
  const families = matrix.families.filter(({ ends }) => ends.some(({ type }) => type === 'workloads'));
  families.forEach((family) => builder.add(family, families.length > 1, onSender));
  return builder.graph();
}

const OUTSIDE = 'addresses outside';

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly allow: Map<4 | 6, string>;
  readonly unknown: Map<4 | 6, string>;
  /** How many IP versions it was judged for. */
  versions: number;
}

class GraphBuilder {
  private readonly groups = new Map<string, GraphNode[]>();
  private readonly ids = new Map<object, string>();
  private readonly pairs = new Map<string, Pair>();

  public constructor(private readonly model: ClusterModel) {}

  public add(answers: Matrix['families'][number], isOfBoth: boolean, onSender?: OnDone): void {
    const { family, ends, atoms } = answers;
    const names = new EndNames(this.model, family, ends, isOfBoth);
    ends.forEach((end) => this.node(end, names));
    for (const from of ends) {
      onSender?.(from.index, ends.length);
      for (const to of ends) {
        if (from.type === 'addresses' && to.type === 'addresses') { continue; }
        const [source, destination] = [this.node(from, names), this.node(to, names)];
        const key = `${source}/${destination}`;
        const pair: Pair = this.pairs.get(key) ?? { from: source, to: destination, versions: 0, allow: new Map(), unknown: new Map() };
        this.pairs.set(key, pair);
        pair.versions++;
        const { allow, unknown } = answers.cell(from, to);
        if (!isEmpty(allow)) { pair.allow.set(family, shortTraffic(atoms, allow)); }
        if (!isEmpty(unknown)) { pair.unknown.set(family, shortTraffic(atoms, unknown)); }
      }
    }
  }

  public graph(): Graph {
    return {
      groups: [...this.groups].map(([title, nodes]) => ({ title, nodes: nodes.sort((a, b) => (a.name < b.name ? -1 : 1)) }))
        .sort((a, b) => (a.title === OUTSIDE ? 1 : b.title === OUTSIDE || a.title < b.title ? -1 : 1)),
      edges: [...this.pairs.values()].flatMap(({ from, to, versions, allow, unknown }): Edge[] => [
        ...allow.size > 0 ? [{ from, to, traffic: trafficText(allow, versions), isUnknown: false }] : [],
        ...unknown.size > 0 ? [{ from, to, traffic: trafficText(unknown, versions), isUnknown: true }] : [],
      ]),
    };
  }

  /** A class is one node for both IP versions; it is known by its first workload. */
  private node(end: MatrixEnd, names: EndNames): string {
    const key = end.type === 'workloads' ? end.workloads[0] : end;
    const known = this.ids.get(key);
    if (known !== undefined) { return known; }
    const id = `e${this.ids.size}`;
    this.ids.set(key, id);
    const title = end.type === 'workloads' ? [...new Set(end.workloads.map(({ namespace }) => namespace))].join(', ') : OUTSIDE;
    const node = { id, name: names.of(end) };
    const group = this.groups.get(title);
    if (group === undefined) { this.groups.set(title, [node]); } else { group.push(node); }
    return id;
  }
}

/** What both IP versions have in common is said once. */
function trafficText(traffic: ReadonlyMap<4 | 6, string>, versions: number): string {
  const [first, ...others] = traffic.values();
  if (traffic.size === versions && others.every((text) => text === first)) { return first; }
  return [...traffic].map(([family, text]) => `IPv${family}: ${text}`).join('; ');
}
