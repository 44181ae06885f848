// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { PolicyPerformanceHint, PolicyType, Rule } from '../types';

/**
 * GlobalNetworkPolicy of projectcalico.org/v3, of the whole cluster.
 */
export class GlobalNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: GlobalNetworkPolicyProps): any {
    return manifestOf(GlobalNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: GlobalNetworkPolicyProps) {
    super(scope, id, apiObjectProps(GlobalNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a GlobalNetworkPolicy.
 */
export interface GlobalNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * GlobalNetworkPolicySpec.
   */
  readonly spec: GlobalNetworkPolicySpec;
}

/**
 * What `GlobalNetworkPolicy.spec` holds.
 */
export interface GlobalNetworkPolicySpec {
  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly applyOnForward?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly doNotTrack?: boolean;

  /**
   * List of at most 1024 Rule.
   *
   * @default - left to Calico
   */
  readonly egress?: Rule[];

  /**
   * List of at most 1024 Rule.
   *
   * @default - left to Calico
   */
  readonly ingress?: Rule[];

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly namespaceSelector?: string;

  /**
   * Number.
   *
   * @default - left to Calico
   */
  readonly order?: number;

  /**
   * List of strings without duplicates; each one of `'AssumeNeededOnEveryNode'`. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly performanceHints?: PolicyPerformanceHint[];

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly preDNAT?: boolean;

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly selector?: string;

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly serviceAccountSelector?: string;

  /**
   * String. Since Calico v3.29.
   *
   * @default "default"
   */
  readonly tier?: string;

  /**
   * List of 1 to 2 strings without duplicates; each one of `'Ingress'`, `'Egress'`.
   *
   * @default - left to Calico
   */
  readonly types?: PolicyType[];
}
