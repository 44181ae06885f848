import { Construct } from 'constructs';
import { CalicoPolicy } from './calico-policy';
import { type NetworkPolicyProps, type StagedNetworkPolicyProps } from './network-policy-props';
import { StagedNetworkPolicy } from './staged-network-policy';
import { calicoKind, type KindFacts } from '../resource';

/**
 * Calico's NetworkPolicy: ordered rules with Allow, Deny, Log and Pass for the pods of one namespace.
 *
 * The namespace is that of the metadata, else the chart's, else it is left to `kubectl -n`.
 *
 * @example
 * new NetworkPolicy(chart, 'db', {
 *   metadata: { namespace: 'data' },
 *   selector: Selector.label('app').equalTo('database'),
 *   ingress: [Rule.allow(Traffic.tcp(5432)).from(Peer.namespaces('shop'))],
 * });
 */
export class NetworkPolicy extends CalicoPolicy {
  public constructor(scope: Construct, id: string, props: NetworkPolicyProps = {}) {
    super(scope, id, props);
  }

  /**
   * Puts a staged twin beside this policy: the same name, properties and rules (those added later included), never
   * enforced, but shown in flow logs. Changes made with addJsonPatch are not taken over. Since Calico v3.30.
   *
   * @param id the twin's id beside this construct
   * @param overrides what differs in the twin
   */
  public addStaged(id: string, overrides: StagedNetworkPolicyProps = {}): StagedNetworkPolicy {
    const twin = new StagedNetworkPolicy(this.node.scope as Construct, id, this._propsOfTwin(overrides));
    twin._followRules(this);
    return twin;
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('NetworkPolicy', 'namespaced');
  }
}
