import { type ClusterModel } from '../../cluster';
import { type Manifest } from '../../manifest';
import { Matrix } from '../matrix';
import { VerdictDecision } from '../verdict';
import { type DecidedBy } from './answer';
import { type FlowChange, FlowChangeKind, flowChanges } from './flow-changes';
import { type ObjectChange, objectChanges } from './object-changes';
import { printText, summaryText } from './print-text';
import { everyName, SideNames } from './side-names';

/** What happens to some flows, and by what. */
export interface FlowDecision {
  /** What happens. */
  readonly decision: VerdictDecision;
  /** Why, as a clause: `by NetworkPolicy shop/db, ingress rule 1`. */
  readonly because: string;
  /**
   * Where the deciding rule is: a file with its line, or a construct path.
   * @default - what decides is in no file
   */
  readonly place?: string;
}

/** Flows that changed alike. */
export interface FlowDifference {
  /** How they changed. */
  readonly change: FlowChangeKind;
  /** 4, 6 or both. */
  readonly ipVersions: number[];
  /** Who opens the connections, shortened: `shop/web, data/*, world except 10.0.0.0/8`. */
  readonly source: string;
  /** To whom, shortened. */
  readonly destination: string;
  /** Every source: `namespace/name` of workloads, and CIDRs. */
  readonly sources: string[];
  /** Every destination. */
  readonly destinations: string[];
  /** What they carry: `TCP 80, 443; ICMP`. */
  readonly traffic: string;
  /**
   * What happened before.
   * @default - an end was not there
   */
  readonly before?: FlowDecision;
  /**
   * What happens after.
   * @default - an end is not there any more
   */
  readonly after?: FlowDecision;
}

/** One of two clusters that are compared. */
export interface ComparedCluster {
  readonly model: ClusterModel;
  readonly manifests: readonly Manifest[];
}

/**
 * What differs between two clusters: flows between workloads, and between them and addresses. Flows of hosts are not compared.
 *
 * @example
 * const difference = Cluster.fromFiles(['before']).difference(Cluster.fromFiles(['after']));
 */
export class ClusterDifference {
  /**
   * Made by `Cluster.difference`.
   *
   * @internal
   */
  public static _between(before: ComparedCluster, after: ComparedCluster): ClusterDifference {
    return new ClusterDifference(before, after);
  }

  /**
   * The changes with the objects they are about.
   *
   * @internal
   */
  public readonly _changes: readonly FlowChange[];
  /**
   * Objects that are not the same.
   *
   * @internal
   */
  public readonly _objects: readonly ObjectChange[];
  /**
   * Whether there is a workload to compare flows of.
   *
   * @internal
   */
  public readonly _hasWorkloads: boolean;
  /** Everything that changed: opened flows first. */
  public readonly flows: FlowDifference[];
  /** What a reader should know about the inputs: what is missing, what is not compared. */
  public readonly notes: string[];

  private constructor(before: ComparedCluster, after: ComparedCluster) {
    const changes = flowChanges(new Matrix(before.model), new Matrix(after.model));
    const order = Object.values(FlowChangeKind);
    this._changes = changes.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
    this._objects = objectChanges(before.manifests, after.manifests);
    const workloads = [...before.model.workloads, ...after.model.workloads].filter(({ hostNetwork }) => !hostNetwork);
    this._hasWorkloads = workloads.length > 0;
    const names = new SideNames(workloads);
    const hasIpv6 = [before, after].some(({ model }) => new Set(model.members.flatMap(({ nets }) => nets.map(({ family }) => family))).has(6))
      || changes.some(({ ipVersions }) => ipVersions.includes(6));
    this.flows = this._changes.map((change): FlowDifference => ({
      change: change.change,
      ipVersions: [...change.ipVersions],
      source: names.of(change.from),
      destination: names.of(change.to),
      sources: everyName(change.from),
      destinations: everyName(change.to),
      traffic: hasIpv6 && change.ipVersions.length === 1 ? `${change.traffic} over IPv${change.ipVersions[0]}` : change.traffic,
      ...change.before === undefined ? {} : { before: decisionOf(change.before) },
      ...change.after === undefined ? {} : { after: decisionOf(change.after) },
    }));
    this.notes = [
      ...this._hasWorkloads ? [] : ['The input holds no workloads, so there are no flows to compare: add Deployments, Pods and their like.'],
      ...notesOf(before.model, after.model),
    ];
  }

  /** Flows that were denied and are allowed. */
  public get opened(): FlowDifference[] {
    return this.ofKind(FlowChangeKind.OPENED);
  }

  /** Flows that were allowed and are denied. */
  public get closed(): FlowDifference[] {
    return this.ofKind(FlowChangeKind.CLOSED);
  }

  /** Flows of which the input does not tell any more what happens to them. */
  public get unknown(): FlowDifference[] {
    return this.ofKind(FlowChangeKind.UNKNOWN);
  }

  /** Whether no flow changed. Objects may differ all the same. Without workloads there are no flows, and a note says so. */
  public get isEmpty(): boolean {
    return this.flows.length === 0;
  }

  /** The difference in one line: `2 opened, 1 closed; 1 policy changed`. */
  public get summary(): string {
    return summaryText(this);
  }

  /** The difference for people. */
  public toString(): string {
    return printText(this);
  }

  private ofKind(kind: FlowChangeKind): FlowDifference[] {
    return this.flows.filter(({ change }) => change === kind);
  }
}

function decisionOf({ decision, because, file, line, constructPath }: DecidedBy): FlowDecision {
  const place = line === undefined ? file ?? constructPath : `${file}:${line}`;
  return { decision: DECISIONS[decision], because, ...place === undefined ? {} : { place } };
}

const DECISIONS = { allow: VerdictDecision.ALLOW, deny: VerdictDecision.DENY, unknown: VerdictDecision.UNKNOWN } as const;

function notesOf(before: ClusterModel, after: ClusterModel): string[] {
  const [old, fresh] = [before, after].map(({ notes }) => [...new Set(notes.map(({ message }) => message))]);
  const hasHosts = [before, after].some(({ hostEndpoints, policies }) => (
    hostEndpoints.length > 0 || policies.some(({ preDnat, doNotTrack }) => preDnat || doNotTrack)
  ));
  return [
    ...old.filter((note) => fresh.includes(note)),
    ...old.filter((note) => !fresh.includes(note)).map((note) => `before: ${note}`),
    ...fresh.filter((note) => !old.includes(note)).map((note) => `after: ${note}`),
    ...hasHosts ? ['Flows from and to hosts are not compared, nor what host endpoints of single interfaces do to traffic of pods.'] : [],
  ];
}

