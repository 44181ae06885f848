// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * BlockAffinity of projectcalico.org/v3, of the whole cluster.
 */
export class BlockAffinity extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'BlockAffinity' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: BlockAffinityProps): any {
    return manifestOf(BlockAffinity.GVK, props);
  }

  constructor(scope: Construct, id: string, props: BlockAffinityProps) {
    super(scope, id, apiObjectProps(BlockAffinity.GVK, props));
  }
}

/**
 * The properties of a BlockAffinity.
 */
export interface BlockAffinityProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * BlockAffinitySpec.
   */
  readonly spec: BlockAffinitySpec;
}

/**
 * What `BlockAffinity.spec` holds.
 */
export interface BlockAffinitySpec {
  /**
   * CIDR.
   */
  readonly cidr: string;

  /**
   * Boolean.
   */
  readonly deleted: boolean;

  /**
   * String.
   */
  readonly node: string;

  /**
   * One of `''`, `'confirmed'`, `'pending'`, `'pendingDeletion'`.
   */
  readonly state: BlockAffinityState;

  /**
   * String. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly type?: string;
}

/**
 * What `BlockAffinitySpec.state` holds.
 */
export enum BlockAffinityState {
  /** The value `''`. */
  EMPTY = '',
  /** The value `'confirmed'`. */
  CONFIRMED = 'confirmed',
  /** The value `'pending'`. */
  PENDING = 'pending',
  /** The value `'pendingDeletion'`. */
  PENDING_DELETION = 'pendingDeletion',
}
