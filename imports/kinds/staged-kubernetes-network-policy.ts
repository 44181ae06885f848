// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { LabelSelector, StagedAction } from '../types';

/**
 * StagedKubernetesNetworkPolicy of projectcalico.org/v3, namespaced. Since Calico v3.30.
 */
export class StagedKubernetesNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'StagedKubernetesNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: StagedKubernetesNetworkPolicyProps): any {
    return manifestOf(StagedKubernetesNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: StagedKubernetesNetworkPolicyProps) {
    super(scope, id, apiObjectProps(StagedKubernetesNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a StagedKubernetesNetworkPolicy.
 */
export interface StagedKubernetesNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * StagedKubernetesNetworkPolicySpec.
   */
  readonly spec: StagedKubernetesNetworkPolicySpec;
}

/**
 * What `StagedKubernetesNetworkPolicy.spec` holds. Since Calico v3.30.
 */
export interface StagedKubernetesNetworkPolicySpec {
  /**
   * List of KubernetesNetworkPolicyEgressRule.
   *
   * @default - left to Calico
   */
  readonly egress?: KubernetesNetworkPolicyEgressRule[];

  /**
   * List of KubernetesNetworkPolicyIngressRule.
   *
   * @default - left to Calico
   */
  readonly ingress?: KubernetesNetworkPolicyIngressRule[];

  /**
   * LabelSelector.
   *
   * @default - left to Calico
   */
  readonly podSelector?: LabelSelector;

  /**
   * List of 1 to 2 strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly policyTypes?: string[];

  /**
   * One of `'Set'`, `'Delete'`, `'Learn'`, `'Ignore'`.
   *
   * @default "Set"
   */
  readonly stagedAction?: StagedAction;
}

/**
 * What `KubernetesNetworkPolicyPeer.ipBlock` holds. Since Calico v3.30.
 *
 * @struct
 */
export interface IPBlock {
  /**
   * String.
   */
  readonly cidr: string;

  /**
   * List of strings.
   *
   * @default - left to Calico
   */
  readonly except?: string[];
}

/**
 * What `StagedKubernetesNetworkPolicySpec.egress` holds. Since Calico v3.30.
 */
export interface KubernetesNetworkPolicyEgressRule {
  /**
   * List of KubernetesNetworkPolicyPort.
   *
   * @default - left to Calico
   */
  readonly ports?: KubernetesNetworkPolicyPort[];

  /**
   * List of KubernetesNetworkPolicyPeer.
   *
   * @default - left to Calico
   */
  readonly to?: KubernetesNetworkPolicyPeer[];
}

/**
 * What `StagedKubernetesNetworkPolicySpec.ingress` holds. Since Calico v3.30.
 */
export interface KubernetesNetworkPolicyIngressRule {
  /**
   * List of KubernetesNetworkPolicyPeer.
   *
   * @default - left to Calico
   */
  readonly from?: KubernetesNetworkPolicyPeer[];

  /**
   * List of KubernetesNetworkPolicyPort.
   *
   * @default - left to Calico
   */
  readonly ports?: KubernetesNetworkPolicyPort[];
}

/**
 * What `KubernetesNetworkPolicyEgressRule.to`, `KubernetesNetworkPolicyIngressRule.from` holds. Since Calico v3.30.
 */
export interface KubernetesNetworkPolicyPeer {
  /**
   * IPBlock.
   *
   * @default - left to Calico
   */
  readonly ipBlock?: IPBlock;

  /**
   * LabelSelector.
   *
   * @default - left to Calico
   */
  readonly namespaceSelector?: LabelSelector;

  /**
   * LabelSelector.
   *
   * @default - left to Calico
   */
  readonly podSelector?: LabelSelector;
}

/**
 * What `KubernetesNetworkPolicyEgressRule.ports`, `KubernetesNetworkPolicyIngressRule.ports` holds. Since Calico v3.30.
 */
export interface KubernetesNetworkPolicyPort {
  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly endPort?: number;

  /**
   * Number or string.
   *
   * @default - left to Calico
   */
  readonly port?: number | string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly protocol?: string;
}
