import { type PeerSource, type Selected } from './peer-source';
import { type INetworkSet } from '../endpoint';
import { type RenderContext } from '../resource';
import { Selector } from '../selector';

/** The addresses of a network set, as a peer: by the labels that tell it from others. */
export class NetworkSetSource implements PeerSource {
  public constructor(private readonly set: INetworkSet) {}

  public selected(context: RenderContext, path: string): Selected | undefined {
    const selector = Selector.labels(this.set.selectorLabels);
    if (this.set.isGlobal) {
      // A set without a namespace is found by policies of a namespace only when they ask for it; and with it, no pod's label can pretend.
      return { selector, namespaceSelector: Selector.global() };
    }
    const namespace = this.set.setNamespace;
    if (context.isNamespaced && namespace === context.namespace) {
      return { selector };
    }
    if (namespace === undefined) {
      context.report(path, `the namespace of network set '${this.set.setName}' is not known. Give it or its chart a namespace.`);
      return undefined;
    }
    return { selector, namespaceSelector: Selector.label('projectcalico.org/name').equalTo(namespace) };
  }
}
