import { fluxDuration } from './flux-duration';
import { type KindFacts, type PlainObject, type Report } from '../resource';

/** Where Flux fetches manifests from. `FluxGitRepository` and `FluxOciRepository` are sources. */
export interface IFluxSource {
  /** The kind of the object, like `GitRepository`. */
  readonly sourceKind: string;
  /** The name of the object. */
  readonly sourceName: string;
  /** The namespace of the object; undefined for that of the Kustomization which reads it. */
  readonly sourceNamespace?: string;
}

/** A source that exists already. */
export function existingSource(kind: string, name: string, namespace: string | undefined): IFluxSource {
  return { sourceKind: kind, sourceName: name, sourceNamespace: namespace };
}

/** A kind of Flux's source controller. */
export function sourceFacts(kind: string): KindFacts {
  return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind, isNamespaced: true };
}

/** What the spec of every source says: from where, how often, and with which credentials. */
export function sourceSpec({ url, interval, secretName }: { url: string; interval: string; secretName?: string }, report: Report): PlainObject {
  return {
    url,
    interval: fluxDuration(interval, 'spec.interval', report),
    secretRef: secretName === undefined ? undefined : { name: secretName },
  };
}
