import { Construct } from 'constructs';
import { addGlobalPolicy, Enforcement } from './enforcement';
import { GlobalNetworkSet, HostEndpoint } from '../endpoint';
import { type ITier, Peer, PolicyType, Rule } from '../policy';
import { Selector } from '../selector';

/** A host whose interface DosMitigation protects. */
export interface DosMitigationHost {
  /** The name of the node, as Kubernetes has it. */
  readonly node: string;
  /**
   * The network interface, `eth0` for example. The wildcard `*` is refused: Calico does not run untracked policy on it.
   * @default - the interface that has one of `expectedIPs`
   */
  readonly interfaceName?: string;
  /**
   * The addresses of the interface, without a mask.
   * @default - none
   */
  readonly expectedIPs?: string[];
  /**
   * The name of the host endpoint.
   * @default - `<node>-<interfaceName>`, or `<node>`
   */
  readonly hostEndpointName?: string;
}

/** Properties of DosMitigation. */
export interface DosMitigationProps {
  /** The networks whose packets are dropped, as CIDRs or addresses. */
  readonly denyNets: string[];
  /** The interfaces that are protected. Each gets a host endpoint; a node interface must have no other. */
  readonly hosts: DosMitigationHost[];
  /**
   * The profiles of the host endpoints, which decide on what no policy decides.
   *
   * A host endpoint without a profile drops everything that no policy allows, except for the failsafe ports: an empty list cuts nodes off
   * unless other policies open them.
   * @default - `projectcalico-default-allow`: everything but the denied networks goes on as before
   */
  readonly profiles?: string[];
  /**
   * Where the policy stands in its tier.
   * @default - none: after every policy of the tier that has an order
   */
  readonly order?: number;
  /**
   * The tier of the policy. Since Calico v3.29.
   * @default - the tier `default`
   */
  readonly tier?: ITier;
  /**
   * The name of the policy and of the set.
   * @default 'dos-mitigation'
   */
  readonly policyName?: string;
  /**
   * Whether the policy acts or is only rehearsed. Host endpoints and the set are written either way.
   * @default Enforcement.ENFORCED
   */
  readonly enforcement?: Enforcement;
}

const HOST_LABEL = 'apply-dos-mitigation';
const SET_LABEL = 'dos-deny-list';

/**
 * Drops packets of listed networks at the earliest point: at the interface of the host, before connection tracking, also when they are
 * meant for pods.
 *
 * Three kinds of objects: a HostEndpoint for each host, a GlobalNetworkSet with the networks, and a GlobalNetworkPolicy with `doNotTrack` that denies
 * them. Add networks to the set later without touching the policy.
 *
 * @example
 * new DosMitigation(chart, 'dos', {
 *   denyNets: ['1.2.3.4/32', '5.6.0.0/16'],
 *   hosts: [{ node: 'secured', interfaceName: 'eth0', expectedIPs: ['10.0.0.1'] }],
 * });
 */
export class DosMitigation extends Construct {
  public constructor(scope: Construct, id: string, props: DosMitigationProps) {
    super(scope, id);
    const name = props.policyName ?? 'dos-mitigation';
    if (props.denyNets.length === 0) {
      throw new Error(`DosMitigation '${id}': denyNets is empty, so nothing would be denied.`);
    }
    if (props.hosts.length === 0) {
      throw new Error(`DosMitigation '${id}': hosts is empty. The policy acts on host endpoints only; name the interfaces to protect.`);
    }
    props.hosts.forEach((host, index) => this.addHost(host, `hosts[${index}]`, props.profiles ?? ['projectcalico-default-allow']));
    new GlobalNetworkSet(this, 'Set', { metadata: { name, labels: { [SET_LABEL]: 'true' } }, nets: props.denyNets });
    addGlobalPolicy(this, 'Policy', props.enforcement ?? Enforcement.ENFORCED, {
      metadata: { name },
      tier: props.tier,
      order: props.order,
      selector: Selector.label(HOST_LABEL).equalTo('true'),
      doNotTrack: true,
      applyOnForward: true,
      types: [PolicyType.INGRESS],
      ingress: [Rule.deny().from(Peer.selector(Selector.label(SET_LABEL).equalTo('true')))],
    });
  }

  private addHost(host: DosMitigationHost, field: string, profiles: string[]): void {
    if (host.interfaceName === '*') {
      throw new Error(`DosMitigation '${this.node.id}': ${field}.interfaceName is '*'. Calico runs no untracked policy on host endpoints of all `
        + 'interfaces, so nothing would be denied there. Name the interface, like eth0.');
    }
    const name = host.hostEndpointName ?? (host.interfaceName === undefined ? host.node : `${host.node}-${host.interfaceName}`);
    new HostEndpoint(this, `Host-${name}`, {
      metadata: { name, labels: { [HOST_LABEL]: 'true' } },
      node: host.node,
      interfaceName: host.interfaceName,
      expectedIPs: host.expectedIPs,
      profiles: profiles.length > 0 ? profiles : undefined,
    });
  }
}
