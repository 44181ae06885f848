// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * IPAMConfiguration of projectcalico.org/v3, of the whole cluster.
 */
export class IPAMConfiguration extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'IPAMConfiguration' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: IPAMConfigurationProps): any {
    return manifestOf(IPAMConfiguration.GVK, props);
  }

  constructor(scope: Construct, id: string, props: IPAMConfigurationProps) {
    super(scope, id, apiObjectProps(IPAMConfiguration.GVK, props));
  }
}

/**
 * The properties of an IPAMConfiguration.
 *
 * @struct
 */
export interface IPAMConfigurationProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * IPAMConfigurationSpec.
   */
  readonly spec: IPAMConfigurationSpec;
}

/**
 * What `IPAMConfiguration.spec` holds.
 *
 * @struct
 */
export interface IPAMConfigurationSpec {
  /**
   * Boolean.
   */
  readonly autoAllocateBlocks: boolean;

  /**
   * Integer, 0 to 1200. Since Calico v3.33.
   *
   * @default - left to Calico
   */
  readonly ipCooldownSeconds?: number;

  /**
   * One of `'Enabled'`, `'Disabled'`. Since Calico v3.32.
   *
   * @default - left to Calico
   */
  readonly kubeVirtVMAddressPersistence?: IPAMConfigurationKubeVirtVMAddressPersistence;

  /**
   * Integer, 0 to 1000000.
   *
   * @default 0
   */
  readonly maxBlocksPerHost?: number;

  /**
   * Boolean.
   */
  readonly strictAffinity: boolean;
}

/**
 * What `IPAMConfigurationSpec.kubeVirtVMAddressPersistence` holds.
 */
export enum IPAMConfigurationKubeVirtVMAddressPersistence {
  /** The value `'Enabled'`. */
  ENABLED = 'Enabled',
  /** The value `'Disabled'`. */
  DISABLED = 'Disabled',
}
