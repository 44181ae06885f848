import { type CommonEnd, commonEnds } from './common-ends';
import { alikePlaces, type HostPlace, hostPlaces, NodeKinds } from './host-places';
import { type ClusterModel, type Workload } from '../../cluster';
import { FlowEvaluator, type FlowVerdict } from '../evaluate-flow';
import { type LabelIndex } from '../label-index';
import { Atoms, type Bits, familiesOf, hostAddresses, type HostEnds, hostEnds, type MatrixEnd, setBit } from '../matrix';
import { type ResolvedEnd } from '../resolve';
import { UnknownReason } from '../unknown-reason';

/** To the processes of a host, from them, or through the host from one of its interfaces to workloads, or from workloads to the interface. */
export type HostWay = 'to' | 'from' | 'in' | 'out';

/** Flows of hosts, or through them, of which the same is to be told. */
export interface HostFlow<Told> {
  readonly way: HostWay;
  /** Policy treats them alike here. */
  readonly places: readonly HostPlace[];
  /** The other end; of what goes through the host, who sends it. */
  readonly peer: CommonEnd;
  /** Whom traffic is for that goes through the host. */
  readonly receiver?: CommonEnd;
  readonly traffic: Bits;
  readonly told: Told;
}

/** What one cluster says of a flow. */
export interface HostVerdict {
  /** Undefined when it does not know an end. */
  readonly verdict: FlowVerdict | undefined;
  /** Whether policy of pods alone says the same: then it is told of workloads and addresses already. */
  isPlain(): boolean;
}

/** What is to be told of a flow, given what each cluster says of it; undefined for nothing. Equal keys tell the same. */
export type Tell<Told> = (verdicts: readonly HostVerdict[]) => { readonly key: string; readonly told: Told } | undefined;

/** What is to be told for one IP version, of addresses or of pods. */
export interface FamilyHostFlows<Told> {
  readonly atoms: Atoms;
  readonly ends: readonly CommonEnd[];
  readonly flows: readonly HostFlow<Told>[];
}

/** How many verdicts are asked for at most. */
const MOST_VERDICTS = 200_000;

/** Flows of hosts in several clusters: the matrix does not hold them, so the walker is asked, once for host endpoints that are alike. */
export class HostFlows {
  private readonly evaluators: readonly FlowEvaluator[];
  /** Whether flows were left out, for there are too many. */
  public isCut = false;

  public constructor(private readonly models: readonly ClusterModel[], private left = MOST_VERDICTS) {
    this.evaluators = this.hasHosts ? models.map((model) => new FlowEvaluator(model)) : [];
  }

  private get hasHosts(): boolean {
    return this.models.some(({ hostEndpoints }) => hostEndpoints.length > 0);
  }

  /** What is to be told, for each IP version that one of the clusters is about: first what is said to addresses. */
  public* tell<Told>(tell: Tell<Told>): Generator<FamilyHostFlows<Told>> {
    if (!this.hasHosts) { return; }
    const hosts = new Hosts(this.models, this.evaluators.map(({ matcher }) => matcher.labels));
    const versions = [...new Set(this.models.flatMap(familiesOf))];
    // What is dearest last: there may be too much of it.
    const all = [AddressQuestions, PodQuestions].flatMap((Questions) => versions.map((family) => new Questions(hosts, family)));
    for (const questions of all) {
      const flows: HostFlow<Told>[] = [];
      for (const question of questions.list()) {
        this.left -= questions.atoms.size * this.models.length;
        if (this.left < 0) {
          this.isCut = true;
          break;
        }
        flows.push(...this.ask(question, questions.atoms, tell));
      }
      yield { atoms: questions.atoms, ends: questions.ends, flows };
    }
  }

  private ask<Told>(question: HostQuestion, atoms: Atoms, tell: Tell<Told>): Iterable<HostFlow<Told>> {
    const sides = this.evaluators.map((evaluator, side) => ({ evaluator, ends: endsOf(question, side) }));
    const found = new Map<string, HostFlow<Told>>();
    atoms.list.forEach(({ protocol, ports, icmp }, atom) => {
      const headers = { ipVersion: atoms.family, protocol, destinationPort: ports?.[0], icmpType: icmp?.type, icmpCode: icmp?.code };
      const answer = tell(sides.map(({ evaluator, ends }): HostVerdict => {
        const judge = ({ from, to }: FlowEnds): FlowVerdict => evaluator.between(from, to, headers);
        const verdict = ends && judge(ends);
        return { verdict, isPlain: () => verdict === undefined || isPlain(question, verdict, judge) };
      }));
      if (answer === undefined) { return; }
      let flow = found.get(answer.key);
      if (flow === undefined) {
        flow = { ...question, traffic: atoms.none(), told: answer.told };
        found.set(answer.key, flow);
      }
      setBit(flow.traffic, atom);
    });
    return found.values();
  }
}

type HostQuestion = Omit<HostFlow<unknown>, 'traffic' | 'told'>;

/** What questions are made of. */
class Hosts {
  public readonly kinds: readonly NodeKinds[];
  /** Those that have host endpoints. */
  private readonly nodes: ReadonlySet<string>;

  public constructor(public readonly models: readonly ClusterModel[], private readonly labels: readonly LabelIndex[]) {
    this.kinds = models.map((model, index) => new NodeKinds(model, labels[index]));
    this.nodes = new Set(models.flatMap(({ hostEndpoints }) => hostEndpoints.map(({ node }) => node)));
  }

  public ends(family: 4 | 6): HostEnds[] {
    return this.models.map((model, index) => hostEnds(model, this.labels[index], family, this.nodes));
  }

  public addresses(family: 4 | 6): HostEnds[] {
    return this.models.map((model, index) => hostAddresses(model, this.labels[index], family));
  }
}

/** What hosts and addresses say to each other. */
class AddressQuestions {
  public readonly atoms: Atoms;
  public readonly ends: readonly CommonEnd[];

  public constructor(private readonly hosts: Hosts, private readonly family: 4 | 6) {
    const all = hosts.addresses(family);
    this.atoms = Atoms.common(all.map(({ atoms }) => atoms));
    this.ends = commonEnds(all);
  }

  public* list(): Generator<HostQuestion> {
    const { models, kinds } = this.hosts;
    for (const places of alikePlaces(hostPlaces(models, this.family), kinds, this.ends)) {
      for (const peer of this.ends) {
        yield { way: 'to', places, peer };
        yield { way: 'from', places, peer };
      }
    }
  }
}

/** What hosts and pods say to each other, and what pods and addresses do through hosts. */
class PodQuestions {
  public readonly atoms: Atoms;
  public readonly ends: readonly CommonEnd[];

  public constructor(private readonly hosts: Hosts, private readonly family: 4 | 6) {
    const all = hosts.ends(family);
    this.atoms = Atoms.common(all.map(({ atoms }) => atoms));
    this.ends = commonEnds(all);
  }

  public* list(): Generator<HostQuestion> {
    const { models, kinds } = this.hosts;
    const all = hostPlaces(models, this.family);
    const withPods = new Set(models.flatMap(({ workloads }) => workloads.filter(isPod).map(({ node }) => node)));
    // A host treats pods that run on it in a way of its own.
    const alikeToPods = alikePlaces(all, kinds, this.ends, ({ node }) => (withPods.has(node) ? node : ''));
    const outside = this.ends.filter(({ workloads }) => workloads.length === 0);
    const inside = this.ends.filter(({ workloads }) => workloads.length > 0);
    for (const places of alikeToPods) {
      for (const peer of inside) {
        yield { way: 'to', places, peer };
        yield { way: 'from', places, peer };
      }
    }
    if (!models.some(hasForwardPolicy)) { return; } // then a host changes nothing of what goes through it
    for (const places of alikeToPods) {
      for (const peer of inside.filter((end) => mayRunOn(end, places[0]))) {
        for (const receiver of outside) { yield { way: 'out', places, peer, receiver }; }
      }
    }
    for (const places of alikePlaces(all, kinds, this.ends)) {
      for (const peer of outside) {
        for (const receiver of inside) { yield { way: 'in', places, peer, receiver }; }
      }
    }
  }
}

/** What other nodes run does not leave by this one. */
function mayRunOn({ parts }: CommonEnd, { node }: HostPlace): boolean {
  return parts.some((part) => part?.type === 'workloads' && (part.workloads[0].node === undefined || part.workloads[0].node === node));
}

function isPod({ hostNetwork }: Workload): boolean {
  return !hostNetwork;
}

function hasForwardPolicy({ policies }: ClusterModel): boolean {
  return policies.some(({ applyOnForward, preDnat, doNotTrack, isStaged }) => (applyOnForward || preDnat || doNotTrack) && !isStaged);
}

interface FlowEnds {
  readonly from: ResolvedEnd;
  readonly to: ResolvedEnd;
}

/** The ends of a flow in one cluster, if it knows them; addresses are met at the place. */
function endsOf({ way, places: [place], peer, receiver }: HostQuestion, side: number): FlowEnds | undefined {
  const { node, interfaceName, ip, exists } = place;
  if (!exists[side]) { return undefined; }
  const met = (end: CommonEnd): ResolvedEnd | undefined => resolved(end.parts[side], interfaceName === '' ? { node } : { node, interface: interfaceName });
  const host: ResolvedEnd = { type: 'host', node, ip };
  const [one, other] = [met(peer), receiver === undefined ? host : met(receiver)];
  if (one === undefined || other === undefined) { return undefined; }
  return way === 'from' ? { from: other, to: one } : { from: one, to: other };
}

function isPlain({ way, peer, receiver }: HostQuestion, verdict: FlowVerdict, judge: (ends: FlowEnds) => FlowVerdict): boolean {
  if (receiver !== undefined) { return judge({ from: anywhere(verdict.from), to: anywhere(verdict.to) }).verdict === verdict.verdict; }
  if (peer.workloads.length === 0) { return false; }
  if (way === 'to') { return verdict.egress?.verdict === verdict.verdict; }
  const isHeld = verdict.stages?.some((stage) => stage.verdict === 'deny' || stage.verdict === 'unknown') ?? false;
  return !isHeld && verdict.reason !== UnknownReason.HOST_INTERFACE;
}

/** The same end wherever it is met. */
function anywhere(end: ResolvedEnd): ResolvedEnd {
  return end.type === 'address' ? { type: 'address', ip: end.ip } : end;
}

function resolved(part: MatrixEnd | undefined, via: { readonly node: string; readonly interface?: string }): ResolvedEnd | undefined {
  if (part === undefined) { return undefined; }
  return part.type === 'workloads' ? { type: 'workload', workload: part.workloads[0] } : { type: 'address', ip: part.sample, via };
}
