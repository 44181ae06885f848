import { Construct } from 'constructs';
import { calicoKind, CalicoResource, CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { CalicoTarget, CalicoVersion, isAtLeast } from '../target';

/** Properties of the IPAMConfiguration. */
export interface IpamConfigurationProps {
  /**
   * Nodes use addresses of their own blocks only; they borrow none. Needed for Windows nodes.
   * @default false
   */
  readonly strictAffinity?: boolean;
  /**
   * Nodes take blocks by themselves. It cannot be off without `strictAffinity`.
   * @default true
   */
  readonly autoAllocateBlocks?: boolean;
  /**
   * How many blocks a node may have; 0 stands for Calico's own limit of 20. A limit needs `strictAffinity`.
   * @default 0
   */
  readonly maxBlocksPerHost?: number;
  /**
   * Seconds for which a released address is not given out again (0 to 1200). Since Calico v3.33.
   * @default - not written
   */
  readonly ipCooldownSeconds?: number;
  /**
   * KubeVirt machines keep their address when they move or restart. Since Calico v3.32.
   * @default - not written
   */
  readonly keepKubeVirtAddresses?: boolean;
}

/**
 * How Calico's IPAM gives blocks of addresses to nodes. There is one object of this kind in a cluster; its name is `default`.
 *
 * @example
 * new IPAMConfiguration(chart, 'ipam', { strictAffinity: true, maxBlocksPerHost: 4 });
 */
export class IPAMConfiguration extends CalicoResource {
  private readonly props: IpamConfigurationProps;

  public constructor(scope: Construct, id: string, props: IpamConfigurationProps = {}) {
    const metadata: CalicoResourceProps = { metadata: { name: 'default' } };
    super(scope, id, metadata);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('IPAMConfiguration', 'cluster');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const { strictAffinity = false, autoAllocateBlocks = true, maxBlocksPerHost = 0, ipCooldownSeconds, keepKubeVirtAddresses } = this.props;
    if (!strictAffinity && !autoAllocateBlocks) {
      context.report('spec.autoAllocateBlocks', 'cannot be off while strictAffinity is off; Calico refuses the pair. Set strictAffinity');
    }
    if (!strictAffinity && maxBlocksPerHost > 0) {
      context.report('spec.maxBlocksPerHost', 'a limit needs strictAffinity; without it a node past its limit would borrow. Set strictAffinity');
    }
    const { version } = CalicoTarget.ofConstruct(this);
    if (keepKubeVirtAddresses !== undefined && !isAtLeast(version, CalicoVersion.V3_32)) {
      context.report('spec.kubeVirtVMAddressPersistence', `came with Calico v3.32, the target is ${version}`);
    }
    return {
      spec: {
        strictAffinity,
        autoAllocateBlocks,
        maxBlocksPerHost,
        ipCooldownSeconds,
        kubeVirtVMAddressPersistence: keepKubeVirtAddresses === undefined ? undefined : onOff(keepKubeVirtAddresses),
      },
    };
  }
}

function onOff(value: boolean): string {
  return value ? 'Enabled' : 'Disabled';
}
