import { Construct } from 'constructs';
import { addGlobalPolicy, Enforcement } from './enforcement';
import { peersOfNets } from './peers-of-nets';
import { Port, Traffic } from '../network';
import { type ITier, PolicyType, Rule } from '../policy';
import { Selector } from '../selector';

/** Whom the LKE baseline applies to. */
export enum LkeEndpoints {
  /**
   * Every pod and every host endpoint (`all()`), as in Linode's guide.
   *
   * A policy isolates what it selects: with this choice every pod of the cluster refuses all connections that this or another policy
   * does not allow, DNS servers included.
   */
  ALL = 'all',
  /**
   * Host endpoints only (`!has(projectcalico.org/namespace)`): pods stay as they are.
   * It has no effect before the nodes have host endpoints.
   */
  HOSTS = 'hosts',
}

/** Properties of an LkeBaselinePolicy. */
export interface LkeBaselinePolicyProps {
  /** Whom the policy applies to. There is no default, because the guide's choice (all) isolates every pod of the cluster. */
  readonly appliesTo: LkeEndpoints;
  /**
   * The networks of the nodes, as CIDRs: destination of kubelet, BGP and WireGuard traffic.
   * @default - 192.168.128.0/17, the private network of LKE nodes
   */
  readonly nodeNets?: string[];
  /**
   * The TCP port of the kubelet (health checks).
   * @default 10250
   */
  readonly kubeletPort?: number;
  /**
   * The TCP port of Calico's BGP.
   * @default 179
   */
  readonly bgpPort?: number;
  /**
   * The UDP port of WireGuard.
   * @default 51820
   */
  readonly wireguardPort?: number;
  /**
   * The node ports of Services, opened for TCP and UDP from everywhere.
   *
   * Only host endpoints ever see them: a pod's policy sees the target port of the Service, because it runs after the
   * destination was translated. To filter node ports, see preDNAT policies.
   * @default - Port.range(30000, 32767)
   */
  readonly nodePorts?: Port;
  /**
   * Where the policy stands in its tier: lower orders first, any number.
   * @default 1
   */
  readonly order?: number;
  /**
   * The tier of the policy. Since Calico v3.29.
   * @default - the tier `default`
   */
  readonly tier?: ITier;
  /**
   * The name of the policy.
   * @default 'lke-specific'
   */
  readonly policyName?: string;
  /**
   * Whether the policy acts or is only rehearsed.
   * @default Enforcement.ENFORCED
   */
  readonly enforcement?: Enforcement;
}

/**
 * What the nodes of a Linode Kubernetes Engine (LKE) cluster need to receive: kubelet health checks, BGP, WireGuard and node ports,
 * as Linode's guide to Calico has it.
 *
 * @example
 * new LkeBaselinePolicy(chart, 'lke', { appliesTo: LkeEndpoints.HOSTS, nodeNets: ['192.168.128.0/17'] });
 */
export class LkeBaselinePolicy extends Construct {
  /** @throws when `nodeNets` is empty or holds what is no network */
  public constructor(scope: Construct, id: string, props: LkeBaselinePolicyProps) {
    super(scope, id);
    const nodeNets = props.nodeNets ?? ['192.168.128.0/17'];
    if (nodeNets.length === 0) {
      throw new Error(`LkeBaselinePolicy '${id}': nodeNets is empty, so kubelet, BGP and WireGuard would be closed. Leave it out for the network of LKE's nodes.`);
    }
    const nodes = peersOfNets(nodeNets);
    const nodePorts = props.nodePorts ?? Port.range(30000, 32767);
    addGlobalPolicy(this, 'Policy', props.enforcement ?? Enforcement.ENFORCED, {
      metadata: { name: props.policyName ?? 'lke-specific' },
      tier: props.tier,
      order: props.order ?? 1,
      selector: props.appliesTo === LkeEndpoints.ALL ? Selector.all() : Selector.label('projectcalico.org/namespace').doesNotExist(),
      types: [PolicyType.INGRESS],
      ingress: [
        ...nodes.map((peer) => Rule.allow(Traffic.tcp(props.kubeletPort ?? 10250, props.bgpPort ?? 179)).to(peer)),
        ...nodes.map((peer) => Rule.allow(Traffic.udp(props.wireguardPort ?? 51820)).to(peer)),
        Rule.allow(Traffic.tcpPorts(nodePorts)),
        Rule.allow(Traffic.udpPorts(nodePorts)),
      ],
    });
  }
}
