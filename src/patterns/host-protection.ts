import { Construct } from 'constructs';
import { HostBlock, LOCKOUT_PORTS } from './host-block';
import { HostEndpoint } from '../endpoint';
import { effectiveFailsafes, FailsafePorts, KubeControllersConfiguration } from '../platform';
import { GlobalNetworkPolicy, ITier } from '../policy';
import { Selector } from '../selector';

/** An interface of a host that is protected. */
export interface ProtectedHost {
  /** The node, as Calico calls it. */
  readonly node: string;
  /**
   * The interface; `*` for all.
   * @default *
   */
  readonly interfaceName?: string;
  /**
   * Addresses of the interface.
   * @default - none
   */
  readonly expectedIPs?: string[];
  /** Labels, by which the policies select the host endpoint. */
  readonly labels: { [key: string]: string };
}

/** Properties of a HostProtection. */
export interface HostProtectionProps {
  /**
   * The host endpoints that are protected. Where pods without any label of their own would match too, as with `all()`, the policies leave
   * pods out; with a label that pods carry as well, they are protected and isolated like hosts.
   */
  readonly selector: Selector;
  /** What is allowed; everything else is not. One policy for each block, in this order. */
  readonly blocks: HostBlock[];
  /**
   * The tier of the policies.
   * @default - the default tier
   */
  readonly tier?: ITier;
  /**
   * What the names of the policies begin with: `<policyPrefix>-allow-ssh`. Two groups of hosts in one cluster need two, or two tiers.
   * @default - the names are those of the blocks
   */
  readonly policyPrefix?: string;
  /**
   * Order of the first policy; each further one comes 10 later.
   * @default 1500
   */
  readonly firstOrder?: number;
  /**
   * Hosts that get a host endpoint. It blocks everything that no policy allows, so apply host endpoints last.
   * @default - none: the host endpoints are there, or come automatically
   */
  readonly hosts?: ProtectedHost[];
  /**
   * Let Calico make a host endpoint for each node. Those have a profile that allows what no policy decides.
   * @default false
   */
  readonly automaticHostEndpoints?: boolean;
  /**
   * Why it is right that SSH, kubelet, etcd or BGP are closed. Without a reason that is an error.
   * @default - they must stay open
   */
  readonly lockoutIsIntendedBecause?: string;
}

/**
 * Protects hosts: allows what is named, on the host endpoints that are selected.
 *
 * A host endpoint blocks everything that no policy allows, but for Calico's failsafe ports, and for traffic that the host only
 * passes on (to its pods, say). So apply the policies first and host endpoints last.
 *
 * When the app closes failsafe ports (FelixConfiguration) and the blocks don't open SSH, kubelet, etcd or BGP, nobody could reach the
 * node any more: that is an error at synth, unless a reason is given.
 *
 * @example
 * new HostProtection(chart, 'hosts', {
 *   selector: Selector.label('host').exists(),
 *   blocks: [HostBlock.allowAllOutbound(), HostBlock.allowSsh('10.0.0.0/8'), HostBlock.allowKubelet('10.0.0.0/8')],
 * });
 */
export class HostProtection extends Construct {
  /** The policies, one for each block. */
  public readonly policies: GlobalNetworkPolicy[];
  /** The host endpoints, one for each of `hosts`. */
  public readonly hostEndpoints: HostEndpoint[];

  private readonly props: HostProtectionProps;

  /** @throws when two blocks have one name */
  public constructor(scope: Construct, id: string, props: HostProtectionProps) {
    super(scope, id);
    this.props = props;
    const twice = props.blocks.find(({ name }, index) => props.blocks.findIndex((other) => other.name === name) !== index);
    if (twice !== undefined) {
      throw new Error(`HostProtection '${id}': two blocks are called '${twice.name}', and so would be two policies. `
        + 'Give all networks to one block, or call the other by a name of its own with HostBlock.custom.');
    }
    this.policies = props.blocks.map((block, index) => new GlobalNetworkPolicy(this, block.name, {
      metadata: props.policyPrefix === undefined ? undefined : { name: `${props.policyPrefix}-${block.name}` },
      tier: props.tier,
      order: (props.firstOrder ?? 1500) + index * 10,
      selector: hostsOf(props.selector),
      ...block._policy(),
    }));
    this.hostEndpoints = (props.hosts ?? []).map(({ node, interfaceName = '*', expectedIPs, labels }) => {
      const name = interfaceName === '*' ? node : `${node}-${interfaceName}`;
      return new HostEndpoint(this, `host-${name}`, { metadata: { name, labels }, node, interfaceName, expectedIPs });
    });
    // Policies before host endpoints, in every output that knows dependencies.
    this.hostEndpoints.forEach((endpoint) => this.policies.forEach((policy) => endpoint.node.addDependency(policy)));
    if (props.automaticHostEndpoints) {
      new KubeControllersConfiguration(this, 'controllers', { automaticHostEndpoints: {} });
    }
    this.node.addValidation({ validate: () => [...this.strayHosts(), ...this.lockout()] });
  }

  private strayHosts(): string[] {
    return (this.props.hosts ?? [])
      .filter((host) => !this.props.selector.matches(host.labels))
      .map((host) => `hosts: the labels of ${host.node} don't match the selector ${this.props.selector}, so no block would hold for it `
        + 'and its host endpoint would close it. Give it labels that match.');
  }

  private lockout(): string[] {
    if (this.props.lockoutIsIntendedBecause) {
      return [];
    }
    const open = new Set(this.props.blocks.flatMap((block) => block.opensTcpPorts));
    const failsafe = new Set(effectiveFailsafes(this).inbound.filter((port) => port.protocol === 'TCP').map((port) => port.port));
    const usual = FailsafePorts.defaultInbound().filter((port) => port.protocol === 'TCP').map((port) => port.port);
    if (usual.every((port) => failsafe.has(port))) {
      return [];
    }
    const closed = LOCKOUT_PORTS.filter(({ port }) => !open.has(port) && !failsafe.has(port));
    return closed.map(({ port, service }) => `nothing leaves ${service} (TCP ${port}) open: the app takes it from the failsafe ports, and no block opens it. `
      + 'Add a block, keep the failsafe port, or give lockoutIsIntendedBecause.');
  }
}

const NAMESPACE = 'projectcalico.org/namespace';

/** A policy isolates what it selects: pods that no label tells from hosts would lose all their traffic. */
function hostsOf(selector: Selector): Selector {
  const somePod = { [NAMESPACE]: 'some', 'projectcalico.org/orchestrator': 'k8s' };
  return selector.matches(somePod) ? selector.and(Selector.label(NAMESPACE).doesNotExist()) : selector;
}
