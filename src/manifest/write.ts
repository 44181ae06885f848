import { printPath, type FieldPath } from './field-path';
import type { Json, JsonObject } from './json';
import { literalBlock, numberText, quoted, singleLineText } from './write-scalar';

/**
 * Writes objects as a YAML file of several documents. The text is what cdk8s writes, byte for byte, except where a reader
 * of YAML 1.1 or 1.2 would take a value for something else: there it is quoted. No anchors, no folded lines.
 */
export function writeYaml(objects: readonly Json[]): string {
  return objects.map((object) => {
    try {
      return `${writeNode(object, '')}\n`;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new Error(`cannot write YAML: ${error.message} (at ${printPath(badNumber(object) ?? []) || 'the root'})`);
    }
  }).join('---\n');
}

/** A node, beginning where its parent's line stands; every further line begins with the indent. */
function writeNode(value: Json, indent: string): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? writeList(value, indent) : writeObject(value, indent);
  }
  return writeScalar(value, indent);
}

function writeScalar(value: null | boolean | number | string, indent: string): string {
  if (typeof value === 'string') return value.includes('\n') ? literalBlock(value, indent || '  ') ?? quoted(value) : singleLineText(value);
  return typeof value === 'number' ? numberText(value) : String(value);
}

function writeList(list: Json[], indent: string): string {
  if (list.length === 0) return '[]';
  const itemIndent = `${indent}  `;
  let text = '';
  for (const item of list) {
    text += `${text === '' ? '' : `\n${indent}`}- ${writeNode(item === undefined ? null : item, itemIndent)}`;
  }
  return text;
}

function writeObject(object: JsonObject, indent: string): string {
  const valueIndent = `${indent}  `;
  let text = '';
  for (const key of Object.keys(object)) {
    const value: Json | undefined = object[key];
    if (value === undefined) continue;
    if (text !== '') text += `\n${indent}`;
    text += writeKey(key, indent);
    if (typeof value === 'object' && value !== null) {
      const written = writeNode(value, valueIndent);
      text += written === '[]' || written === '{}' ? ` ${written}` : `\n${valueIndent}${written}`;
    } else {
      text += ` ${writeScalar(value, valueIndent)}`;
    }
  }
  return text === '' ? '{}' : text;
}

/** Readers give up on a key on one line after 1,024 characters; such a key needs the explicit form. */
const LONGEST_SIMPLE_KEY = 1024;

function writeKey(key: string, indent: string): string {
  const isMarker = indent === '' && /^(?:%|---|\.\.\.)/.test(key);
  const text = isMarker ? quoted(key) : singleLineText(key);
  return text.length > LONGEST_SIMPLE_KEY ? `? ${text}\n${indent}:` : `${text}:`;
}

function badNumber(value: Json): FieldPath | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const rest = badNumber(member);
    if (rest) return [Array.isArray(value) ? Number(key) : key, ...rest];
  }
  return undefined;
}
