// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { NetworkSetSpec } from '../types';

/**
 * GlobalNetworkSet of projectcalico.org/v3, of the whole cluster.
 */
export class GlobalNetworkSet extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkSet' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: GlobalNetworkSetProps): any {
    return manifestOf(GlobalNetworkSet.GVK, props);
  }

  constructor(scope: Construct, id: string, props: GlobalNetworkSetProps) {
    super(scope, id, apiObjectProps(GlobalNetworkSet.GVK, props));
  }
}

/**
 * The properties of a GlobalNetworkSet.
 */
export interface GlobalNetworkSetProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * NetworkSetSpec.
   */
  readonly spec: NetworkSetSpec;
}
