import { type KindFacts } from './kind-facts';
import { type Plain, type PlainObject } from './plain-object';
import { kindFacts, type Schema, schemaAt } from '../../imports/facts';
import { type CalicoVersion, minorOf } from '../target';

/** The fields with a default somewhere below, and nothing else of the schema: most kinds have none or few. */
interface Defaults {
  readonly value?: Plain;
  readonly fields?: ReadonlyMap<string, Defaults>;
  readonly items?: Defaults;
}

const NONE: Defaults = {};
const known = new Map<string, Defaults>();

/**
 * Writes out what the CRD of the target would fill in, so that what a cluster holds is what the manifest says: GitOps
 * tools then see no difference. Like the API server, it fills nothing in where the parent is missing. `content` stays as it is.
 */
export function writeDefaults(content: PlainObject, { apiVersion, kind }: KindFacts, version: CalicoVersion): PlainObject {
  const spec = defaultsOfSpec(apiVersion, kind, version);
  return spec === undefined || content.spec === undefined ? content : { ...content, spec: fill(content.spec, spec) };
}

/** Where in a rendered object the CRD of the target would fill something in: what `writeDefaults` would add. */
export function missingDefaults({ apiVersion, kind, spec }: PlainObject, version: CalicoVersion): string[][] {
  const defaults = defaultsOfSpec(String(apiVersion), String(kind), version);
  return defaults === undefined || spec === undefined ? [] : missing(spec, defaults, ['spec']);
}

/** The API server fills in a status, too, but only when it keeps one. */
function defaultsOfSpec(apiVersion: string, kind: string, version: CalicoVersion): Defaults | undefined {
  const key = `${apiVersion}/${kind}/${version}`;
  let defaults = known.get(key);
  if (defaults === undefined) {
    const facts = kindFacts(apiVersion, kind);
    const schema = facts && schemaAt(facts, minorOf(version));
    defaults = (schema && defaultsOf(schema)) ?? NONE;
    known.set(key, defaults);
  }
  return defaults.fields?.get('spec');
}

function defaultsOf(schema: Schema): Defaults | undefined {
  const fields = new Map<string, Defaults>();
  for (const [name, field] of schema.fields ?? []) {
    const defaults = defaultsOf(field);
    if (defaults !== undefined) fields.set(name, defaults);
  }
  const items = schema.items && defaultsOf(schema.items);
  const value = schema.default as Plain;
  const isEmpty = fields.size === 0 && items === undefined && value === undefined;
  return isEmpty ? undefined : { value, fields: fields.size === 0 ? undefined : fields, items };
}

function fill(value: Plain, { fields, items }: Defaults): Plain {
  if (Array.isArray(value)) return items === undefined ? value : value.map((item) => fill(item, items));
  if (typeof value !== 'object' || fields === undefined || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const copy = { ...value };
  for (const [name, defaults] of fields) {
    const present = copy[name] ?? defaults.value;
    if (present !== undefined) copy[name] = fill(present, defaults);
  }
  return copy;
}

function missing(value: Plain, { fields, items }: Defaults, path: string[]): string[][] {
  if (Array.isArray(value)) return items === undefined ? [] : value.flatMap((item, index) => missing(item, items, [...path, String(index)]));
  if (typeof value !== 'object' || fields === undefined) return [];
  return [...fields].flatMap(([name, defaults]) => {
    const present = (value as PlainObject)[name];
    const at = [...path, name];
    if (present !== undefined) return missing(present, defaults, at);
    return defaults.value === undefined ? [] : [at];
  });
}
