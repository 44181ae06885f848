import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type CrdSource, STORAGE_GROUP } from './sources';
import { typeName } from './type-names';
import type { Constraints, ShapeName, StoredSchema } from '../../imports/facts/format';

/** A CRD of one minor, its schema taken apart into named object types. */
export interface Crd {
  readonly minor: number;
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames: string[];
  readonly scope: 'Namespaced' | 'Cluster';
  readonly selectableFields: string[];
  readonly statusSubresource: boolean;
  readonly types: ReadonlyMap<string, CrdType>;
}

export type CrdField = StoredSchema & { readonly required?: true };
export type CrdType = ReadonlyMap<string, CrdField>;

type Json = any;

/** Names that the storage CRDs gave to kinds of projectcalico.org/v3. */
const STORAGE_KINDS: { readonly [kind: string]: { kind: string; plural: string; singular: string } } = {
  IPAMConfig: { kind: 'IPAMConfiguration', plural: 'ipamconfigurations', singular: 'ipamconfiguration' },
};

export function readCrds(folder: string, source: CrdSource): Crd[] {
  return parseAllDocuments(readFileSync(join(folder, source.file), 'utf8'))
    .map((document) => document.toJS() as Json)
    .filter((crd) => crd && source.groups.includes(crd.spec.group))
    .flatMap((crd) => crd.spec.versions.map((version: Json) => readCrd(crd.spec, version, source.minor)));
}

function readCrd(spec: Json, version: Json, minor: number): Crd {
  const stored = spec.group === STORAGE_GROUP;
  const names = { ...spec.names, ...(stored ? STORAGE_KINDS[spec.names.kind] : {}) };
  const types = new Map<string, Map<string, CrdField>>();
  new SchemaReader(types).object(version.schema.openAPIV3Schema, names.kind, names.kind);
  return {
    minor,
    group: stored ? 'projectcalico.org' : spec.group,
    version: stored ? 'v3' : version.name,
    kind: names.kind,
    plural: names.plural,
    singular: names.singular,
    shortNames: names.shortNames ?? [],
    scope: spec.scope,
    selectableFields: (version.selectableFields ?? []).map((field: Json) => field.jsonPath),
    statusSubresource: version.subresources?.status !== undefined,
    types,
  };
}

/** The constraints that are kept as they are, by the CRD's keyword. */
const CONSTRAINTS: { readonly [keyword: string]: keyof Constraints } = {
  'minimum': 'minimum',
  'maximum': 'maximum',
  'minLength': 'minLength',
  'maxLength': 'maxLength',
  'pattern': 'pattern',
  'format': 'format',
  'minItems': 'minItems',
  'maxItems': 'maxItems',
  'minProperties': 'minProperties',
  'maxProperties': 'maxProperties',
  'default': 'default',
  'nullable': 'nullable',
  'x-kubernetes-list-type': 'listType',
  'x-kubernetes-list-map-keys': 'listMapKeys',
  'x-kubernetes-preserve-unknown-fields': 'preserveUnknown',
};

/** What the reader handles itself or leaves out: texts, CEL rules, and how objects are merged by apply. */
const HANDLED = new Set([
  'type', 'properties', 'required', 'items', 'additionalProperties', 'enum', 'allOf', 'anyOf', 'x-kubernetes-int-or-string',
  'description', 'x-kubernetes-validations', 'x-kubernetes-map-type',
]);

class SchemaReader {
  constructor(private readonly types: Map<string, Map<string, CrdField>>) {}

  /** Reads an object schema as the type of that name; places that share a name must have the same schema. */
  public object(schema: Json, name: string, place: string): void {
    const fields = new Map<string, CrdField>();
    const required = new Set<string>(schema.required ?? []);
    for (const field of Object.keys(schema.properties).sort()) {
      const shape = name === place && field === 'metadata'
        ? { type: 'metadata' as const }
        : this.read(schema.properties[field], typeName(name, field), `${place}.${field}`);
      fields.set(field, { ...shape, ...(required.delete(field) ? { required: true as const } : {}) });
    }
    if (required.size > 0) throw new Error(`${place}: requires ${[...required].join(', ')}, which it does not have`);
    const before = this.types.get(name);
    if (before && JSON.stringify([...before]) !== JSON.stringify([...fields])) {
      throw new Error(`${place}: ${name} is the name of a different schema too; change scripts/imports/type-names.ts`);
    }
    this.types.set(name, fields);
  }

  private read(schema: Json, name: string, place: string): StoredSchema {
    for (const keyword of Object.keys(schema)) {
      if (!HANDLED.has(keyword) && !(keyword in CONSTRAINTS)) throw new Error(`${place}: unknown keyword ${keyword}`);
    }
    const constraints: Json = {};
    const values = enumOf(schema, place);
    if (values) constraints.enum = values;
    for (const [keyword, constraint] of Object.entries(CONSTRAINTS)) {
      if (schema[keyword] !== undefined) constraints[constraint] = schema[keyword];
    }
    if (schema.properties) {
      this.object(schema, name, place);
      return { ref: name, ...constraints };
    }
    const shape: { type: ShapeName; items?: StoredSchema; values?: StoredSchema } = { type: shapeOf(schema, place) };
    if (shape.type === 'array') shape.items = this.read(schema.items, name, `${place}[]`);
    if (shape.type === 'map') shape.values = this.read(schema.additionalProperties, name, `${place}{}`);
    return { ...shape, ...constraints };
  }
}

function shapeOf(schema: Json, place: string): ShapeName {
  if (schema['x-kubernetes-int-or-string']) return 'intOrString';
  if (schema.anyOf) throw new Error(`${place}: anyOf other than int-or-string`);
  if (schema.type !== 'object') return schema.type ?? 'any';
  if (schema['x-kubernetes-preserve-unknown-fields']) return 'any';
  if (typeof schema.additionalProperties !== 'object') throw new Error(`${place}: an object without fields`);
  return 'map';
}

/** The values that every enum of the schema has: an allOf narrows. */
function enumOf(schema: Json, place: string): Json[] | undefined {
  const lists: Json[][] = schema.enum ? [schema.enum] : [];
  for (const part of schema.allOf ?? []) {
    if (Object.keys(part).join() !== 'enum') throw new Error(`${place}: allOf other than of enums`);
    lists.push(part.enum);
  }
  if (lists.length === 0) return undefined;
  return lists[0].filter((value) => lists.every((list) => list.includes(value)));
}
