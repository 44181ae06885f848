import type { FieldPath } from './field-path';
import type { JsonObject } from './json';

/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** How a value was written in YAML. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** A scalar as its author wrote it: `on` where the object has `true`. */
export interface ScalarSource {
  /** The text, without quotes and block indentation. */
  readonly text: string;
  readonly style: ScalarStyle;
}

/** A key that was written without quotes and read as another text: `on` where the object has `true`. */
export interface MisreadKey {
  readonly path: FieldPath;
  /** As it was written. */
  readonly text: string;
}

/** A part of a file with one document, and the object in it. */
export interface SourcePlace {
  /** Offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** From the root of the document to the object: empty, or into a list. */
  readonly path: FieldPath;
}

/** Where a manifest comes from. */
export interface Origin {
  readonly file?: string;
  /** Which document of the file, from 1; empty documents are not counted. */
  readonly document?: number;
  readonly constructPath?: string;
  /** The line of the program that created the construct, like `main.ts:12:3`. */
  readonly sourceLine?: string;
  /** Where in its file the object was read; what edits need. */
  readonly source?: SourcePlace;
  /**
   * The position of a field: of its key, or of the list item. A field that is not there gives its nearest parent.
   * The text is parsed again on the first call, so ask only for what is reported.
   */
  locate?(path: FieldPath): Position | undefined;
  /** The scalar at a path as it was written; undefined for lists, objects and absent fields. */
  scalarSource?(path: FieldPath): ScalarSource | undefined;
  /** The keys that were read as another text than was written; absent where there are none. */
  misreadKeys?(): MisreadKey[];
}

/** An object of Kubernetes or Calico, as data. */
export interface Manifest {
  readonly object: JsonObject;
  readonly origin: Origin;
}

/**
 * - `syntax`: not YAML, or YAML that has no JSON form; the document is lost
 * - `duplicate-key`: calicoctl refuses it, kubectl takes the last value, and so does the object that was read
 * - `not-a-manifest`: a value without apiVersion and kind (Helm values, a workflow, …)
 * - `file`: the file or folder cannot be read
 */
export type ReadProblemKind = 'syntax' | 'duplicate-key' | 'not-a-manifest' | 'file';

/** Something that could not be read, or not without doubt. */
export interface ReadProblem {
  readonly kind: ReadProblemKind;
  readonly reason: string;
  readonly help?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ReadResult {
  readonly manifests: Manifest[];
  readonly problems: ReadProblem[];
}
