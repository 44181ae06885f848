// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * BGPFilter of projectcalico.org/v3, of the whole cluster. Since Calico v3.26.
 */
export class BGPFilter extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'BGPFilter' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: BGPFilterProps): any {
    return manifestOf(BGPFilter.GVK, props);
  }

  constructor(scope: Construct, id: string, props: BGPFilterProps) {
    super(scope, id, apiObjectProps(BGPFilter.GVK, props));
  }
}

/**
 * The properties of a BGPFilter.
 */
export interface BGPFilterProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * BGPFilterSpec.
   */
  readonly spec: BGPFilterSpec;
}

/**
 * What `BGPFilter.spec` holds. Since Calico v3.26.
 */
export interface BGPFilterSpec {
  /**
   * List of BGPFilterRuleV4.
   *
   * @default - left to Calico
   */
  readonly exportV4?: BGPFilterRuleV4[];

  /**
   * List of BGPFilterRuleV6.
   *
   * @default - left to Calico
   */
  readonly exportV6?: BGPFilterRuleV6[];

  /**
   * List of BGPFilterRuleV4.
   *
   * @default - left to Calico
   */
  readonly importV4?: BGPFilterRuleV4[];

  /**
   * List of BGPFilterRuleV6.
   *
   * @default - left to Calico
   */
  readonly importV6?: BGPFilterRuleV6[];
}

/**
 * What `BGPFilterRuleV4.action`, `BGPFilterRuleV6.action` holds.
 */
export enum BGPFilterAction {
  /** The value `'Accept'`. */
  ACCEPT = 'Accept',
  /** The value `'Reject'`. */
  REJECT = 'Reject',
}

/**
 * What `BGPFilterOperation.addCommunity` holds. Since Calico v3.32.
 */
export interface BGPFilterAddCommunity {
  /**
   * String, at most 32 characters.
   */
  readonly value: string;
}

/**
 * What `BGPFilterRuleV4.communities`, `BGPFilterRuleV6.communities` holds. Since Calico v3.32.
 */
export interface BGPFilterCommunityMatch {
  /**
   * List of 1 to 1 strings; each at most 32 characters.
   */
  readonly values: string[];
}

/**
 * What `BGPFilterRuleV4.matchOperator`, `BGPFilterRuleV6.matchOperator` holds.
 */
export enum BGPFilterMatchOperator {
  /** The value `'Equal'`. */
  EQUAL = 'Equal',
  /** The value `'NotEqual'`. */
  NOT_EQUAL = 'NotEqual',
  /** The value `'In'`. */
  IN = 'In',
  /** The value `'NotIn'`. */
  NOT_IN = 'NotIn',
}

/**
 * What `BGPFilterRuleV4.source`, `BGPFilterRuleV6.source` holds.
 */
export enum BGPFilterMatchSource {
  /** The value `'RemotePeers'`. */
  REMOTE_PEERS = 'RemotePeers',
}

/**
 * What `BGPFilterRuleV4.operations`, `BGPFilterRuleV6.operations` holds. Since Calico v3.32.
 */
export interface BGPFilterOperation {
  /**
   * BGPFilterAddCommunity.
   *
   * @default - left to Calico
   */
  readonly addCommunity?: BGPFilterAddCommunity;

  /**
   * BGPFilterPrependASPath.
   *
   * @default - left to Calico
   */
  readonly prependASPath?: BGPFilterPrependASPath;

  /**
   * BGPFilterSetPriority.
   *
   * @default - left to Calico
   */
  readonly setPriority?: BGPFilterSetPriority;
}

/**
 * What `BGPFilterRuleV4.peerType`, `BGPFilterRuleV6.peerType` holds.
 */
export enum BGPFilterPeerType {
  /** The value `'eBGP'`. */
  EBGP = 'eBGP',
  /** The value `'iBGP'`. */
  IBGP = 'iBGP',
}

/**
 * What `BGPFilterRuleV4.prefixLength` holds. Since Calico v3.29.
 */
export interface BGPFilterPrefixLengthV4 {
  /**
   * Integer, 0 to 32.
   *
   * @default - left to Calico
   */
  readonly max?: number;

  /**
   * Integer, 0 to 32.
   *
   * @default - left to Calico
   */
  readonly min?: number;
}

/**
 * What `BGPFilterRuleV6.prefixLength` holds. Since Calico v3.29.
 */
export interface BGPFilterPrefixLengthV6 {
  /**
   * Integer, 0 to 128.
   *
   * @default - left to Calico
   */
  readonly max?: number;

  /**
   * Integer, 0 to 128.
   *
   * @default - left to Calico
   */
  readonly min?: number;
}

/**
 * What `BGPFilterOperation.prependASPath` holds. Since Calico v3.32.
 */
export interface BGPFilterPrependASPath {
  /**
   * List of 1 to 10 integers.
   */
  readonly prefix: number[];
}

/**
 * What `BGPFilterSpec.exportV4`, `BGPFilterSpec.importV4` holds. Since Calico v3.26.
 */
export interface BGPFilterRuleV4 {
  /**
   * One of `'Accept'`, `'Reject'`.
   */
  readonly action: BGPFilterAction;

  /**
   * List of integers. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly asPathPrefix?: number[];

  /**
   * CIDR, at most 18 characters.
   *
   * @default - left to Calico
   */
  readonly cidr?: string;

  /**
   * BGPFilterCommunityMatch. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly communities?: BGPFilterCommunityMatch;

  /**
   * String, at most 15 characters. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly interface?: string;

  /**
   * One of `'Equal'`, `'NotEqual'`, `'In'`, `'NotIn'`.
   *
   * @default - left to Calico
   */
  readonly matchOperator?: BGPFilterMatchOperator;

  /**
   * List of 1 to 10 BGPFilterOperation. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly operations?: BGPFilterOperation[];

  /**
   * One of `'eBGP'`, `'iBGP'`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly peerType?: BGPFilterPeerType;

  /**
   * BGPFilterPrefixLengthV4. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly prefixLength?: BGPFilterPrefixLengthV4;

  /**
   * Integer, 1 to 2147483646. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly priority?: number;

  /**
   * One of `'RemotePeers'`. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly source?: BGPFilterMatchSource;
}

/**
 * What `BGPFilterSpec.exportV6`, `BGPFilterSpec.importV6` holds. Since Calico v3.26.
 */
export interface BGPFilterRuleV6 {
  /**
   * One of `'Accept'`, `'Reject'`.
   */
  readonly action: BGPFilterAction;

  /**
   * List of integers. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly asPathPrefix?: number[];

  /**
   * CIDR, at most 43 characters.
   *
   * @default - left to Calico
   */
  readonly cidr?: string;

  /**
   * BGPFilterCommunityMatch. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly communities?: BGPFilterCommunityMatch;

  /**
   * String, at most 15 characters. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly interface?: string;

  /**
   * One of `'Equal'`, `'NotEqual'`, `'In'`, `'NotIn'`.
   *
   * @default - left to Calico
   */
  readonly matchOperator?: BGPFilterMatchOperator;

  /**
   * List of 1 to 10 BGPFilterOperation. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly operations?: BGPFilterOperation[];

  /**
   * One of `'eBGP'`, `'iBGP'`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly peerType?: BGPFilterPeerType;

  /**
   * BGPFilterPrefixLengthV6. Since Calico v3.29.
   *
   * @default - left to Calico
   */
  readonly prefixLength?: BGPFilterPrefixLengthV6;

  /**
   * Integer, 1 to 2147483646. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly priority?: number;

  /**
   * One of `'RemotePeers'`. Since Calico v3.27.
   *
   * @default - left to Calico
   */
  readonly source?: BGPFilterMatchSource;
}

/**
 * What `BGPFilterOperation.setPriority` holds. Since Calico v3.32.
 */
export interface BGPFilterSetPriority {
  /**
   * Integer, 1 to 2147483646.
   */
  readonly value: number;
}
