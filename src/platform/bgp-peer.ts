import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAs } from './bgp-configuration';
import { BGPFilter } from './bgp-filter';
import { goDuration } from './go-duration';
import { calicoKind, CalicoResource, CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';

/** Where a BGP password is kept: in a Secret of Calico's namespace. */
export interface BgpPassword {
  /** The Secret's name. */
  readonly secret: string;
  /** The key within the Secret. */
  readonly key: string;
}

/** Properties of a BGPPeer. */
export interface BGPPeerProps extends CalicoResourceProps {
  /**
   * The peer's address, with a port if it is not 179: `192.0.2.1`, `192.0.2.1:1790`, `2001:db8::1`, `[2001:db8::1]:1790`.
   * @default - nodes are peers (`peerSelector`)
   */
  readonly peerIP?: string;
  /**
   * The nodes that are peers.
   * @default - an address is (`peerIP`)
   */
  readonly peerSelector?: Selector;
  /**
   * The peer's AS number. Not with `peerSelector`: nodes know theirs.
   * @default - that of the cluster, with `peerSelector`
   */
  readonly asNumber?: number;
  /**
   * The node that talks to the peer.
   * @default - every node
   */
  readonly node?: string;
  /**
   * The nodes that talk to the peer.
   * @default - every node
   */
  readonly nodeSelector?: Selector;
  /**
   * What routes pass. Since Calico v3.26.
   * @default - all
   */
  readonly filters?: BGPFilter[];
  /**
   * Names of further filters, which exist elsewhere.
   * @default - none
   */
  readonly externalFilters?: string[];
  /**
   * The password of the session.
   * @default - none
   */
  readonly password?: BgpPassword;
  /**
   * Pass routes on with the next hop that they came with. From v3.31 on, `nextHopMode` says more.
   * @default - not written, which is false
   */
  readonly keepOriginalNextHop?: boolean;
  /**
   * How long routes stay while the peer restarts.
   * @default - not written: BIRD's own
   */
  readonly maxRestartTime?: Duration;
  /**
   * Any other field of the spec, by Calico's own name.
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}

/**
 * Somebody whom nodes exchange routes with: a router, a route reflector, or other nodes.
 *
 * @example
 * new BGPPeer(chart, 'bgppeer-global-1', { peerIP: '192.20.30.40', asNumber: 64567 });
 */
export class BGPPeer extends CalicoResource {
  private readonly props: BGPPeerProps;

  public constructor(scope: Construct, id: string, props: BGPPeerProps) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('BGPPeer', 'cluster');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const { props } = this;
    check(props, context);
    const filters = [...(props.filters ?? []).map((filter) => filter.apiObject.name), ...(props.externalFilters ?? [])];
    return {
      spec: {
        ...props.settings,
        node: props.node,
        nodeSelector: props.nodeSelector?.toString(),
        peerIP: props.peerIP,
        peerSelector: props.peerSelector?.toString(),
        asNumber: props.asNumber,
        filters: filters.length > 0 ? filters : undefined,
        password: props.password && { secretKeyRef: { name: props.password.secret, key: props.password.key } },
        keepOriginalNextHop: props.keepOriginalNextHop,
        maxRestartTime: goDuration(props.maxRestartTime, 'spec.maxRestartTime', context),
      },
    };
  }
}

/** What Calico takes and what gives no session. What it refuses is a matter of the validation. */
function check(props: BGPPeerProps, context: RenderContext): void {
  const localWorkloads = props.settings?.localWorkloadSelector !== undefined;
  if (props.peerIP === undefined && !props.peerSelector && !localWorkloads) {
    context.report('spec.peerIP', 'the peer is nobody; give peerIP or peerSelector');
  }
  if (props.peerIP !== undefined && props.asNumber === undefined) {
    context.report('spec.asNumber', 'a peer with an address needs its AS number');
  }
  checkAs(props.asNumber, 'spec.asNumber', context);
}
