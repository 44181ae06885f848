import type { Command } from 'commander';
import type { ReadResult } from '../manifest';
import { ExitCode, UsageError, type Io } from './io';
import { writeFileAtomically } from './write-file';

export function convertCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program.command('convert')
    .description('write today\'s form of calicoctl v1 documents (kind: policy, hostEndpoint, ipPool, …); other objects stay as they are')
    .argument('<paths...>', 'files and folders; - is standard input')
    .option('--output <file>', 'write to this file')
    .action((paths: string[], options: { output?: string }) => done(convert(paths, options.output, io)));
}

function convert(paths: readonly string[], output: string | undefined, io: Io): ExitCode {
  // The YAML parser loads only when something is read.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { convertLegacy, readPaths, writeYaml } = require('../manifest') as typeof import('../manifest');
  const { manifests, problems } = readPaths(paths);
  refuseUnread(problems);
  const objects = manifests.map(({ object, origin }) => {
    const conversion = convertLegacy(object);
    for (const { path, text } of conversion?.notes ?? []) {
      const { kind, metadata } = conversion!.object;
      io.error(`note: ${origin.file}: ${String(kind)} ${String((metadata as { name?: string }).name ?? '')}, ${path}: ${text}\n`);
    }
    return conversion?.object ?? object;
  });
  const text = writeYaml(objects);
  if (output === undefined) io.out(text);
  else writeFileAtomically(output, text);
  return ExitCode.OK;
}

/** A conversion of a part would look like a conversion of everything. */
function refuseUnread(problems: ReadResult['problems']): void {
  if (problems.length === 0) return;
  throw new UsageError(`nothing is converted, for not everything can be read:\n${problems.map(({ file, line, column, reason }) =>
    `  ${[file, line, column].filter((part) => part !== undefined).join(':')}: ${reason}`).join('\n')}`);
}
