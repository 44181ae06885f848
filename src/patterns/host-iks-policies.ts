import { Construct } from 'constructs';
import { HostBlock } from './host-block';
import { HostProtection, ProtectedHost } from './host-protection';
import { Selector } from '../selector';

/** Properties of IksHostPolicies. */
export interface IksHostPoliciesProps {
  /** Networks of the systems that manage the worker nodes. IBM publishes them for each location. */
  readonly managementNets: string[];
  /**
   * The host endpoints of the public interfaces.
   * @default - `ibm.role in { 'master_public', 'worker_public' }`
   */
  readonly selector?: Selector;
  /**
   * Order of the first policy; each further one comes 10 later.
   * @default 1500
   */
  readonly firstOrder?: number;
  /**
   * Hosts that get a host endpoint.
   * @default - none: classic IKS clusters have them
   */
  readonly hosts?: ProtectedHost[];
  /**
   * Why it is right that SSH, kubelet, etcd or BGP are closed.
   * @default - they must stay open
   */
  readonly lockoutIsIntendedBecause?: string;
}

/** The public interfaces of an IKS cluster. */
export const IKS_PUBLIC = Selector.label('ibm.role').isIn('master_public', 'worker_public');

/**
 * The six default policies that a classic IBM Cloud Kubernetes Service cluster has on its public interfaces.
 *
 * @example
 * new IksHostPolicies(chart, 'iks', { managementNets: ['10.0.0.0/8'] });
 */
export class IksHostPolicies extends Construct {
  /** The protection that it consists of. */
  public readonly protection: HostProtection;

  public constructor(scope: Construct, id: string, props: IksHostPoliciesProps) {
    super(scope, id);
    this.protection = new HostProtection(this, 'Protection', {
      selector: props.selector ?? IKS_PUBLIC,
      firstOrder: props.firstOrder,
      hosts: props.hosts,
      lockoutIsIntendedBecause: props.lockoutIsIntendedBecause,
      blocks: [
        HostBlock.allowAllOutbound(),
        HostBlock.allowBigfixPort(),
        HostBlock.allowIcmp(),
        HostBlock.allowNodePortDnat(),
        HostBlock.allowSysMgmt(...props.managementNets),
        HostBlock.allowVrrp(),
      ],
    });
  }
}
