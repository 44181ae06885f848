// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.
import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';
import type { Construct } from 'constructs';
import { apiObjectProps, manifestOf } from '../manifest';

/**
 * HostEndpoint of projectcalico.org/v3, of the whole cluster.
 */
export class HostEndpoint extends ApiObject {
  /** The apiVersion and kind of the manifests. */
  public static readonly GVK: GroupVersionKind = { apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint' };

  /**
   * The manifest as plain data, without a construct: for lists and templates.
   */
  public static manifest(props: HostEndpointProps): any {
    return manifestOf(HostEndpoint.GVK, props);
  }

  constructor(scope: Construct, id: string, props: HostEndpointProps) {
    super(scope, id, apiObjectProps(HostEndpoint.GVK, props));
  }
}

/**
 * The properties of a HostEndpoint.
 */
export interface HostEndpointProps {
  /**
   * The name, namespace, labels and annotations.
   *
   * @default - a name made of the path of the construct
   */
  readonly metadata?: ApiObjectMetadata;

  /**
   * HostEndpointSpec.
   */
  readonly spec: HostEndpointSpec;
}

/**
 * What `HostEndpoint.spec` holds.
 */
export interface HostEndpointSpec {
  /**
   * List of strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly expectedIPs?: string[];

  /**
   * String, at most 15 characters.
   *
   * @default - left to Calico
   */
  readonly interfaceName?: string;

  /**
   * String, at most 253 characters.
   *
   * @default - left to Calico
   */
  readonly node?: string;

  /**
   * List of EndpointPort.
   *
   * @default - left to Calico
   */
  readonly ports?: EndpointPort[];

  /**
   * List of strings without duplicates.
   *
   * @default - left to Calico
   */
  readonly profiles?: string[];
}

/**
 * What `HostEndpointSpec.ports` holds.
 */
export interface EndpointPort {
  /**
   * String.
   */
  readonly name: string;

  /**
   * Integer, 1 to 65535.
   */
  readonly port: number;

  /**
   * Number or string.
   */
  readonly protocol: number | string;
}
