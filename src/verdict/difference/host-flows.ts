import { type CommonEnd, commonEnds } from './common-ends';
import { alikePlaces, type HostPlace, hostPlaces } from './host-places';
import { type ClusterModel, type Workload } from '../../cluster';
import { FlowEvaluator, type FlowVerdict } from '../evaluate-flow';
import { Atoms, type Bits, familiesOf, hostEnds, type MatrixEnd, setBit } from '../matrix';
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

/** What is to be told for one IP version. */
export interface FamilyHostFlows<Told> {
  readonly atoms: Atoms;
  readonly ends: readonly CommonEnd[];
  readonly flows: readonly HostFlow<Told>[];
}

/** How many verdicts are asked for at most. */
const MOST_VERDICTS = 600_000;

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

  /** What is to be told, for each IP version that one of the clusters is about. */
  public* tell<Told>(tell: Tell<Told>): Generator<FamilyHostFlows<Told>> {
    if (!this.hasHosts) { return; }
    const versions = new Set(this.models.flatMap(familiesOf));
    for (const family of versions) {
      const questions = new HostQuestions(this.models, family);
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

/** All that can be asked about flows of hosts, the fewest and most telling first. */
class HostQuestions {
  public readonly atoms: Atoms;
  public readonly ends: readonly CommonEnd[];
  private readonly alike: readonly (readonly HostPlace[])[];
  /** Alike to pods, too: a host treats those that run on it in a way of its own. */
  private readonly alikeToPods: readonly (readonly HostPlace[])[];

  public constructor(private readonly models: readonly ClusterModel[], family: 4 | 6) {
    const nodes = new Set(models.flatMap(({ hostEndpoints }) => hostEndpoints.map(({ node }) => node)));
    const all = models.map((model) => hostEnds(model, family, nodes));
    this.atoms = Atoms.common(all.map(({ atoms }) => atoms));
    this.ends = commonEnds(all);
    const places = hostPlaces(models, family);
    const withPods = new Set(models.flatMap(({ workloads }) => workloads.filter(isPod).map(({ node }) => node)));
    this.alike = alikePlaces(places, models, this.ends);
    this.alikeToPods = alikePlaces(places, models, this.ends, ({ node }) => (withPods.has(node) ? node : ''));
  }

  public* list(): Generator<HostQuestion> {
    const outside = this.ends.filter(({ workloads }) => workloads.length === 0);
    const inside = this.ends.filter(({ workloads }) => workloads.length > 0);
    for (const [groups, peers] of [[this.alike, outside], [this.alikeToPods, inside]] as const) {
      for (const places of groups) {
        for (const peer of peers) {
          yield { way: 'to', places, peer };
          yield { way: 'from', places, peer };
        }
      }
    }
    if (!this.models.some(hasForwardPolicy)) { return; } // then a host changes nothing of what goes through it
    for (const places of this.alikeToPods) {
      for (const peer of inside.filter((end) => this.mayRunOn(end, places[0]))) {
        for (const receiver of outside) { yield { way: 'out', places, peer, receiver }; }
      }
    }
    for (const places of this.alike) {
      for (const peer of outside) {
        for (const receiver of inside) { yield { way: 'in', places, peer, receiver }; }
      }
    }
  }

  /** What other nodes run does not leave by this one. */
  private mayRunOn({ parts }: CommonEnd, { node }: HostPlace): boolean {
    return parts.some((part) => part?.type === 'workloads' && (part.workloads[0].node === undefined || part.workloads[0].node === node));
  }
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
