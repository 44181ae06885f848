/* eslint-disable no-bitwise -- who refuses is a set of bits */
import { type FieldSchema, kindFacts, type Schema, schemaAt } from '../../../imports/facts';
import { isJsonObject, type Json, type JsonObject } from '../../manifest';
import { tryParseGoCidr } from '../../network';
import { byteLength } from '../names';
import { APISERVER, NATIVE, remove, type Report, write } from '../report';
import { Settled } from '../settled';
import { kindOf, meantValue, oneOf, show } from '../words';

/** Checks a value against what the CRD says of its field; `refusers` are those whose document the value is in. */
export type SchemaCheck = (value: Json, report: Report, refusers: number) => void;

/** Codes of their own for what is best known by its field: the type of the object, a dot, the field. */
const FIELD_CODES: Readonly<Record<string, string>> = {
  'Rule.action': 'CAL1060', 'Rule.protocol': 'CAL1061', 'Rule.notProtocol': 'CAL1061',
};

const WORDS: Readonly<Record<string, string>> = {
  object: 'an object',
  map: 'an object',
  array: 'a list',
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  intOrString: 'a whole number or text',
};

function hasType(value: Json, type: string): boolean {
  switch (type) {
    case 'object': case 'map': case 'metadata': return isJsonObject(value);
    case 'array': return Array.isArray(value);
    case 'string': return typeof value === 'string';
    case 'boolean': return typeof value === 'boolean';
    case 'number': return typeof value === 'number';
    case 'integer': return typeof value === 'number' && Number.isInteger(value);
    case 'intOrString': return typeof value === 'string' || (typeof value === 'number' && Number.isInteger(value));
    default: return true;
  }
}

/** Go's patterns carry their flags inside, which JavaScript does not read. */
export function toRegExp(pattern: string): RegExp {
  return pattern.includes('(?i)') ? new RegExp(pattern.replace('(?i)', ''), 'i') : new RegExp(pattern);
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function enumCheck(values: readonly Json[], code: string): SchemaCheck {
  const allowed = new Set(values);
  const names = values.map((value) => (typeof value === 'string' ? value === '' ? '""' : value : String(value)));
  return (value, report, refusers) => {
    if (allowed.has(value)) return;
    const meant = typeof value === 'string' && value !== '' ? meantValue(value, names) : undefined;
    const isCase = meant !== undefined && meant.toLowerCase() === String(value).toLowerCase();
    report.add(code, refusers, {
      message: value === '' ? code === 'CAL1060' ? 'the rule has no action' : 'the value is missing' : isCase ? `${show(value)} is written ${meant}: upper and lower case matter` : `${show(value)} is none of the values that this field takes`,
      help: `write ${oneOf(names)}`,
      fix: meant === undefined ? undefined : write(report, isCase ? 'repair' : 'guess', `write ${meant}`, [], meant),
    });
  };
}

function rangeCheck(schema: Schema): SchemaCheck {
  const bounds: Record<string, [number, number]> = { int32: [-0x80000000, 0x7fffffff], int64: [-(2 ** 63), 2 ** 63] };
  const [low, high] = Object.hasOwn(bounds, schema.format ?? '') ? bounds[schema.format!] : [-Infinity, Infinity];
  const min = Math.max(schema.minimum ?? -Infinity, low);
  const max = Math.min(schema.maximum ?? Infinity, high);
  const words = max === Infinity ? `${min} or more` : min === -Infinity ? `${max} or less` : `${min} to ${max}`;
  return (value, report, refusers) => {
    if (typeof value === 'number' && (value < min || value > max)) {
      report.add('CAL1011', refusers, { message: `${value} is out of range: this field takes ${words}`, help: `write a number: ${words}` });
    }
  };
}

function textCheck(schema: Schema): SchemaCheck {
  const { minLength = 0, maxLength = Infinity } = schema;
  const pattern = schema.pattern === undefined || schema.pattern === '^.*' ? undefined : toRegExp(schema.pattern);
  return (value, report, refusers) => {
    if (typeof value !== 'string') return;
    const length = value.length <= maxLength && value.length >= minLength && byteLength(value) === value.length ? value.length : [...value].length;
    if (length > maxLength) {
      report.add('CAL1012', refusers, {
        message: `the text is ${length} characters long, at most ${maxLength} are allowed`, help: `shorten it to ${maxLength} characters`,
      });
    } else if (length < minLength) {
      report.add('CAL1012', refusers, {
        message: `the text is too short: at least ${plural(minLength, 'character', 'characters')}`, help: 'write a longer text',
      });
    } else if (pattern && !pattern.test(value)) {
      const fractional = schema.pattern!.includes('\\\\.') && /\d\.\d/.test(value);
      report.add('CAL1012', refusers, fractional ? {
        message: `${show(value)} is refused: the CRD of this field takes no fractions of a unit`,
        help: 'write a whole number of a smaller unit, like 1500ms for 1.5s',
      } : {
        message: `${show(value)} does not have the form that this field takes`,
        help: `the form is the regular expression ${schema.pattern!.length > 120 ? `${schema.pattern!.slice(0, 117)}…` : schema.pattern!}`,
      });
    }
  };
}

function formatCheck(format: string | undefined): SchemaCheck | undefined {
  if (format === 'cidr') {
    return (value, report, refusers) => {
      if (typeof value === 'string' && !tryParseGoCidr(value)) {
        report.add('CAL1050', refusers, {
          message: `${show(value)} is not a network in CIDR form`,
          help: 'write the address and the length of the prefix, like 10.0.0.0/8, or 10.0.0.1/32 for a single address',
        });
      }
    };
  }
  if (format === 'date-time') {
    return (value, report, refusers) => {
      if (typeof value === 'string' && !/^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(value)) {
        report.add('CAL1012', refusers, { message: `${show(value)} is not a time`, help: 'write it like 2024-01-31T10:00:00Z' });
      }
    };
  }
  return undefined;
}

function canonical(value: Json): string {
  if (isJsonObject(value)) {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`;
  }
  return Array.isArray(value) ? `[${value.map(canonical).join()}]` : JSON.stringify(value);
}

/** Only a real API server checks that lists are sets; calicoctl's own run of the CRD does not. */
function setCheck(schema: Schema): SchemaCheck {
  const keys = schema.listMapKeys;
  return (value, report, refusers) => {
    const list = value as Json[];
    if (list.length < 2) return;
    const seen = new Map<string, Json>();
    list.forEach((item, index) => {
      // The quote keeps the text 1 apart from the number.
      const key = typeof item === 'string' ? `"${item}` : canonical(keys && isJsonObject(item) ? keys.map((name) => item[name] ?? null) : item);
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, item);
        return;
      }
      // What has the same key may say something else.
      const safety = canonical(first) === canonical(item) ? 'same' : 'guess';
      report.add('CAL1014', refusers & (APISERVER | NATIVE), {
        message: `${show(item)} stands in the list twice`, help: 'remove the repetition', fix: remove(report, safety, 'remove the repetition', [index]),
      }, index);
    });
  };
}

function arrayCheck(schema: Schema): SchemaCheck[] {
  const checks: SchemaCheck[] = [];
  const { minItems = 0, maxItems = Infinity } = schema;
  checks.push((value, report, refusers) => {
    const { length } = value as Json[];
    if (length > maxItems) {
      report.add('CAL1013', refusers, {
        message: `the list has ${plural(length, 'entry', 'entries')}: at most ${maxItems} ${maxItems === 1 ? 'is' : 'are'} allowed`,
        help: 'split it over several rules or objects',
      });
    } else if (length < minItems) {
      report.add('CAL1013', refusers, {
        message: `the list has ${plural(length, 'entry', 'entries')}: at least ${minItems} ${minItems === 1 ? 'is' : 'are'} needed`,
        help: length === 0 ? 'fill the list or leave the field out' : 'add what is missing',
      });
    }
  });
  if (schema.listType === 'set' || schema.listType === 'map') checks.push(setCheck(schema));
  const item = schema.items && compileSchema(schema.items);
  if (item) {
    // Among those who run a CRD's checks there is always an API server, and all of them find the same.
    const settled = new Settled();
    checks.push((value, report, refusers) => {
      const list = value as Json[];
      for (let i = 0; i < list.length; i++) {
        if (settled.has(list[i]) || (list[i] === null && schema.items!.nullable)) continue;
        const { added } = report;
        report.at.push(i);
        item(list[i], report, refusers);
        report.at.pop();
        if (report.added === added) settled.add(list[i]);
      }
    });
  }
  return checks;
}

function objectCheck(schema: Schema): SchemaCheck {
  const checks = new Map<string, { check?: SchemaCheck; isNullable: boolean }>();
  const required: string[] = [];
  for (const [name, field] of schema.fields!) {
    const code = FIELD_CODES[`${schema.typeName}.${name}`];
    checks.set(name, { check: field.type === 'metadata' ? undefined : compileSchema(field, code), isNullable: field.nullable === true });
    if ((field as FieldSchema).required && field.default === undefined) required.push(name);
  }
  const { minProperties = 0, maxProperties = Infinity, typeName } = schema;
  const count = maxProperties === 1 ? 'exactly one' : maxProperties === Infinity ? `at least ${minProperties}` : `${minProperties} to ${maxProperties}`;
  return (value, report, refusers) => {
    const object = value as JsonObject;
    let known = 0;
    for (const name in object) {
      const field = checks.get(name);
      if (field === undefined) continue;
      const member = object[name];
      if (member === null && !field.isNullable) continue;
      known++;
      if (field.check && member !== null) {
        report.at.push(name);
        field.check(member, report, refusers);
        report.at.pop();
      }
    }
    for (const name of required) {
      if (!Object.hasOwn(object, name) || object[name] === null) {
        report.add(FIELD_CODES[`${typeName}.${name}`] ?? 'CAL1015', refusers, { message: `\`${name}\` is missing`, help: `add \`${name}\`` }, name);
      }
    }
    if (known < minProperties || known > maxProperties) {
      report.add('CAL1013', refusers, {
        message: known < minProperties ? 'the object is empty' : `${known} fields are set, only ${plural(maxProperties, 'field', 'fields')} can be`,
        help: `set ${count} of ${oneOf([...checks.keys()])}`,
      });
    }
  };
}

function mapCheck(schema: Schema): SchemaCheck {
  const values = schema.values && compileSchema(schema.values);
  return (value, report, refusers) => {
    if (!values) return;
    for (const [key, member] of Object.entries(value as JsonObject)) {
      if (member === null && !schema.values!.nullable) continue;
      report.at.push(key);
      values(member, report, refusers);
      report.at.pop();
    }
  };
}

/** What is said where a check of our own says it better (the selectors' length aside, CRDs do not look inside text). */
function typeRemark(value: Json, type: string, report: Report): { message: string; help: string; fix?: ReturnType<typeof write> } {
  const words = WORDS[type];
  const fixed = type === 'string' && (typeof value === 'number' || typeof value === 'boolean') ? String(value)
    : typeof value === 'string' && (type === 'integer' || type === 'number') && /^-?\d{1,15}$/.test(value) ? Number(value)
      : type === 'boolean' && (value === 'true' || value === 'false') ? value === 'true' : undefined;
  return {
    message: `${kindOf(value)} stands where ${words} is expected: ${show(value)}`,
    help: fixed === undefined ? `write ${words}` : `write ${JSON.stringify(fixed)}`,
    fix: fixed === undefined ? undefined : write(report, typeof fixed === 'string' ? 'same' : 'repair', `write ${JSON.stringify(fixed)}`, [], fixed),
  };
}

/** The check of a value by the schema of its field; `code` is what a value of the wrong type or choice is called there. */
export function compileSchema(schema: Schema, code?: string): SchemaCheck {
  const checks: SchemaCheck[] = [];
  if (schema.enum) checks.push(enumCheck(schema.enum as readonly Json[], code ?? 'CAL1010'));
  if (schema.type === 'integer' || schema.type === 'number') checks.push(rangeCheck(schema));
  if (schema.minLength !== undefined || schema.maxLength !== undefined || schema.pattern !== undefined) checks.push(textCheck(schema));
  const format = formatCheck(schema.format);
  if (format) checks.push(format);
  if (schema.type === 'array') checks.push(...arrayCheck(schema));
  if (schema.type === 'object') checks.push(objectCheck(schema));
  if (schema.type === 'map') checks.push(mapCheck(schema));
  const { type } = schema;
  return (value, report, refusers) => {
    if (!hasType(value, type)) {
      report.add(code ?? 'CAL1008', refusers, typeRemark(value, type, report));
      return;
    }
    for (let i = 0; i < checks.length; i++) checks[i](value, report, refusers);
  };
}

const compiled = new Map<string, SchemaCheck | undefined>();

/** The check of a whole object by the CRD of a minor; undefined when that minor has none. */
export function schemaCheck(apiVersion: string, kind: string, minor: number): SchemaCheck | undefined {
  const key = `${apiVersion}/${kind} ${minor}`;
  if (!compiled.has(key)) {
    const facts = kindFacts(apiVersion, kind);
    const schema = facts && schemaAt(facts, minor);
    compiled.set(key, schema && compileSchema(schema));
  }
  return compiled.get(key);
}
