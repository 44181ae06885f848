import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { CalicoctlResource } from './calicoctl-chart';
import { port } from './felix-configuration';
import { maskedNet } from './masked-net';
import { tryParseNet } from '../network';
import { calicoKind, type KindFacts, type PlainObject, type RenderContext } from '../resource';

/** Protocols that a named port of an endpoint can have. */
export enum EndpointPortProtocol {
  /** TCP */
  TCP = 'TCP',
  /** UDP */
  UDP = 'UDP',
  /** SCTP */
  SCTP = 'SCTP',
}

/** A named port of a workload. */
export interface WorkloadEndpointPort {
  /** The name by which rules mean it. */
  readonly name: string;
  /** The port. */
  readonly port: number;
  /** The protocol. */
  readonly protocol: EndpointPortProtocol;
}

/** Properties of a WorkloadEndpoint. */
export interface WorkloadEndpointProps {
  /** The node that the workload runs on, as Calico calls it. */
  readonly node: string;
  /** The pod; for other orchestrators, the workload. */
  readonly pod: string;
  /** The pod's namespace. */
  readonly namespace: string;
  /**
   * The interface within the pod.
   * @default eth0
   */
  readonly endpoint?: string;
  /**
   * Who runs the workload.
   * @default k8s
   */
  readonly orchestrator?: string;
  /**
   * Labels of the pod. Those that Calico needs (`projectcalico.org/namespace`, `projectcalico.org/orchestrator`) are added.
   * @default - none
   */
  readonly labels?: { [key: string]: string };
  /**
   * The container's id.
   * @default - none
   */
  readonly containerId?: string;
  /** The interface on the node, which begins with Felix's interface prefix. */
  readonly interfaceName: string;
  /**
   * The MAC address of the interface.
   * @default - none
   */
  readonly mac?: string;
  /** The pod's addresses, written as single-address networks. */
  readonly ipNetworks: string[];
  /**
   * Names of profiles.
   * @default - those of the namespace and its default service account: `kns.<namespace>` and `ksa.<namespace>.default`
   */
  readonly profiles?: string[];
  /**
   * Named ports.
   * @default - none
   */
  readonly ports?: WorkloadEndpointPort[];
}

/**
 * An interface of a workload. In Kubernetes Calico derives it from the pod, so it is never written by hand there;
 * with other orchestrators on etcd it is. Its name is derived from its fields.
 *
 * @example
 * const endpoints = new CalicoctlChart(app, 'endpoints');
 * new WorkloadEndpoint(endpoints, 'nginx', {
 *   node: 'node1', pod: 'my-nginx-b1337a', namespace: 'default', interfaceName: 'cali0ef24ba', ipNetworks: ['192.168.0.1/32'],
 * });
 */
export class WorkloadEndpoint extends CalicoctlResource {
  private readonly props: WorkloadEndpointProps;

  public constructor(scope: Construct, id: string, props: WorkloadEndpointProps) {
    super(scope, id, { metadata: metadataOf(props) });
    this.props = props;
  }

  /**
   * @internal
   */
  public _kind(): KindFacts {
    return calicoKind('WorkloadEndpoint', 'namespaced');
  }

  /**
   * @internal
   */
  public _content(context: RenderContext): PlainObject {
    const { node, pod, endpoint = 'eth0', orchestrator = 'k8s', containerId, interfaceName, mac, ipNetworks, namespace, ports } = this.props;
    return {
      spec: {
        node,
        orchestrator,
        ...(orchestrator === 'k8s' ? { pod } : { workload: pod }),
        endpoint,
        containerID: containerId,
        interfaceName,
        mac,
        ipNetworks: ipNetworks.map((text, index) => singleAddress(text, `spec.ipNetworks[${index}]`, context)),
        profiles: this.props.profiles ?? [`kns.${namespace}`, `ksa.${namespace}.default`],
        ports: ports?.map(({ name, port: number, protocol }, index) => (
          { name, port: port(number, `spec.ports[${index}].port`, context), protocol })),
      },
    };
  }
}

function metadataOf(props: WorkloadEndpointProps): ApiObjectMetadata {
  const { node, orchestrator = 'k8s', pod, endpoint = 'eth0', namespace, labels } = props;
  // A dash within a part is doubled, so that the single dashes between the parts can be told from it.
  const name = [node, orchestrator, pod, endpoint].map((part) => part.replace(/-/g, '--')).join('-');
  return {
    name,
    namespace,
    labels: { 'projectcalico.org/namespace': namespace, 'projectcalico.org/orchestrator': orchestrator, ...labels },
  };
}

function singleAddress(text: string, path: string, context: RenderContext): string {
  const masked = maskedNet(text);
  const net = masked === undefined ? undefined : tryParseNet(masked);
  if (!net || net.prefix !== (net.family === 4 ? 32 : 128)) {
    context.report(path, `"${text}" is not one address; an endpoint has single addresses, like 192.168.0.1 (written 192.168.0.1/32)`);
  }
  return masked ?? text;
}
