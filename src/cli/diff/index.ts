import type { Command } from 'commander';
import type { Cluster, ClusterDifference } from '../../verdict';
import { ExitCode, UsageError, type Io } from '../io';
import { type Progress, withProgress } from '../progress';
import { readCluster } from '../read-cluster';
import { addTargetOptions, collect, oneOf, targetOf, type TargetChoice } from '../target-options';
import { writeResult } from '../write-file';

interface DiffOptions extends TargetChoice {
  readonly format: string;
  readonly output?: string;
  readonly staged?: boolean;
  readonly with?: string[];
  readonly complete?: boolean;
  readonly namespace?: string;
  readonly quiet?: boolean;
}

const FORMATS = ['text', 'markdown', 'json'] as const;

/** `diff BEFORE AFTER`: which flows a change opens and closes. `diff --staged PATH…`: which ones it would, were staged policies enforced. */
export function diffCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(program.command('diff')
    .description('say which flows a change opens and closes, and by which rules')
    .argument('<paths...>', 'two files or folders, before and after; with --staged any number'))
    .option('--staged', 'compare the input with itself once every staged policy is enforced')
    .option('--with <path>', 'what else the cluster holds, before and after; may be repeated', collect)
    .option('--format <format>', FORMATS.join(', '), 'text')
    .option('--output <file>', 'write the result to this file')
    .option('--complete', 'nothing exists besides the input')
    .option('--namespace <name>', 'the namespace of objects that name none')
    .option('--quiet', 'show no progress and no notes')
    .action((paths: string[], options: DiffOptions) => {
      const format = oneOf('format', options.format, FORMATS)!;
      const difference = withProgress(io, options, (progress) => compare(paths, options, progress));
      const text = print(difference, format);
      writeResult(io, text, options.output);
      if (format === 'text' && options.quiet !== true) { difference.notes.forEach((note) => io.error(`note: ${note}\n`)); }
      done(!difference._hasEnds ? ExitCode.FAILED : difference.isEmpty ? ExitCode.OK : ExitCode.FOUND);
    });
}

function compare(paths: readonly string[], options: DiffOptions, progress: Progress): ClusterDifference {
  const props = { target: targetOf(options), complete: options.complete, namespace: options.namespace };
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
