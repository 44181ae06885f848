// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { PolicyPerformanceHint, PolicyType, Rule, StagedAction } from '../types';

/**
 * StagedNetworkPolicy of projectcalico.org/v3, namespaced. Since Calico v3.30.
 */
export class StagedNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'StagedNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: StagedNetworkPolicyProps): any {
    return manifestOf(StagedNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: StagedNetworkPolicyProps) {
    super(scope, id, apiObjectProps(StagedNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a StagedNetworkPolicy.
 */
export interface StagedNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * StagedNetworkPolicySpec.
   */
  readonly spec: StagedNetworkPolicySpec;
}

/**
 * What `StagedNetworkPolicy.spec` holds. Since Calico v3.30.
 */
export interface StagedNetworkPolicySpec {
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
   * List of strings without duplicates; each one of `'AssumeNeededOnEveryNode'`.
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
   * One of `'Set'`, `'Delete'`, `'Learn'`, `'Ignore'`.
   *
   * @default "Set"
   */
  readonly stagedAction?: StagedAction;

  /**
   * String.
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
