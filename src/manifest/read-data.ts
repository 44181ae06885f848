import { construct } from './construct';
import { parseEvents, UnreadableError } from './events';
import type { FieldPath } from './field-path';
import type { Json } from './json';
import { Lines } from './lines';
import type { Position } from './manifest';
import { SourceTree } from './source-tree';

export interface DataProblem extends Position {
  readonly reason: string;
}

export interface ReadValue {
  readonly value: Json;
  readonly problems: DataProblem[];
  /** The position of a field, or of its nearest parent that is there. */
  locate(path: FieldPath): Position;
}

/** Reads one YAML value that is no manifest: a configuration file. Empty text is `null`. */
export function readData(text: string): ReadValue {
  const lines = new Lines(text);
  const locate = (path: FieldPath): Position => lines.position(new SourceTree(text).offset(0, path));
  try {
    const { values, duplicates } = construct(text, parseEvents(text));
    const problems = duplicates.map(({ key, offset }) => ({ reason: `key '${key}' is there twice`, ...lines.position(offset) }));
    if (values.length > 1) problems.push({ reason: 'there is more than one document', ...lines.position(values[1].start) });
    return { value: values[0]?.value ?? null, problems, locate };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { value: null, problems: [{ reason: error.reason, ...lines.position(error.offset) }], locate };
  }
}
