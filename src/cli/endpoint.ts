import type { Command } from 'commander';
import { ExitCode, UsageError, type Io } from './io';
import { answerEndpoints } from './query-endpoints';
import type { QueryModel } from './query-model';
import { addQueryOptions, type QueryAnswer, type QueryOptions, runQuery } from './query-options';
import { idOf } from './query-text';

/** `endpoint SUBSTRING [PATHS…]`: the policies and profiles of endpoints. */
export function endpointCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addQueryOptions(program.command('endpoint')
    .description('list the policies and profiles that apply to endpoints, in order, and the rules that select them')
    .argument('<substring>', 'part of <host>/<orchestrator>/<workload>/<endpoint>, such as shop/web'))
    .action((substring: string, paths: string[], options: QueryOptions) => {
      runQuery(io, paths, options, (model) => answer(model, substring));
      done(ExitCode.OK);
    });
}

function answer(model: QueryModel, substring: string): QueryAnswer {
  const endpoints = model.endpoints.filter((endpoint) => idOf(endpoint).includes(substring));
  if (endpoints.length === 0) {
    const names = model.endpoints.map(({ type, namespace, name }) => (type === 'workload' ? `${namespace}/${name}` : name));
    throw new UsageError(`no endpoint has '${substring}' in its name.${model.near(substring, names)}`);
  }
  return answerEndpoints(model, endpoints);
}
