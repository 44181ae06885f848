import { type Manifest } from '../manifest';
import { type Net } from '../network';
import { objectAt, objectsAt, textAt } from './fields';
import { type ClusterModel, type Workload } from './model';

/** Which workloads of the input make which, as a dump of a cluster holds them: a Deployment, its ReplicaSet, their Pods. */
export class OwnedWorkloads {
  private readonly owners: ReadonlyMap<string, string>;
  private readonly pods = new Map<string, Manifest[]>();

  public constructor(workloads: readonly Manifest[], private readonly namespaceOf: (manifest: Manifest) => string) {
    const all = new Set(workloads.map((manifest) => this.keyOf(manifest)));
    const owners = new Map<string, string>();
    for (const manifest of workloads) {
      const metadata = objectAt(manifest.object, 'metadata');
      const owner = objectsAt(metadata, 'ownerReferences').find(({ controller }) => controller === true);
      const key = owner === undefined ? undefined : `${textAt(owner, 'kind')} ${namespaceOf(manifest)}/${textAt(owner, 'name')}`;
      if (key !== undefined && all.has(key)) { owners.set(this.keyOf(manifest), key); }
    }
    this.owners = owners;
    for (const manifest of workloads) {
      if (textAt(manifest.object, 'kind') !== 'Pod') { continue; }
      const seen = new Set<string>(); // a ring of owners is no dump of a cluster, and no reason to hang
      for (let key = owners.get(this.keyOf(manifest)); key !== undefined && !seen.has(key); key = owners.get(key)) {
        seen.add(key);
        const pods = this.pods.get(key);
        if (pods === undefined) { this.pods.set(key, [manifest]); } else { pods.push(manifest); }
      }
    }
  }

  /** A template that another one of the input made is one workload with it. */
  public isMadeByTemplate(manifest: Manifest): boolean {
    return textAt(manifest.object, 'kind') !== 'Pod' && this.owners.has(this.keyOf(manifest));
  }

  /** Pods that a template made; undefined when none of them is in the input. */
  public podsOf(manifest: Manifest): readonly Manifest[] | undefined {
    return this.pods.get(this.keyOf(manifest));
  }

  private keyOf(manifest: Manifest): string {
    return `${textAt(manifest.object, 'kind')} ${this.namespaceOf(manifest)}/${textAt(objectAt(manifest.object, 'metadata'), 'name')}`;
  }
}

/** Where a workload's address lies that the input does not tell: with complete input, it is one of its pods'. Empty for anywhere. */
export function addressSpaceOf({ podAddresses = [] }: Workload, { isComplete, podNets }: ClusterModel): readonly Net[] {
  return isComplete && podAddresses.length > 0 ? podAddresses : podNets;
}
