import { AddressSpace } from './address-space';
import { addressSpaceOf, type ClusterModel, type InternedSelector, knownSpace, mayBeOf, type NetList, type ServiceBackend, type Tri, triAnd, triOr, type Workload } from '../../cluster';
import { type Ip, type Net, netContainsIp, netContainsNet, netsOverlap } from '../../network';
import { type Bits, emptyBits, exactly, forEachBit, fullBits, hasBit, setBit, setBits, type TriBits } from '../bits';
import { type LabelIndex } from '../label-index';

/** Pods (all workloads that policy sees as such), and labels of everything; the same for both families. */
export class Members {
  public readonly pods: readonly Workload[];
  /** Positions in `pods`, by member index. */
  private readonly positions: (number | undefined)[] = [];

  public constructor(public readonly model: ClusterModel, public readonly labels: LabelIndex) {
    this.pods = model.workloads.filter(({ hostNetwork }) => !hostNetwork);
    this.pods.forEach(({ index }, position) => this.positions[index] = position);
  }

  public position(memberIndex: number): number | undefined {
    return this.positions[memberIndex];
  }
}

/** Both ends that traffic of one family can have: pods by their positions, then intervals of other addresses. */
export class Ends {
  public readonly space: AddressSpace;
  public readonly size: number;
  public readonly everything: Bits;
  /** Positions of pods whose address the input does not tell. */
  public readonly unknown: readonly number[];
  private readonly ofMember: (readonly number[] | undefined)[] = [];
  private readonly ofSelector: TriBits[] = [];
  private readonly ofNets: TriBits[] = [];
  private readonly podIntervals: readonly number[];

  public constructor(public readonly members: Members, public readonly family: 4 | 6) {
    const { model, pods } = members;
    this.space = new AddressSpace(model, pods, family);
    this.size = pods.length + this.space.intervals.length;
    this.everything = fullBits(this.size);
    this.unknown = pods.flatMap(({ addresses }, position) => (addresses.length === 0 ? [position] : []));
    this.podIntervals = this.space.podIntervals();
  }

  /** Whether a pod can have an address of this family. */
  public has(position: number): boolean {
    const { pods, model } = this.members;
    const told = model.isComplete ? knownSpace(pods[position], model) : pods[position].addresses;
    return told.length === 0 || told.some(({ family }) => family === this.family);
  }

  /** Ends inside of a network, as far as addresses are known. */
  public within(net: Net): number[] {
    const { pods, intervals } = this.space.within(net);
    const ends: number[] = [];
    for (const position of pods) { ends.push(position); }
    for (const interval of intervals) { ends.push(this.members.pods.length + interval); }
    return ends;
  }

  /** Ends whose known address is one of a member's. */
  public holding(memberIndex: number): readonly number[] {
    return this.ofMember[memberIndex] ??= this.members.model.members[memberIndex].nets.flatMap((net) => this.within(net));
  }

  /** Ends that are among the addresses a selector stands for. */
  public selectedBy(selector: InternedSelector): TriBits {
    return this.ofSelector[selector.index] ??= this.findSelected(selector);
  }

  private findSelected(selector: InternedSelector): TriBits {
    const { model, labels, pods } = this.members;
    const selected = labels.select(selector);
    const certain = emptyBits(this.size);
    forEachBit(selected.certain, (index) => setBits(certain, this.holding(index)));
    const needsTri = selected.certain !== selected.possible || this.unknown.length > 0;
    const possible = needsTri ? certain.slice() : certain;
    if (selected.certain !== selected.possible) {
      forEachBit(selected.possible, (index) => setBits(possible, this.holding(index)));
    }
    const answer = (index: number): Tri => (hasBit(selected.certain, index) ? 'yes' : hasBit(selected.possible, index) ? 'maybe' : 'no');
    if (this.unknown.length > 0) {
      const bySets = this.forSpaces((space) => (
        model.networkSets.reduce<Tri>((any, set) => triOr(any, triAnd(answer(set.index), unknownWithin(this.ownNets(set.nets), space))), 'no')));
      for (const position of this.unknown) { put(certain, possible, position, triOr(answer(pods[position].index), bySets(position))); }
    }
    // An address of the pod network may be that of a selected pod whose address the input does not tell.
    if (!model.isComplete && this.unknown.some((position) => answer(pods[position].index) !== 'no')) {
      for (const interval of this.podIntervals) { setBit(possible, pods.length + interval); }
    }
    return { certain, possible };
  }

  /** Ends that may be an endpoint of a service, as far as the input does not tell addresses. */
  public possibly({ addresses, workload, unseenPod }: ServiceBackend): number[] {
    const { model, pods } = this.members;
    if (workload?.addressUnknown === true && !model.isComplete) { return this.podIntervals.map((interval) => pods.length + interval); }
    const { podNets } = model;
    const isHere = (ip: Ip): boolean => ip.family === this.family
      && (podNets.length === 0 || podNets.some((net) => netContainsIp(net, ip)));
    return unseenPod === undefined || !addresses.some(isHere) ? [] : this.unknown.filter((position) => mayBeOf(pods[position], unseenPod));
  }

  /** Ends inside of a rule's networks. */
  public inNets(list: NetList): TriBits {
    return this.ofNets[list.index] ??= this.findInNets(this.family === 4 ? list.v4 : list.v6);
  }

  private findInNets(nets: readonly Net[]): TriBits {
    const certain = emptyBits(this.size);
    for (const net of nets) { setBits(certain, this.within(net)); }
    if (this.unknown.length === 0) { return exactly(certain); }
    const possible = certain.slice();
    const answer = this.forSpaces((space) => unknownWithin(nets, space));
    for (const position of this.unknown) { put(certain, possible, position, answer(position)); }
    return { certain, possible };
  }

  private ownNets(nets: readonly Net[]): readonly Net[] {
    return nets.filter(({ family }) => family === this.family);
  }

  /** An answer about where an unknown address lies, by the position of the pod; worked out once for all that can have any address of pods. */
  private forSpaces(answer: (space: readonly Net[]) => Tri): (position: number) => Tri {
    const { model, pods } = this.members;
    const common = answer(this.ownNets(model.podNets));
    return (position) => {
      const space = addressSpaceOf(pods[position], model);
      return space === model.podNets ? common : answer(this.ownNets(space));
    };
  }
}

/** Whether an unknown address of a space is in one of the networks of the same family. */
function unknownWithin(nets: readonly Net[], space: readonly Net[]): Tri {
  return nets.reduce<Tri>((any, net) => triOr(any, unknownIn(net, space)), 'no');
}

function unknownIn(net: Net, space: readonly Net[]): Tri {
  if (net.prefix === 0) { return 'yes'; }
  if (space.length === 0) { return 'maybe'; }
  if (space.every((within) => netContainsNet(net, within))) { return 'yes'; }
  return space.some((within) => netsOverlap(net, within)) ? 'maybe' : 'no';
}

function put(certain: Bits, possible: Bits, index: number, answer: Tri): void {
  if (answer === 'yes') { setBit(certain, index); }
  if (answer !== 'no') { setBit(possible, index); }
}
