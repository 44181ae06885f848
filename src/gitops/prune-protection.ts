import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { setSyncOptions } from './sync-options';

const FLUX = 'kustomize.toolkit.fluxcd.io/prune';

/**
 * Keeps objects in the cluster when their manifests are gone: neither Argo CD nor Flux deletes them. For namespaces, tiers and whatever else
 * would take a lot down with it.
 *
 * @example
 * PruneProtection.addTo(new Tier(chart, 'security', { order: 100 }));
 */
export class PruneProtection {
  /** Protects every object at or below a construct that is there now. */
  public static addTo(scope: IConstruct): void {
    for (const object of scope.node.findAll().filter(ApiObject.isApiObject)) {
      setSyncOptions(object.metadata, 'Prune=false', 'Delete=false');
      object.metadata.addAnnotation(FLUX, 'disabled');
    }
  }

  private constructor() {}
}
