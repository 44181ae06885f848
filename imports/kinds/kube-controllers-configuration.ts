// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * KubeControllersConfiguration of projectcalico.org/v3, of the whole cluster.
 */
export class KubeControllersConfiguration extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'KubeControllersConfiguration' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: KubeControllersConfigurationProps): any {
    return manifestOf(KubeControllersConfiguration.GVK, props);
  }

  constructor(scope: Construct, id: string, props: KubeControllersConfigurationProps) {
    super(scope, id, apiObjectProps(KubeControllersConfiguration.GVK, props));
  }
}

/**
 * The properties of a KubeControllersConfiguration.
 */
export interface KubeControllersConfigurationProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * KubeControllersConfigurationSpec.
   */
  readonly spec: KubeControllersConfigurationSpec;
}

/**
 * What `KubeControllersConfiguration.spec`, `KubeControllersConfigurationStatus.runningConfig` holds.
 */
export interface KubeControllersConfigurationSpec {
  /**
   * ControllersConfig.
   */
  readonly controllers: ControllersConfig;

  /**
   * Integer, 0 to 65535.
   *
   * @default - left to Calico
   */
  readonly debugProfilePort?: number;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly etcdV3CompactionPeriod?: string;

  /**
   * One of `'Enabled'`, `'Disabled'`.
   *
   * @default "Enabled"
   */
  readonly healthChecks?: KubeControllersConfigurationHealthChecks;

  /**
   * One of `'None'`, `'Debug'`, `'Info'`, `'Warning'`, `'Error'`, `'Fatal'`, `'Panic'`.
   *
   * @default - left to Calico
   */
  readonly logSeverityScreen?: KubeControllersConfigurationLogSeverityScreen;

  /**
   * Integer, 0 to 65535.
   *
   * @default - left to Calico
   */
  readonly prometheusMetricsPort?: number;
}

/**
 * What `NodeControllerConfig.hostEndpoint` holds.
 */
export interface AutoHostEndpointConfig {
  /**
   * One of `'Enabled'`, `'Disabled'`.
   *
   * @default - left to Calico
   */
  readonly autoCreate?: AutoHostEndpointConfigAutoCreate;

  /**
   * String. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly createDefaultHostEndpoint?: string;

  /**
   * List of HostEndpointTemplate. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly templates?: HostEndpointTemplate[];
}

/**
 * What `AutoHostEndpointConfig.autoCreate` holds.
 */
export enum AutoHostEndpointConfigAutoCreate {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `ControllersConfig.namespace`, `ControllersConfig.policy`, `ControllersConfig.serviceAccount`, `ControllersConfig.workloadEndpoint` holds.
 */
export interface ControllerConfig {
  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly reconcilerPeriod?: string;
}

/**
 * What `KubeControllersConfigurationSpec.controllers` holds.
 */
export interface ControllersConfig {
  /**
   * LoadBalancerControllerConfig. Since Calico v3.30.
   *
   * @default - left to Calico
   */
  readonly loadBalancer?: LoadBalancerControllerConfig;

  /**
   * MigrationControllerConfig. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly migration?: MigrationControllerConfig;

  /**
   * ControllerConfig.
   *
   * @default - left to Calico
   */
  readonly namespace?: ControllerConfig;

  /**
   * NodeControllerConfig.
   *
   * @default - left to Calico
   */
  readonly node?: NodeControllerConfig;

  /**
   * ControllerConfig.
   *
   * @default - left to Calico
   */
  readonly policy?: ControllerConfig;

  /**
   * PolicyMigrationControllerConfig. Since Calico v3.32, gone since v3.33.
   *
   * @default - left to Calico
   */
  readonly policyMigration?: PolicyMigrationControllerConfig;

  /**
   * ControllerConfig.
   *
   * @default - left to Calico
   */
  readonly serviceAccount?: ControllerConfig;

  /**
   * ControllerConfig.
   *
   * @default - left to Calico
   */
  readonly workloadEndpoint?: ControllerConfig;
}

/**
 * What `AutoHostEndpointConfig.templates` holds. Since Calico v3.30.
 */
export interface HostEndpointTemplate {
  /**
   * Map of strings. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly annotations?: { [key: string]: string };

  /**
   * String, at most 253 characters.
   *
   * @default - left to Calico
   */
  readonly generateName?: string;

  /**
   * List of strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly interfaceCIDRs?: string[];

  /**
   * String. Since Calico v3.31.
   *
   * @default - left to Calico
   */
  readonly interfacePattern?: string;

  /**
   * Map of strings.
   *
   * @default - left to Calico
   */
  readonly labels?: { [key: string]: string };

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly nodeSelector?: string;
}

/**
 * What `KubeControllersConfigurationSpec.healthChecks` holds.
 */
export enum KubeControllersConfigurationHealthChecks {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `KubeControllersConfigurationSpec.logSeverityScreen` holds.
 */
export enum KubeControllersConfigurationLogSeverityScreen {
  /** The value `'None'`. */
  NONE = 'None',
  /** The value `'Debug'`. */
  DEBUG = 'Debug',
  /** The value `'Info'`. */
  INFO = 'Info',
  /** The value `'Warning'`. */
  WARNING = 'Warning',
  /** The value `'Error'`. */
  ERROR = 'Error',
  /** The value `'Fatal'`. */
  FATAL = 'Fatal',
  /** The value `'Panic'`. */
  PANIC = 'Panic',
}

/**
 * What `ControllersConfig.loadBalancer` holds. Since Calico v3.30.
 */
export interface LoadBalancerControllerConfig {
  /**
   * One of `'AllServices'`, `'RequestedServicesOnly'`.
   *
   * @default "AllServices"
   */
  readonly assignIPs?: LoadBalancerControllerConfigAssignIPs;
}

/**
 * What `LoadBalancerControllerConfig.assignIPs` holds.
 */
export enum LoadBalancerControllerConfigAssignIPs {
  /** The value `'AllServices'`. */
  ALL_SERVICES = 'AllServices',
  /** The value `'RequestedServicesOnly'`. */
  REQUESTED_SERVICES_ONLY = 'RequestedServicesOnly',
}

/**
 * What `ControllersConfig.migration` holds. Since Calico v3.33.
 */
export interface MigrationControllerConfig {
  /**
   * One of `'Disabled'`, `'Enabled'`.
   *
   * @default "Enabled"
   */
  readonly policyNameMigrator?: MigrationControllerConfigPolicyNameMigrator;
}

/**
 * What `MigrationControllerConfig.policyNameMigrator` holds.
 */
export enum MigrationControllerConfigPolicyNameMigrator {
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
}

/**
 * What `ControllersConfig.node` holds.
 */
export interface NodeControllerConfig {
  /**
   * AutoHostEndpointConfig.
   *
   * @default - left to Calico
   */
  readonly hostEndpoint?: AutoHostEndpointConfig;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly leakGracePeriod?: string;

  /**
   * String.
   *
   * @default - left to Calico
   */
  readonly reconcilerPeriod?: string;

  /**
   * One of `'Enabled'`, `'Disabled'`.
   *
   * @default - left to Calico
   */
  readonly syncLabels?: NodeControllerConfigSyncLabels;
}

/**
 * What `NodeControllerConfig.syncLabels` holds.
 */
export enum NodeControllerConfigSyncLabels {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}

/**
 * What `ControllersConfig.policyMigration` holds. Since Calico v3.32, gone since v3.33.
 */
export interface PolicyMigrationControllerConfig {
  /**
   * One of `'Disabled'`, `'Enabled'`.
   *
   * @default "Enabled"
   */
  readonly enabled?: PolicyMigrationControllerConfigEnabled;
}

/**
 * What `PolicyMigrationControllerConfig.enabled` holds.
 */
export enum PolicyMigrationControllerConfigEnabled {
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
}
