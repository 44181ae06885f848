import type { Command } from 'commander';
import { addInputPaths, inputPaths } from './input-paths';
import type { Io } from './io';
import type { QueryModel } from './query-model';
import { addTargetOptions, oneOf, type TargetChoice } from './target-options';

/** What the commands that ask about the objects of a cluster have in common. */
export interface QueryOptions extends TargetChoice {
  readonly with?: string[];
  readonly quiet?: boolean;
  readonly format: string;
  readonly complete?: boolean;
  readonly namespace?: string;
}

/** The options of a query; `paths` is added as its last argument. */
export function addQueryOptions(command: Command): Command {
  return addTargetOptions(addInputPaths(command))
    .option('--format <format>', 'text or json', 'text')
    .option('--complete', 'nothing exists besides the input')
    .option('--namespace <name>', 'the namespace of objects that name none')
    .option('--quiet', 'show no notes');
}

/** What a query found: fields of the JSON answer, and lines of text. */
export interface QueryAnswer {
  readonly json: object;
  readonly lines: readonly string[];
}

/**
 * Reads the input, asks, and prints the answer.
 *
 * @throws UsageError when the input cannot be read or the question names something that does not exist
 */
export function runQuery(io: Io, paths: readonly string[], options: QueryOptions, ask: (model: QueryModel) => QueryAnswer): void {
  const format = oneOf('format', options.format, ['text', 'json'] as const)!;
  // The model and the YAML parser load only when there is something to read.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { QueryModel: Model } = require('./query-model') as typeof import('./query-model');
  const model = Model.read(inputPaths(paths, options), options);
  const { json, lines } = ask(model);
  if (format === 'json') {
    io.out(`${JSON.stringify({ version: 1, ...json, notes: model.notes }, undefined, 2)}\n`);
    return;
  }
  io.out(lines.map((line) => `${line}\n`).join(''));
  if (options.quiet !== true) { model.notes.forEach((note) => io.error(`note: ${note}\n`)); }
}
