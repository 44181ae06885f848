import { Construct } from 'constructs';
import { NetList } from './net-list';
import { type INetworkSet, NamedNetworkSet, setLabels } from './network-set-reference';
import { calicoKind, CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';

/** Properties of a GlobalNetworkSet. */
export interface GlobalNetworkSetProps extends CalicoResourceProps {
  /**
   * Addresses and CIDRs of the set.
   * @default - none; add them with addNets
   */
  readonly nets?: string[];
}

/**
 * A labelled list of addresses that belongs to no namespace. Rules find it by its labels.
 *
 * Every set carries the label `calico.cdk8s.io/network-set` with its name: that is how `Peer.networkSet` finds it, among what has
 * no namespace, so a pod with the same label is not taken for it.
 *
 * @example
 * const attackers = new GlobalNetworkSet(chart, 'attackers', { nets: ['203.0.113.7', '198.51.100.0/24'] });
 * new GlobalNetworkPolicy(chart, 'block', { ingress: [Rule.deny().from(Peer.networkSet(attackers))] });
 */
export class GlobalNetworkSet extends CalicoResource implements INetworkSet {
  /**
   * A set that exists elsewhere.
   *
   * @param name its name
   * @param labels labels that it carries and no other global set or host endpoint does;
   * without them, the label that this library gives to sets, so give them for a set that was made by other means
   * @throws when the labels are empty
   */
  public static named(name: string, labels?: { [key: string]: string }): INetworkSet {
    return new NamedNetworkSet(true, name, labels, undefined);
  }

  /** It belongs to no namespace. */
  public readonly isGlobal: boolean = true;
  /** The label that tells the set from every other. */
  public readonly selectorLabels: { [key: string]: string };
  private readonly nets: NetList;

  /** @throws when a net is malformed */
  public constructor(scope: Construct, id: string, props: GlobalNetworkSetProps = {}) {
    super(scope, id, props);
    this.nets = new NetList('GlobalNetworkSet', props.nets);
    this.selectorLabels = setLabels(this.name);
    for (const [key, value] of Object.entries(this.selectorLabels)) {
      this.apiObject.metadata.addLabel(key, value);
    }
  }

  /** The set's name. */
  public get setName(): string {
    return this.name;
  }

  /**
   * Adds addresses and CIDRs.
   * @throws when one is malformed
   */
  public addNets(...nets: string[]): void {
    this.nets.add(nets);
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('GlobalNetworkSet', 'cluster');
  }

  /** @internal */
  public _content(): PlainObject {
    return { spec: { nets: this.nets.values } };
  }
}
