// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { PolicyPerformanceHint, PolicyType, Rule, StagedAction } from '../types';

/**
 * StagedGlobalNetworkPolicy of projectcalico.org/v3, of the whole cluster. Since Calico v3.30.
 */
export class StagedGlobalNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'StagedGlobalNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: StagedGlobalNetworkPolicyProps): any {
    return manifestOf(StagedGlobalNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: StagedGlobalNetworkPolicyProps) {
    super(scope, id, apiObjectProps(StagedGlobalNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a StagedGlobalNetworkPolicy.
 */
export interface StagedGlobalNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * StagedGlobalNetworkPolicySpec.
   */
  readonly spec: StagedGlobalNetworkPolicySpec;
}

/**
 * What `StagedGlobalNetworkPolicy.spec` holds. Since Calico v3.30.
 */
export interface StagedGlobalNetworkPolicySpec {
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
   * List of strings without duplicates; each one of `'AssumeNeededOnEveryNode'`.
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
