import { IConstruct } from 'constructs';
import { CalicoTarget } from '../target';

/**
 * What the constructs of one cluster know of each other.
 *
 * Constructs enter themselves when they are made. So a check over all pools, say, costs the number of pools and not the
 * number of constructs in the app, and every construct can do it by itself.
 */
export class ClusterRegistry {
  private readonly lists = new Map<string, unknown[]>();
  private readonly objects = new Map<string, unknown>();

  /** All entries of a list, in the order in which the constructs were made. */
  public list<T>(name: string): T[] {
    let list = this.lists.get(name);
    if (!list) {
      list = [];
      this.lists.set(name, list);
    }
    return list as T[];
  }

  /** The one entry under this key; made when there is none yet. */
  public single<T>(key: string, make: () => T): T {
    if (!this.objects.has(key)) {
      this.objects.set(key, make());
    }
    return this.objects.get(key) as T;
  }

  /** The one entry under this key. */
  public find<T>(key: string): T | undefined {
    return this.objects.get(key) as T | undefined;
  }
}

/** An app may describe several clusters: one for each target, and one for everything without a target. */
const registries = new WeakMap<IConstruct, Map<CalicoTarget | undefined, ClusterRegistry>>();

/** The registry of the cluster that a construct belongs to. */
export function registryOf(construct: IConstruct): ClusterRegistry {
  const target = CalicoTarget.ofConstruct(construct);
  const key = target.isAssumed ? undefined : target;
  let clusters = registries.get(construct.node.root);
  if (!clusters) {
    clusters = new Map();
    registries.set(construct.node.root, clusters);
  }
  let registry = clusters.get(key);
  if (!registry) {
    registry = new ClusterRegistry();
    clusters.set(key, registry);
  }
  return registry;
}
