import { buildCluster, type ClusterModel, enforceStaged, withoutStaged } from '../cluster';
import { type JsonObject, type Manifest, readManifests, readPaths, takeManifests } from '../manifest';
import { Traffic } from '../network';
import { type CalicoTarget, CalicoVersion, NEWEST_RELEASED } from '../target';
import { type FlowAnswer, toAnswer } from './contract';
import { ClusterDifference } from './difference';
import { combineVerdicts, FlowEvaluator, type FlowVerdict } from './evaluate-flow';
import { Explainer } from './explanation';
import { type Flow, FlowError } from './flow';
import { readFlow } from './flow-fields';
import { parseFlowEnd } from './flow-text';
import { type Atom, Atoms, type Bits, shortTraffic } from './matrix';
import { SurplusFinder, type SurplusQuestion } from './surplus';
import { type Sample, TrafficSampler, UNNAMED_PROTOCOL } from './traffic-flows';
import { UnknownReason } from './unknown-reason';
import { type TraceEvent, Verdict, VerdictDecision } from './verdict';

/** How the input of a `Cluster` is taken. */
export interface ClusterProps {
  /**
   * The target: Calico version, install mode and networks.
   * @default - the newest released version
   */
  readonly target?: CalicoTarget;
  /**
   * Nothing exists besides the input: what is absent is absent, as in a dump of a whole cluster.
   * @default false
   */
  readonly complete?: boolean;
  /**
   * The namespace of objects that name none.
   * @default - one namespace whose name is not known
   */
  readonly namespace?: string;
}

/** Flows that are too many, in words, and the verdict on one of them. */
export interface Surplus {
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  readonly verdict: Verdict;
}

/** A question: what happens to a connection that somebody opens? */
export interface FlowQuery {
  /**
   * Who opens it: `shop/web` (a pod or a workload), an address, a CIDR, `world`, `host:NODE`, `networkset:NAMESPACE/NAME` or
   * `globalnetworkset:NAME`.
   */
  readonly source: string;
  /** To whom: the same, and `service:NAMESPACE/NAME`. */
  readonly destination: string;
  /**
   * What it carries.
   * @default - everything; to a service, what its ports take
   */
  readonly traffic?: Traffic;
  /**
   * 4 or 6.
   * @default - each that both ends have addresses of; 4 where the input does not tell
   */
  readonly ipVersion?: number;
}

/**
 * A cluster as its manifests describe it, to be asked who reaches whom.
 *
 * @example
 * const verdict = Cluster.fromFiles(['dist']).verdict({ source: 'shop/web', destination: 'data/pg', traffic: Traffic.tcp(5432) });
 */
export class Cluster {
  /**
   * Reads files and folders of YAML or JSON.
   *
   * @throws when a document cannot be read
   */
  public static fromFiles(paths: string[], props: ClusterProps = {}): Cluster {
    return new Cluster(takeManifests(readPaths(paths)), props);
  }

  /**
   * Reads the text of one or more YAML documents.
   *
   * @throws when a document cannot be read
   */
  public static fromYaml(text: string, props: ClusterProps = {}): Cluster {
    return new Cluster(takeManifests(readManifests(text)), props);
  }

  /** Takes objects as they are, such as those that a chart synthesizes to. */
  public static fromObjects(objects: any[], props: ClusterProps = {}): Cluster {
    return new Cluster(objects.map((object) => ({ object: object as JsonObject, origin: {} })), props);
  }

  /**
   * Takes manifests with their origins.
   *
   * @internal
   */
  public static _fromManifests(manifests: readonly Manifest[], props: ClusterProps = {}): Cluster {
    return new Cluster(manifests, props);
  }

  /**
   * The model that verdicts are given on.
   *
   * @internal
   */
  public readonly _model: ClusterModel;
  private readonly evaluator: FlowEvaluator;
  private readonly explainer: Explainer;
  private readonly sampler: TrafficSampler;

  private constructor(
    private readonly manifests: readonly Manifest[], private readonly props: ClusterProps, private readonly isStagedEnforced = false,
  ) {
    this._model = buildCluster(manifests, {
      version: props.target?.version ?? (NEWEST_RELEASED as CalicoVersion),
      installMode: props.target?.installMode,
      podNets: props.target?.podNets,
      complete: props.complete,
      namespace: props.namespace,
    });
    this.evaluator = new FlowEvaluator(this._model);
    this.explainer = new Explainer(this._model, this.evaluator.matcher);
    this.sampler = new TrafficSampler(this._model);
  }

  /** What a reader of verdicts should know about the input: what could not be read, what is missing. */
  public get notes(): string[] {
    return this._model.notes.map(({ message }) => message);
  }

  /**
   * What happens to a connection, and why.
   *
   * @throws when an end of the question is not in the input
   */
  public verdict(query: FlowQuery): Verdict {
    const { ipVersion } = query;
    if (ipVersion !== undefined && ipVersion !== 4 && ipVersion !== 6) { throw new FlowError(`There is no IP version ${ipVersion}: ask for 4 or 6.`); }
    const protocol = query.traffic?._parts.protocol?._toCalico();
    const ends = { from: parseFlowEnd(query.source), to: parseFlowEnd(query.destination) };
    const families = this.evaluator.families.all({ ...ends, protocol, ipVersion });
    const verdicts = families.map((family) => this.judge({ ...ends, ipVersion: family }, query.traffic));
    return this.present(this.combineFamilies(verdicts, families));
  }

  /** One answer from those of the IP versions; where they differ, each part says which it is about. */
  private combineFamilies(verdicts: readonly FlowVerdict[], families: readonly (4 | 6)[]): FlowVerdict {
    const [first] = verdicts;
    const partsOf = (verdict: FlowVerdict): readonly FlowVerdict[] => (verdict.isByTraffic === true ? verdict.alternatives ?? [] : [verdict]);
    const saidOf = (verdict: FlowVerdict): string => partsOf(verdict).map((part) => `${part.verdict} ${this.explainer.traffic(part)}`).join('\n');
    const isSame = first.verdict === 'unknown' ? saidOf : ({ verdict }: FlowVerdict): string => verdict;
    if (verdicts.every((verdict) => isSame(verdict) === isSame(first))) { return first; }
    const parts = verdicts.flatMap((verdict, index) => partsOf(verdict)
      .map((part) => ({ ...part, asked: `${this.explainer.traffic(part)} over IPv${families[index]}` })));
    const reason = verdicts.find(({ verdict }) => verdict === 'unknown')?.reason as UnknownReason | undefined;
    const combined = combineVerdicts(parts, reason ?? UnknownReason.IP_VERSIONS_DIFFER);
    const asked = this.explainer.traffic(verdicts.find(({ verdict }) => verdict !== 'deny') ?? first);
    return { ...combined, asked, isByTraffic: true, setAside: first.setAside };
  }

  /** One answer about everything that a question asks for over one IP version. */
  private judge(ends: Pick<Flow, 'from' | 'to'> & { readonly ipVersion: 4 | 6 }, asked: Traffic | undefined): FlowVerdict {
    const { ipVersion } = ends;
    const traffic = asked ?? Traffic.any();
    const named = asked === undefined && ends.to.service !== undefined ? this.evaluator.findService(ends.to.service) : undefined;
    const service = named?.form === 'virtual' && named.ports.length > 0 ? named : undefined;
    const headers = service !== undefined ? this.sampler.servicePackets(service) : this.sampler.packets(traffic, ipVersion);
    const samples = headers.map((sample): Judged => {
      const { ports, ...header } = sample;
      return { part: partOf(sample), verdict: this.evaluator.evaluate({ ...ends, ...header }, { explain: true }) };
    });
    const verdicts = samples.map(({ verdict }) => verdict);
    const setAside = verdicts.filter(({ reason }) => reason === 'vxlan-from-workload' || reason === 'ipip-from-workload');
    if (setAside.length === verdicts.length) { return combineVerdicts(verdicts, UnknownReason.TRAFFIC_DIFFERS); }
    const judged = verdicts.filter((verdict) => !setAside.includes(verdict));
    if (judged.length === 1) { return { ...judged[0], setAside }; }
    const combined = service === undefined ? this.combineParts(samples, judged, ipVersion, traffic) : this.combine(judged);
    const everything = combined.verdict === 'deny' ? 'anything' : 'everything';
    return { ...combined, asked: service !== undefined ? undefined : asked?.toString() ?? everything, setAside };
  }

  /**
   * What changes when this cluster becomes another one: flows that are opened, closed, or can no longer be told. A workload is the same when
   * its namespace, name and kind are.
   *
   * @example
   * const staging = Cluster.fromFiles(['rendered/staging']);
   * const opened = staging.difference(Cluster.fromFiles(['rendered/production'])).opened;
   */
  public difference(after: Cluster): ClusterDifference {
    const own = after.isStagedEnforced ? withoutStaged(this.manifests) : this.manifests; // that they are no longer staged is no difference of its own
    return ClusterDifference._between({ model: this._model, manifests: own }, { model: after._model, manifests: after.manifests });
  }

  /**
   * The same cluster once every staged policy is enforced: each takes the place of the policy of its name, and one whose `stagedAction` is
   * `Delete` takes that policy away.
   */
  public enforceStaged(): Cluster {
    return new Cluster(enforceStaged(this.manifests, this._model.version, this.props.namespace), this.props, true);
  }

  /**
   * The answers to flows of the `evaluate` contract; a flow that cannot be understood is answered with an error.
   *
   * @internal
   */
  public _answers(flows: readonly Flow[]): (FlowAnswer | { id?: string; error: string })[] {
    return flows.map((flow) => {
      try {
        const read = readFlow(flow);
        return toAnswer(read.id, this.evaluator.evaluate(read, { ignoresExpectedIPs: true }));
      } catch (error) {
        if (error instanceof FlowError) { return { id: (flow as Flow | null)?.id, error: error.message }; }
        throw error;
      }
    });
  }

  /**
   * The explanation of one flow of the `evaluate` contract.
   *
   * @internal
   */
  public _explain(flow: Flow): Verdict {
    return this.present(this.evaluator.evaluate(flow, { explain: true }));
  }

  /**
   * What is allowed, or may be, besides what a question permits, and how many pairs of ends have more of it.
   *
   * @internal
   */
  public _surplus(question: SurplusQuestion): { flows: Surplus[]; more: number } {
    const { flows, more } = new SurplusFinder(this._model, this.evaluator, this.explainer).find(question);
    return { flows: flows.map((flow) => ({ ...flow, verdict: this.present(flow.verdict) })), more };
  }

  /** Of several packets that are denied, the one that a rule nearly allows shows best why. */
  private nearestFirst(verdicts: readonly FlowVerdict[]): FlowVerdict[] {
    return verdicts.map((verdict) => ({ verdict, distance: verdict.verdict === 'deny' ? this.explainer.missDistance(verdict) : 0 }))
      .sort((a, b) => (a.distance === b.distance ? 0 : a.distance - b.distance)).map(({ verdict }) => verdict);
  }

  private combine(verdicts: readonly FlowVerdict[]): FlowVerdict {
    return combineVerdicts(this.nearestFirst(verdicts), UnknownReason.TRAFFIC_DIFFERS);
  }

  /** One answer from those to the parts of what was asked; where they differ, parts with the same answer become one. */
  private combineParts(samples: readonly Judged[], judged: readonly FlowVerdict[], family: 4 | 6, traffic: Traffic): FlowVerdict {
    const combined = this.combine(judged);
    const { sourcePorts, sourceNotPorts } = traffic._parts;
    if (combined.verdict !== 'unknown' || sourcePorts !== undefined || sourceNotPorts !== undefined) { return combined; }
    const atoms = Atoms.ofParts(family, samples.map(({ part }) => part));
    const numbers = new Map(samples.map(({ verdict }, index) => [verdict, index]));
    const answers = new Map<string, FlowVerdict[]>();
    for (const verdict of combined.alternatives ?? []) {
      const key = this.explainer.answerKey(verdict);
      const alike = answers.get(key);
      if (alike === undefined) { answers.set(key, [verdict]); } else { alike.push(verdict); }
    }
    if (answers.size === 1) { return combined; }
    const isEverything = traffic.toString() === Traffic.any().toString();
    const words = (bits: Bits): string => (isEverything ? shortTraffic(atoms, bits) : atoms.describe(bits));
    const parts = [...answers.values()].map((alike): FlowVerdict => (
      { ...alike[0], asked: words(atoms.of(alike.map((verdict) => numbers.get(verdict)!))) }
    ));
    return { ...combined, alternatives: parts, isByTraffic: true };
  }

  private present(verdict: FlowVerdict): Verdict {
    const answer = toAnswer(undefined, verdict);
    const trace = answer.stages?.flatMap((stage) => stage.trace) ?? [...answer.egress?.trace ?? [], ...answer.ingress?.trace ?? []];
    return Verdict._of({
      decision: DECISIONS[verdict.verdict],
      reason: verdict.reason,
      summary: this.explainer.headline(verdict),
      traffic: this.explainer.traffic(verdict),
      text: this.explainer.explain(verdict),
      trace: trace.map((entry): TraceEvent => ({ ...entry, isCertain: entry.certain !== false })),
      alternatives: () => differing(verdict).map((alternative) => this.present(alternative)),
    });
  }
}

/** A part of the traffic that was asked for, and the answer. */
interface Judged {
  readonly part: Atom;
  readonly verdict: FlowVerdict;
}

function partOf({ protocol, ports }: Sample): Atom {
  return { protocol, ports, isRest: protocol === UNNAMED_PROTOCOL ? 'protocols' : undefined };
}

/** What a verdict about several packets or endpoints is made of, each part with one answer. */
function differing(verdict: FlowVerdict): FlowVerdict[] {
  if (verdict.verdict !== 'unknown' || verdict.alternatives === undefined) { return []; }
  return verdict.alternatives.flatMap((alternative) => {
    const parts = differing(alternative);
    return parts.length === 0 ? [alternative] : parts;
  });
}

const DECISIONS = { allow: VerdictDecision.ALLOW, deny: VerdictDecision.DENY, unknown: VerdictDecision.UNKNOWN } as const;
