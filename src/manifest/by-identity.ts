/** What names an object in a cluster. The version of the API is no part of it. */
export interface Identity {
  /** Empty for the core group. */
  readonly group: string;
  readonly kind: string;
  /** Empty for objects without one. */
  readonly namespace: string;
  readonly name: string;
}

type Nested<T> = Map<string, T>;

/** A map with identities as keys. Nothing is put together to look one up: thousands of objects are looked up by each of many rules. */
export class ByIdentity<T> {
  private readonly byGroup: Nested<Nested<Nested<Nested<T>>>> = new Map();

  public get({ group, kind, namespace, name }: Identity): T | undefined {
    return this.byGroup.get(group)?.get(kind)?.get(namespace)?.get(name);
  }

  public set({ group, kind, namespace, name }: Identity, value: T): void {
    within(within(within(this.byGroup, group), kind), namespace).set(name, value);
  }
}

function within<T>(map: Nested<Nested<T>>, key: string): Nested<T> {
  let inner = map.get(key);
  if (inner === undefined) {
    inner = new Map();
    map.set(key, inner);
  }
  return inner;
}
