import type { Command } from 'commander';
import { ExitCode, type Io } from './io';
import type { QueryModel } from './query-model';
import { addQueryOptions, type QueryAnswer, type QueryOptions, runQuery } from './query-options';
import { table } from './query-text';

/** `profiles PATH…`: the profiles that Calico makes of namespaces and service accounts, those of the input, and their labels. */
export function profilesCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addQueryOptions(program.command('profiles').description('list the profiles of namespaces and service accounts and the labels that they give'))
    .action((paths: string[], options: QueryOptions) => {
      runQuery(io, paths, options, answer);
      done(ExitCode.OK);
    });
}

function answer(model: QueryModel): QueryAnswer {
  const profiles = model.profiles();
  return {
    json: { profiles: profiles.map(({ name, labels, isOpen }) => ({ name, labels: Object.fromEntries(labels), maybeMoreLabels: isOpen })) },
    lines: table([
      ['PROFILE', 'LABELS'],
      ...profiles.map(({ name, labels, isOpen }) => [
        name, [...[...labels].map(([key, value]) => `${key}=${value}`), ...isOpen ? ['maybe others'] : []].join(', ') || '-',
      ]),
    ]),
  };
}
