import { Construct } from 'constructs';
import { CalicoPolicy } from './calico-policy';
import { globalFields, type StagedGlobalNetworkPolicyProps } from './global-network-policy-props';
import { stagedSpec } from './staged-spec';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/**
 * A GlobalNetworkPolicy that is tried out: never enforced, but flow logs show what it would do. Since Calico v3.30.
 *
 * `GlobalNetworkPolicy.addStaged` puts one beside an enforced policy.
 */
export class StagedGlobalNetworkPolicy extends CalicoPolicy {
  private readonly props: StagedGlobalNetworkPolicyProps;

  public constructor(scope: Construct, id: string, props: StagedGlobalNetworkPolicyProps = {}) {
    super(scope, id, props);
    this.props = props;
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('StagedGlobalNetworkPolicy', 'cluster');
  }

  /** @internal */
  protected _spec(context: RenderContext): PlainObject {
    return stagedSpec({ ...super._spec(context), ...globalFields(this.props) }, this.props.stagedAction, this.props.types);
  }
}
