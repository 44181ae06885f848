import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { checkAs } from './bgp-configuration';
import { BGPFilter } from './bgp-filter';
import { goDuration } from './go-duration';
import { tryParseIp } from '../network';
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

function check(props: BGPPeerProps, context: RenderContext): void {
  if (props.node !== undefined && props.nodeSelector) {
    context.report('spec.node', 'give node or nodeSelector, not both');
  }
  if (props.peerIP !== undefined && props.peerSelector) {
    context.report('spec.peerIP', 'give peerIP or peerSelector, not both');
  }
  const localWorkloads = props.settings?.localWorkloadSelector !== undefined;
  if (props.peerIP === undefined && !props.peerSelector && !localWorkloads) {
    context.report('spec.peerIP', 'the peer is nobody; give peerIP or peerSelector');
  }
  if (props.peerSelector && props.asNumber !== undefined) {
    context.report('spec.asNumber', 'peers chosen by peerSelector are nodes, which have their own AS number; drop asNumber');
  }
  if (props.peerIP !== undefined) {
    if (!isPeerAddress(props.peerIP)) {
      context.report('spec.peerIP', `"${props.peerIP}" is no peer; write an address, v4:port or [v6]:port, without a mask`);
    }
    if (props.asNumber === undefined) {
      context.report('spec.asNumber', 'a peer with an address needs its AS number');
    }
  }
  checkAs(props.asNumber, 'spec.asNumber', context);
}

/** An address, `v4:port`, or `[v6]:port`. */
function isPeerAddress(text: string): boolean {
  if (tryParseIp(text)) {
    return true;
  }
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const family = match ? tryParseIp(match[1] ?? match[2])?.family : undefined;
  const port = Number(match?.[3]);
  return family === (match?.[1] === undefined ? 4 : 6) && port >= 1 && port <= 65535;
}
