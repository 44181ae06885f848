// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * IPAMBlock of projectcalico.org/v3, of the whole cluster.
 */
export class IPAMBlock extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'IPAMBlock' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: IPAMBlockProps): any {
    return manifestOf(IPAMBlock.GVK, props, { 'spec.attributes[].handleId': 'handle_id' });
  }

  constructor(scope: Construct, id: string, props: IPAMBlockProps) {
    super(scope, id, apiObjectProps(IPAMBlock.GVK, props, { 'spec.attributes[].handleId': 'handle_id' }));
  }
}

/**
 * The properties of an IPAMBlock.
 *
 * @struct
 */
export interface IPAMBlockProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * IPAMBlockSpec.
   */
  readonly spec: IPAMBlockSpec;
}

/**
 * What `IPAMBlock.spec` holds.
 *
 * @struct
 */
export interface IPAMBlockSpec {
  /**
   * String, matching `^(host|virtual):[a-zA-Z0-9\.\-_]+$`.
   *
   * @default - left to Calico
   */
  readonly affinity?: string;

  /**
   * Point in time. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly affinityClaimTime?: Date;

  /**
   * List of integers.
   */
  readonly allocations: number[];

  /**
   * List of AllocationAttribute.
   */
  readonly attributes: AllocationAttribute[];

  /**
   * CIDR.
   */
  readonly cidr: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly deleted?: boolean;

  /**
   * Integer.
   *
   * @default 0
   */
  readonly sequenceNumber?: number;

  /**
   * Map of integers.
   *
   * @default - left to Calico
   */
  readonly sequenceNumberForAllocation?: { [key: string]: number };

  /**
   * Boolean.
   */
  readonly strictAffinity: boolean;

  /**
   * List of integers.
   */
  readonly unallocated: number[];
}

/**
 * What `IPAMBlockSpec.attributes` holds.
 */
export interface AllocationAttribute {
  /**
   * Map of strings. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly alternateOwnerAttrs?: { [key: string]: string };

  /**
   * String. The field is `handle_id`.
   *
   * @default - left to Calico
   */
  readonly handleId?: string;

  /**
   * Point in time. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly releasedAt?: Date;

  /**
   * Map of strings.
   *
   * @default - left to Calico
   */
  readonly secondary?: { [key: string]: string };
}
