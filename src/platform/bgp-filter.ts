import { Construct } from 'constructs';
import { maskedNet } from './masked-net';
import { calicoKind, CalicoResource, CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';

/** What happens to a route. */
export enum BgpFilterAction {
  /** It passes. */
  ACCEPT = 'Accept',
  /** It doesn't. */
  REJECT = 'Reject',
}

/** How a route's network is compared. */
export enum BgpMatchOperator {
  /** It is the network. */
  EQUAL = 'Equal',
  /** It is not the network. */
  NOT_EQUAL = 'NotEqual',
  /** It lies in the network. */
  IN = 'In',
  /** It does not lie in the network. */
  NOT_IN = 'NotIn',
}

/** A rule of a BGPFilter. The first rule that matches decides; a route that none matches passes. */
export interface BgpFilterRule {
  /** What happens to the route. */
  readonly action: BgpFilterAction;
  /**
   * The network to compare with; `matchOperator` says how.
   * @default - any route
   */
  readonly cidr?: string;
  /**
   * How the network is compared.
   * @default BgpMatchOperator.IN, with `cidr`
   */
  readonly matchOperator?: BgpMatchOperator;
  /**
   * Name of the interface, with `*` for anything. Since Calico v3.27.
   * @default - any
   */
  readonly interfaceName?: string;
  /**
   * Only routes that came from BGP peers. Since Calico v3.27.
   * @default false
   */
  readonly fromRemotePeers?: boolean;
  /**
   * Any other field of the rule, by Calico's own name (prefixLength, priority, communities, operations, …).
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}

/** Properties of a BGPFilter. */
export interface BGPFilterProps extends CalicoResourceProps {
  /**
   * IPv4 routes that are told to peers.
   * @default - all pass
   */
  readonly exportV4?: BgpFilterRule[];
  /**
   * IPv4 routes that are taken from peers.
   * @default - all pass
   */
  readonly importV4?: BgpFilterRule[];
  /**
   * IPv6 routes that are told to peers.
   * @default - all pass
   */
  readonly exportV6?: BgpFilterRule[];
  /**
   * IPv6 routes that are taken from peers.
   * @default - all pass
   */
  readonly importV6?: BgpFilterRule[];
}

/**
 * Which routes a BGPPeer exchanges. Since Calico v3.26.
 *
 * @example
 * const filter = new BGPFilter(chart, 'pods-only', {
 *   exportV4: [{ action: BgpFilterAction.ACCEPT, cidr: '10.1.0.0/16' }, { action: BgpFilterAction.REJECT }],
 * });
 * new BGPPeer(chart, 'tor', { peerIP: '192.0.2.1', asNumber: 64500, filters: [filter] });
 */
export class BGPFilter extends CalicoResource {
  private readonly props: BGPFilterProps;

  public constructor(scope: Construct, id: string, props: BGPFilterProps) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('BGPFilter', 'cluster');
  }

  /**
   * @internal
   */
  public _content(): PlainObject {
    const { exportV4, importV4, exportV6, importV6 } = this.props;
    return {
      spec: {
        exportV4: rules(exportV4),
        importV4: rules(importV4),
        exportV6: rules(exportV6),
        importV6: rules(importV6),
      },
    };
  }
}

function rules(list: BgpFilterRule[] | undefined): PlainObject[] | undefined {
  return list?.map((rule) => ({
    ...rule.settings,
    action: rule.action,
    cidr: rule.cidr === undefined ? undefined : maskedNet(rule.cidr) ?? rule.cidr,
    matchOperator: rule.matchOperator ?? (rule.cidr === undefined ? undefined : BgpMatchOperator.IN),
    interface: rule.interfaceName,
    source: rule.fromRemotePeers ? 'RemotePeers' : undefined,
  }));
}
