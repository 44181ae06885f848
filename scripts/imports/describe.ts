import type { Minor, Schema } from '../../imports/facts';

/** Longer ones say less than they take. */
const LONGEST_PATTERN = 100;

/** What the facts say about a value, in words. */
export function describe(schema: Schema): string {
  const parts = [capital(shape(schema))];
  if (schema.pattern && schema.pattern !== '^.*' && schema.pattern.length <= LONGEST_PATTERN) parts.push(`matching \`${schema.pattern.replace(/\*\//g, '*\\/')}\``);
  const items = schema.items ?? schema.values;
  const each = items && constraints(items);
  return `${parts.join(', ')}${each ? `; each ${each}` : ''}.`;
}

/** `Since Calico v3.27.`, when that is news: not for what the oldest version has. */
export function lifeText(life: { readonly since?: Minor; readonly gone?: Minor }, oldest: Minor): string {
  const since = life.since !== undefined && life.since > oldest ? [`Since Calico v3.${life.since}`] : [];
  const gone = life.gone !== undefined ? [`gone since v3.${life.gone}`] : [];
  const text = [...since, ...gone].join(', ');
  return text === '' ? '' : `${capital(text)}.`;
}

function shape(schema: Schema): string {
  const items = schema.items ?? schema.values;
  switch (schema.type) {
    case 'array': return listText(schema, items!);
    case 'map': return `map of ${plural(items!)}`;
    default: {
      const more = constraints(schema);
      return more === '' || schema.enum ? more || noun(schema) : `${noun(schema)}, ${more}`;
    }
  }
}

function listText(schema: Schema, items: Schema): string {
  const unique = schema.listType === 'set' ? ' without duplicates'
    : schema.listType === 'map' ? `, one for each ${schema.listMapKeys!.join(' and ')}` : '';
  const bounds = between(schema.minItems, schema.maxItems, '');
  return `list of ${bounds}${plural(items)}${unique}`;
}

/** The constraints of a scalar, without its type. */
function constraints(schema: Schema): string {
  const parts: string[] = [];
  if (schema.enum) parts.push(`one of ${schema.enum.map((value) => `\`${JSON.stringify(value).replace(/"/g, '\'')}\``).join(', ')}`);
  const range = between(schema.minimum, schema.maximum, '');
  if (range) parts.push(range.trim());
  const length = between(schema.minLength, schema.maxLength, 'characters');
  if (length) parts.push(length);
  return parts.join(', ');
}

function between(least: number | undefined, most: number | undefined, unit: string): string {
  if (least === undefined && most === undefined) return '';
  const end = unit === '' ? ' ' : ` ${unit}`;
  if (most === undefined) return `at least ${least}${end}`;
  if (least === undefined) return `at most ${most}${end}`;
  return `${least} to ${most}${end}`;
}

function noun(schema: Schema): string {
  switch (schema.type) {
    case 'intOrString': return 'number or string';
    case 'string': return schema.format ? FORMATS[schema.format] ?? `string (${schema.format})` : 'string';
    case 'object': return schema.typeName!;
    case 'array': return 'list';
    case 'map': return 'map';
    case 'any': return 'anything';
    default: return schema.type;
  }
}

function plural(schema: Schema): string {
  if (schema.type === 'object') return schema.typeName!;
  if (schema.type === 'intOrString') return 'numbers and strings';
  if (schema.type === 'string' && schema.format === 'cidr') return 'CIDRs';
  if (schema.type === 'array') return `lists of ${plural(schema.items!)}`;
  return schema.type === 'any' ? 'anything' : `${noun(schema)}s`;
}

const FORMATS: { readonly [format: string]: string } = { 'cidr': 'CIDR', 'date-time': 'point in time', 'duration': 'duration' };

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
