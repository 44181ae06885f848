// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.

/**
 * What `AdminNetworkPolicyEgressRule.to`, `BaselineAdminNetworkPolicyEgressRule.to` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyEgressPeer {
  /**
   * AdminNetworkPolicyLabelSelector.
   *
   * @default - left to Calico
   */
  readonly namespaces?: AdminNetworkPolicyLabelSelector;

  /**
   * List of 1 to 25 strings without duplicates; each at most 43 characters.
   *
   * @default - left to Calico
   */
  readonly networks?: string[];

  /**
   * AdminNetworkPolicyLabelSelector.
   *
   * @default - left to Calico
   */
  readonly nodes?: AdminNetworkPolicyLabelSelector;

  /**
   * AdminNetworkPolicyNamespacedPod.
   *
   * @default - left to Calico
   */
  readonly pods?: AdminNetworkPolicyNamespacedPod;
}

/**
 * What `AdminNetworkPolicyEgressPeer.namespaces`, `AdminNetworkPolicyEgressPeer.nodes`, `AdminNetworkPolicyNamespacedPod.namespaceSelector`, `AdminNetworkPolicyNamespacedPod.podSelector`, `AdminNetworkPolicySubject.namespaces` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyLabelSelector {
  /**
   * List of AdminNetworkPolicyLabelSelectorRequirement.
   *
   * @default - left to Calico
   */
  readonly matchExpressions?: AdminNetworkPolicyLabelSelectorRequirement[];

  /**
   * Map of strings.
   *
   * @default - left to Calico
   */
  readonly matchLabels?: { [key: string]: string };
}

/**
 * What `AdminNetworkPolicyLabelSelector.matchExpressions` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyLabelSelectorRequirement {
  /**
   * String.
   */
  readonly key: string;

  /**
   * String.
   */
  readonly operator: string;

  /**
   * List of strings.
   *
   * @default - left to Calico
   */
  readonly values?: string[];
}

/**
 * What `AdminNetworkPolicyEgressPeer.pods`, `AdminNetworkPolicySubject.pods` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyNamespacedPod {
  /**
   * AdminNetworkPolicyLabelSelector.
   */
  readonly namespaceSelector: AdminNetworkPolicyLabelSelector;

  /**
   * AdminNetworkPolicyLabelSelector.
   */
  readonly podSelector: AdminNetworkPolicyLabelSelector;
}

/**
 * What `AdminNetworkPolicyEgressRule.ports`, `AdminNetworkPolicyIngressRule.ports`, `BaselineAdminNetworkPolicyEgressRule.ports`, `BaselineAdminNetworkPolicyIngressRule.ports` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyPort {
  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly namedPort?: string;

  /**
   * AdminNetworkPolicyPortNumber.
   *
   * @default - left to Calico
   */
  readonly portNumber?: AdminNetworkPolicyPortNumber;

  /**
   * AdminNetworkPolicyPortRange.
   *
   * @default - left to Calico
   */
  readonly portRange?: AdminNetworkPolicyPortRange;
}

/**
 * What `AdminNetworkPolicyPort.portNumber` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyPortNumber {
  /**
   * Integer, 1 to 65535.
   */
  readonly port: number;

  /**
   * String.
   */
  readonly protocol: string;
}

/**
 * What `AdminNetworkPolicyPort.portRange` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicyPortRange {
  /**
   * Integer, 1 to 65535.
   */
  readonly end: number;

  /**
   * String.
   *
   * @default "TCP"
   */
  readonly protocol?: string;

  /**
   * Integer, 1 to 65535.
   */
  readonly start: number;
}

/**
 * What `AdminNetworkPolicyIngressRule.from`, `AdminNetworkPolicySpec.subject`, `BaselineAdminNetworkPolicyIngressRule.from`, `BaselineAdminNetworkPolicySpec.subject` holds. Since Calico v3.29, gone since v3.32.
 */
export interface AdminNetworkPolicySubject {
  /**
   * AdminNetworkPolicyLabelSelector.
   *
   * @default - left to Calico
   */
  readonly namespaces?: AdminNetworkPolicyLabelSelector;

  /**
   * AdminNetworkPolicyNamespacedPod.
   *
   * @default - left to Calico
   */
  readonly pods?: AdminNetworkPolicyNamespacedPod;
}

/**
 * What `BGPConfigurationSpec.nodeMeshPassword`, `BGPPeerSpec.password` holds.
 */
export interface BGPPassword {
  /**
   * SecretKeySelector.
   *
   * @default - left to Calico
   */
  readonly secretKeyRef?: SecretKeySelector;
}

/**
 * What `Rule.destination`, `Rule.source` holds.
 */
export interface EntityRule {
  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly namespaceSelector?: string;

  /**
   * List of at most 256 strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly nets?: string[];

  /**
   * List of at most 256 strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly notNets?: string[];

  /**
   * List of at most 50 numbers and strings.
   *
   * @default - left to Calico
   */
  readonly notPorts?: (number | string)[];

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly notSelector?: string;

  /**
   * List of at most 50 numbers and strings.
   *
   * @default - left to Calico
   */
  readonly ports?: (number | string)[];

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly selector?: string;

  /**
   * ServiceAccountMatch.
   *
   * @default - left to Calico
   */
  readonly serviceAccounts?: ServiceAccountMatch;

  /**
   * ServiceMatch.
   *
   * @default - left to Calico
   */
  readonly services?: ServiceMatch;
}

/**
 * What `Rule.http` holds.
 */
export interface HTTPMatch {
  /**
   * List of at most 20 strings.
   *
   * @default - left to Calico
   */
  readonly methods?: string[];

  /**
   * List of at most 20 HTTPPath.
   *
   * @default - left to Calico
   */
  readonly paths?: HTTPPath[];
}

/**
 * What `HTTPMatch.paths` holds.
 */
export interface HTTPPath {
  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly exact?: string;

  /**
   * String, at most 1024 characters.
   *
   * @default - left to Calico
   */
  readonly prefix?: string;
}

/**
 * What `Rule.icmp`, `Rule.notICMP` holds.
 *
 * @struct
 */
export interface ICMPFields {
  /**
   * Integer, 0 to 255.
   *
   * @default - left to Calico
   */
  readonly code?: number;

  /**
   * Integer, 0 to 254.
   *
   * @default - left to Calico
   */
  readonly type?: number;
}

/**
 * What `ClusterNetworkPolicyEgressPeer.namespaces`, `ClusterNetworkPolicySubject.namespaces`, `KubernetesNetworkPolicyPeer.namespaceSelector`, `KubernetesNetworkPolicyPeer.podSelector`, `NamespacedPod.namespaceSelector`, `NamespacedPod.podSelector`, `StagedKubernetesNetworkPolicySpec.podSelector` holds. Since Calico v3.30.
 */
export interface LabelSelector {
  /**
   * List of LabelSelectorRequirement.
   *
   * @default - left to Calico
   */
  readonly matchExpressions?: LabelSelectorRequirement[];

  /**
   * Map of strings.
   *
   * @default - left to Calico
   */
  readonly matchLabels?: { [key: string]: string };
}

/**
 * What `LabelSelector.matchExpressions` holds. Since Calico v3.30.
 */
export interface LabelSelectorRequirement {
  /**
   * String.
   */
  readonly key: string;

  /**
   * String.
   */
  readonly operator: string;

  /**
   * List of strings.
   *
   * @default - left to Calico
   */
  readonly values?: string[];
}

/**
 * What `GlobalNetworkSet.spec`, `NetworkSet.spec` holds.
 */
export interface NetworkSetSpec {
  /**
   * List of strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly nets?: string[];
}

/**
 * What `GlobalNetworkPolicySpec.performanceHints`, `NetworkPolicySpec.performanceHints`, `StagedGlobalNetworkPolicySpec.performanceHints`, `StagedNetworkPolicySpec.performanceHints` holds.
 */
export enum PolicyPerformanceHint {
  /** The value `'AssumeNeededOnEveryNode'`. */
  ASSUME_NEEDED_ON_EVERY_NODE = 'AssumeNeededOnEveryNode',
}

/**
 * What `GlobalNetworkPolicySpec.types`, `NetworkPolicySpec.types`, `StagedGlobalNetworkPolicySpec.types`, `StagedNetworkPolicySpec.types` holds.
 */
export enum PolicyType {
  /** The value `'Ingress'`. */
  INGRESS = 'Ingress',
  /** The value `'Egress'`. */
  EGRESS = 'Egress',
}

/**
 * What `GlobalNetworkPolicySpec.egress`, `GlobalNetworkPolicySpec.ingress`, `NetworkPolicySpec.egress`, `NetworkPolicySpec.ingress`, `StagedGlobalNetworkPolicySpec.egress`, `StagedGlobalNetworkPolicySpec.ingress`, `StagedNetworkPolicySpec.egress`, `StagedNetworkPolicySpec.ingress` holds.
 */
export interface Rule {
  /**
   * One of `'Allow'`, `'Deny'`, `'Log'`, `'Pass'`.
   */
  readonly action: RuleAction;

  /**
   * EntityRule.
   *
   * @default - left to Calico
   */
  readonly destination?: EntityRule;

  /**
   * HTTPMatch.
   *
   * @default - left to Calico
   */
  readonly http?: HTTPMatch;

  /**
   * ICMPFields.
   *
   * @default - left to Calico
   */
  readonly icmp?: ICMPFields;

  /**
   * One of `4`, `6`.
   *
   * @default - left to Calico
   */
  readonly ipVersion?: RuleIpVersion;

  /**
   * RuleMetadata.
   *
   * @default - left to Calico
   */
  readonly metadata?: RuleMetadata;

  /**
   * ICMPFields.
   *
   * @default - left to Calico
   */
  readonly notICMP?: ICMPFields;

  /**
   * Number or string.
   *
   * @default - left to Calico
   */
  readonly notProtocol?: number | string;

  /**
   * Number or string.
   *
   * @default - left to Calico
   */
  readonly protocol?: number | string;

  /**
   * EntityRule.
   *
   * @default - left to Calico
   */
  readonly source?: EntityRule;
}

/**
 * What `Rule.action` holds.
 */
export enum RuleAction {
  /** The value `'Allow'`. */
  ALLOW = 'Allow',
  /** The value `'Deny'`. */
  DENY = 'Deny',
  /** The value `'Log'`. */
  LOG = 'Log',
  /** The value `'Pass'`. */
  PASS = 'Pass',
}

/**
 * What `Rule.ipVersion` holds.
 */
export enum RuleIpVersion {
  /** The value `4`. */
  V4 = 4,
  /** The value `6`. */
  V6 = 6,
}

/**
 * What `Rule.metadata` holds.
 */
export interface RuleMetadata {
  /**
   * Map of strings.
   *
   * @default - left to Calico
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * What `BGPPassword.secretKeyRef` holds.
 */
export interface SecretKeySelector {
  /**
   * String.
   */
  readonly key: string;

  /**
   * String.
   *
   * @default ""
   */
  readonly name?: string;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly optional?: boolean;
}

/**
 * What `EntityRule.serviceAccounts` holds.
 */
export interface ServiceAccountMatch {
  /**
   * List of strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly names?: string[];

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly selector?: string;
}

/**
 * What `EntityRule.services` holds.
 */
export interface ServiceMatch {
  /**
   * String, at most 253 characters.
   *
   * @default - left to Calico
   */
  readonly name?: string;

  /**
   * String, at most 253 characters.
   *
   * @default - left to Calico
   */
  readonly namespace?: string;
}

/**
 * What `StagedGlobalNetworkPolicySpec.stagedAction`, `StagedKubernetesNetworkPolicySpec.stagedAction`, `StagedNetworkPolicySpec.stagedAction` holds.
 */
export enum StagedAction {
  /** The value `'Set'`. */
  SET = 'Set',
  /** The value `'Delete'`. */
  DELETE = 'Delete',
  /** The value `'Learn'`. */
  LEARN = 'Learn',
  /** The value `'Ignore'`. */
  IGNORE = 'Ignore',
}
