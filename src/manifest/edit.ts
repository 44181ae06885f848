import type * as Yaml from 'yaml';
import type { FieldPath } from './field-path';
import type { Json } from './json';
import { mapKeyText } from './map-key';
import { plainScalarValue } from './plain-scalar';
import { quoted, singleLineText } from './write-scalar';

/** One change of a text: sets a value, renames a field or removes it. */
export interface TextEdit {
  readonly path: FieldPath;
  readonly value?: Json;
  readonly renameTo?: string;
  readonly remove?: boolean;
}

/**
 * Changes one document of YAML in place: every byte that the edit does not touch stays, comments and formatting too.
 * Undefined when there is no way to make the edit in the form that the text has (through an alias, into a scalar).
 */
export function editDocument(text: string, edit: TextEdit): string | undefined {
  // `yaml` knows where nodes end, which the fast parser does not; it is slow, so only edits load it.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const yaml = require('yaml') as typeof Yaml;
  const document = yaml.parseDocument(text, { version: '1.1', merge: false, uniqueKeys: false, logLevel: 'silent', strict: false });
  if (document.errors.length > 0 || !document.contents) return undefined;
  return new Editor(yaml, text).edit(document.contents as Yaml.Node, edit);
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

class Editor {
  /** JSON is to stay JSON, where everything stands in quotes. */
  private readonly isJson: boolean;
  private readonly newline: string;

  constructor(private readonly yaml: typeof Yaml, private readonly text: string) {
    this.isJson = isJson(text);
    this.newline = /\r\n/.test(text) ? '\r\n' : '\n';
  }

  public edit(root: Yaml.Node, edit: TextEdit): string | undefined {
    const splice = this.splice(root, edit);
    return splice && this.text.slice(0, splice.start) + splice.text + this.text.slice(splice.end);
  }

  private splice(root: Yaml.Node, { path, value, renameTo, remove }: TextEdit): Splice | undefined {
    let node: Yaml.Node | null = root;
    for (const [depth, step] of path.slice(0, -1).entries()) {
      const next: Yaml.Node | null | undefined = this.child(node, step);
      if (next === undefined) return value === undefined ? undefined : this.insert(node, path.slice(depth), value);
      node = next;
    }
    const last = path.at(-1);
    if (last === undefined || this.yaml.isAlias(node)) return undefined;
    if (this.yaml.isMap(node)) {
      const pair = this.pair(node, String(last));
      if (!pair) return value === undefined ? undefined : this.insert(node, [last], value);
      if (renameTo !== undefined) return this.rename(node, pair, renameTo);
      if (remove) return this.removeItem(node, node.items.indexOf(pair));
      return value === undefined ? undefined : this.replace(pair.value as Yaml.Node | null, pair, value, node.flow === true);
    }
    if (this.yaml.isSeq(node) && typeof last === 'number' && node.items[last]) {
      if (remove) return this.removeItem(node, last);
      return value === undefined ? undefined : this.replace(node.items[last] as Yaml.Node, undefined, value, node.flow === true);
    }
    return undefined;
  }

  private child(node: Yaml.Node | null, step: string | number): Yaml.Node | null | undefined {
    if (this.yaml.isMap(node)) return this.pair(node, String(step))?.value as Yaml.Node | null | undefined;
    return this.yaml.isSeq(node) ? node.items[step as number] as Yaml.Node | undefined : undefined;
  }

  /** The last pair of a name, which is the one that counts. */
  private pair(map: Yaml.YAMLMap, name: string): Yaml.Pair | undefined {
    return [...map.items].reverse().find(({ key }) => {
      if (!this.yaml.isScalar(key)) return false;
      return (key.type === 'PLAIN' ? mapKeyText(plainScalarValue(key.source ?? '')) : key.value) === name;
    });
  }

  private rename(map: Yaml.YAMLMap, pair: Yaml.Pair, name: string): Splice | undefined {
    if (this.pair(map, name)) return undefined;
    const [start, end] = rangeOf(pair.key as Yaml.Node);
    return { start, end, text: this.scalar(name, map.flow === true) };
  }

  private replace(old: Yaml.Node | null, pair: Yaml.Pair | undefined, value: Json, inFlow: boolean): Splice | undefined {
    if (this.yaml.isAlias(old)) return undefined;
    const written = this.inline(value, inFlow);
    if (old === null || rangeOf(old)[0] === rangeOf(old)[1]) {
      const start = this.text.indexOf(':', rangeOf(pair?.key as Yaml.Node)[1]) + 1;
      return pair && { start, end: start, text: ` ${written}` };
    }
    const [start, end] = rangeOf(old);
    const isBlockScalar = this.yaml.isScalar(old) && (old.type === 'BLOCK_FOLDED' || old.type === 'BLOCK_LITERAL');
    const endsLine = (isBlockScalar || this.isBlock(old)) && this.text[end - 1] === '\n';
    if (!this.isBlock(old)) return { start, end, text: endsLine ? `${written}${this.newline}` : written };
    // A block collection begins on its own line; its replacement goes behind the colon or dash.
    const before = /[ \t]*\r?\n[ \t]*$/.exec(this.text.slice(0, start));
    return { start: before ? before.index : start, end, text: `${before ? ' ' : ''}${written}${endsLine ? this.newline : ''}` };
  }

  private isBlock(node: Yaml.Node): boolean {
    return this.yaml.isCollection(node) && node.flow !== true;
  }

  private removeItem(parent: Yaml.YAMLMap | Yaml.YAMLSeq, index: number): Splice | undefined {
    const starts = parent.items.map((item) => this.itemStart(parent, item));
    if (parent.items.length === 1) {
      if (parent.flow) {
        const [start, end] = rangeOf(parent);
        return { start, end, text: this.yaml.isMap(parent) ? '{}' : '[]' };
      }
      return this.replaceSoleItem(parent);
    }
    if (index + 1 < starts.length) return { start: starts[index], end: starts[index + 1], text: '' };
    const last = parent.items[index];
    const value = (this.yaml.isPair(last) ? last.value ?? last.key : last) as Yaml.Node;
    if (parent.flow) return { start: this.text.lastIndexOf(',', starts[index]), end: rangeOf(value)[1], text: '' };
    const lineStart = this.text.lastIndexOf('\n', starts[index]) + 1;
    const end = rangeOf(value)[1];
    const lineEnd = this.text[end - 1] === '\n' ? end : this.text.indexOf('\n', end) + 1 || this.text.length;
    return this.text.slice(lineStart, starts[index]).trim() === '' ? { start: lineStart, end: lineEnd, text: '' } : undefined;
  }

  /** A collection that loses its only item becomes `{}` or `[]`, for nothing at all would be null. */
  private replaceSoleItem(parent: Yaml.YAMLMap | Yaml.YAMLSeq): Splice | undefined {
    const [start, end] = rangeOf(parent);
    const before = /[ \t]*\r?\n[ \t]*$/.exec(this.text.slice(0, start));
    const written = this.yaml.isMap(parent) ? '{}' : '[]';
    return { start: before ? before.index : start, end, text: `${before ? ' ' : ''}${written}${this.text[end - 1] === '\n' ? this.newline : ''}` };
  }

  private itemStart(parent: Yaml.YAMLMap | Yaml.YAMLSeq, item: unknown): number {
    const start = rangeOf((this.yaml.isPair(item) ? item.key : item) as Yaml.Node)[0];
    return parent.flow || this.yaml.isMap(parent) ? start : this.text.lastIndexOf('-', start - 1);
  }

  /** Adds a field and the objects that lead to it, behind the last field of an object that is there. */
  private insert(node: Yaml.Node | null, path: FieldPath, value: Json): Splice | undefined {
    if (!this.yaml.isMap(node) || path.some((step) => typeof step === 'number')) return undefined;
    const nested = path.slice(1).reduceRight<Json>((inner, step) => ({ [step]: inner }), value);
    const key = this.scalar(String(path[0]), node.flow === true);
    const written = this.inline(nested, node.flow === true);
    const last = node.items.at(-1);
    if (node.flow || !last) {
      const end = rangeOf(node)[1] - 1;
      return last ? { start: rangeOf((last.value ?? last.key) as Yaml.Node)[1], end: rangeOf((last.value ?? last.key) as Yaml.Node)[1], text: `, ${key}: ${written}` }
        : { start: end, end, text: `${key}: ${written}` };
    }
    const start = rangeOf(node.items[0].key as Yaml.Node)[0];
    const column = start - (this.text.lastIndexOf('\n', start - 1) + 1);
    const line = `${' '.repeat(column)}${key}: ${written}`;
    const end = rangeOf((last.value ?? last.key) as Yaml.Node)[1];
    const { newline } = this;
    if (this.text[end - 1] === '\n') return { start: end, end, text: `${line}${newline}` };
    const lineEnd = this.text.indexOf(newline, end);
    const at = lineEnd === -1 ? this.text.length : lineEnd;
    return { start: at, end: at, text: `${newline}${line}` };
  }

  private inline(value: Json, inFlow: boolean): string {
    if (typeof value === 'string') return this.scalar(value, inFlow);
    if (Array.isArray(value)) return `[${value.map((item) => this.inline(item, true)).join(', ')}]`;
    if (typeof value !== 'object' || value === null) return String(value);
    const members = Object.entries(value).map(([key, member]) => `${this.scalar(key, true)}: ${this.inline(member, true)}`);
    return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
  }

  private scalar(text: string, inFlow: boolean): string {
    return this.isJson ? JSON.stringify(text) : text.includes('\n') || (inFlow && /[,[\]{}:]/.test(text)) ? quoted(text) : singleLineText(text);
  }
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Where the value of a node begins and ends, without the white space and comments behind it. */
function rangeOf(node: Yaml.Node): [start: number, end: number] {
  const [start, end] = node.range!;
  return [start, end];
}
