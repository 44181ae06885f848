import { Construct } from 'constructs';
import { IKS_PUBLIC } from './host-iks-policies';
import { peersOfNets } from './peers-of-nets';
import { netContainsNet, Port, Traffic, tryParseNetOrIp } from '../network';
import { GlobalNetworkPolicy, ITier, PolicyType, Rule } from '../policy';
import { Selector } from '../selector';

/** Properties of DenyNodePorts. */
export interface DenyNodePortsProps {
  /**
   * The name of the policy.
   * @default deny-kube-node-port-services
   */
  readonly name?: string;
  /**
   * The host endpoints on whose interfaces node ports are closed.
   * @default - `ibm.role in { 'master_public', 'worker_public' }`
   */
  readonly selector?: Selector;
  /**
   * First node port.
   * @default 30000
   */
  readonly firstPort?: number;
  /**
   * Last node port.
   * @default 32767
   */
  readonly lastPort?: number;
  /**
   * Deny only what comes from these networks.
   * @default - what comes from anywhere
   */
  readonly fromNets?: string[];
  /**
   * Networks that may use the node ports all the same.
   * @default - none
   */
  readonly exceptNets?: string[];
  /**
   * Node ports that stay open to everybody.
   * @default - none
   */
  readonly exceptPorts?: number[];
  /**
   * The tier of the policy.
   * @default - the default tier
   */
  readonly tier?: ITier;
  /**
   * The order. It must come before policies that allow node ports: `allow-node-port-dnat` of IksHostPolicies has 1530.
   * @default 1000
   */
  readonly order?: number;
}

/**
 * Closes node ports on the interfaces of hosts, and with them the node ports of load balancers, before the destination is
 * translated: afterwards a policy would see the pod's own port. What must stay open is allowed before the denial.
 *
 * The traffic of a load balancer is not meant: it comes to the load balancer's own address and port.
 *
 * @example
 * new DenyNodePorts(chart, 'deny-node-ports', { exceptNets: ['10.0.0.0/8'], exceptPorts: [30080] });
 */
export class DenyNodePorts extends Construct {
  /** The policy. */
  public readonly policy: GlobalNetworkPolicy;

  /**
   * @throws when an excepted port is no node port, or a network of `fromNets` lies within one of `exceptNets`
   */
  public constructor(scope: Construct, id: string, props: DenyNodePortsProps = {}) {
    super(scope, id);
    const [first, last] = [props.firstPort ?? 30000, props.lastPort ?? 32767];
    const stray = props.exceptPorts?.find((port) => port < first || port > last);
    if (stray !== undefined) {
      throw new Error(`DenyNodePorts "${id}": port ${stray} of exceptPorts is none of the node ports ${first} to ${last}; nothing would deny it.`);
    }
    const [fromNets, exceptNets] = [props.fromNets ?? [], props.exceptNets ?? []];
    const open = fromNets.find((net) => exceptNets.some((except) => isWithin(net, except)));
    if (open !== undefined) {
      throw new Error(`DenyNodePorts "${id}": ${open} of fromNets lies within exceptNets; nothing would be denied to it. Take it out of one of the two.`);
    }
    const nodePorts = Port.range(first, last);
    const both = (ports: Port[]) => [Traffic.tcpPorts(...ports), Traffic.udpPorts(...ports)];
    const openPorts = props.exceptPorts?.length ? both(props.exceptPorts.map((port) => Port.of(port))) : [];
    this.policy = new GlobalNetworkPolicy(this, 'Policy', {
      metadata: { name: props.name ?? 'deny-kube-node-port-services' },
      tier: props.tier,
      order: props.order ?? 1000,
      selector: props.selector ?? IKS_PUBLIC,
      preDNAT: true,
      applyOnForward: true,
      types: [PolicyType.INGRESS],
      ingress: [
        ...peersOfNets(exceptNets).flatMap((peer) => both([nodePorts]).map((traffic) => Rule.allow(traffic).from(peer))),
        ...openPorts.map((traffic) => Rule.allow(traffic)),
        ...both([nodePorts]).flatMap((traffic) => (
          fromNets.length > 0 ? peersOfNets(fromNets).map((peer) => Rule.deny(traffic).from(peer)) : [Rule.deny(traffic)])),
      ],
    });
  }
}

function isWithin(inner: string, outer: string): boolean {
  const [one, other] = [tryParseNetOrIp(inner), tryParseNetOrIp(outer)];
  return one !== undefined && other !== undefined && netContainsNet(other, one);
}
