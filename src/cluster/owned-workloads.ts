import { type JsonObject, type Manifest } from '../manifest';
import { type Ip, type Net } from '../network';
import { objectAt, objectsAt, textAt } from './fields';
import { type ClusterModel, type Workload } from './model';

/** Which workloads of the input make which, as a dump of a cluster holds them: a Deployment, its ReplicaSet, their Pods. */
export class OwnedWorkloads {
  private readonly keys: ReadonlyMap<Manifest, string>;
  /** By keys, as what follows. */
  private readonly owners = new Map<string, string>();
  private readonly pods = new Map<string, Manifest[]>();

  public constructor(workloads: readonly Manifest[], namespaceOf: (manifest: Manifest) => string) {
    const keyOf = (object: JsonObject | undefined, kind: string, manifest: Manifest): string => `${kind} ${namespaceOf(manifest)}/${textAt(object, 'name')}`;
    this.keys = new Map(workloads.map((manifest) => [manifest, keyOf(objectAt(manifest.object, 'metadata'), textAt(manifest.object, 'kind'), manifest)]));
    const all = new Set(this.keys.values());
    for (const [manifest, key] of this.keys) {
      const owner = objectsAt(objectAt(manifest.object, 'metadata'), 'ownerReferences').find(({ controller }) => controller === true);
      const ownerKey = owner === undefined ? undefined : keyOf(owner, textAt(owner, 'kind'), manifest);
      if (ownerKey !== undefined && all.has(ownerKey)) { this.owners.set(key, ownerKey); }
    }
    for (const [manifest, key] of this.keys) {
      if (isPod(manifest)) { this.addPod(manifest, key); }
    }
  }

  private addPod(manifest: Manifest, key: string): void {
    const seen = new Set<string>(); // a ring of owners is no dump of a cluster, and no reason to hang
    for (let owner = this.owners.get(key); owner !== undefined && !seen.has(owner); owner = this.owners.get(owner)) {
      seen.add(owner);
      const pods = this.pods.get(owner);
      if (pods === undefined) { this.pods.set(owner, [manifest]); } else { pods.push(manifest); }
    }
  }

  /** Of a template that another one of the input made, which is one workload with it: `Deployment shop/web`. */
  public makerOf(manifest: Manifest): string | undefined {
    return isPod(manifest) ? undefined : this.owners.get(this.keys.get(manifest)!);
  }

  /** Pods that a template made; undefined when none of them is in the input. */
  public podsOf(manifest: Manifest): readonly Manifest[] | undefined {
    return this.pods.get(this.keys.get(manifest)!);
  }
}

function isPod({ object }: Manifest): boolean {
  return textAt(object, 'kind') === 'Pod';
}

/** Where a workload's address lies that the input does not tell: with complete input, it is one of its pods'. Empty for anywhere. */
export function addressSpaceOf({ podAddresses = [] }: Workload, { isComplete, podNets }: ClusterModel): readonly Net[] {
  return isComplete && podAddresses.length > 0 ? podAddresses : podNets;
}

/** Its addresses, else the networks that they lie in. Empty when the input tells neither. */
export function knownSpace(workload: Workload, model: ClusterModel): readonly (Ip | Net)[] {
  return workload.addresses.length > 0 ? workload.addresses : addressSpaceOf(workload, model);
}
