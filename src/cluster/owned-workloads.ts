import { type Manifest } from '../manifest';
import { objectAt, objectsAt, textAt } from './fields';

/** Which workloads of the input make which, as a dump of a cluster holds them: a Deployment, its ReplicaSet, their Pods. */
export class OwnedWorkloads {
  private readonly owners: ReadonlyMap<string, string>;
  private readonly withPods = new Set<string>();

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
      for (let key = owners.get(this.keyOf(manifest)); key !== undefined && !this.withPods.has(key); key = owners.get(key)) { this.withPods.add(key); }
    }
  }

  /** A template that another one of the input made is one workload with it. */
  public isMadeByTemplate(manifest: Manifest): boolean {
    return textAt(manifest.object, 'kind') !== 'Pod' && this.owners.has(this.keyOf(manifest));
  }

  /** Whether pods of a template are in the input themselves. */
  public hasPods(manifest: Manifest): boolean {
    return this.withPods.has(this.keyOf(manifest));
  }

  private keyOf(manifest: Manifest): string {
    return `${textAt(manifest.object, 'kind')} ${this.namespaceOf(manifest)}/${textAt(objectAt(manifest.object, 'metadata'), 'name')}`;
  }
}
