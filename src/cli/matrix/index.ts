import type { Command } from 'commander';
import { addInputPaths, type ClusterChoice, clusterProps, inputPaths } from '../cluster-options';
import { ExitCode, type Io, UsageError } from '../io';
import { withProgress } from '../progress';
import { readCluster } from '../read-cluster';
import { addTargetOptions, oneOf, type TargetChoice } from '../target-options';
import { tellNotes } from '../tell-notes';
import { writeResult } from '../write-file';
import type { MatrixFormat } from './print';

interface MatrixCommandOptions extends TargetChoice, ClusterChoice {
  readonly format: string;
  readonly output?: string;
  readonly from?: string;
  readonly to?: string;
  readonly staged?: boolean;
  readonly quiet?: boolean;
}

const FORMATS: readonly MatrixFormat[] = ['text', 'json', 'csv', 'markdown', 'mermaid', 'dot', 'html'];
const PICTURES: readonly MatrixFormat[] = ['mermaid', 'dot', 'html'];

/** `matrix [PATH…]`: who reaches whom on what. */
export function matrixCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(addInputPaths(program.command('matrix')
    .description('say who reaches whom on what, by classes of workloads and blocks of addresses')))
    .option('--from <end>', 'only rows of this sender, as explain takes it, with the rules that decide')
    .option('--to <end>', 'only rows of this receiver, with the rules that decide')
    .option('--format <format>', FORMATS.join(', '), 'text')
    .option('--output <file>', 'write the result to this file')
    .option('--staged', 'take staged policies as enforced')
    .option('--quiet', 'show no progress and no notes')
    .action((paths: string[], options: MatrixCommandOptions) => {
      const format = oneOf('format', options.format, FORMATS)!;
      const { from, to } = options;
      const ends = from === undefined && to === undefined ? undefined : { from, to };
      if (ends !== undefined && PICTURES.includes(format)) {
        throw new UsageError(`--from and --to don't go with --format ${format}; use text, json, csv or markdown`);
      }
      // The model and the YAML parser load only when there is something to judge.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { printMatrix } = require('./print') as typeof import('./print');
      const props = clusterProps(options);
      const { text, notes } = withProgress(io, options, (progress) => {
        const cluster = readCluster(inputPaths(paths, options), props, progress);
        return printMatrix(cluster, { format, staged: options.staged, ends }, progress);
      });
      writeResult(io, text, options.output);
      tellNotes(io, notes, options);
      done(ExitCode.OK);
    });
}
