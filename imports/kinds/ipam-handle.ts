// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * IPAMHandle of projectcalico.org/v3, of the whole cluster.
 */
export class IPAMHandle extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'IPAMHandle' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: IPAMHandleProps): any {
    return manifestOf(IPAMHandle.GVK, props);
  }

  constructor(scope: Construct, id: string, props: IPAMHandleProps) {
    super(scope, id, apiObjectProps(IPAMHandle.GVK, props));
  }
}

/**
 * The properties of an IPAMHandle.
 *
 * @struct
 */
export interface IPAMHandleProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * IPAMHandleSpec.
   */
  readonly spec: IPAMHandleSpec;
}

/**
 * What `IPAMHandle.spec` holds.
 *
 * @struct
 */
export interface IPAMHandleSpec {
  /**
   * Map of integers.
   */
  readonly block: { [key: string]: number };

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly deleted?: boolean;

  /**
   * String.
   */
  readonly handleID: string;
}
