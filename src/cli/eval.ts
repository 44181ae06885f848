import type { Command } from 'commander';
import { ExitCode, type Io } from './io';
import { addQueryOptions, type QueryAnswer, type QueryOptions, runQuery } from './query-options';
import { idOf, kindOf, table, unlessSure } from './query-text';
import type { Member } from '../cluster';
import type { QueryModel } from './query-model';

/** `eval SELECTOR [PATHS…]`: what a selector selects. */
export function evalCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addQueryOptions(program.command('eval')
    .description('list the endpoints and network sets that a selector selects')
    .argument('<selector>', 'a Calico selector, such as app == \'web\''))
    .action((selector: string, paths: string[], options: QueryOptions) => {
      runQuery(io, paths, options, (model) => answer(model, selector));
      done(ExitCode.OK);
    });
}

function answer(model: QueryModel, text: string): QueryAnswer {
  const node = model.selector(text);
  const members: readonly Member[] = [...model.endpoints, ...model.cluster.networkSets];
  const selected = members.map((member) => ({ member, selects: model.selects(node, member) })).filter(({ selects }) => selects !== 'no');
  return {
    json: { selector: text, selected: selected.map(({ member, selects }) => ({ kind: kindOf(member), id: idOf(member), selects })) },
    lines: selected.length === 0 ? ['selects nothing']
      : table(selected.map(({ member, selects }) => [kindOf(member), idOf(member), unlessSure(selects)])),
  };
}
