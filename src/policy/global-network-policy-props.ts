import { type CalicoPolicyProps } from './calico-policy';
import { type StagedAction } from './policy-type';
import { type PlainObject } from '../resource';
import { type Selector } from '../selector';

/** Properties of a GlobalNetworkPolicy. */
export interface GlobalNetworkPolicyProps extends CalicoPolicyProps {
  /**
   * Narrows the policy to pods in namespaces that carry these labels. With it, host endpoints are left out.
   * @default - pods of every namespace, and host endpoints
   */
  readonly namespaceSelector?: Selector;
  /**
   * On host endpoints: also judge traffic that the host forwards, to and from its pods for example.
   * @default - true with preDNAT or doNotTrack, which Calico refuses without it; else not written, which means false
   */
  readonly applyOnForward?: boolean;
  /**
   * On host endpoints: judge before destination addresses are translated, so that rules see node ports and external
   * addresses of services. Ingress only.
   * @default - not written, which means false
   */
  readonly preDNAT?: boolean;
  /**
   * On host endpoints: judge before connection tracking. Each direction of a connection then needs a rule of its own.
   * @default - not written, which means false
   */
  readonly doNotTrack?: boolean;
}

/** Properties of a StagedGlobalNetworkPolicy: those of the enforced one, and what it rehearses. */
export interface StagedGlobalNetworkPolicyProps extends GlobalNetworkPolicyProps {
  /**
   * What is rehearsed. With DELETE, only the tier may be given besides.
   * @default StagedAction.SET
   */
  readonly stagedAction?: StagedAction;
}

/** The fields that only policies of the cluster have. */
export function globalFields(props: GlobalNetworkPolicyProps): PlainObject {
  return {
    namespaceSelector: props.namespaceSelector?.toString(),
    applyOnForward: props.applyOnForward ?? (props.preDNAT || props.doNotTrack ? true : undefined),
    preDNAT: props.preDNAT,
    doNotTrack: props.doNotTrack,
  };
}
