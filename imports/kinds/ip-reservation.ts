// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * IPReservation of projectcalico.org/v3, of the whole cluster.
 */
export class IPReservation extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'IPReservation' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: IPReservationProps): any {
    return manifestOf(IPReservation.GVK, props);
  }

  constructor(scope: Construct, id: string, props: IPReservationProps) {
    super(scope, id, apiObjectProps(IPReservation.GVK, props));
  }
}

/**
 * The properties of an IPReservation.
 *
 * @struct
 */
export interface IPReservationProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * IPReservationSpec.
   */
  readonly spec: IPReservationSpec;
}

/**
 * What `IPReservation.spec` holds.
 *
 * @struct
 */
export interface IPReservationSpec {
  /**
   * List of CIDRs without duplicates.
   *
   * @default - left to Calico
   */
  readonly reservedCIDRs?: string[];
}
