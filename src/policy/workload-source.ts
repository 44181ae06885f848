import { IConstruct } from 'constructs';
import { type PeerSource, type Selected } from './peer-source';
import { readPodTemplate } from './pod-template';
import { type RenderContext } from '../resource';
import { Selector } from '../selector';

/** The pods of a workload, as a peer. */
export class WorkloadSource implements PeerSource {
  public constructor(private readonly construct: IConstruct, private readonly knownNamespace?: string) {}

  public selected(context: RenderContext, path: string): Selected | undefined {
    try {
      const template = readPodTemplate(this.construct);
      const namespace = this.knownNamespace ?? template.namespace;
      // What is left to `kubectl -n` on both sides is one namespace.
      if (context.isNamespaced && namespace === context.namespace) {
        return { selector: template.selector };
      }
      if (namespace === undefined) {
        throw new Error(`the namespace of ${this.construct.node.path} is not known.`
          + ' Give it or its chart a namespace, or say Workload.of(…).withNamespace(…).peer.');
      }
      return { selector: template.selector, namespaceSelector: Selector.label('projectcalico.org/name').equalTo(namespace) };
    } catch (error) {
      context.report(path, (error as Error).message);
      return undefined;
    }
  }
}
