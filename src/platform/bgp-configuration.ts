import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { asNumberProblem } from './bird-config';
import { FelixLogLevel } from './felix-settings';
import { maskedNet } from './masked-net';
import { SharedObject, writeShared } from './shared-object';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** A BGP community with a name. */
export interface BgpCommunity {
  /** The name by which advertisements mean it. */
  readonly name: string;
  /** The community: `aa:nn`, or `aa:nn:mm` for a large one. */
  readonly value: string;
}

/** Communities that routes of a network carry. */
export interface BgpPrefixAdvertisement {
  /** The network. */
  readonly cidr: string;
  /** Names of communities, or communities. */
  readonly communities: string[];
}

/** Properties of a BGPConfiguration. */
export interface BGPConfigurationProps {
  /**
   * The node that the settings are for. What holds for the cluster (mesh, AS number, services) can't be set for a node.
   * @default - every node
   */
  readonly node?: string;
  /**
   * Whether each node talks to each other node. Off, when route reflectors do it.
   * @default - not written, which is true
   */
  readonly nodeToNodeMesh?: boolean;
  /**
   * The AS number of all nodes that have none of their own.
   * @default - not written, which is 64512
   */
  readonly asNumber?: number;
  /**
   * How much BIRD logs.
   * @default FelixLogLevel.INFO, once the object is written at all (the cluster fills it in)
   */
  readonly logLevel?: FelixLogLevel;
  /**
   * TCP port of BGP on the nodes.
   * @default - not written, which is 179
   */
  readonly listenPort?: number;
  /**
   * Communities with names.
   * @default - none
   */
  readonly communities?: BgpCommunity[];
  /**
   * Communities of routes.
   * @default - none
   */
  readonly prefixAdvertisements?: BgpPrefixAdvertisement[];
  /**
   * Networks of ClusterIPs that BGP peers are told.
   * @default - none
   */
  readonly serviceClusterIps?: string[];
  /**
   * Networks of external IPs that BGP peers are told.
   * @default - none
   */
  readonly serviceExternalIps?: string[];
  /**
   * Networks of load balancers' IPs that BGP peers are told.
   * @default - none
   */
  readonly serviceLoadBalancerIps?: string[];
  /**
   * Any other field of the spec, by Calico's own name.
   * @default - none
   */
  readonly settings?: { [field: string]: any };
}

/**
 * Settings of BGP: for the whole cluster (the object `default`) or for one node (`node.<name>`).
 *
 * Several constructs may set fields of one object. Apply it server-side, so that what others set stays.
 *
 * @example
 * new BGPConfiguration(chart, 'bgp', { nodeToNodeMesh: false, asNumber: 64567 });
 */
export class BGPConfiguration extends Construct {
  /** The object, which other constructs may write into as well. */
  public readonly apiObject: ApiObject;

  public constructor(scope: Construct, id: string, props: BGPConfigurationProps = {}) {
    super(scope, id);
    const name = props.node === undefined ? 'default' : `node.${props.node}`;
    const make = () => new BgpObject(this, 'Object', { metadata: { name } });
    const object = writeShared(this, `BGPConfiguration/${name}`, make, (context) => bgpSpec(props, context));
    this.apiObject = object.apiObject;
  }
}

class BgpObject extends SharedObject {
  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('BGPConfiguration', 'cluster');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const { spec } = super._content(context) as { spec: PlainObject };
    return { spec: { logSeverityScreen: FelixLogLevel.INFO, ...spec } };
  }
}

/** Fields that hold for the cluster and mean nothing for one node. */
const CLUSTER_FIELDS = ['nodeToNodeMeshEnabled', 'asNumber', 'serviceClusterIPs', 'serviceExternalIPs', 'serviceLoadBalancerIPs', 'nodeMeshPassword',
  'nodeMeshMaxRestartTime'];

function bgpSpec(props: BGPConfigurationProps, context: RenderContext): PlainObject {
  checkAs(props.asNumber, 'spec.asNumber', context);
  const spec: PlainObject = {
    ...props.settings,
    logSeverityScreen: props.logLevel,
    nodeToNodeMeshEnabled: props.nodeToNodeMesh,
    asNumber: props.asNumber,
    listenPort: props.listenPort,
    communities: props.communities?.map(({ name, value }) => ({ name, value })),
    prefixAdvertisements: props.prefixAdvertisements?.map(({ cidr, communities }) => ({ cidr, communities })),
    serviceClusterIPs: nets(props.serviceClusterIps),
    serviceExternalIPs: nets(props.serviceExternalIps),
    serviceLoadBalancerIPs: nets(props.serviceLoadBalancerIps),
  };
  for (const field of Object.keys(spec)) {
    spec[field] ??= props.settings?.[field];
    if (props.node !== undefined && spec[field] !== undefined && CLUSTER_FIELDS.includes(field)) {
      context.report(`spec.${field}`, 'holds for the whole cluster and cannot be set for one node; drop `node`');
    }
  }
  return spec;
}

function nets(cidrs: string[] | undefined): PlainObject[] | undefined {
  return cidrs?.map((cidr) => ({ cidr: maskedNet(cidr) ?? cidr }));
}

/** Reports the AS number 0, which Calico takes and no network has. What it refuses is a matter of the validation. */
export function checkAs(asNumber: number | undefined, path: string, context: RenderContext): void {
  if (asNumber === 0) {
    context.report(path, asNumberProblem(asNumber)!);
  }
}
