import type { Command } from 'commander';
import { ExitCode, UsageError, type Io } from './io';
import { answerEndpoints } from './query-endpoints';
import type { QueryModel } from './query-model';
import { addQueryOptions, type QueryAnswer, type QueryOptions, runQuery } from './query-options';

/** `host NODE [PATHS…]`: the policies and profiles of all endpoints of a node. */
export function hostCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addQueryOptions(program.command('host')
    .description('list the policies and profiles that apply to the endpoints of a node')
    .argument('<node>', 'the name of a node'))
    .action((node: string, paths: string[], options: QueryOptions) => {
      runQuery(io, paths, options, (model) => answer(model, node));
      done(ExitCode.OK);
    });
}

const NO_NODES = ' It names none: add Nodes, host endpoints, or Pods with spec.nodeName.';

function answer(model: QueryModel, node: string): QueryAnswer {
  const { cluster } = model;
  const nodes = new Set([...cluster.nodes.keys(), ...[...cluster.workloads, ...cluster.hostEndpoints].flatMap((endpoint) => endpoint.node ?? [])]);
  if (!nodes.has(node)) { throw new UsageError(`no node '${node}' in the input.${nodes.size === 0 ? NO_NODES : model.near(node, nodes)}`); }
  const { json, lines } = answerEndpoints(model, model.endpoints.filter((endpoint) => endpoint.node === node));
  const unplaced = model.endpoints.filter((endpoint) => endpoint.node === undefined).length;
  return {
    json: { node, ...json, maybeMoreEndpoints: unplaced },
    lines: [
      ...lines.length > 0 ? lines : [`no endpoint is known to be on ${node}`],
      ...unplaced > 0 ? [`maybe others: the input does not tell where ${unplaced === 1 ? '1 endpoint is' : `${unplaced} endpoints are`}`] : [],
    ],
  };
}
