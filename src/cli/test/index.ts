import type { Command } from 'commander';
import { addClusterOptions } from '../cluster-options';
import { ExitCode, type Io } from '../io';
import { addTargetOptions, collect, oneOf } from '../target-options';
import { writeResult } from '../write-file';
import type { TestChoice } from './run-tests';

/** `test FILE…`: whether manifests do what files with assertions say. */
export function testCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addTargetOptions(addClusterOptions(program.command('test')
    .description('say whether policies do what YAML files with assertions expect')
    .argument('<files...>', 'files with assertions; - is standard input')))
    .option('--manifests <path>', 'judge these instead of those that the files name; may be repeated', collect)
    .option('--format <format>', 'text, json, junit', 'text')
    .option('--output <file>', 'write the result to this file')
    .action((files: string[], options: TestChoice & { readonly format: string; readonly output?: string }) => {
      // The model and the YAML parser load only when there is something to judge.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { print, FORMATS } = require('./print') as typeof import('./print');
      const format = oneOf('format', options.format, FORMATS)!;
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { readTestFile } = require('./read-test-file') as typeof import('./read-test-file');
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runTests } = require('./run-tests') as typeof import('./run-tests');
      const outcomes = files.map(readTestFile).map((test) => runTests(test, options));
      writeResult(io, print(outcomes, format), options.output);
      done(outcomes.every((file) => file.outcomes.every(({ message }) => message === undefined)) ? ExitCode.OK : ExitCode.FOUND);
    });
}
