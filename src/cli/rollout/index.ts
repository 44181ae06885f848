import type { Command } from 'commander';
import type { Manifest } from '../../manifest';
import { addClusterOptions, type ClusterChoice } from '../cluster-options';
import { ExitCode, type Io, UsageError } from '../io';
import { withProgress } from '../progress';
import { addTargetOptions, oneOf, targetOf, type TargetChoice } from '../target-options';
import { tellNotes } from '../tell-notes';
import { writeResult } from '../write-file';

interface RolloutOptions extends TargetChoice, ClusterChoice {
  readonly format: string;
  readonly order?: string;
  readonly strict?: boolean;
  readonly output?: string;
  readonly quiet?: boolean;
}

const FORMATS = ['text', 'markdown', 'json'] as const;
const ORDERS = ['plan', 'waves', 'folders', 'files'] as const;

/** `rollout [BEFORE] AFTER`: in which order the change is made, and which flows are cut or opened on the way. */
export function rolloutCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(addClusterOptions(program.command('rollout')
    .description('put the changes between two versions of manifests in order, and say which flows are cut or opened on the way')
    .argument('<paths...>', 'two files or folders, before and after; only one for a first rollout')))
    .option('--order <source>', `${ORDERS.join(', ')} (default: sync waves or numbered folders of AFTER where it has them, else a plan)`)
    .option('--strict', 'count flows that may be wrong for a moment inside of a step, too')
    .option('--format <format>', FORMATS.join(', '), 'text')
    .option('--output <file>', 'write the result to this file')
    .option('--quiet', 'show no progress and no notes')
    .action((paths: string[], options: RolloutOptions) => {
      const [before, after] = paths.length === 1 ? [undefined, paths[0]] : paths;
      if (paths.length > 2) {
        throw new UsageError(`rollout takes a file or folder before and one after, and got ${paths.length}; what belongs to both goes behind --with`);
      }
      const format = oneOf('format', options.format, FORMATS)!;
      const order = oneOf('order', options.order, ORDERS);
      const target = targetOf(options);
      // The model and the YAML parser load only when there is something to judge.
      /* eslint-disable @typescript-eslint/no-require-imports */
      const { judgeRollout, orderSourceOf } = require('../../gitops') as typeof import('../../gitops');
      const { readPaths, takeManifests } = require('../../manifest') as typeof import('../../manifest');
      const { printRollout } = require('./print') as typeof import('./print');
      /* eslint-enable @typescript-eslint/no-require-imports */
      const rollout = withProgress(io, options, ({ step }) => {
        const read = (path: string[]): Manifest[] => takeManifests(readPaths(path, (count) => step('reading files', count)));
        const becomes = read([after]);
        const was = before === undefined ? undefined : read([before]);
        return judgeRollout(was, becomes, read(options.with ?? []), order ?? orderSourceOf(becomes), {
          version: target.version,
          installMode: target.installMode,
          podNets: target.podNets,
          complete: options.complete,
          namespace: options.namespace,
        }, step);
      });
      writeResult(io, printRollout(rollout, format), options.output);
      if (format === 'text') { tellNotes(io, rollout.notes, options); }
      const isWrong = rollout.steps.some(({ wrong, disturbed }) => wrong.length > 0 || (options.strict === true && disturbed.length > 0));
      done(isWrong ? ExitCode.FOUND : ExitCode.OK);
    });
}
