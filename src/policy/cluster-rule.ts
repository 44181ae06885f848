import { type ClusterPeer } from './cluster-peer';
import { type PlainTraffic, plainTraffic } from './plain-traffic';
import { type Traffic } from '../network';
import { type PlainObject, type RenderContext } from '../resource';

type Action = 'Accept' | 'Deny' | 'Pass';

interface ClusterRuleFields {
  readonly action: Action;
  readonly name?: string;
  readonly traffic: PlainTraffic[] | undefined;
  readonly sources: ClusterPeer[];
  readonly destinations: ClusterPeer[];
}

/**
 * A rule of a ClusterNetworkPolicy. Rules are values.
 *
 * @example
 * ClusterRule.deny(Traffic.tcp(22)).from(ClusterPeer.namespacesMatching(Selector.all())).named('no ssh between namespaces');
 */
export class ClusterRule {
  /**
   * Lets traffic of any of these kinds through; without one, all traffic.
   * @throws when Kubernetes cannot say it: it knows TCP, UDP and SCTP with destination ports
   */
  public static accept(...traffic: Traffic[]): ClusterRule {
    return ClusterRule.of('Accept', traffic);
  }

  /**
   * Drops traffic of any of these kinds; without one, all traffic.
   * @throws when Kubernetes cannot say it: it knows TCP, UDP and SCTP with destination ports
   */
  public static deny(...traffic: Traffic[]): ClusterRule {
    return ClusterRule.of('Deny', traffic);
  }

  /**
   * Leaves traffic of any of these kinds to the next tier; without one, all traffic.
   * @throws when Kubernetes cannot say it: it knows TCP, UDP and SCTP with destination ports
   */
  public static pass(...traffic: Traffic[]): ClusterRule {
    return ClusterRule.of('Pass', traffic);
  }

  private static of(action: Action, traffic: Traffic[]): ClusterRule {
    const caller = `ClusterRule.${action.toLowerCase()}`;
    const plain = plainTraffic(caller, traffic);
    if (plain?.some(({ protocol, ports }) => protocol !== undefined && ports?.some(({ name }) => name !== undefined))) {
      throw new Error(`${caller}: a ClusterNetworkPolicy matches a named port whatever its protocol is. Say Traffic.any().toPorts(Port.named(…)).`);
    }
    return new ClusterRule({ action, traffic: plain, sources: [], destinations: [] });
  }

  private constructor(private readonly fields: ClusterRuleFields) {}

  /** From any of these peers. For ingress rules, which need one. */
  public from(...peers: ClusterPeer[]): ClusterRule {
    return new ClusterRule({ ...this.fields, sources: [...this.fields.sources, ...peers] });
  }

  /** To any of these peers. For egress rules, which need one. */
  public to(...peers: ClusterPeer[]): ClusterRule {
    return new ClusterRule({ ...this.fields, destinations: [...this.fields.destinations, ...peers] });
  }

  /** Gives the rule a name of up to 100 characters. */
  public named(name: string): ClusterRule {
    return new ClusterRule({ ...this.fields, name });
  }

  /** @internal */
  public _render(context: RenderContext, path: string, direction: 'ingress' | 'egress'): PlainObject {
    const { action, name, traffic, sources, destinations } = this.fields;
    const [own, foreign, key] = direction === 'ingress' ? [sources, destinations, 'from'] : [destinations, sources, 'to'];
    if (foreign.length > 0 || own.length === 0) {
      context.report(path, `an ${direction} rule of a ClusterNetworkPolicy names the other side, and only that: say .${key}(…).`);
    }
    if (direction === 'ingress' && own.some((peer) => peer._isNetworks)) {
      context.report(`${path}.from`, 'a ClusterNetworkPolicy knows networks as destinations of egress rules only; use a GlobalNetworkPolicy.');
    }
    return { action, name, [key]: own.map((peer) => peer._render()), protocols: traffic?.flatMap(protocolEntries) };
  }
}

function protocolEntries({ protocol, ports }: PlainTraffic): PlainObject[] {
  // "All ports" must be spelt out: an empty protocol entry is refused.
  const entries = ports ?? [{ first: 1, last: 65535, name: undefined }];
  return entries.map(({ first, last, name }) => {
    if (name !== undefined) {
      return { destinationNamedPort: name };
    }
    const destinationPort = first === last ? { number: first } : { range: { start: first, end: last } };
    return { [protocol!.toLowerCase()]: { destinationPort } };
  });
}
