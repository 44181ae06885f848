/** Where Flux fetches manifests from. `FluxGitRepository` and `FluxOciRepository` are sources. */
export interface IFluxSource {
  /** The kind of the object, like `GitRepository`. */
  readonly sourceKind: string;
  /** The name of the object. */
  readonly sourceName: string;
  /** The namespace of the object; undefined for that of the Kustomization which reads it. */
  readonly sourceNamespace?: string;
}
