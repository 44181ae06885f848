// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * Tier of projectcalico.org/v3, of the whole cluster. Since Calico v3.29.
 */
export class Tier extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'Tier' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: TierProps): any {
    return manifestOf(Tier.GVK, props);
  }

  constructor(scope: Construct, id: string, props: TierProps) {
    super(scope, id, apiObjectProps(Tier.GVK, props));
  }
}

/**
 * The properties of a Tier.
 */
export interface TierProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * TierSpec.
   */
  readonly spec: TierSpec;
}

/**
 * What `Tier.spec` holds. Since Calico v3.29.
 */
export interface TierSpec {
  /**
   * One of `'Deny'`, `'Pass'`.
   *
   * @default "Deny"
   */
  readonly defaultAction?: TierDefaultAction;

  /**
   * Number.
   *
   * @default - left to Calico
   */
  readonly order?: number;
}

/**
 * What `TierSpec.defaultAction` holds.
 */
export enum TierDefaultAction {
  /** The value `'Deny'`. */
  DENY = 'Deny',
  /** The value `'Pass'`. */
  PASS = 'Pass',
}
