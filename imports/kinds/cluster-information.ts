// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * ClusterInformation of projectcalico.org/v3, of the whole cluster.
 */
export class ClusterInformation extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'ClusterInformation' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: ClusterInformationProps): any {
    return manifestOf(ClusterInformation.GVK, props);
  }

  constructor(scope: Construct, id: string, props: ClusterInformationProps) {
    super(scope, id, apiObjectProps(ClusterInformation.GVK, props));
  }
}

/**
 * The properties of a ClusterInformation.
 */
export interface ClusterInformationProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * ClusterInformationSpec.
   */
  readonly spec: ClusterInformationSpec;
}

/**
 * What `ClusterInformation.spec` holds.
 */
export interface ClusterInformationSpec {
  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly calicoVersion?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly clusterGUID?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly clusterType?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly datastoreReady?: boolean;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly variant?: string;
}
