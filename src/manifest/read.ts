import { construct } from './construct';
import { parseEvents, UnreadableError } from './events';
import type { FieldPath } from './field-path';
import type { Json } from './json';
import { jsonStream } from './json-stream';
import { Lines } from './lines';
import type { Manifest, MisreadKey, Origin, ReadProblem, ReadResult, ScalarSource } from './manifest';
import { SourceTree } from './source-tree';
import { splitDocuments, type Chunk } from './split';
import { unroll } from './unroll';

export interface ReadOptions {
  /** The name of the file, for messages. */
  readonly file?: string;
}

/**
 * Reads YAML or JSON as kubectl does: several documents, lists unrolled.
 * What cannot be read is a problem with its place, and costs only the document that it is in.
 */
export function readManifests(text: string, options: ReadOptions = {}): ReadResult {
  return new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text, options.file).run();
}

/** What is known of the text of a document, by paths from its root. */
interface Written {
  scalarSource?(path: FieldPath): ScalarSource | undefined;
  misreadKeys?(path: FieldPath): MisreadKey[];
}

class Reader {
  private readonly manifests: Manifest[] = [];
  private readonly problems: ReadProblem[] = [];
  private readonly lines: Lines;
  private documents = 0;

  constructor(private readonly text: string, private readonly file: string | undefined) {
    this.lines = new Lines(text);
  }

  public run(): ReadResult {
    for (const chunk of splitDocuments(this.text)) {
      try {
        this.chunk(chunk);
      } catch (error) {
        if (!(error instanceof UnreadableError)) throw error;
        this.unreadable(chunk, error);
      }
    }
    return { manifests: this.manifests, problems: this.problems };
  }

  private chunk(chunk: Chunk): void {
    const { values, duplicates } = construct(chunk.text, parseEvents(chunk.text));
    for (const { key, offset } of duplicates) {
      this.problem('duplicate-key', chunk.start + offset, `key '${key}' is there twice`,
        'remove one of them: calicoctl refuses the document, kubectl takes the last one silently');
    }
    let tree: SourceTree | undefined;
    const source = (): SourceTree => tree ??= new SourceTree(chunk.text);
    values.forEach(({ value, hasMisreadKeys }, index) => {
      if (value === null) return;
      this.document(value, values.length === 1 ? chunk : undefined, (path) => chunk.start + source().offset(index, path), {
        scalarSource: (path) => source().scalarSource(index, path),
        ...hasMisreadKeys && { misreadKeys: (path: FieldPath) => source().misreadKeys(index, path) },
      });
    });
  }

  private document(
    value: Json, chunk: Chunk | undefined, offsetOf: (path: FieldPath) => number, { scalarSource, misreadKeys }: Written = {},
  ): void {
    const document = ++this.documents;
    const { objects, others } = unroll(value);
    for (const { object, path } of objects) {
      const origin: Origin = {
        file: this.file,
        document,
        ...(chunk && { source: { start: chunk.start, end: chunk.start + chunk.text.length, path } }),
        locate: (field) => this.lines.position(offsetOf([...path, ...field])),
        scalarSource: (field) => scalarSource?.([...path, ...field]),
        ...misreadKeys && { misreadKeys: () => misreadKeys(path) },
      };
      this.manifests.push({ object, origin });
    }
    for (const { path, reason } of others) this.problem('not-a-manifest', offsetOf(path), reason);
  }

  private unreadable(chunk: Chunk, error: UnreadableError): void {
    const objects = jsonStream(chunk.text);
    if (objects !== undefined) {
      for (const { start, text, value } of objects) this.json({ start: chunk.start + start, text }, value);
      return;
    }
    const help = error.help ?? helpFor(chunk.text);
    this.problem('syntax', chunk.start + error.offset, error.reason, help);
  }

  /** JSON need not be YAML (tabs for indentation): then its fields have no positions. */
  private json(chunk: Chunk, value: Json): void {
    try {
      this.chunk(chunk);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.document(value, undefined, () => chunk.start);
    }
  }

  private problem(kind: ReadProblem['kind'], offset: number, reason: string, help?: string): void {
    this.problems.push({ kind, reason, ...(help && { help }), ...(this.file !== undefined && { file: this.file }), ...this.lines.position(offset) });
  }
}

/** What a text is that cannot be read, where that can be seen. */
function helpFor(text: string): string | undefined {
  if (text.includes('\0')) return 'this looks like UTF-16, which PowerShell writes for `>`: save it as UTF-8';
  return text.includes('{{') ? 'this looks like a template: render it first (helm template)' : undefined;
}
