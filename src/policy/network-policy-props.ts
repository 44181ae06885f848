import { type CalicoPolicyProps } from './calico-policy';
import { type StagedAction } from './policy-type';

/** Properties of a NetworkPolicy. */
export interface NetworkPolicyProps extends CalicoPolicyProps {}

/** Properties of a StagedNetworkPolicy: those of the enforced one, and what it rehearses. */
export interface StagedNetworkPolicyProps extends NetworkPolicyProps {
  /**
   * What is rehearsed. With DELETE, only the tier may be given besides.
   * @default StagedAction.SET
   */
  readonly stagedAction?: StagedAction;
}
