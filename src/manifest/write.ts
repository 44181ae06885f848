import { printPath, type FieldPath } from './field-path';
import { isJsonObject, type Json, type JsonObject } from './json';
import { isShared } from './shared-parts';
import { literalBlock, numberText, quoted, singleLineText } from './write-scalar';

/**
 * Writes objects as a YAML file of several documents. The text is what cdk8s writes, byte for byte, except where a reader
 * of YAML 1.1 or 1.2 would take a value for something else: there it is quoted. No anchors, no folded lines.
 */
export function writeYaml(objects: readonly Json[]): string {
  return objects.map((object) => write(object, new Writer())).join('---\n');
}

/** A piece of a file: text, or the bytes of a text that was written before. */
export type YamlPiece = string | Uint8Array;

/** One object as `writeYaml` writes it, for a file: what many objects share was turned into bytes once. */
export function writeYamlPieces(object: Json): YamlPiece[] {
  const pieces: YamlPiece[] = [];
  pieces.push(write(object, new Writer(pieces)));
  return pieces;
}

/** What is left in the writer when the object is written. */
function write(object: Json, writer: Writer): string {
  try {
    writer.node(object, '\n');
    return `${writer.text}\n`;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Error(`cannot write YAML: ${error.message} (at ${printPath(badNumber(object) ?? []) || 'the root'})`);
  }
}

/**
 * Everything is appended to one string, which is several times faster than putting strings of parts together.
 * Each method begins where its parent's line stands; every further line begins with the line break and the indent.
 */
class Writer {
  public text = '';

  /** With `pieces` parts that many objects share are not appended: what is before each goes to the pieces, and then the part, as bytes. */
  public constructor(private readonly pieces?: YamlPiece[]) {}

  public node(value: Json, newLine: string): void {
    if (typeof value !== 'object' || value === null) this.scalar(value, newLine);
    else if (Array.isArray(value)) this.list(value, newLine);
    else this.object(value, newLine);
  }

  private scalar(value: null | boolean | number | string, newLine: string): void {
    if (typeof value === 'number') this.text += numberText(value);
    else if (typeof value !== 'string') this.text += String(value);
    else if (!value.includes('\n')) this.text += singleLineText(value);
    else this.text += literalBlock(value, newLine.length > 1 ? newLine.slice(1) : INDENT) ?? quoted(value);
  }

  private list(list: Json[], newLine: string): void {
    if (list.length === 0) {
      this.text += '[]';
      return;
    }
    const itemLine = newLine + INDENT;
    const between = `${newLine}- `;
    this.text += '- ';
    for (let index = 0; index < list.length; index++) {
      if (index > 0) this.text += between;
      const item = list[index] === undefined ? null : list[index];
      if (isJsonObject(item) && isShared(item)) this.sharedPart(item, itemLine);
      else this.node(item, itemLine);
    }
  }

  private object(object: JsonObject, newLine: string): void {
    const valueLine = newLine + INDENT;
    let isFirst = true;
    for (const key of Object.keys(object)) {
      const value: Json | undefined = object[key];
      if (value === undefined) continue;
      this.text += isFirst ? writeKey(key, newLine) : newLine + writeKey(key, newLine);
      isFirst = false;
      this.text += isBlock(value) ? valueLine : ' ';
      this.node(value, valueLine);
    }
    if (isFirst) this.text += '{}';
  }

  private sharedPart(part: JsonObject, newLine: string): void {
    const { text, bytes } = sharedText(part, newLine);
    if (this.pieces === undefined) {
      this.text += text;
    } else {
      this.pieces.push(this.text, bytes);
      this.text = '';
    }
  }
}

/** What a part that many objects share was last written as, and with which indent. */
interface SharedText {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly newLine: string;
}

const sharedTexts = new WeakMap<JsonObject, SharedText>();

function sharedText(part: JsonObject, newLine: string): SharedText {
  const known = sharedTexts.get(part);
  if (known?.newLine === newLine) return known;
  const writer = new Writer();
  writer.node(part, newLine);
  const written = { text: writer.text, bytes: Buffer.from(writer.text), newLine };
  sharedTexts.set(part, written);
  return written;
}

const INDENT = '  ';

/** Whether a value needs lines of its own; `[]` and `{}` don't. */
function isBlock(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length > 0;
  for (const key of Object.keys(value)) if (value[key] !== undefined) return true;
  return false;
}

/** Readers give up on a key on one line after 1,024 characters; such a key needs the explicit form. */
const LONGEST_SIMPLE_KEY = 1024;

function writeKey(key: string, newLine: string): string {
  const isMarker = newLine === '\n' && /^(?:%|---|\.\.\.)/.test(key);
  const text = isMarker ? quoted(key) : singleLineText(key);
  return text.length > LONGEST_SIMPLE_KEY ? `? ${text}${newLine}:` : `${text}:`;
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
