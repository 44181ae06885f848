import { Construct } from 'constructs';
import { adviceForAddress, bitsOf, Protocol, tryParseIp, tryParseNet } from '../network';
import { calicoKind, CalicoResource, type CalicoResourceProps, type KindFacts, type PlainObject } from '../resource';

/** A named port of a host endpoint, for rules that name ports. */
export interface HostEndpointPort {
  /** The name, as in Port.named. */
  readonly name: string;
  /** The protocol: TCP, UDP or SCTP. */
  readonly protocol: Protocol;
  /** The port number, from 1 to 65535. */
  readonly port: number;
}

/** Properties of a HostEndpoint. */
export interface HostEndpointProps extends CalicoResourceProps {
  /** The name of the node that it stands for, as Calico knows it. */
  readonly node: string;
  /**
   * The interface: a name of up to 15 characters, or `*` for every interface of the node.
   * With `*` there is no untracked stage, and loopback is judged too.
   * @default - the interface that has one of expectedIPs
   */
  readonly interfaceName?: string;
  /**
   * Addresses of the interface. Selectors of rules find the endpoint by these only.
   * @default - none; interfaceName must be given then
   */
  readonly expectedIPs?: string[];
  /**
   * Profiles that decide when no policy applies, like `projectcalico-default-allow`.
   *
   * Without a profile, the endpoint drops everything that no policy allows (except failsafe ports) as soon as it exists.
   * @default - none
   */
  readonly profiles?: string[];
  /**
   * Ports with names.
   * @default - none
   */
  readonly ports?: HostEndpointPort[];
}

/**
 * An interface of a node, so that policies can select it by its labels.
 *
 * @example
 * new HostEndpoint(chart, 'gateway-eth0', {
 *   metadata: { labels: { role: 'gateway' } },
 *   node: 'gateway',
 *   interfaceName: 'eth0',
 *   expectedIPs: ['192.0.2.10'],
 *   profiles: ['projectcalico-default-allow'],
 * });
 */
export class HostEndpoint extends CalicoResource {
  private readonly props: HostEndpointProps;

  /** @throws when an address is malformed */
  public constructor(scope: Construct, id: string, props: HostEndpointProps) {
    super(scope, id, props);
    for (const address of props.expectedIPs ?? []) {
      if (tryParseIp(address) === undefined) {
        throw new Error(`HostEndpoint: ${JSON.stringify(address)} in expectedIPs is no address.${adviceFor(address)}`);
      }
    }
    this.props = props;
  }

  /** @internal */
  public _kind(): KindFacts {
    return calicoKind('HostEndpoint', 'cluster');
  }

  /** @internal */
  public _content(): PlainObject {
    const { node, interfaceName, expectedIPs, profiles, ports } = this.props;
    return {
      spec: {
        node,
        interfaceName,
        expectedIPs,
        profiles,
        ports: ports?.map(({ name, protocol, port }) => ({ name, protocol: protocol._toCalico(), port })),
      },
    };
  }
}

/** What is probably wrong with an address of expectedIPs; empty when nothing comes to mind. */
function adviceFor(text: string): string {
  const net = tryParseNet(text.trim());
  if (net === undefined) { return adviceForAddress(text); }
  if (!net.masked || net.prefix === bitsOf(net.family)) { return ` Leave the prefix length out: ${text.trim().split('/')[0]}.`; }
  return ' A network does not fit here: name each address that the interface has, or give interfaceName instead.';
}
