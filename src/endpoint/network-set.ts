import { Construct } from 'constructs';
import { NetList } from './net-list';
import { type INetworkSet, NamedNetworkSet, setLabels } from './network-set-reference';
import { calicoKind, CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';

/** Properties of a NetworkSet. */
export interface NetworkSetProps extends CalicoResourceProps {
  /**
   * Addresses and CIDRs of the set.
   * @default - none; add them with addNets
   */
  readonly nets?: string[];
}

/**
 * A labelled list of addresses that belongs to a namespace. Rules find it by its labels, as they find pods.
 *
 * Every set carries the label `calico.cdk8s.io/network-set` with its name: that is how `Peer.networkSet` finds it. Whoever may
 * label pods of the namespace can give one the same label; a GlobalNetworkSet cannot be imitated by pods.
 *
 * @example
 * const partners = new NetworkSet(chart, 'partners', { metadata: { namespace: 'shop' }, nets: ['198.51.100.0/24'] });
 * Rule.allow(Traffic.tcp(443)).from(Peer.networkSet(partners));
 */
export class NetworkSet extends CalicoResource implements INetworkSet {
  /**
   * A set that exists elsewhere.
   *
   * @param name its name
   * @param labels labels that it carries and no other set or pod of its namespace does;
   * without them, the label that this library gives to sets, so give them for a set that was made by other means
   * @param namespace its namespace; without it, that of the policy
   * @throws when the labels are empty
   */
  public static named(name: string, labels?: { [key: string]: string }, namespace?: string): INetworkSet {
    return new NamedNetworkSet(false, name, labels, namespace);
  }

  /** It belongs to a namespace. */
  public readonly isGlobal: boolean = false;
  /** The label that tells the set from every other. */
  public readonly selectorLabels: { [key: string]: string };
  private readonly nets: NetList;

  /** @throws when a net is malformed */
  public constructor(scope: Construct, id: string, props: NetworkSetProps = {}) {
    super(scope, id, props);
    this.nets = new NetList('NetworkSet', props.nets);
    this.selectorLabels = setLabels(this.name);
    for (const [key, value] of Object.entries(this.selectorLabels)) {
      this.apiObject.metadata.addLabel(key, value);
    }
  }

  /** The set's name. */
  public get setName(): string {
    return this.name;
  }

  /** The set's namespace; undefined where nobody has said it. */
  public get setNamespace(): string | undefined {
    return this.namespace;
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
    return calicoKind('NetworkSet', 'namespaced');
  }

  /** @internal */
  public _content(): PlainObject {
    return { spec: { nets: this.nets.values } };
  }
}
