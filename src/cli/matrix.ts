import type { Command } from 'commander';
import { ExitCode, type Io } from './io';
import { addTargetOptions, oneOf, targetOf, type TargetChoice } from './target-options';
import type { MatrixRow } from '../verdict';

interface MatrixCommandOptions extends TargetChoice {
  readonly format: string;
  readonly staged?: boolean;
  readonly complete?: boolean;
  readonly namespace?: string;
}

const FORMATS = ['text', 'json', 'csv', 'markdown'] as const;

/** `matrix PATH…`: who reaches whom on what. */
export function matrixCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(program.command('matrix')
    .description('say who reaches whom on what, by classes of workloads and blocks of addresses')
    .argument('<paths...>', 'files and folders; - is standard input'))
    .option('--format <format>', FORMATS.join(', '), 'text')
    .option('--staged', 'take staged policies as enforced')
    .option('--complete', 'nothing exists besides the input')
    .option('--namespace <name>', 'the namespace of objects that name none')
    .action((paths: string[], options: MatrixCommandOptions) => {
      const format = oneOf('format', options.format, FORMATS)!;
      // The model and the YAML parser load only when there is something to judge.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { Cluster, Matrix, matrixRows } = require('../verdict') as typeof import('../verdict');
      const cluster = Cluster.fromFiles(paths, { target: targetOf(options), complete: options.complete, namespace: options.namespace });
      const rows = matrixRows(new Matrix(cluster._model, { staged: options.staged }));
      io.out(print(rows, format, cluster.notes));
      if (format !== 'json') { cluster.notes.forEach((note) => io.error(`note: ${note}\n`)); }
      done(ExitCode.OK);
    });
}

function print(rows: readonly MatrixRow[], format: (typeof FORMATS)[number], notes: readonly string[]): string {
  if (format === 'json') { return `${JSON.stringify({ version: 1, rows, notes }, undefined, 2)}\n`; }
  const table = [
    ['from', 'to', 'ip', 'allow', 'unknown'],
    ...rows.map(({ from, to, ipVersion, allow, unknown }) => [from, to, `IPv${ipVersion}`, allow, unknown]),
  ];
  switch (format) {
    case 'csv': return table.map((line) => `${line.map(csv).join(',')}\r\n`).join('');
    case 'markdown': return [table[0], table[0].map(() => '---'), ...table.slice(1)]
      .map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|') || '-').join(' | ')} |\n`).join('');
    default: return rows.map(({ from, to, ipVersion, allow, unknown }) => (
      `${from} -> ${to} (IPv${ipVersion}): ${allow === '' ? 'nothing' : allow}${unknown === '' ? '' : `; unknown: ${unknown}`}\n`
    )).join('');
  }
}

function csv(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
