// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { LabelSelector } from '../types';

/**
 * ClusterNetworkPolicy of policy.networking.k8s.io/v1alpha2, of the whole cluster. Since Calico v3.32.
 */
export class ClusterNetworkPolicy extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'policy.networking.k8s.io/v1alpha2', kind: 'ClusterNetworkPolicy' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: ClusterNetworkPolicyProps): any {
    return manifestOf(ClusterNetworkPolicy.GVK, props);
  }

  constructor(scope: Construct, id: string, props: ClusterNetworkPolicyProps) {
    super(scope, id, apiObjectProps(ClusterNetworkPolicy.GVK, props));
  }
}

/**
 * The properties of a ClusterNetworkPolicy.
 */
export interface ClusterNetworkPolicyProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * ClusterNetworkPolicySpec.
   */
  readonly spec: ClusterNetworkPolicySpec;
}

/**
 * What `ClusterNetworkPolicy.spec` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicySpec {
  /**
   * List of at most 25 ClusterNetworkPolicyEgressRule.
   *
   * @default - left to Calico
   */
  readonly egress?: ClusterNetworkPolicyEgressRule[];

  /**
   * List of at most 25 ClusterNetworkPolicyIngressRule.
   *
   * @default - left to Calico
   */
  readonly ingress?: ClusterNetworkPolicyIngressRule[];

  /**
   * Integer, 0 to 1000.
   */
  readonly priority: number;

  /**
   * ClusterNetworkPolicySubject.
   */
  readonly subject: ClusterNetworkPolicySubject;

  /**
   * One of `'Admin'`, `'Baseline'`.
   */
  readonly tier: ClusterNetworkPolicyTier;
}

/**
 * What `ClusterNetworkPolicyEgressRule.action`, `ClusterNetworkPolicyIngressRule.action` holds.
 */
export enum ClusterNetworkPolicyAction {
  /** The value `'Accept'`. */
  ACCEPT = 'Accept',
  /** The value `'Deny'`. */
  DENY = 'Deny',
  /** The value `'Pass'`. */
  PASS = 'Pass',
}

/**
 * What `ClusterNetworkPolicyEgressRule.to` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyEgressPeer {
  /**
   * LabelSelector.
   *
   * @default - left to Calico
   */
  readonly namespaces?: LabelSelector;

  /**
   * List of 1 to 25 strings without duplicates; each at most 43 characters.
   *
   * @default - left to Calico
   */
  readonly networks?: string[];

  /**
   * NamespacedPod.
   *
   * @default - left to Calico
   */
  readonly pods?: NamespacedPod;
}

/**
 * What `ClusterNetworkPolicySpec.egress` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyEgressRule {
  /**
   * One of `'Accept'`, `'Deny'`, `'Pass'`.
   */
  readonly action: ClusterNetworkPolicyAction;

  /**
   * String, at most 100 characters.
   *
   * @default - left to Calico
   */
  readonly name?: string;

  /**
   * List of 1 to 25 ClusterNetworkPolicyProtocol.
   *
   * @default - left to Calico
   */
  readonly protocols?: ClusterNetworkPolicyProtocol[];

  /**
   * List of 1 to 25 ClusterNetworkPolicyEgressPeer.
   */
  readonly to: ClusterNetworkPolicyEgressPeer[];
}

/**
 * What `ClusterNetworkPolicySpec.ingress` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyIngressRule {
  /**
   * One of `'Accept'`, `'Deny'`, `'Pass'`.
   */
  readonly action: ClusterNetworkPolicyAction;

  /**
   * List of 1 to 25 ClusterNetworkPolicySubject.
   */
  readonly from: ClusterNetworkPolicySubject[];

  /**
   * String, at most 100 characters.
   *
   * @default - left to Calico
   */
  readonly name?: string;

  /**
   * List of 1 to 25 ClusterNetworkPolicyProtocol.
   *
   * @default - left to Calico
   */
  readonly protocols?: ClusterNetworkPolicyProtocol[];
}

/**
 * What `ClusterNetworkPolicyProtocolPort.destinationPort` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyPort {
  /**
   * Integer, 1 to 65535.
   *
   * @default - left to Calico
   */
  readonly number?: number;

  /**
   * ClusterNetworkPolicyPortRange.
   *
   * @default - left to Calico
   */
  readonly range?: ClusterNetworkPolicyPortRange;
}

/**
 * What `ClusterNetworkPolicyPort.range` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyPortRange {
  /**
   * Integer, 1 to 65535.
   */
  readonly end: number;

  /**
   * Integer, 1 to 65535.
   */
  readonly start: number;
}

/**
 * What `ClusterNetworkPolicyEgressRule.protocols`, `ClusterNetworkPolicyIngressRule.protocols` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyProtocol {
  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly destinationNamedPort?: string;

  /**
   * ClusterNetworkPolicyProtocolPort.
   *
   * @default - left to Calico
   */
  readonly sctp?: ClusterNetworkPolicyProtocolPort;

  /**
   * ClusterNetworkPolicyProtocolPort.
   *
   * @default - left to Calico
   */
  readonly tcp?: ClusterNetworkPolicyProtocolPort;

  /**
   * ClusterNetworkPolicyProtocolPort.
   *
   * @default - left to Calico
   */
  readonly udp?: ClusterNetworkPolicyProtocolPort;
}

/**
 * What `ClusterNetworkPolicyProtocol.sctp`, `ClusterNetworkPolicyProtocol.tcp`, `ClusterNetworkPolicyProtocol.udp` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicyProtocolPort {
  /**
   * ClusterNetworkPolicyPort.
   *
   * @default - left to Calico
   */
  readonly destinationPort?: ClusterNetworkPolicyPort;
}

/**
 * What `ClusterNetworkPolicyIngressRule.from`, `ClusterNetworkPolicySpec.subject` holds. Since Calico v3.32.
 */
export interface ClusterNetworkPolicySubject {
  /**
   * LabelSelector.
   *
   * @default - left to Calico
   */
  readonly namespaces?: LabelSelector;

  /**
   * NamespacedPod.
   *
   * @default - left to Calico
   */
  readonly pods?: NamespacedPod;
}

/**
 * What `ClusterNetworkPolicySpec.tier` holds.
 */
export enum ClusterNetworkPolicyTier {
  /** The value `'Admin'`. */
  ADMIN = 'Admin',
  /** The value `'Baseline'`. */
  BASELINE = 'Baseline',
}

/**
 * What `ClusterNetworkPolicyEgressPeer.pods`, `ClusterNetworkPolicySubject.pods` holds. Since Calico v3.32.
 */
export interface NamespacedPod {
  /**
   * LabelSelector.
   *
   * @default - left to Calico
   */
  readonly namespaceSelector?: LabelSelector;

  /**
   * LabelSelector.
   */
  readonly podSelector: LabelSelector;
}
