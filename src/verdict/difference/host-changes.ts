import { type DecidedBy, decidedBy, decidingKey } from './answer';
import { type FlowChange, type FlowSide, kindOf, mergeFamilies, sideOf } from './flow-changes';
import { type FamilyHostFlows, type HostFlow, HostFlows, type HostVerdict, type HostWay } from './host-flows';
import { type HostPlace } from './host-places';
import { rectangles } from './rectangles';
import { type ClusterModel } from '../../cluster';
import { type FlowVerdict } from '../evaluate-flow';
import { shortTraffic, type TracedTraffic, waysOf } from '../matrix';

export interface HostChanges {
  readonly changes: readonly FlowChange[];
  /** Not all flows were looked at: there are too many. */
  readonly isCut: boolean;
}

/** What happened to flows that change alike, and what happens to them. */
interface Told {
  readonly before?: DecidedBy;
  readonly after?: DecidedBy;
}

/** What differs for hosts, and for what goes through them. A change that is the same without the host is not told of it. */
export function hostChanges(before: ClusterModel, after: ClusterModel, flows = new HostFlows([before, after])): HostChanges {
  const changes = [...familyHostChanges(flows)].flatMap(({ atoms, ends, flows: told }) => {
    const side = (indices: readonly number[]): FlowSide => sideOf(indices.map((index) => ends[index]), atoms.family);
    return told.map(({ way, told: { before: was, after: is }, traffic, from, to, places }): FlowChange => {
      const hosts: FlowSide = { workloads: [], nets: [], hosts: places };
      return {
        change: kindOf(was, is),
        ipVersions: [atoms.family],
        from: way === 'from' ? hosts : side(from),
        to: way === 'to' ? hosts : side(to),
        ...isThrough(way) ? { through: places } : {},
        traffic: shortTraffic(atoms, traffic),
        ...was && { before: was },
        ...is && { after: is },
      };
    });
  });
  return { changes: mergeFamilies(changes), isCut: flows.isCut };
}

/** What differs between two clusters for each IP version, with traffic as atoms and ends as they were compared. */
export function* familyHostChanges(flows: HostFlows): Generator<Pick<FamilyHostFlows<Told>, 'atoms' | 'ends'> & { readonly flows: readonly MergedFlow[] }> {
  const answers = [new Answers(), new Answers()];
  const tell = (verdicts: readonly HostVerdict[]): { key: string; told: Told } | undefined => {
    const [was, is] = verdicts.map(({ verdict }) => verdict);
    if (!isChanged(was, is) || verdicts.every((each) => each.isPlain())) { return undefined; }
    const [a, b] = [was, is].map((verdict, side) => verdict && answers[side].of(verdict));
    return { key: `${a?.key} > ${b?.key}`, told: { ...a && { before: a.decidedBy }, ...b && { after: b.decidedBy } } };
  };
  for (const { atoms, ends, flows: told } of flows.tell(tell)) { yield { atoms, ends, flows: merged(told) }; }
}

function isChanged(was: FlowVerdict | undefined, is: FlowVerdict | undefined): boolean {
  if (was !== undefined && is !== undefined) { return was.verdict !== is.verdict; }
  const only = was ?? is;
  return only !== undefined && only.verdict !== 'deny';
}

/** A host whose interface no host endpoint is for takes part in no policy. */
const NO_HOST_ENDPOINT = 'for no host endpoint is there';

/** Who decides, each answer worked out once. */
class Answers {
  private readonly known = new Map<string, { readonly key: string; readonly decidedBy: DecidedBy }>();

  public of(flow: FlowVerdict): { readonly key: string; readonly decidedBy: DecidedBy } {
    const { verdict, reason } = flow;
    const traced: Omit<TracedTraffic, 'atoms'> = { verdict, reason, ways: waysOf(flow) };
    const key = traced.ways.length === 0 ? NO_HOST_ENDPOINT : decidingKey(traced);
    let answer = this.known.get(key);
    if (answer === undefined) {
      answer = { key, decidedBy: key === NO_HOST_ENDPOINT ? { decision: verdict, because: key } : decidedBy(traced) };
      this.known.set(key, answer);
    }
    return answer;
  }
}

export interface MergedFlow extends Pick<HostFlow<Told>, 'way' | 'told' | 'traffic' | 'places'> {
  /** Indices of ends; where hosts are one side, both are those of the other side. */
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Flows that have everything but their ends, or their hosts, in common. */
function merged(flows: readonly HostFlow<Told>[]): MergedFlow[] {
  const segments = new Map<string, { flow: HostFlow<Told>; flows: HostFlow<Told>[] }>();
  for (const flow of flows) {
    const key = JSON.stringify([flow.way, flow.told, flow.traffic.join()]);
    const segment = segments.get(key);
    if (segment === undefined) { segments.set(key, { flow, flows: [flow] }); } else { segment.flows.push(flow); }
  }
  return [...segments.values()].flatMap(({ flow: { way, told, traffic }, flows: alike }) => (
    (isThrough(way) ? mergedThrough(alike) : mergedHosts(alike)).map((ends) => ({ way, told, traffic, ...ends }))
  ));
}

function isThrough(way: HostWay): boolean {
  return way === 'in' || way === 'out';
}

type MergedEnds = Pick<MergedFlow, 'from' | 'to' | 'places'>;

function mergedHosts(flows: readonly HostFlow<Told>[]): MergedEnds[] {
  const places = [...new Set(flows.flatMap((flow) => flow.places))];
  const numbers = new Map(places.map((place, index) => [place, index]));
  const pairs = flows.flatMap(({ peer, places: own }) => own.map((place) => [peer.index, numbers.get(place)!] as const));
  return rectangles(pairs).map(({ from, to }) => ({ from, to: from, places: to.map((index) => places[index]) }));
}

function mergedThrough(flows: readonly HostFlow<Told>[]): MergedEnds[] {
  const ofPair = new Map<string, { pair: readonly [number, number]; places: HostPlace[] }>();
  for (const { peer, receiver, places } of flows) {
    const pair = [peer.index, receiver!.index] as const;
    const known = ofPair.get(pair.join());
    if (known === undefined) { ofPair.set(pair.join(), { pair, places: [...places] }); } else { known.places.push(...places); }
  }
  const byPlaces = new Map<string, { pairs: (readonly [number, number])[]; places: HostPlace[] }>();
  for (const { pair, places } of ofPair.values()) {
    const key = JSON.stringify(places.map(({ node, name, ip }) => [node, name, String(ip?.value)]));
    const known = byPlaces.get(key);
    if (known === undefined) { byPlaces.set(key, { pairs: [pair], places }); } else { known.pairs.push(pair); }
  }
  return [...byPlaces.values()].flatMap(({ pairs, places }) => rectangles(pairs).map((rectangle) => ({ ...rectangle, places })));
}
