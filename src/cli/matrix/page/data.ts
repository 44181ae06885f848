import { type ClusterModel } from '../../../cluster';
import { printNet } from '../../../network';
import { EndNames, listOf, type Matrix, type MatrixEnd, type OnDone, shortTraffic, stepPlace, stepText, reasonText } from '../../../verdict';

type FamilyMatrix = Matrix['families'][number];
type Traced = ReturnType<FamilyMatrix['trace']>;
type Way = Traced[number]['ways'][number];
type Step = Way['trace'][number];

/** What the page shows. Everything that repeats is a number into a list; client/model.js reads it. */
export interface PageData {
  readonly version: 1;
  readonly calico: string;
  readonly isComplete: boolean;
  readonly isStaged: boolean;
  readonly notes: readonly string[];
  readonly strings: readonly string[];
  /** `[tier, who and how, place or -1, action, 1 when certain]`; the first three are strings. */
  readonly steps: readonly (readonly number[])[];
  /** `[place, verdict, reason or -1, ...steps]` */
  readonly ways: readonly (readonly number[])[];
  /** `[allowed traffic or -1, unknown traffic or -1, [traffic, verdict, reason or -1, ...ways], …]` */
  readonly traces: readonly (readonly (number | readonly number[])[])[];
  /** Reasons, as strings, for what Felix drops whatever policy says: what pods encapsulate themselves. */
  readonly drops: readonly number[];
  readonly families: readonly PageFamily[];
}

export interface PageFamily {
  readonly ipVersion: 4 | 6;
  readonly ends: readonly PageEnd[];
  /** By sender, then receiver: a trace; -1 between addresses, about which policy of workloads says nothing. */
  readonly cells: readonly (readonly number[])[];
}

export interface PageEnd {
  readonly name: string;
  /** Empty for addresses. */
  readonly namespaces: readonly string[];
  /** All workloads with their kinds, or all networks. */
  readonly members: readonly string[];
}

/** The order of these is the numbers that the page knows. */
const VERDICTS = ['allow', 'deny', 'unknown', 'none', 'skipped'] as const;
const ACTIONS = ['allow', 'deny', 'pass'] as const;

export interface PageOptions {
  readonly staged?: boolean;
  readonly notes: readonly string[];
  readonly onSender?: OnDone;
}

const DROPS = ['vxlan-from-workload', 'ipip-from-workload'];

export function pageData(model: ClusterModel, matrix: Matrix, options: PageOptions): PageData {
  const builder = new DataBuilder();
  const families = matrix.families.filter(({ ends }) => ends.some(({ type }) => type === 'workloads')).map((family) => builder.family(model, family, options.onSender));
  const { strings, steps, ways, traces } = builder;
  return {
    version: 1,
    calico: model.version,
    isComplete: model.isComplete,
    isStaged: options.staged ?? false,
    notes: options.notes,
    strings: strings.list,
    steps: steps.list,
    ways: ways.list,
    traces,
    drops: DROPS.map((reason) => strings.add(reasonText(reason))),
    families,
  };
}

/** A list in which equal things are one. */
class Interned<T> {
  public readonly list: T[] = [];
  private readonly numbers = new Map<string, number>();

  public add(thing: T): number {
    const key = String(thing);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.list.push(thing) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

class DataBuilder {
  public readonly strings = new Interned<string>();
  public readonly steps = new Interned<number[]>();
  public readonly ways = new Interned<number[]>();
  public readonly traces: (number | number[])[][] = [];
  private readonly traceNumbers = new Map<Traced, number>();
  private readonly traffics = new Map<string, number>();
  private readonly places = new Map<unknown, string | undefined>();

  public family(model: ClusterModel, family: FamilyMatrix, onSender?: OnDone): PageFamily {
    const names = new EndNames(model, family.family, family.ends, false);
    const ends = family.ends.map((end) => ({ end, shown: pageEnd(end, names) })).sort((a, b) => compareEnds(a.shown, b.shown));
    const cells = ends.map(({ end: from }, index) => {
      onSender?.(index, ends.length);
      return ends.map(({ end: to }) => (from.type === 'addresses' && to.type === 'addresses' ? -1 : this.trace(family, family.trace(from, to))));
    });
    return { ipVersion: family.family, ends: ends.map(({ shown }) => shown), cells };
  }

  private trace({ atoms }: FamilyMatrix, traced: Traced): number {
    const known = this.traceNumbers.get(traced);
    if (known !== undefined) { return known; }
    const text = (verdict: string): number => {
      const own = traced.filter((traffic) => traffic.verdict === verdict).flatMap((traffic) => listOf(traffic.atoms));
      return own.length === 0 ? -1 : this.traffic(atoms, atoms.of(own));
    };
    const number = this.traces.push([
      text('allow'), text('unknown'),
      ...traced.map(({ atoms: bits, verdict, reason, ways }) => (
        [this.traffic(atoms, bits), VERDICTS.indexOf(verdict), this.reason(reason), ...ways.map((way) => this.way(way))]
      )),
    ]) - 1;
    this.traceNumbers.set(traced, number);
    return number;
  }

  private traffic(atoms: FamilyMatrix['atoms'], bits: Traced[number]['atoms']): number {
    const key = `${atoms.family}/${bits.join()}`;
    let number = this.traffics.get(key);
    if (number === undefined) {
      number = this.strings.add(shortTraffic(atoms, bits));
      this.traffics.set(key, number);
    }
    return number;
  }

  private way({ place, hostEndpoint, verdict, reason, trace }: Way): number {
    const text = hostEndpoint === undefined ? place : `${place} of host endpoint ${hostEndpoint}`;
    return this.ways.add([this.strings.add(text), VERDICTS.indexOf(verdict), this.reason(reason), ...trace.map((step) => this.step(step))]);
  }

  private step(step: Step): number {
    const place = this.place(step);
    return this.steps.add([
      this.strings.add(step.tier), this.strings.add(stepText(step)), place === undefined ? -1 : this.strings.add(place),
      ACTIONS.indexOf(step.action), step.certain === false ? 0 : 1,
    ]);
  }

  /** To find a line a file is parsed again: once for each rule. */
  private place(step: Step): string | undefined {
    const key = step.rule ?? step.policy;
    if (!this.places.has(key)) { this.places.set(key, stepPlace(step)); }
    return this.places.get(key);
  }

  private reason(reason: string | undefined): number {
    return reason === undefined ? -1 : this.strings.add(reasonText(reason));
  }
}

function pageEnd(end: MatrixEnd, names: EndNames): PageEnd {
  const name = names.of(end);
  return end.type === 'addresses' ? { name, namespaces: [], members: end.nets.map(printNet) } : {
    name,
    namespaces: [...new Set(end.workloads.map(({ namespace }) => namespace))],
    members: end.workloads.map((workload) => `${workload.kind} ${workload.namespace}/${workload.name}`),
  };
}

/** Workloads by their names, which begin with the namespace; addresses after them. */
function compareEnds(a: PageEnd, b: PageEnd): number {
  const isOutside = ({ namespaces }: PageEnd): number => (namespaces.length === 0 ? 1 : 0);
  return isOutside(a) - isOutside(b) || (a.name < b.name ? -1 : 1);
}
