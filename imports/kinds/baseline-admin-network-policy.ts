// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { AdminNetworkPolicyEgressPeer, AdminNetworkPolicyPort, AdminNetworkPolicySubject } from '../types';

/**
 * BaselineAdminNetworkPolicy of policy.networking.k8s.io/v1alpha1, of the whole cluster. Since Calico v3.30, gone since v3.32.
 */
export class BaselineAdminNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: BaselineAdminNetworkPolicyProps): any {
    return manifestOf(BaselineAdminNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: BaselineAdminNetworkPolicyProps) {
    super(scope, id, apiObjectProps(BaselineAdminNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a BaselineAdminNetworkPolicy.
 */
export interface BaselineAdminNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * BaselineAdminNetworkPolicySpec.
   */
  readonly spec: BaselineAdminNetworkPolicySpec;
}

/**
 * What `BaselineAdminNetworkPolicy.spec` holds. Since Calico v3.30, gone since v3.32.
 */
export interface BaselineAdminNetworkPolicySpec {
  /**
   * List of at most 100 BaselineAdminNetworkPolicyEgressRule.
   *
   * @default - left to Calico
   */
  readonly egress?: BaselineAdminNetworkPolicyEgressRule[];

  /**
   * List of at most 100 BaselineAdminNetworkPolicyIngressRule.
   *
   * @default - left to Calico
   */
  readonly ingress?: BaselineAdminNetworkPolicyIngressRule[];

  /**
   * AdminNetworkPolicySubject.
   */
  readonly subject: AdminNetworkPolicySubject;
}

/**
 * What `BaselineAdminNetworkPolicyEgressRule.action`, `BaselineAdminNetworkPolicyIngressRule.action` holds.
 */
export enum BaselineAdminNetworkPolicyAction {
  /** The value `'Allow'`. */
  ALLOW = 'Allow',
  /** The value `'Deny'`. */
  DENY = 'Deny',
}

/**
 * What `BaselineAdminNetworkPolicySpec.egress` holds. Since Calico v3.30, gone since v3.32.
 */
export interface BaselineAdminNetworkPolicyEgressRule {
  /**
   * One of `'Allow'`, `'Deny'`.
   */
  readonly action: BaselineAdminNetworkPolicyAction;

  /**
   * String, at most 100 characters.
   *
   * @default - left to Calico
   */
  readonly name?: string;

  /**
   * List of at most 100 AdminNetworkPolicyPort.
   *
   * @default - left to Calico
   */
  readonly ports?: AdminNetworkPolicyPort[];

  /**
   * List of 1 to 100 AdminNetworkPolicyEgressPeer.
   */
  readonly to: AdminNetworkPolicyEgressPeer[];
}

/**
 * What `BaselineAdminNetworkPolicySpec.ingress` holds. Since Calico v3.30, gone since v3.32.
 */
export interface BaselineAdminNetworkPolicyIngressRule {
  /**
   * One of `'Allow'`, `'Deny'`.
   */
  readonly action: BaselineAdminNetworkPolicyAction;

  /**
   * List of 1 to 100 AdminNetworkPolicySubject.
   */
  readonly from: AdminNetworkPolicySubject[];

  /**
   * String, at most 100 characters.
   *
   * @default - left to Calico
   */
  readonly name?: string;

  /**
   * List of at most 100 AdminNetworkPolicyPort.
   *
   * @default - left to Calico
   */
  readonly ports?: AdminNetworkPolicyPort[];
}
