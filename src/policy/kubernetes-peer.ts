import { IConstruct } from 'constructs';
import { labelSelector } from './label-selector';
import { checkNamespaceNames } from './namespace-name';
import { readPodTemplate } from './pod-template';
import { adviceForCidr, netContainsNet, printNet, tryParseNetOrIp } from '../network';
import { type PlainObject, type RenderContext } from '../resource';
import { Selector } from '../selector';

/** The label that Kubernetes itself puts on every namespace. */
export const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

type Rendered = (context: RenderContext, path: string) => PlainObject;

/**
 * One side of a rule of a Kubernetes NetworkPolicy: pods, namespaces or a block of addresses. Peers are values.
 *
 * Its selectors say what Kubernetes can say: `==`, `!=`, in, not in, has and not has, joined by "and".
 *
 * @example
 * KubernetesPeer.pods(Selector.labels({ app: 'web' })).inNamespaces('shop');
 */
export class KubernetesPeer {
  /**
   * Pods by their labels, in the policy's namespace; `Selector.all()` for all of them.
   * @throws when Kubernetes cannot say the selector
   */
  public static pods(selector: Selector): KubernetesPeer {
    const podSelector = labelSelector('KubernetesPeer.pods', selector);
    return new KubernetesPeer(() => ({ podSelector }), true);
  }

  /**
   * All pods of the namespaces with these names.
   * @throws when no name is given
   */
  public static namespaces(...names: string[]): KubernetesPeer {
    return KubernetesPeer.namespacesMatching(namespacesNamed('KubernetesPeer.namespaces', names));
  }

  /**
   * All pods of the namespaces whose labels match; `Selector.all()` for every namespace.
   * @throws when Kubernetes cannot say the selector
   */
  public static namespacesMatching(selector: Selector): KubernetesPeer {
    const namespaceSelector = labelSelector('KubernetesPeer.namespacesMatching', selector);
    return new KubernetesPeer(() => ({ namespaceSelector }), false);
  }

  /**
   * Addresses in CIDR form, without parts of it. Meant for addresses outside of the cluster. Written masked.
   *
   * @param cidr the addresses; a single one stands for itself
   * @param except CIDRs inside of it that don't belong to it
   * @throws when a CIDR is malformed, or an exception is not inside
   */
  public static ipBlock(cidr: string, except?: string[]): KubernetesPeer {
    const block = netOf(cidr);
    const holes = except?.map((text) => {
      const hole = netOf(text);
      if (!netContainsNet(block, hole)) {
        throw new Error(`KubernetesPeer.ipBlock: the exception ${text} is not inside of ${cidr}.`);
      }
      return printNet(hole);
    });
    return new KubernetesPeer(() => ({ ipBlock: { cidr: printNet(block), except: holes } }), false);
  }

  /** The pods of anything with a pod template, like a Deployment of cdk8s-plus; read when the policy is written. */
  public static workload(construct: IConstruct): KubernetesPeer {
    return new KubernetesPeer((context, path) => {
      try {
        const { selector, namespace } = readPodTemplate(construct);
        const podSelector = labelSelector('KubernetesPeer.workload', selector);
        if (namespace === context.namespace) {
          return { podSelector };
        }
        if (namespace === undefined) {
          throw new Error(`the namespace of ${construct.node.path} is not known. Give it or its chart a namespace.`);
        }
        return { podSelector, namespaceSelector: { matchLabels: { [NAMESPACE_LABEL]: namespace } } };
      } catch (error) {
        context.report(path, (error as Error).message);
        return {};
      }
    }, false);
  }

  private constructor(private readonly rendered: Rendered, private readonly takesNamespaces: boolean) {}

  /**
   * Only in the namespaces with these names.
   * @throws when no name is given, or the peer isn't made by `pods`
   */
  public inNamespaces(...names: string[]): KubernetesPeer {
    return this.inNamespacesMatching(namespacesNamed('KubernetesPeer.inNamespaces', names));
  }

  /**
   * Only in namespaces whose labels match; `Selector.all()` for every namespace.
   * @throws when Kubernetes cannot say the selector, or the peer isn't made by `pods`
   */
  public inNamespacesMatching(selector: Selector): KubernetesPeer {
    if (!this.takesNamespaces) {
      throw new Error('KubernetesPeer: only KubernetesPeer.pods(…) takes namespaces, and takes them once.');
    }
    const namespaceSelector = labelSelector('KubernetesPeer.inNamespacesMatching', selector);
    return new KubernetesPeer((context, path) => ({ ...this.rendered(context, path), namespaceSelector }), false);
  }

  /** @internal */
  public _render(context: RenderContext, path: string): PlainObject {
    return this.rendered(context, path);
  }
}

/** A selector of namespaces by name. */
export function namespacesNamed(caller: string, names: string[]): Selector {
  if (names.length === 0) {
    throw new Error(`${caller}() needs at least one name.`);
  }
  checkNamespaceNames(caller, names);
  const label = Selector.label(NAMESPACE_LABEL);
  return names.length === 1 ? label.equalTo(names[0]) : label.isIn(...names);
}

function netOf(text: string): NonNullable<ReturnType<typeof tryParseNetOrIp>> {
  const net = tryParseNetOrIp(text);
  if (net === undefined) {
    throw new Error(`KubernetesPeer.ipBlock: ${JSON.stringify(text)} is no address and no CIDR.${adviceForCidr(text)}`);
  }
  return net;
}
