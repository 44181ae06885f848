import type { Command } from 'commander';
import { collisions, isNoFolder, writeNewFiles } from './new-files';
import { starterFiles, starterLanguages } from './starter';
import { NEWEST_RELEASED } from '../../target';
import { ExitCode, UsageError, type Io } from '../io';
import { packageVersion } from '../package-version';
import { oneOf, targetOf } from '../target-options';

interface InitOptions {
  readonly language: string;
  readonly calicoVersion?: string;
}

/** `init [FOLDER]`: a new project with a first policy, its test, its checks and its CI. */
export function initCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  program.command('init')
    .description('start a project: an app, a first policy, its test, its checks, its CI')
    .argument('[folder]', 'where; nothing that exists is overwritten', '.')
    .option('--language <name>', 'the language of the project', 'typescript')
    .option('--calico-version <minor>', `what the policies are for, like v3.31 (default: ${NEWEST_RELEASED})`)
    .action((folder: string, { language, calicoVersion }: InitOptions) => {
      oneOf('starter in the language', language, starterLanguages());
      if (isNoFolder(folder)) throw new UsageError(`${folder} is no folder; nothing was written`);
      const files = starterFiles(language, { folder, minor: targetOf({ calicoVersion }).version, version: packageVersion() });
      const inTheWay = collisions(folder, files.keys());
      if (inTheWay.length > 0) {
        throw new UsageError(`init overwrites nothing, and these are in ${folder} already:\n${inTheWay.map((file) => `  ${file}\n`).join('')}`
          + 'Nothing was written. Name an empty folder, or move them away.');
      }
      try {
        writeNewFiles(folder, files);
      } catch (error) {
        throw new UsageError(`${folder} cannot be written: ${error instanceof Error ? error.message : String(error)}; nothing was left behind`);
      }
      io.out(`A project in ${folder}:\n${[...files.keys()].map((file) => `  ${file}\n`).join('')}\n`);
      const steps = [...folder === '.' ? [] : [`cd ${folder}`], 'npm install', 'npm test', 'npm run synth'];
      io.out(`Next:\n${steps.map((step) => `  ${step}\n`).join('')}\nIts README.md tells how to go on.\n`);
      done(ExitCode.OK);
    });
}
