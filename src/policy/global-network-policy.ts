import { Construct } from 'constructs';
import { CalicoPolicy } from './calico-policy';
import { globalFields, type GlobalNetworkPolicyProps, type StagedGlobalNetworkPolicyProps } from './global-network-policy-props';
import { StagedGlobalNetworkPolicy } from './staged-global-network-policy';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/**
 * Calico's GlobalNetworkPolicy: ordered rules with Allow, Deny, Log and Pass for pods of every namespace and for host
 * endpoints.
 *
 * @example
 * new GlobalNetworkPolicy(chart, 'deny-transaction', {
 *   order: 10,
 *   selector: Selector.label('tier').equalTo('transaction'),
 *   ingress: [Rule.deny(Traffic.allTcp()).from(Peer.selector(Selector.label('tier').equalTo('frontend')))],
 * });
 */
export class GlobalNetworkPolicy extends CalicoPolicy {
  private readonly props: GlobalNetworkPolicyProps;

  public constructor(scope: Construct, id: string, props: GlobalNetworkPolicyProps = {}) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * Puts a staged twin beside this policy: the same name, properties and rules (those added later included), never
   * enforced, but shown in flow logs. Changes made with addJsonPatch are not taken over. Since Calico v3.30.
   *
   * @param id the twin's id beside this construct
   * @param overrides what differs in the twin
   */
  public addStaged(id: string, overrides: StagedGlobalNetworkPolicyProps = {}): StagedGlobalNetworkPolicy {
    const twin = new StagedGlobalNetworkPolicy(this.node.scope as Construct, id, this._propsOfTwin(overrides));
    twin._followRules(this);
    return twin;
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('GlobalNetworkPolicy', 'cluster');
  }

  /** @internal */
  protected _spec(context: RenderContext): PlainObject {
    return { ...super._spec(context), ...globalFields(this.props) };
  }
}
