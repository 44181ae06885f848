// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';
import type { BGPPassword } from '../types';

/**
 * BGPConfiguration of projectcalico.org/v3, of the whole cluster.
 */
export class BGPConfiguration extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'BGPConfiguration' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: BGPConfigurationProps): any {
    return manifestOf(BGPConfiguration.GVK, props);
  }

  constructor(scope: Construct, id: string, props: BGPConfigurationProps) {
    super(scope, id, apiObjectProps(BGPConfiguration.GVK, props));
  }
}

/**
 * The properties of a BGPConfiguration.
 */
export interface BGPConfigurationProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * BGPConfigurationSpec.
   */
  readonly spec: BGPConfigurationSpec;
}

/**
 * What `BGPConfiguration.spec` holds.
 */
export interface BGPConfigurationSpec {
  /**
   * Integer.
   *
   * @default - left to Calico
   */
  readonly asNumber?: number;

  /**
   * One of `'None'`, `'NodeIP'`.
   *
   * @default - left to Calico
   */
  readonly bindMode?: BGPConfigurationBindMode;

  /**
   * List of at most 500 Community.
   *
   * @default - left to Calico
   */
  readonly communities?: Community[];

  /**
   * List of strings without duplicates. Since Calico v3.25.
   *
   * @default - left to Calico
   */
  readonly ignoredInterfaces?: string[];

  /**
   * Integer, 1 to 2147483646. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly ipv4NormalRoutePriority?: number;

  /**
   * Integer, 1 to 2147483646. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly ipv6NormalRoutePriority?: number;

  /**
   * Integer, 1 to 65535.
   *
   * @default - left to Calico
   */
  readonly listenPort?: number;

  /**
   * String. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly localWorkloadPeeringIPV4?: string;

  /**
   * String. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly localWorkloadPeeringIPV6?: string;

  /**
   * String, matching `^(?i)(Trace|Debug|Info|Warning|Error|Fatal)?$`.
   *
   * @default "Info"
   */
  readonly logSeverityScreen?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly nodeMeshMaxRestartTime?: string;

  /**
   * BGPPassword.
   *
   * @default - left to Calico
   */
  readonly nodeMeshPassword?: BGPPassword;

  /**
   * Boolean.
   *
   * @default - left to Calico
   */
  readonly nodeToNodeMeshEnabled?: boolean;

  /**
   * List of at most 500 PrefixAdvertisement.
   *
   * @default - left to Calico
   */
  readonly prefixAdvertisements?: PrefixAdvertisement[];

  /**
   * One of `'Enabled'`, `'Disabled'`, `'EnabledIPIPOnly'`, `'EnabledNoEncapOnly'`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly programClusterRoutes?: BGPConfigurationProgramClusterRoutes;

  /**
   * List of ServiceIPBlock.
   *
   * @default - left to Calico
   */
  readonly serviceClusterIPs?: ServiceIPBlock[];

  /**
   * List of ServiceIPBlock.
   *
   * @default - left to Calico
   */
  readonly serviceExternalIPs?: ServiceIPBlock[];

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.31.
   *
   * @default "Enabled"
   */
  readonly serviceLoadBalancerAggregation?: BGPConfigurationServiceLoadBalancerAggregation;

  /**
   * List of ServiceIPBlock.
   *
   * @default - left to Calico
   */
  readonly serviceLoadBalancerIPs?: ServiceIPBlock[];
}

/**
 * What `BGPConfigurationSpec.bindMode` holds.
 */
export enum BGPConfigurationBindMode {
  /** The value `'None'`. */
  NONE = 'None',
  /** The value `'NodeIP'`. */
  NODE_IP = 'NodeIP',
}

/**
 * What `BGPConfigurationSpec.programClusterRoutes` holds.
 */
export enum BGPConfigurationProgramClusterRoutes {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'EnabledIPIPOnly'`. Since Calico v3.33. */
  ENABLED_IPIP_ONLY = 'EnabledIPIPOnly',
  /** The value `'EnabledNoEncapOnly'`. Since Calico v3.33. */
  ENABLED_NO_ENCAP_ONLY = 'EnabledNoEncapOnly',
}

/**
 * What `BGPConfigurationSpec.serviceLoadBalancerAggregation` holds.
 */
export enum BGPConfigurationServiceLoadBalancerAggregation {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `BGPConfigurationSpec.communities` holds.
 */
export interface Community {
  /**
   * String, at most 253 characters.
   *
   * @default - left to Calico
   */
  readonly name?: string;

  /**
   * String, at most 40 characters, matching `^(\d+):(\d+)$|^(\d+):(\d+):(\d+)$`.
   *
   * @default - left to Calico
   */
  readonly value?: string;
}

/**
 * What `BGPConfigurationSpec.prefixAdvertisements` holds.
 */
export interface PrefixAdvertisement {
  /**
   * CIDR.
   *
   * @default - left to Calico
   */
  readonly cidr?: string;

  /**
   * List of at most 50 strings.
   *
   * @default - left to Calico
   */
  readonly communities?: string[];
}

/**
 * What `BGPConfigurationSpec.serviceClusterIPs`, `BGPConfigurationSpec.serviceExternalIPs`, `BGPConfigurationSpec.serviceLoadBalancerIPs` holds.
 */
export interface ServiceIPBlock {
  /**
   * CIDR.
   *
   * @default - left to Calico
   */
  readonly cidr?: string;
}
