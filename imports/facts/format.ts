/**
 * How the facts are stored in the JSON files of this folder (see imports/README.md), and how they are read back.
 * Written by hand, like index.ts; everything else in imports/ is generated.
 */

/** A Calico minor: 33 is v3.33. */
export type Minor = number;

export type Scalar = string | number | boolean;

/** What a CRD says about a value besides its shape. */
export interface Constraints {
  readonly enum?: readonly Scalar[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly listType?: 'set' | 'map' | 'atomic';
  readonly listMapKeys?: readonly string[];
  readonly default?: unknown;
  readonly nullable?: true;
  /** Fields that the CRD does not name are kept. */
  readonly preserveUnknown?: true;
}

/** `metadata` is the object's own metadata, whose fields Kubernetes defines and a CRD does not repeat. */
export type ShapeName = 'array' | 'map' | 'string' | 'integer' | 'number' | 'boolean' | 'intOrString' | 'any' | 'metadata';

/** A value's shape: an object refers to its type by name, anything else is spelled out. */
export interface StoredSchema extends Constraints {
  readonly ref?: string;
  readonly type?: ShapeName;
  readonly items?: StoredSchema;
  readonly values?: StoredSchema;
}

/** What holds for a field from `since` until before `gone`; without them, for as long as the type exists. */
export interface StoredVariant extends StoredSchema {
  readonly since?: Minor;
  readonly gone?: Minor;
  readonly required?: true;
}

export interface StoredType {
  readonly since: Minor;
  readonly gone?: Minor;
  /** One variant, or several when the CRDs of different minors disagree (ordered by minor, never overlapping). */
  readonly fields: { readonly [name: string]: StoredVariant | readonly StoredVariant[] };
}

export interface StoredTypes { readonly [name: string]: StoredType }

export interface StoredKind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames?: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  readonly selectableFields?: readonly string[];
  readonly statusSubresource?: true;
  readonly since: Minor;
  readonly gone?: Minor;
  /** The name of the type of the object itself; the types that other kinds use too are in shared.json. */
  readonly root: string;
  readonly types: StoredTypes;
}
