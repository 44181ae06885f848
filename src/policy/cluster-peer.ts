import { namespacesNamed } from './kubernetes-peer';
import { labelSelector } from './label-selector';
import { adviceForCidr, printNet, tryParseNetOrIp } from '../network';
import { type PlainObject } from '../resource';
import { Selector } from '../selector';

/**
 * One side of a rule of a ClusterNetworkPolicy, or the pods that the policy applies to. Peers are values.
 *
 * Its selectors say what Kubernetes can say: `==`, `!=`, in, not in, has and not has, joined by "and".
 *
 * @example
 * ClusterPeer.pods(Selector.labels({ app: 'web' })).inNamespaces('shop');
 */
export class ClusterPeer {
  /**
   * All pods of the namespaces with these names.
   * @throws when no name is given
   */
  public static namespaces(...names: string[]): ClusterPeer {
    return ClusterPeer.namespacesMatching(namespacesNamed('ClusterPeer.namespaces', names));
  }

  /**
   * All pods of the namespaces whose labels match; `Selector.all()` for every namespace.
   * @throws when Kubernetes cannot say the selector
   */
  public static namespacesMatching(selector: Selector): ClusterPeer {
    return new ClusterPeer({ namespaces: labelSelector('ClusterPeer.namespacesMatching', selector) });
  }

  /**
   * Pods by their labels, in every namespace unless namespaces are named.
   * @throws when Kubernetes cannot say the selector
   */
  public static pods(selector: Selector): ClusterPeer {
    return new ClusterPeer({ pods: { podSelector: labelSelector('ClusterPeer.pods', selector) } });
  }

  /**
   * Addresses in CIDR form; a single address stands for itself. Written masked. Only as destination of egress rules.
   * @throws when none is given or one is malformed
   */
  public static networks(...cidrs: string[]): ClusterPeer {
    if (cidrs.length === 0) {
      throw new Error('ClusterPeer.networks() needs at least one CIDR.');
    }
    const networks = cidrs.map((text) => {
      const net = tryParseNetOrIp(text);
      if (net === undefined) {
        throw new Error(`ClusterPeer.networks: ${JSON.stringify(text)} is no address and no CIDR.${adviceForCidr(text)}`);
      }
      return printNet(net);
    });
    return new ClusterPeer({ networks: [...new Set(networks)] });
  }

  private constructor(private readonly fields: PlainObject) {}

  /**
   * Only in the namespaces with these names.
   * @throws when no name is given, or the peer isn't made by `pods`
   */
  public inNamespaces(...names: string[]): ClusterPeer {
    return this.inNamespacesMatching(namespacesNamed('ClusterPeer.inNamespaces', names));
  }

  /**
   * Only in namespaces whose labels match.
   * @throws when Kubernetes cannot say the selector, or the peer isn't made by `pods`
   */
  public inNamespacesMatching(selector: Selector): ClusterPeer {
    const pods = this.fields.pods as PlainObject | undefined;
    if (pods === undefined || pods.namespaceSelector !== undefined) {
      throw new Error('ClusterPeer: only ClusterPeer.pods(…) takes namespaces, and takes them once.');
    }
    return new ClusterPeer({ pods: { ...pods, namespaceSelector: labelSelector('ClusterPeer.inNamespacesMatching', selector) } });
  }

  /**
   * Whether it stands for addresses and not for pods.
   * @internal
   */
  public get _isNetworks(): boolean {
    return this.fields.networks !== undefined;
  }

  /** @internal */
  public _render(): PlainObject {
    return this.fields;
  }
}
