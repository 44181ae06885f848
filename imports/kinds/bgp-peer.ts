// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { BGPPassword } from '../types';

/**
 * BGPPeer of projectcalico.org/v3, of the whole cluster.
 */
export class BGPPeer extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'BGPPeer' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: BGPPeerProps): any {
    return manifestOf(BGPPeer.GVK, props);
  }

  constructor(scope: Construct, id: string, props: BGPPeerProps) {
    super(scope, id, apiObjectProps(BGPPeer.GVK, props));
  }
}

/**
 * The properties of a BGPPeer.
 */
export interface BGPPeerProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * BGPPeerSpec.
   */
  readonly spec: BGPPeerSpec;
}

/**
 * What `BGPPeer.spec` holds.
 */
export interface BGPPeerSpec {
  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly asNumber?: number;

  /**
   * List of strings. Since Calico v3.26.
   *
   * @default - left to Calico
   */
  readonly filters?: string[];

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly keepOriginalNextHop?: boolean;

  /**
   * String. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly keepaliveTime?: string;

  /**
   * Integer. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly localASNumber?: number;

  /**
   * String, at most 1024 characters. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly localWorkloadSelector?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly maxRestartTime?: string;

  /**
   * One of `'Auto'`, `'Self'`, `'Keep'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly nextHopMode?: BGPPeerNextHopMode;

  /**
   * String, at most 253 characters.
   *
   * @default - left to Calico
   */
  readonly node?: string;

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly nodeSelector?: string;

  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly numAllowedLocalASNumbers?: number;

  /**
   * BGPPassword.
   *
   * @default - left to Calico
   */
  readonly password?: BGPPassword;

  /**
   * String, at most 64 characters.
   *
   * @default - left to Calico
   */
  readonly peerIP?: string;

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly peerSelector?: string;

  /**
   * String, at most 64 characters. Since Calico v3.25.
   *
   * @default - left to Calico
   */
  readonly reachableBy?: string;

  /**
   * One of `'Auto'`, `'Manual'`. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly reversePeering?: BGPPeerReversePeering;

  /**
   * One of `'UseNodeIP'`, `'None'`.
   *
   * @default - left to Calico
   */
  readonly sourceAddress?: BGPPeerSourceAddress;

  /**
   * Integer. Since Calico v3.25.
   *
   * @default - left to Calico
   */
  readonly ttlSecurity?: number;
}

/**
 * What `BGPPeerSpec.nextHopMode` holds.
 */
export enum BGPPeerNextHopMode {
  /** The value `'Auto'`. */
  AUTO = 'Auto',
  /** The value `'Self'`. */
  SELF = 'Self',
  /** The value `'Keep'`. */
  KEEP = 'Keep',
}

/**
 * What `BGPPeerSpec.reversePeering` holds.
 */
export enum BGPPeerReversePeering {
  /** The value `'Auto'`. */
  AUTO = 'Auto',
  /** The value `'Manual'`. */
  MANUAL = 'Manual',
}

/**
 * What `BGPPeerSpec.sourceAddress` holds.
 */
export enum BGPPeerSourceAddress {
  /** The value `'UseNodeIP'`. */
  USE_NODE_IP = 'UseNodeIP',
  /** The value `'None'`. */
  NONE = 'None',
}
