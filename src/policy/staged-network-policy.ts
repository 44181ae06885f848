import { Construct } from 'constructs';
import { CalicoPolicy } from './calico-policy';
import { type StagedNetworkPolicyProps } from './network-policy-props';
import { stagedSpec } from './staged-spec';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/**
 * A NetworkPolicy that is tried out: never enforced, but flow logs show what it would do. Since Calico v3.30.
 *
 * `NetworkPolicy.addStaged` puts one beside an enforced policy.
 */
export class StagedNetworkPolicy extends CalicoPolicy {
  private readonly props: StagedNetworkPolicyProps;

  public constructor(scope: Construct, id: string, props: StagedNetworkPolicyProps = {}) {
    super(scope, id, props);
    this.props = props;
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('StagedNetworkPolicy', 'namespaced');
  }

  /** @internal */
  protected _spec(context: RenderContext): PlainObject {
    return stagedSpec(super._spec(context), this.props.stagedAction, this.props.types);
  }
}
