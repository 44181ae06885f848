import { Construct } from 'constructs';
import { asNumberProblem } from './bird-config';
import { CalicoctlResource } from './calicoctl-chart';
import { tryParseIp, tryParseNet } from '../network';
import { calicoKind, type CalicoResourceProps, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** Properties of a CalicoNode. */
export interface CalicoNodeProps extends CalicoResourceProps {
  /**
   * The node's IPv4 address for BGP, with the prefix length of its network: `10.0.0.1/24`.
   * @default - none
   */
  readonly ipv4Address?: string;
  /**
   * The node's IPv6 address for BGP, with the prefix length of its network.
   * @default - none
   */
  readonly ipv6Address?: string;
  /**
   * The node's AS number.
   * @default - that of the cluster
   */
  readonly asNumber?: number;
  /**
   * Cluster id of a node that reflects routes, written like an IPv4 address.
   * @default - the node reflects none
   */
  readonly routeReflectorClusterId?: string;
}

/**
 * A node as Calico sees it (kind Node). On Kubernetes calico-node keeps it in the Kubernetes node; write it by hand only on etcd.
 *
 * @example
 * const nodes = new CalicoctlChart(app, 'nodes');
 * new CalicoNode(nodes, 'node1', { ipv4Address: '10.0.0.1/24', routeReflectorClusterId: '244.0.0.1' });
 */
export class CalicoNode extends CalicoctlResource {
  private readonly props: CalicoNodeProps;

  public constructor(scope: Construct, id: string, props: CalicoNodeProps = {}) {
    super(scope, id, props);
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('Node', 'cluster');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const { ipv4Address, ipv6Address, asNumber, routeReflectorClusterId } = this.props;
    checkAddress(ipv4Address, 4, 'spec.bgp.ipv4Address', context);
    checkAddress(ipv6Address, 6, 'spec.bgp.ipv6Address', context);
    const asProblem = asNumber === undefined ? undefined : asNumberProblem(asNumber, MAX_AS_NUMBER);
    if (asProblem !== undefined) {
      context.report('spec.bgp.asNumber', asProblem);
    }
    if (routeReflectorClusterId !== undefined && tryParseIp(routeReflectorClusterId)?.family !== 4) {
      context.report('spec.bgp.routeReflectorClusterID', `"${routeReflectorClusterId}" must look like an IPv4 address, like 244.0.0.1`);
    }
    return { spec: { bgp: { ipv4Address, ipv6Address, asNumber, routeReflectorClusterID: routeReflectorClusterId } } };
  }
}

/** No CRD holds a node, so its AS number may have all 32 bits. */
const MAX_AS_NUMBER = 4294967295;

function checkAddress(text: string | undefined, family: 4 | 6, path: string, context: RenderContext): void {
  if (text !== undefined && tryParseIp(text)?.family !== family && tryParseNet(text)?.family !== family) {
    context.report(path, `"${text}" is not an IPv${family} address (with the prefix length of its network)`);
  }
}
