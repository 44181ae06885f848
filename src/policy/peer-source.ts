import { type RenderContext } from '../resource';
import { type Selector } from '../selector';

/** Which things of the cluster a peer stands for, once it is known who asks. */
export interface Selected {
  readonly selector: Selector;
  /** The namespaces that they live in; undefined for the namespace of the policy. */
  readonly namespaceSelector?: Selector;
}

/** Something that is looked up when the manifests are written: a workload, a network set. */
export interface PeerSource {
  /** Undefined after reporting why it cannot be said. */
  selected(context: RenderContext, path: string): Selected | undefined;
}
