import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ExitCode, type Io, UsageError } from './io';

/** Files that are named beside `--batch` would be left out without a word. */
export const NO_PATHS_IN_BATCH = '--batch reads lines from standard input and no files; name no paths';

/** What a line holds. Nothing is known of the values. */
export type LineRequest = Readonly<Record<string, unknown>>;

/**
 * Answers each line of JSON with a line of JSON, which has the `id` of its request or, when it cannot be answered, an `error`. Whoever sends
 * them waits for one answer each, so no error ends the stream.
 *
 * @param form of a request, for whoever sends something else
 */
export async function answerLines(input: Readable, io: Io, form: string, answer: (request: LineRequest) => object): Promise<ExitCode> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '') { io.out(`${JSON.stringify(answerLine(line, form, answer))}\n`); }
  }
  return ExitCode.OK;
}

function answerLine(line: string, form: string, answer: (request: LineRequest) => object): object {
  let request: unknown;
  try {
    request = JSON.parse(line);
  } catch {
    return { error: 'the line is not JSON' };
  }
  if (typeof request !== 'object' || request === null || Array.isArray(request)) { return { error: `the line is not an object ${form}` }; }
  const { id } = request as LineRequest;
  try {
    return { id, ...answer(request as LineRequest) };
  } catch (error) {
    const isOurs = error instanceof TypeError || error instanceof RangeError;
    return { id, error: `${isOurs ? 'this is a bug of ours, please report it: ' : ''}${error instanceof Error ? error.message : String(error)}` };
  }
}

/**
 * A text of a request, if it has one.
 *
 * @throws UsageError for another value: without it another question would be answered
 */
export function textOf(request: LineRequest, key: string): string | undefined {
  const value = request[key];
  if (value !== undefined && typeof value !== 'string') { throw new UsageError(`${key} must be a text`); }
  return value;
}
