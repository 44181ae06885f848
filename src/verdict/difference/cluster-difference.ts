import { type ClusterModel } from '../../cluster';
import { type Manifest } from '../../manifest';
import { printNet } from '../../network';
import { Matrix } from '../matrix';
import { VerdictDecision } from '../verdict';
import { type DecidedBy } from './answer';
import { type FlowChange, FlowChangeKind, flowChanges } from './flow-changes';
import { type HostChanges, hostChanges } from './host-changes';
import { isOfPodsOnly, type ObjectChange, objectChanges } from './object-changes';
import { printText, summaryText } from './print-text';
import { everyName, hostsText, SideNames } from './side-names';

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
  /** Who opens the connections, shortened: `shop/web, data/*, world except 10.0.0.0/8`, `host node1 (node1-eth0) and 3 alike`. */
  readonly source: string;
  /** To whom, shortened; `through host node1 (node1-eth0) to shop/web` when only what comes this way is meant. */
  readonly destination: string;
  /** Every source: `namespace/name` of workloads, CIDRs, and hosts. */
  readonly sources: string[];
  /** Every destination. */
  readonly destinations: string[];
  /**
   * Every host endpoint that the connections come to, come from or go through.
   * @default - policy of hosts has nothing to do with it
   */
  readonly hostEndpoints?: string[];
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
 * What differs between two clusters: flows between workloads, hosts and addresses.
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
   * Whether there is a workload or a host endpoint to compare flows of.
   *
   * @internal
   */
  public readonly _hasEnds: boolean;
  /** Everything that changed: opened flows first. */
  public readonly flows: FlowDifference[];
  /** What a reader should know about the inputs: what is missing, what is not compared. */
  public readonly notes: string[];

  private constructor(before: ComparedCluster, after: ComparedCluster) {
    this._objects = objectChanges(before.manifests, after.manifests);
    const isOfPods = this._objects.every(isOfPodsOnly) && settingsOf(before.model) === settingsOf(after.model);
    const hosts = isOfPods ? NO_HOST_CHANGES : hostChanges(before.model, after.model);
    const changes = [...flowChanges(new Matrix(before.model), new Matrix(after.model)), ...hosts.changes];
    const order = Object.values(FlowChangeKind);
    this._changes = changes.sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change));
    const workloads = [...before.model.workloads, ...after.model.workloads].filter(({ hostNetwork }) => !hostNetwork);
    this._hasEnds = [...workloads, ...before.model.hostEndpoints, ...after.model.hostEndpoints].length > 0;
    const names = new SideNames(workloads);
    const hasIpv6 = [before, after].some(({ model }) => new Set(model.members.flatMap(({ nets }) => nets.map(({ family }) => family))).has(6))
      || changes.some(({ ipVersions }) => ipVersions.includes(6));
    this.flows = this._changes.map((change): FlowDifference => ({
      change: change.change,
      ipVersions: [...change.ipVersions],
      source: names.of(change.from),
      destination: change.through === undefined ? names.of(change.to) : `through ${hostsText(change.through)} to ${names.of(change.to)}`,
      sources: everyName(change.from),
      destinations: everyName(change.to),
      ...hostEndpointsOf(change),
      traffic: hasIpv6 && change.ipVersions.length === 1 ? `${change.traffic} over IPv${change.ipVersions[0]}` : change.traffic,
      ...change.before === undefined ? {} : { before: decisionOf(change.before) },
      ...change.after === undefined ? {} : { after: decisionOf(change.after) },
    }));
    this.notes = [
      ...this._hasEnds ? [] : ['The input holds no workloads and no host endpoints, so there are no flows to compare: add Deployments, Pods and their like.'],
      ...notesOf(before.model, after.model),
      ...hosts.isCut ? ['There are more flows of hosts than were looked at: some may have changed and are not told.'] : [],
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

  /** Whether no flow changed. Objects may differ all the same. Without workloads and host endpoints there are no flows, and a note says so. */
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

const NO_HOST_CHANGES: HostChanges = { changes: [], isCut: false };

/** What is no object's: how the input is taken. */
function settingsOf({ version, isComplete, podNets }: ClusterModel): string {
  return [version, isComplete, ...podNets.map(printNet)].join(' ');
}

function hostEndpointsOf({ from, to, through }: FlowChange): Pick<FlowDifference, 'hostEndpoints'> {
  const hosts = from.hosts ?? to.hosts ?? through;
  return hosts === undefined ? {} : { hostEndpoints: [...new Set(hosts.map(({ hostEndpoint }) => hostEndpoint))] };
}

function decisionOf({ decision, because, file, line, constructPath }: DecidedBy): FlowDecision {
  const place = line === undefined ? file ?? constructPath : `${file}:${line}`;
  return { decision: DECISIONS[decision], because, ...place === undefined ? {} : { place } };
}

const DECISIONS = { allow: VerdictDecision.ALLOW, deny: VerdictDecision.DENY, unknown: VerdictDecision.UNKNOWN } as const;

function notesOf(before: ClusterModel, after: ClusterModel): string[] {
  const [old, fresh] = [before, after].map(({ notes }) => [...new Set(notes.map(({ message }) => message))]);
  const models = [before, after];
  const hasHosts = models.some(({ hostEndpoints }) => hostEndpoints.length > 0);
  const hasHostPolicy = models.some(({ isComplete, policies }) => !isComplete && policies.some(({ preDnat, doNotTrack }) => preDnat || doNotTrack));
  return [
    ...old.filter((note) => fresh.includes(note)),
    ...old.filter((note) => !fresh.includes(note)).map((note) => `before: ${note}`),
    ...fresh.filter((note) => !old.includes(note)).map((note) => `after: ${note}`),
    ...hasHosts ? ['What hosts forward between addresses outside of the cluster is not compared.'] : [],
    ...hasHostPolicy && !hasHosts
      ? ['There are preDNAT or doNotTrack policies, which only host endpoints have, and the input holds none to compare flows of: add HostEndpoints.'] : [],
  ];
}

