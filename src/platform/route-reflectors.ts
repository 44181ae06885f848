import { Construct } from 'constructs';
import { BGPConfiguration } from './bgp-configuration';
import { BGPPeer } from './bgp-peer';
import { BirdConfig, BirdNode, BirdVersion } from './bird-config';
import { tryParseIp } from '../network';
import { Selector } from '../selector';

/** A machine outside of the cluster that reflects routes. */
export interface ExternalRouteReflector {
  /** Its IPv4 address. */
  readonly address: string;
  /**
   * Name of the BGPPeer.
   * @default - `bgppeer-global-<n>`, counted from 1
   */
  readonly peerName?: string;
}

/** Nodes of the cluster that reflect routes. */
export interface ClusterRouteReflectors {
  /** The label that marks them: key and value, like `{ 'route-reflector': 'true' }`. */
  readonly label: { [key: string]: string };
  /** Their cluster id, written like an IPv4 address that is used for nothing else. */
  readonly clusterId: string;
  /**
   * The nodes' names, for the script that marks them.
   * @default - none: the script has a place for them
   */
  readonly nodes?: string[];
}

/** Properties of RouteReflectors. Give `external` or `inCluster`. */
export interface RouteReflectorsProps {
  /**
   * The AS number of all nodes and reflectors. It is written to the BGPConfiguration, the peers and BIRD's file.
   * @default 64512, which is Calico's own
   */
  readonly asNumber?: number;
  /**
   * Machines outside of the cluster.
   * @default - none
   */
  readonly external?: ExternalRouteReflector[];
  /**
   * Nodes of the cluster.
   * @default - none
   */
  readonly inCluster?: ClusterRouteReflectors;
  /**
   * Whether to switch off the mesh of all nodes with all nodes. Do it when the sessions with the reflectors are up, or routes are lost meanwhile.
   * @default true
   */
  readonly disableMesh?: boolean;
}

/**
 * Route reflectors instead of a mesh in which each node talks to each other node.
 *
 * @example
 * const reflectors = new RouteReflectors(chart, 'reflectors', { asNumber: 64567, external: [{ address: '192.20.30.40' }] });
 * const bird = reflectors.birdConfig('192.20.30.40', [{ name: 'node1', address: '10.0.0.1' }], BirdVersion.V2);
 * const text = bird.toString();
 */
export class RouteReflectors extends Construct {
  /** The AS number of all nodes and reflectors. */
  public readonly asNumber: number;
  /** The BGPPeers, in the order of the reflectors. */
  public readonly peers: BGPPeer[];

  private readonly props: RouteReflectorsProps;

  /**
   * @throws when not exactly one of external and inCluster is given
   */
  public constructor(scope: Construct, id: string, props: RouteReflectorsProps) {
    super(scope, id);
    this.props = props;
    this.asNumber = props.asNumber ?? 64512;
    if ((props.external?.length ? 1 : 0) + (props.inCluster ? 1 : 0) !== 1) {
      throw new Error(`RouteReflectors "${id}": give external (machines outside of the cluster) or inCluster (nodes of it), one of the two.`);
    }
    new BGPConfiguration(this, 'Configuration', { asNumber: this.asNumber, nodeToNodeMesh: props.disableMesh === false ? undefined : false });
    this.peers = props.external ? this.externalPeers(props.external) : [this.clusterPeer(props.inCluster!)];
    this.node.addValidation({ validate: () => this.problems() });
  }

  /**
   * BIRD's file for an external reflector.
   * @throws when there is no such reflector, or an address is no IPv4 address
   */
  public birdConfig(reflector: string, nodes: BirdNode[], version?: BirdVersion): BirdConfig {
    if (!this.props.external?.some((external) => external.address === reflector)) {
      throw new Error(`RouteReflectors ${this.node.path}: ${reflector} is none of the external reflectors.`);
    }
    return BirdConfig.of({ routerId: reflector, asNumber: this.asNumber, nodes, version });
  }

  /**
   * Commands that make nodes reflectors, for the Kubernetes datastore: Calico reads cluster id and label from the Kubernetes node,
   * so no manifest is needed. Cordon and drain the nodes first.
   * @throws when the reflectors are outside of the cluster
   */
  public nodeScript(): string {
    const inCluster = this.props.inCluster;
    if (!inCluster) {
      throw new Error(`RouteReflectors ${this.node.path}: the reflectors are outside of the cluster; no node is marked.`);
    }
    const labels = Object.entries(inCluster.label).map(([key, value]) => `${key}=${value}`).join(' ');
    return (inCluster.nodes ?? ['<node>']).map((node) => [
      `kubectl annotate node ${node} --overwrite projectcalico.org/RouteReflectorClusterID=${inCluster.clusterId}`,
      `kubectl label node ${node} --overwrite ${labels}`,
      '',
    ].join('\n')).join('');
  }

  private externalPeers(reflectors: ExternalRouteReflector[]): BGPPeer[] {
    return reflectors.map(({ address, peerName }, index) => {
      const name = peerName ?? `bgppeer-global-${index + 1}`;
      return new BGPPeer(this, name, { metadata: { name }, peerIP: address, asNumber: this.asNumber });
    });
  }

  private clusterPeer({ label }: ClusterRouteReflectors): BGPPeer {
    const name = 'peer-with-route-reflectors';
    return new BGPPeer(this, name, { metadata: { name }, nodeSelector: Selector.all(), peerSelector: Selector.labels(label) });
  }

  private problems(): string[] {
    const { inCluster } = this.props;
    const problems: string[] = [];
    if (inCluster && Object.keys(inCluster.label).length === 0) {
      problems.push('inCluster.label: without a label every node would be a reflector. Name one.');
    }
    if (inCluster && tryParseIp(inCluster.clusterId)?.family !== 4) {
      problems.push(`inCluster.clusterId: "${inCluster.clusterId}" must look like an IPv4 address, like 244.0.0.1.`);
    }
    return problems;
  }
}
