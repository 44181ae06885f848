import type { Command } from 'commander';
import { addInputPaths, type ClusterChoice, inputPaths } from './cluster-options';
import type { Io } from './io';
import type { QueryModel } from './query-model';
import { addTargetOptions, oneOf, type TargetChoice } from './target-options';
import { tellNotes } from './tell-notes';

/** What the commands that ask about the objects of a cluster have in common. */
export interface QueryOptions extends TargetChoice, ClusterChoice {
  readonly quiet?: boolean;
  readonly format: string;
}

/** The options of a query; `paths` is added as its last argument. */
export function addQueryOptions(command: Command): Command {
  return addTargetOptions(addInputPaths(command))
    .option('--format <format>', 'text or json', 'text')
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
  tellNotes(io, model.notes, options);
}
