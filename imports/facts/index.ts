/**
 * The facts about every kind and field that Calico's CRDs define, for every supported minor: what bindings are
 * generated from and what validation checks against. Files load on first use, one per kind.
 */
import { FACT_FILES, loadSharedTypes } from './files';
import type { Constraints, Minor, ShapeName, StoredKind, StoredSchema, StoredType, StoredVariant } from './format';

export type { Constraints, Minor, Scalar } from './format';

/** A value's shape and constraints in the CRD of one minor. */
export interface Schema extends Constraints {
  readonly type: ShapeName | 'object';
  /** Of an object: the name of its type, the same wherever the type is used. */
  readonly typeName?: string;
  /** Of an object: its fields by name. */
  readonly fields?: ReadonlyMap<string, FieldSchema>;
  /** Of an array. */
  readonly items?: Schema;
  /** Of a map: the schema of every value. */
  readonly values?: Schema;
}

export interface FieldSchema extends Schema {
  readonly required: boolean;
}

/** When a field exists: in `gone` it is there no more. */
export interface Availability {
  readonly since: Minor;
  readonly gone?: Minor;
}

/** One kind. `since` and `gone` say in which minors it exists; `gone` is the first one without it. */
export interface KindFacts extends Availability {
  readonly apiVersion: string;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  readonly selectableFields: readonly string[];
  /** The status is written through its own subresource: what a manifest says there is ignored. */
  readonly statusSubresource: boolean;
}

/** The apiVersion and kind of everything that there are facts for. */
export const KINDS: readonly { readonly apiVersion: string; readonly kind: string }[] = Object.keys(FACT_FILES).map((key) => {
  const [group, version, kind] = key.split('/');
  return { apiVersion: `${group}/${version}`, kind };
});

const loaded = new Map<string, KindFacts>();
const storedKinds = new WeakMap<KindFacts, StoredKind>();
const resolvedTypes = new WeakMap<StoredType, Map<Minor, ReadonlyMap<string, FieldSchema>>>();

/** The facts of a kind, or undefined when there are none. */
export function kindFacts(apiVersion: string, kind: string): KindFacts | undefined {
  const key = `${apiVersion}/${kind}`;
  const known = loaded.get(key);
  if (known || !Object.hasOwn(FACT_FILES, key)) return known;
  const stored = FACT_FILES[key]();
  const { group, version, plural, singular, scope, since, gone } = stored;
  const facts: KindFacts = {
    apiVersion,
    group,
    version,
    kind,
    plural,
    singular,
    scope,
    since,
    gone,
    shortNames: stored.shortNames ?? [],
    selectableFields: stored.selectableFields ?? [],
    statusSubresource: stored.statusSubresource ?? false,
  };
  storedKinds.set(facts, stored);
  loaded.set(key, facts);
  return facts;
}

/**
 * The schema of the whole object in the CRD of a minor, or undefined when that minor has no such kind.
 * For a minor newer than the facts it is that of the newest.
 */
export function schemaAt(facts: KindFacts, minor: Minor): Schema | undefined {
  if (!exists(facts, minor)) return undefined;
  const stored = storedOf(facts);
  return resolve({ ref: stored.root }, stored, minor);
}

/**
 * When the field at a path exists (`['spec', 'ingress', 'source', 'nets']`: without list indices and map keys),
 * or undefined when no minor has it.
 */
export function availability(facts: KindFacts, path: readonly string[]): Availability | undefined {
  const stored = storedOf(facts);
  const minors: Minor[] = [];
  const end = facts.gone ?? newestMinor() + 1;
  for (let minor = facts.since; minor < end; minor++) {
    let schema: Schema | undefined = resolve({ ref: stored.root }, stored, minor);
    for (const name of path) {
      while (schema?.items ?? schema?.values) schema = schema?.items ?? schema?.values;
      schema = schema?.fields?.get(name);
    }
    if (schema) minors.push(minor);
  }
  if (minors.length === 0) return undefined;
  const last = minors[minors.length - 1];
  return { since: minors[0], ...(last < newestMinor() ? { gone: last + 1 } : {}) };
}

/** The newest minor that the facts cover. */
export function newestMinor(): Minor {
  return loadSharedTypes().newest;
}

/** The facts as they are stored: for the generator and for tests. */
export function storedOf(facts: KindFacts): StoredKind {
  return storedKinds.get(facts)!;
}

/** The stored type of a name that a kind's facts use. */
export function storedType(kind: StoredKind, name: string): StoredType {
  return kind.types[name] ?? loadSharedTypes().types[name];
}

function exists(life: Availability, minor: Minor): boolean {
  return life.since <= minor && (life.gone === undefined || minor < life.gone);
}

function resolve(schema: StoredSchema, kind: StoredKind, minor: Minor): Schema {
  const { ref, type, items, values, ...constraints } = schema;
  if (ref !== undefined) return { ...constraints, type: 'object', typeName: ref, fields: fieldsAt(kind, ref, minor) };
  return {
    ...constraints,
    type: type!,
    ...(items && { items: resolve(items, kind, minor) }),
    ...(values && { values: resolve(values, kind, minor) }),
  };
}

function fieldsAt(kind: StoredKind, name: string, minor: Minor): ReadonlyMap<string, FieldSchema> {
  const type = storedType(kind, name);
  let byMinor = resolvedTypes.get(type);
  if (!byMinor) resolvedTypes.set(type, byMinor = new Map());
  const known = byMinor.get(minor);
  if (known) return known;
  const fields = new Map<string, FieldSchema>();
  for (const [field, variants] of Object.entries(type.fields)) {
    const variant = variantAt(variants, type, minor);
    if (!variant) continue;
    const { since, gone, required, ...schema } = variant;
    fields.set(field, { ...resolve(schema, kind, minor), required: required ?? false });
  }
  byMinor.set(minor, fields);
  return fields;
}

function variantAt(variants: StoredVariant | readonly StoredVariant[], type: StoredType, minor: Minor): StoredVariant | undefined {
  const list = Array.isArray(variants) ? variants as readonly StoredVariant[] : [variants as StoredVariant];
  return list.find((variant) => exists({ since: variant.since ?? type.since, gone: variant.gone ?? type.gone }, minor));
}
