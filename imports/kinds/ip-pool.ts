// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * IPPool of projectcalico.org/v3, of the whole cluster.
 */
export class IPPool extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'IPPool' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: IPPoolProps): any {
    return manifestOf(IPPool.GVK, props);
  }

  constructor(scope: Construct, id: string, props: IPPoolProps) {
    super(scope, id, apiObjectProps(IPPool.GVK, props));
  }
}

/**
 * The properties of an IPPool.
 *
 * @struct
 */
export interface IPPoolProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * IPPoolSpec.
   */
  readonly spec: IPPoolSpec;
}

/**
 * What `IPPool.spec` holds.
 *
 * @struct
 */
export interface IPPoolSpec {
  /**
   * List of at most 10 strings without duplicates; each one of `'Workload'`, `'Tunnel'`, `'LoadBalancer'`.
   *
   * @default - left to Calico
   */
  readonly allowedUses?: IPPoolAllowedUse[];

  /**
   * One of `'Automatic'`, `'Manual'`. Since Calico v3.30.
   *
   * @default "Automatic"
   */
  readonly assignmentMode?: IPPoolAssignmentMode;

  /**
   * Integer, 0 to 128.
   *
   * @default - left to Calico
   */
  readonly blockSize?: number;

  /**
   * CIDR, at most 48 characters.
   */
  readonly cidr: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly disableBGPExport?: boolean;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly disabled?: boolean;

  /**
   * IPIPConfiguration. Gone since v3.32.
   *
   * @default - left to Calico
   */
  readonly ipip?: IPIPConfiguration;

  /**
   * One of `'Never'`, `'Always'`, `'CrossSubnet'`.
   *
   * @default - left to Calico
   */
  readonly ipipMode?: IPPoolIpipMode;

  /**
   * String, at most 1024 characters. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly namespaceSelector?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly natOutgoing?: boolean;

  /**
   * String, at most 1024 characters.
   *
   * @default "all()"
   */
  readonly nodeSelector?: string;

  /**
   * One of `'Never'`, `'Always'`, `'CrossSubnet'`.
   *
   * @default - left to Calico
   */
  readonly vxlanMode?: IPPoolVxlanMode;
}

/**
 * What `IPPoolSpec.ipip` holds. Gone since v3.32.
 *
 * @struct
 */
export interface IPIPConfiguration {
  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly enabled?: boolean;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly mode?: string;
}

/**
 * What `IPPoolSpec.allowedUses` holds.
 */
export enum IPPoolAllowedUse {
  /** The value `'Workload'`. */
  WORKLOAD = 'Workload',
  /** The value `'Tunnel'`. */
  TUNNEL = 'Tunnel',
  /** The value `'LoadBalancer'`. */
  LOAD_BALANCER = 'LoadBalancer',
}

/**
 * What `IPPoolSpec.assignmentMode` holds.
 */
export enum IPPoolAssignmentMode {
  /** The value `'Automatic'`. */
  AUTOMATIC = 'Automatic',
  /** The value `'Manual'`. */
  MANUAL = 'Manual',
}

/**
 * What `IPPoolSpec.ipipMode` holds.
 */
export enum IPPoolIpipMode {
  /** The value `'Never'`. */
  NEVER = 'Never',
  /** The value `'Always'`. */
  ALWAYS = 'Always',
  /** The value `'CrossSubnet'`. */
  CROSS_SUBNET = 'CrossSubnet',
}

/**
 * What `IPPoolSpec.vxlanMode` holds.
 */
export enum IPPoolVxlanMode {
  /** The value `'Never'`. */
  NEVER = 'Never',
  /** The value `'Always'`. */
  ALWAYS = 'Always',
  /** The value `'CrossSubnet'`. */
  CROSS_SUBNET = 'CrossSubnet',
}
