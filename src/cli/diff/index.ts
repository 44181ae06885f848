import type { Command } from 'commander';
import type { Cluster, ClusterDifference } from '../../verdict';
import { addClusterOptions, type ClusterChoice, clusterProps } from '../cluster-options';
import { ExitCode, UsageError, type Io } from '../io';
import { type Progress, withProgress } from '../progress';
import { readCluster } from '../read-cluster';
import { addTargetOptions, oneOf, type TargetChoice } from '../target-options';
import { tellNotes } from '../tell-notes';
import { writeResult } from '../write-file';

interface DiffOptions extends TargetChoice, ClusterChoice {
  readonly format: string;
  readonly output?: string;
  readonly staged?: boolean;
  readonly quiet?: boolean;
}

const FORMATS = ['text', 'markdown', 'json'] as const;

/** `diff BEFORE AFTER`: which flows a change opens and closes. `diff --staged PATH…`: which ones it would, were staged policies enforced. */
export function diffCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(addClusterOptions(program.command('diff')
    .description('say which flows a change opens and closes, and by which rules')
    .argument('<paths...>', 'two files or folders, before and after; with --staged any number')))
    .option('--staged', 'compare the input with itself once every staged policy is enforced')
    .option('--format <format>', FORMATS.join(', '), 'text')
    .option('--output <file>', 'write the result to this file')
    .option('--quiet', 'show no progress and no notes')
    .action((paths: string[], options: DiffOptions) => {
      const format = oneOf('format', options.format, FORMATS)!;
      const difference = withProgress(io, options, (progress) => compare(paths, options, progress));
      const text = print(difference, format);
      writeResult(io, text, options.output);
      if (format === 'text') { tellNotes(io, difference.notes, options); }
      done(!difference._hasEnds ? ExitCode.FAILED : difference.isEmpty ? ExitCode.OK : ExitCode.FOUND);
    });
}

function compare(paths: readonly string[], options: DiffOptions, progress: Progress): ClusterDifference {
  const props = clusterProps(options);
  const read = (...own: string[]): Cluster => readCluster([...own, ...options.with ?? []], props, progress);
  const compared = (before: Cluster, after: Cluster): ClusterDifference => {
    progress.step('comparing all flows');
    return before.difference(after);
  };
  if (options.staged === true) {
    const cluster = read(...paths);
    return compared(cluster, cluster.enforceStaged());
  }
  if (paths.length !== 2) {
    throw new UsageError(`diff compares two files or folders, before and after, and got ${paths.length === 1 ? `only ${paths[0]}` : paths.length}; `
      + 'what belongs to both sides goes behind --with');
  }
  return compared(read(paths[0]), read(paths[1]));
}

function print(difference: ClusterDifference, format: (typeof FORMATS)[number]): string {
  switch (format) {
    case 'json': {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { printJson } = require('./print-json') as typeof import('./print-json');
      return printJson(difference);
    }
    case 'markdown': {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { printMarkdown } = require('./print-markdown') as typeof import('./print-markdown');
      return printMarkdown(difference);
    }
    default: return `${difference.toString()}\n`;
  }
}
