// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { PolicyPerformanceHint, PolicyType, Rule } from '../types';

/**
 * NetworkPolicy of projectcalico.org/v3, namespaced.
 */
export class NetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: NetworkPolicyProps): any {
    return manifestOf(NetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: NetworkPolicyProps) {
    super(scope, id, apiObjectProps(NetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a NetworkPolicy.
 */
export interface NetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * NetworkPolicySpec.
   */
  readonly spec: NetworkPolicySpec;
}

/**
 * What `NetworkPolicy.spec` holds.
 */
export interface NetworkPolicySpec {
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
