import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { registryOf } from './cluster-registry';
import { Encapsulation } from './encapsulation';
import { port } from './felix-configuration';
import { helmValuesText } from './helm-values';
import { enterPool, overlapsOf } from './ip-pool';
import { CniPlugin, KubernetesProvider, providerPreset } from './kubernetes-provider';
import { blockSizeRange, defaultBlockSize } from './pool-plan';
import { SharedObject, writeShared, writeWhereShared } from './shared-object';
import { tryParseNet } from '../network';
import { type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';
import { CalicoTarget, CalicoVersion, Dataplane, isAtLeast } from '../target';

/** A pool of addresses that the operator makes. */
export interface InstallationIPPool {
  /** The pool's network. */
  readonly cidr: string;
  /**
   * The pool's name.
   * @default - given by the operator: `default-ipv4-ippool` or `default-ipv6-ippool`
   */
  readonly name?: string;
  /**
   * How packets to pods on other nodes are wrapped.
   * @default - fit for the provider: VXLAN on clouds, else VXLAN across subnets
   */
  readonly encapsulation?: Encapsulation;
  /**
   * Whether pods reach the world behind their node's address.
   * @default true
   */
  readonly natOutgoing?: boolean;
  /**
   * Prefix length of the blocks that nodes take.
   * @default 26 for IPv4, 122 for IPv6
   */
  readonly blockSize?: number;
  /**
   * Nodes that take addresses from the pool.
   * @default Selector.all()
   */
  readonly nodeSelector?: Selector;
}

/** Properties of an Installation. */
export interface InstallationProps {
  /**
   * Who runs Kubernetes.
   * @default - not written: the operator finds out
   */
  readonly provider?: KubernetesProvider;
  /**
   * Who connects pods to the network.
   * @default - the provider's own plugin on GKE, EKS and AKS, else Calico
   */
  readonly cni?: CniPlugin;
  /**
   * Pools of addresses. Only where Calico is the CNI plugin.
   * @default - the operator makes one
   */
  readonly ipPools?: InstallationIPPool[];
  /**
   * What enforces policy.
   * @default - the target's dataplane, if it is not iptables
   */
  readonly dataplane?: Dataplane;
  /**
   * Whether nodes exchange routes by BGP.
   * @default - not written, which is on where Calico is the CNI plugin
   */
  readonly bgp?: boolean;
  /**
   * Largest packet, in bytes.
   * @default - not written: Calico finds out
   */
  readonly mtu?: number;
  /**
   * Registry of the images, with a slash at its end.
   * @default - not written: the public ones
   */
  readonly registry?: string;
  /**
   * TCP port of Felix's metrics on each node. With an Installation this port counts, and not that of a FelixConfiguration.
   * @default - not written: no metrics
   */
  readonly nodeMetricsPort?: number;
  /**
   * TCP port of Typha's metrics.
   * @default - not written: no metrics
   */
  readonly typhaMetricsPort?: number;
  /**
   * The folder in which the kubelet looks for FlexVolume plugins, with a slash at its end; `None` switches the plugin off, which application
   * layer policy needs.
   * @default - not written: the usual place of the provider
   */
  readonly flexVolumePath?: string;
  /**
   * Any other field of the spec, by the operator's own name, such as `typhaDeployment`.
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}

/**
 * How the operator installs Calico. There is one object of this kind in a cluster; its name is `default`, and several
 * constructs may set fields of it.
 *
 * @example
 * new Installation(chart, 'calico', {
 *   ipPools: [{ cidr: '192.168.0.0/16', encapsulation: Encapsulation.VXLAN_CROSS_SUBNET }],
 *   nodeMetricsPort: 9091,
 * });
 * new APIServer(chart, 'apiserver');
 */
export class Installation extends Construct {
  /**
   * The values file for the Helm chart `tigera-operator`, which makes the Installation by itself.
   * Since Calico v3.32 the CRDs come in a chart of their own (`crd.projectcalico.org.v1` or `projectcalico.org.v3`): install it first.
   * @throws when the provider is none that the operator knows
   */
  public static helmValues(props: InstallationProps): string {
    checkProvider('Installation.helmValues', props);
    return helmValuesText(installationSpec(props, undefined, () => undefined));
  }

  /** The object, which other constructs may write into as well. */
  public readonly apiObject: ApiObject;

  /**
   * @throws when the provider is none that the operator knows
   */
  public constructor(scope: Construct, id: string, props: InstallationProps = {}) {
    super(scope, id);
    checkProvider(`Installation "${id}"`, props);
    const make = () => new InstallationObject(this, 'Object', { metadata: { name: 'default' } });
    const object = writeShared(this, INSTALLATION, make, (context) => {
      checkInstallation(props, context);
      return installationSpec(props, CalicoTarget.ofConstruct(this), context.report);
    });
    this.apiObject = object.apiObject;
    registryOf(this).list<InstallationProps>(PARTS).push(props);
    props.ipPools?.forEach((pool) => enterPool(this, { cidr: pool.cidr, owner: this }));
    this.node.addValidation({ validate: () => overlapsOf(this) });
  }
}

const INSTALLATION = 'Installation/default';
const PARTS = 'Installation/default parts';

/** Whether an app installs Calico with the operator. */
export function hasInstallation(construct: Construct): boolean {
  return registryOf(construct).find(INSTALLATION) !== undefined;
}

/** Sets fields of the Installation where the app has one, also one that is made later. */
export function writeInstallation(construct: Construct, props: InstallationProps): void {
  writeWhereShared(construct, INSTALLATION, (context) => {
    checkInstallation(props, context);
    return installationSpec(props, CalicoTarget.ofConstruct(construct), context.report);
  });
  registryOf(construct).list<InstallationProps>(PARTS).push(props);
}

/** Whether an app's Installation leaves out the plugin that brings Felix's sockets to the sidecars of pods. */
export function isWithoutFlexVolume(construct: Construct): boolean {
  return hasInstallation(construct) && registryOf(construct).list<InstallationProps>(PARTS).some(({ flexVolumePath }) => flexVolumePath === 'None');
}

class InstallationObject extends SharedObject {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return { apiVersion: 'operator.tigera.io/v1', kind: 'Installation', isNamespaced: false };
  }
}

/** TypeScript checks the enum; other languages and plain JavaScript don't. */
function checkProvider(where: string, { provider }: InstallationProps): void {
  if (provider !== undefined && !Object.values(KubernetesProvider).includes(provider)) {
    const known = Object.values(KubernetesProvider).filter((name) => name !== '').join(', ');
    throw new Error(`${where}: the operator knows no Kubernetes provider "${provider}". Use one of ${known}, or leave it out.`);
  }
}

function checkInstallation(props: InstallationProps, context: RenderContext): void {
  const preset = providerPreset(props.provider ?? KubernetesProvider.NONE, props.cni);
  if (preset.cni !== CniPlugin.CALICO && props.ipPools?.length) {
    context.report('spec.calicoNetwork.ipPools', `the CNI plugin ${preset.cni} gives the addresses, not Calico; drop ipPools, or set cni to CniPlugin.CALICO`);
  }
  if (preset.cni !== CniPlugin.CALICO && props.bgp) {
    context.report('spec.calicoNetwork.bgp', `BGP needs Calico as CNI plugin; the plugin is ${preset.cni}`);
  }
  if (props.mtu !== undefined && (!Number.isInteger(props.mtu) || props.mtu < 68 || props.mtu > 65535)) {
    context.report('spec.calicoNetwork.mtu', `${props.mtu} is no packet size; use 68 to 65535`);
  }
  if (props.registry !== undefined && !props.registry.endsWith('/')) {
    context.report('spec.registry', `"${props.registry}" must end with a slash`);
  }
  const { flexVolumePath } = props;
  if (flexVolumePath !== undefined && flexVolumePath !== 'None' && !flexVolumePath.endsWith('/')) {
    context.report('spec.flexVolumePath', `"${flexVolumePath}" must end with a slash: the operator appends nodeagent~uds to it`);
  }
  port(props.nodeMetricsPort, 'spec.nodeMetricsPort', context);
  port(props.typhaMetricsPort, 'spec.typhaMetricsPort', context);
}

function installationSpec(props: InstallationProps, target: CalicoTarget | undefined, report: RenderContext['report']): PlainObject {
  const preset = providerPreset(props.provider ?? KubernetesProvider.NONE, props.cni);
  const calicoNetwork: PlainObject = {
    ...props.settings?.calicoNetwork,
    bgp: props.bgp === undefined ? undefined : props.bgp ? 'Enabled' : 'Disabled',
    mtu: props.mtu,
    linuxDataplane: dataplane(props, target, report),
    ipPools: props.ipPools?.map((pool, index) => ipPool(pool, preset.encapsulation, `spec.calicoNetwork.ipPools[${index}]`, report)),
  };
  const hasNetwork = Object.values(calicoNetwork).some((value) => value !== undefined);
  const namesPlugin = props.provider !== undefined || props.cni !== undefined;
  return {
    ...props.settings,
    kubernetesProvider: props.provider,
    cni: namesPlugin ? { type: preset.cni, ipam: { type: preset.ipam }, ...props.settings?.cni } : props.settings?.cni,
    calicoNetwork: hasNetwork ? calicoNetwork : undefined,
    registry: props.registry,
    nodeMetricsPort: props.nodeMetricsPort,
    typhaMetricsPort: props.typhaMetricsPort,
    flexVolumePath: props.flexVolumePath,
  };
}

function dataplane(props: InstallationProps, target: CalicoTarget | undefined, report: RenderContext['report']): string | undefined {
  const chosen = props.dataplane ?? (target?.dataplane === Dataplane.IPTABLES ? undefined : target?.dataplane);
  switch (chosen) {
    case undefined: return undefined;
    case Dataplane.IPTABLES: return 'Iptables';
    case Dataplane.EBPF: return 'BPF';
    case Dataplane.VPP: return 'VPP';
    case Dataplane.NFTABLES:
      if (target && !isAtLeast(target.version, CalicoVersion.V3_29)) {
        report('spec.calicoNetwork.linuxDataplane', `nftables came with Calico v3.29, the target is ${target.version}`);
      }
      return 'Nftables';
    case Dataplane.WINDOWS:
      // Windows nodes stand beside Linux nodes; the field for them is another one (settings.calicoNetwork.windowsDataplane).
      return undefined;
  }
}

function ipPool(pool: InstallationIPPool, usual: Encapsulation, path: string, report: RenderContext['report']): PlainObject {
  const net = tryParseNet(pool.cidr);
  const encapsulation = pool.encapsulation ?? usual;
  if (!net) {
    report(`${path}.cidr`, `"${pool.cidr}" is not a CIDR; write the network and its prefix length, like 192.168.0.0/16`);
  } else {
    const [least, most] = blockSizeRange(net.family);
    const blockSize = pool.blockSize ?? defaultBlockSize(net.family);
    if (blockSize < least || blockSize > most || blockSize < net.prefix) {
      report(`${path}.blockSize`, `${blockSize} does not fit ${pool.cidr}; an IPv${net.family} block is /${least} to /${most} and no larger than its pool`);
    }
    if (net.family === 6 && [Encapsulation.IPIP, Encapsulation.IPIP_CROSS_SUBNET].includes(encapsulation)) {
      report(`${path}.encapsulation`, 'IPIP carries IPv4 only; use Encapsulation.VXLAN or VXLAN_CROSS_SUBNET for an IPv6 pool');
    }
  }
  return {
    name: pool.name,
    cidr: pool.cidr,
    encapsulation,
    natOutgoing: pool.natOutgoing === false ? 'Disabled' : 'Enabled',
    blockSize: pool.blockSize ?? defaultBlockSize(net?.family ?? 4),
    nodeSelector: (pool.nodeSelector ?? Selector.all()).toString(),
  };
}
