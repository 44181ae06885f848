// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { AdminNetworkPolicyEgressPeer, AdminNetworkPolicyPort, AdminNetworkPolicySubject } from '../types';

/**
 * AdminNetworkPolicy of policy.networking.k8s.io/v1alpha1, of the whole cluster. Since Calico v3.29, gone since v3.32.
 */
export class AdminNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: AdminNetworkPolicyProps): any {
    return manifestOf(AdminNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: AdminNetworkPolicyProps) {
    super(scope, id, apiObjectProps(AdminNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of an AdminNetworkPolicy.
 */
export interface AdminNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * AdminNetworkPolicySpec.
   */
  readonly spec: AdminNetworkPolicySpec;
}

/**
 * What `AdminNetworkPolicy.spec` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicySpec {
  /**
   * List of at most 100 AdminNetworkPolicyEgressRule.
   *
   * @default - left to Calico
   */
  readonly egress?: AdminNetworkPolicyEgressRule[];

  /**
   * List of at most 100 AdminNetworkPolicyIngressRule.
   *
   * @default - left to Calico
   */
  readonly ingress?: AdminNetworkPolicyIngressRule[];

  /**
   * Integer, 0 to 1000.
   */
  readonly priority: number;

  /**
   * AdminNetworkPolicySubject.
   */
  readonly subject: AdminNetworkPolicySubject;
}

/**
 * What `AdminNetworkPolicyEgressRule.action`, `AdminNetworkPolicyIngressRule.action` holds.
 */
export enum AdminNetworkPolicyAction {
  /** The value `'Allow'`. */
  ALLOW = 'Allow',
  /** The value `'Deny'`. */
  DENY = 'Deny',
  /** The value `'Pass'`. */
  PASS = 'Pass',
}

/**
 * What `AdminNetworkPolicySpec.egress` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyEgressRule {
  /**
   * One of `'Allow'`, `'Deny'`, `'Pass'`.
   */
  readonly action: AdminNetworkPolicyAction;

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
 * What `AdminNetworkPolicySpec.ingress` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyIngressRule {
  /**
   * One of `'Allow'`, `'Deny'`, `'Pass'`.
   */
  readonly action: AdminNetworkPolicyAction;

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
