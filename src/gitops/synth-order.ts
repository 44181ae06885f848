import { ApiObject, App, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { CalicoctlChart } from '../platform';

/** A chart and the objects that it renders, in the order in which they are rendered. */
export interface ChartObjects {
  readonly chart: Chart;
  readonly objects: ApiObject[];
}

/** What an app renders, in order. */
export interface SynthOrder {
  /** Every construct, parents first. */
  readonly constructs: IConstruct[];
  readonly charts: ChartObjects[];
  /** What kubectl, Argo CD and Flux must not meet. */
  readonly calicoctlCharts: CalicoctlChart[];
  /** True when a chart waits for another one; cdk8s then numbers the files. */
  readonly hasDependentCharts: boolean;
}

/** Many targets of one dependency: a source waits for each. Without it, two charts of n objects would need n² edges. */
interface Bundle {
  readonly targets: IConstruct[];
}
type Vertex = IConstruct | Bundle;

/**
 * The order of charts and of their objects, as `App.charts` and `Chart.toJson` give it.
 *
 * cdk8s computes the same once for each chart and walks every path of the dependency graph;
 * here it is done once, and the construct tree is left as it was.
 */
export function synthOrder(app: App): SynthOrder {
  const tree = new Tree(app);
  const graph = new Graph(tree);
  const charts = graph.topology(app).filter((one): one is Chart => Chart.isChart(one));
  return {
    constructs: tree.constructs,
    hasDependentCharts: graph.hasDependentCharts,
    calicoctlCharts: charts.filter((chart): chart is CalicoctlChart => CalicoctlChart.isCalicoctlChart(chart)),
    charts: charts.filter((chart) => !CalicoctlChart.isCalicoctlChart(chart)).map((chart) => ({
      chart,
      objects: graph.topology(chart).filter((one): one is ApiObject => ApiObject.isApiObject(one) && tree.chartOf(one) === chart),
    })),
  };
}

/** The constructs in preorder: each subtree is one slice. */
class Tree {
  public readonly constructs: IConstruct[] = [];
  private readonly position = new Map<IConstruct, number>();
  private readonly end: number[] = [];
  private readonly chart: (Chart | undefined)[] = [];
  private readonly ownObjects = new Map<IConstruct, ApiObject[]>();

  constructor(root: IConstruct) {
    this.visit(root, undefined);
  }

  public has(construct: IConstruct): boolean {
    return this.position.has(construct);
  }

  public slice(construct: IConstruct): IConstruct[] {
    const start = this.position.get(construct)!;
    return this.constructs.slice(start, this.end[start]);
  }

  /** The nearest chart; throws as cdk8s does where there is none. */
  public chartOf(construct: IConstruct): Chart {
    const position = this.position.get(construct);
    return (position === undefined ? undefined : this.chart[position]) ?? Chart.of(construct);
  }

  /** The objects below a construct that belong to the construct's own chart. */
  public objectsOf(construct: IConstruct): ApiObject[] {
    let objects = this.ownObjects.get(construct);
    if (!objects) {
      const chart = this.chartOf(construct);
      objects = this.slice(construct).filter((one): one is ApiObject => ApiObject.isApiObject(one) && this.chartOf(one) === chart);
      this.ownObjects.set(construct, objects);
    }
    return objects;
  }

  private visit(construct: IConstruct, above: Chart | undefined): void {
    const position = this.constructs.length;
    const chart = Chart.isChart(construct) ? construct : above;
    this.constructs.push(construct);
    this.position.set(construct, position);
    this.chart.push(chart);
    for (const child of construct.node.children) this.visit(child, chart);
    this.end[position] = this.constructs.length;
  }
}

class Graph {
  public hasDependentCharts = false;
  private readonly edges = new Map<IConstruct, Set<Vertex>>();

  constructor(private readonly tree: Tree) {
    for (const source of tree.constructs) {
      for (const target of source.node.dependencies) {
        if (source === target) throw new Error(`[${source.node.path}] depends on itself. Remove that dependency.`);
        this.edge(source, target);
      }
    }
    // The three steps and their order decide how equals are ordered, so they are those of cdk8s.
    for (const parent of tree.constructs) {
      if (!Chart.isChart(parent)) continue;
      for (const child of parent.node.children) {
        if (Chart.isChart(child)) this.chartEdge(parent, child);
      }
    }
    for (const [source, target] of this.dependencies()) {
      const sourceChart = tree.chartOf(source);
      const targetChart = tree.chartOf(target);
      if (sourceChart !== targetChart) this.chartEdge(sourceChart, targetChart);
    }
    for (const [source, target] of this.dependencies()) {
      if (tree.has(target)) this.objectEdges(tree.objectsOf(source), tree.objectsOf(target));
    }
  }

  /** The constructs of a subtree, each after those that it waits for. */
  public topology(root: IConstruct): IConstruct[] {
    const vertices = this.tree.slice(root);
    if (!vertices.some((one) => this.edges.has(one))) return numberedFirst(root, vertices);
    const inside = new Set<Vertex>(vertices);
    const awaited = this.awaited(vertices, inside);
    const walk = new Walk((vertex) => this.following(vertex, inside));
    for (const vertex of numberedFirst(root, vertices)) {
      if (!awaited.has(vertex)) walk.from(vertex);
    }
    // What is left waits for itself in a circle; walking it reports the circle.
    for (const vertex of vertices) walk.from(vertex);
    return walk.order;
  }

  private dependencies(): [IConstruct, IConstruct][] {
    return this.tree.constructs.flatMap((source) => [...this.edges.get(source) ?? []]
      .filter((target): target is IConstruct => !isBundle(target))
      .map((target): [IConstruct, IConstruct] => [source, target]));
  }

  private edge(source: IConstruct, target: Vertex): void {
    const targets = this.edges.get(source);
    if (targets) targets.add(target);
    else this.edges.set(source, new Set([target]));
  }

  private chartEdge(source: Chart, target: Chart): void {
    this.hasDependentCharts = true;
    this.edge(source, target);
  }

  private objectEdges(sources: ApiObject[], targets: ApiObject[]): void {
    const known = new Set<IConstruct>(sources);
    if (targets.length > 1 && !targets.some((target) => known.has(target))) {
      const bundle: Bundle = { targets };
      for (const source of sources) this.edge(source, bundle);
      return;
    }
    for (const target of targets) {
      for (const source of sources) {
        if (source !== target) this.edge(source, target);
      }
    }
  }

  /** Everything inside that something inside waits for. */
  private awaited(vertices: IConstruct[], inside: Set<Vertex>): Set<Vertex> {
    const awaited = new Set<Vertex>();
    for (const vertex of vertices) {
      for (const target of this.following(vertex, inside)) {
        if (awaited.has(target)) continue;
        awaited.add(target);
        if (isBundle(target)) this.following(target, inside).forEach((one) => awaited.add(one));
      }
    }
    return awaited;
  }

  private following(vertex: Vertex, inside: Set<Vertex>): Vertex[] {
    const targets = isBundle(vertex) ? vertex.targets : [...this.edges.get(vertex) ?? []];
    return targets.filter((target) => isBundle(target) || inside.has(target));
  }
}

/** A depth-first walk without recursion: a chain of dependencies may be longer than the stack. */
class Walk {
  public readonly order: IConstruct[] = [];
  private readonly done = new Set<Vertex>();
  private readonly open = new Set<Vertex>();

  constructor(private readonly following: (vertex: Vertex) => Vertex[]) {}

  public from(start: Vertex): void {
    if (this.done.has(start)) return;
    const stack = [this.enter(start)];
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      if (top.next < top.following.length) {
        const next = top.following[top.next++];
        if (this.open.has(next)) throw new Error(this.circle(next));
        if (!this.done.has(next)) stack.push(this.enter(next));
      } else {
        stack.pop();
        this.open.delete(top.vertex);
        this.done.add(top.vertex);
        if (!isBundle(top.vertex)) this.order.push(top.vertex);
      }
    }
  }

  private enter(vertex: Vertex): { vertex: Vertex; following: Vertex[]; next: number } {
    this.open.add(vertex);
    return { vertex, following: this.following(vertex), next: 0 };
  }

  private circle(back: Vertex): string {
    const open = [...this.open];
    const path = [...open.slice(open.indexOf(back)), back].filter((one): one is IConstruct => !isBundle(one));
    return `Dependencies form a circle: ${path.map((one) => one.node.path).join(' -> ')}. Remove one of them.`;
  }
}

function isBundle(vertex: Vertex): vertex is Bundle {
  return 'targets' in vertex && !('node' in vertex);
}

/**
 * cdk8s keeps vertices in an object by path, and JavaScript lists keys that are whole numbers first:
 * a construct `10` directly below the app comes before everything else.
 */
function numberedFirst(root: IConstruct, vertices: IConstruct[]): IConstruct[] {
  if (root.node.scope) return vertices;
  const numbered = root.node.children.filter((child) => isArrayIndex(child.node.id));
  return numbered.length === 0 ? vertices : [...new Set([...numbered, ...vertices])];
}

function isArrayIndex(id: string): boolean {
  return /^(0|[1-9]\d{0,9})$/.test(id) && Number(id) < 2 ** 32 - 1;
}
