import { type KubernetesPeer } from './kubernetes-peer';
import { type PlainTraffic, plainTraffic } from './plain-traffic';
import { type Traffic } from '../network';
import { type PlainObject, type RenderContext } from '../resource';

/**
 * A rule of a Kubernetes NetworkPolicy. There are only rules that allow. Rules are values.
 *
 * @example
 * KubernetesRule.allow(Traffic.tcp(53), Traffic.udp(53)).to(KubernetesPeer.namespaces('kube-system'));
 */
export class KubernetesRule {
  /**
   * Allows traffic of any of these kinds; without one, all traffic.
   * @throws when Kubernetes cannot say it: it knows TCP, UDP and SCTP with destination ports
   */
  public static allow(...traffic: Traffic[]): KubernetesRule {
    const plain = plainTraffic('KubernetesRule.allow', traffic);
    if (plain?.some(({ protocol }) => protocol === undefined)) {
      throw new Error('KubernetesRule.allow: Kubernetes takes a named port without a protocol for TCP. Say Traffic.tcpPorts(Port.named(…)), or udpPorts, or both.');
    }
    return new KubernetesRule(plain, [], []);
  }

  private constructor(
    private readonly traffic: PlainTraffic[] | undefined,
    private readonly sources: KubernetesPeer[],
    private readonly destinations: KubernetesPeer[],
  ) {}

  /** From any of these peers. For ingress rules; without peers, from everywhere. */
  public from(...peers: KubernetesPeer[]): KubernetesRule {
    return new KubernetesRule(this.traffic, [...this.sources, ...peers], this.destinations);
  }

  /** To any of these peers. For egress rules; without peers, to everywhere. */
  public to(...peers: KubernetesPeer[]): KubernetesRule {
    return new KubernetesRule(this.traffic, this.sources, [...this.destinations, ...peers]);
  }

  /** @internal */
  public _render(context: RenderContext, path: string, direction: 'ingress' | 'egress'): PlainObject {
    const [own, foreign, key] = direction === 'ingress' ? [this.sources, this.destinations, 'from'] : [this.destinations, this.sources, 'to'];
    if (foreign.length > 0) {
      context.report(path, `an ${direction} rule of Kubernetes names the other side only: say .${key}(…).`);
    }
    return {
      [key]: own.length === 0 ? undefined : own.map((peer, index) => peer._render(context, `${path}.${key}[${index}]`)),
      ports: this.traffic?.flatMap(portEntries),
    };
  }
}

function portEntries({ protocol, ports }: PlainTraffic): PlainObject[] {
  if (ports === undefined) {
    return [{ protocol }];
  }
  return ports.map(({ name, first, last }) => ({ protocol, port: name ?? first, endPort: last === first ? undefined : last }));
}
