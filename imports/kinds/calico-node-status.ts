// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * CalicoNodeStatus of projectcalico.org/v3, of the whole cluster.
 */
export class CalicoNodeStatus extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'CalicoNodeStatus' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: CalicoNodeStatusProps): any {
    return manifestOf(CalicoNodeStatus.GVK, props);
  }

  constructor(scope: Construct, id: string, props: CalicoNodeStatusProps) {
    super(scope, id, apiObjectProps(CalicoNodeStatus.GVK, props));
  }
}

/**
 * The properties of a CalicoNodeStatus.
 */
export interface CalicoNodeStatusProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * CalicoNodeStatusSpec.
   */
  readonly spec: CalicoNodeStatusSpec;
}

/**
 * What `CalicoNodeStatus.spec` holds.
 */
export interface CalicoNodeStatusSpec {
  /**
   * List of strings without duplicates; each one of `'Agent'`, `'BGP'`, `'Routes'`.
   *
   * @default - left to Calico
   */
  readonly classes?: NodeStatusClass[];

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly node?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly updatePeriodSeconds?: number;
}

/**
 * What `CalicoNodeStatusSpec.classes` holds.
 */
export enum NodeStatusClass {
  /** The value `'Agent'`. */
  AGENT = 'Agent',
  /** The value `'BGP'`. */
  BGP = 'BGP',
  /** The value `'Routes'`. */
  ROUTES = 'Routes',
}
