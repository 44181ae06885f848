import type { Schema } from '../../imports/facts';

/** What is wrong with an object: the type of error that the API server answers, and the path that it names. */
export interface Fault { readonly type: string; readonly path: string }

/** One way to spoil an object, not done yet. */
interface Spoiler extends Fault { spoil(): void }

const LEAVES: { readonly [name: string]: true } = { apiVersion: true, kind: true, metadata: true, status: true };

/** Makes random objects that a schema allows, and spoils them in one place. The same seed gives the same objects. */
export class Maker {
  constructor(private seed: number) {}

  public object(schema: Schema): any {
    const object: any = {};
    const possible = [...schema.fields!].filter(([name, field]) => !(schema.fields!.has('spec') && LEAVES[name]) && !needsPattern(field));
    for (const [name, field] of possible) {
      if (field.required || this.random() < 0.4) object[name] = this.value(field);
    }
    while (Object.keys(object).length > (schema.maxProperties ?? Infinity)) delete object[Object.keys(object)[this.below(2)]];
    while (Object.keys(object).length < (schema.minProperties ?? 0)) {
      const [name, field] = possible[this.below(possible.length)];
      object[name] = this.value(field);
    }
    return object;
  }

  public spoil(object: any, schema: Schema): Fault | undefined {
    const spoilers = this.spoilers(object, schema, '');
    if (spoilers.length === 0) return undefined;
    // Evenly over the types of fault: there are many more wrong types than anything else.
    const types = [...new Set(spoilers.map(({ type }) => type))];
    const type = types[this.below(types.length)];
    const candidates = spoilers.filter((spoiler) => spoiler.type === type);
    const { path, spoil } = candidates[this.below(candidates.length)];
    spoil();
    return { type, path };
  }

  private value(schema: Schema): any {
    if (schema.enum) return schema.enum[this.below(schema.enum.length)];
    switch (schema.type) {
      case 'object': return this.object(schema);
      case 'array': return this.list(schema);
      case 'map': return Object.fromEntries(Array.from({ length: this.below(3) }, (_, index) => [`k${index}`, this.value(schema.values!)]));
      case 'boolean': return this.random() < 0.5;
      case 'integer': case 'number': return this.number(schema);
      case 'intOrString': return this.random() < 0.5 ? this.below(65536) : `port-${this.below(9)}`;
      default: return this.text(schema);
    }
  }

  private list(schema: Schema): any[] {
    const least = schema.minItems ?? 0;
    const length = least + this.below(Math.min(schema.maxItems ?? 3, least + 3) - least + 1);
    const items = Array.from({ length }, () => this.value(schema.items!));
    if (schema.listType !== 'set') return schema.listType === 'map' ? items.slice(0, Math.max(least, 1)) : items;
    const unique = [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
    return unique;
  }

  private number(schema: Schema): number {
    const least = schema.minimum ?? 0;
    return least + this.below(Math.min(schema.maximum ?? least + 100_000, least + 100_000) - least + 1);
  }

  private text(schema: Schema): string {
    if (schema.format === 'cidr') return `10.${this.below(256)}.0.0/16`;
    if (schema.format === 'date-time') return '2026-01-02T03:04:05Z';
    const least = schema.minLength ?? 0;
    return 'x'.repeat(Math.max(least, 1)) + this.below(Math.min(10 ** ((schema.maxLength ?? 6) - Math.max(least, 1)), 1000));
  }

  private spoilers(value: any, schema: Schema, path: string): Spoiler[] {
    const found: Spoiler[] = [];
    if (schema.type === 'array') (value as any[]).forEach((item, index) => found.push(...this.inner(value, index, item, schema.items!, `${path}[${index}]`)));
    if (schema.type !== 'object') return found;
    found.push({ type: 'UnknownField', path: join(path, 'unknownField'), spoil: () => { value.unknownField = 1; } });
    for (const [name, field] of schema.fields!) {
      if (path === '' && LEAVES[name]) continue;
      if (value[name] === undefined) continue;
      const place = join(path, name);
      if (field.required && field.default === undefined) found.push({ type: 'FieldValueRequired', path: place, spoil: () => { delete value[name]; } });
      found.push(...this.inner(value, name, value[name], field, place));
    }
    return found;
  }

  private inner(holder: any, key: string | number, value: any, schema: Schema, path: string): Spoiler[] {
    const set = (type: string, bad: any): Spoiler => ({ type, path, spoil: () => { holder[key] = bad; } });
    const found = this.spoilers(value, schema, path);
    if (schema.type !== 'any') found.push(set('FieldValueTypeInvalid', schema.type === 'object' || schema.type === 'map' ? 'text' : { a: 1 }));
    if (schema.minProperties) found.push(set('FieldValueInvalid', {}));
    if (schema.enum) found.push(set('FieldValueNotSupported', typeof schema.enum[0] === 'number' ? 5 : 'Nope'));
    if (schema.maximum !== undefined) found.push(set('FieldValueInvalid', schema.maximum + 1));
    if (schema.minimum !== undefined) found.push(set('FieldValueInvalid', schema.minimum - 1));
    if (schema.maxLength !== undefined && !schema.format) found.push(set('FieldValueTooLong', 'y'.repeat(schema.maxLength + 1)));
    if (schema.format === 'cidr' && schema.type === 'string') found.push(set('FieldValueTypeInvalid', '10.0.0.1'));
    if (Array.isArray(value) && value.length > 0) {
      if (schema.maxItems !== undefined) found.push(set('FieldValueTooMany', Array.from({ length: schema.maxItems + 1 }, () => value[0])));
      if (schema.minItems) found.push(set('FieldValueInvalid', []));
      if (schema.listType === 'set') {
        found.push({ type: 'FieldValueDuplicate', path: `${path}[${value.length}]`, spoil: () => { value.push(value[0]); } });
      }
    }
    return found;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private random(): number {
    this.seed = (this.seed * 48_271) % 2_147_483_647;
    return this.seed / 2_147_483_647;
  }
}

/** The object as the API server stores it: absent fields with a default are filled in, at every depth that is there. */
export function fillDefaults(value: any, schema: Schema): any {
  if (schema.type === 'array' && Array.isArray(value)) for (const item of value) fillDefaults(item, schema.items!);
  if (schema.type === 'map' && isObject(value)) for (const item of Object.values(value)) fillDefaults(item, schema.values!);
  if (schema.type !== 'object' || !isObject(value)) return value;
  for (const [name, field] of schema.fields!) {
    if (value[name] === undefined && field.default !== undefined) value[name] = field.default;
    if (value[name] !== undefined) fillDefaults(value[name], field);
  }
  return value;
}

/** Patterns are Go's regular expressions. Without a generator for them, what cannot be there without one stays out. */
function needsPattern(schema: Schema): boolean {
  const inner = schema.items ?? schema.values;
  return (schema.pattern !== undefined && schema.pattern !== '^.*')
    || (inner !== undefined && needsPattern(inner))
    || [...schema.fields?.values() ?? []].some((field) => field.required && needsPattern(field));
}

function isObject(value: unknown): value is { [key: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
