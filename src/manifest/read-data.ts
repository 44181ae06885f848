import { construct } from './construct';
import { parseEvents, UnreadableError } from './events';
import type { Json } from './json';
import { Lines } from './lines';
import type { Position } from './manifest';

export interface DataProblem extends Position {
  readonly reason: string;
}

/** Reads one YAML value that is no manifest: a configuration file. Empty text is `null`. */
export function readData(text: string): { value: Json; problems: DataProblem[] } {
  const lines = new Lines(text);
  try {
    const { values, duplicates } = construct(text, parseEvents(text));
    const problems = duplicates.map(({ key, offset }) => ({ reason: `key '${key}' is there twice`, ...lines.position(offset) }));
    if (values.length > 1) problems.push({ reason: 'there is more than one document', ...lines.position(values[1].start) });
    return { value: values[0]?.value ?? null, problems };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { value: null, problems: [{ reason: error.reason, ...lines.position(error.offset) }] };
  }
}
