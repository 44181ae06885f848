// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { NetworkSetSpec } from '../types';

/**
 * NetworkSet of projectcalico.org/v3, namespaced.
 */
export class NetworkSet extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'NetworkSet' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: NetworkSetProps): any {
    return manifestOf(NetworkSet.GVK, props);
  }

  constructor(scope: Construct, id: string, props: NetworkSetProps) {
    super(scope, id, apiObjectProps(NetworkSet.GVK, props));
  }
}

/**
 * The properties of a NetworkSet.
 */
export interface NetworkSetProps {
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
