import type { Command } from 'commander';
import type { ExitCode, Io } from '../io';
import { addFindingOptions, addTargetOptions, collect } from '../target-options';
import type { CheckOptions } from './options';

export function checkCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addFindingOptions(addTargetOptions(program.command('check'))
    .description('report what Calico would refuse, ignore, or enforce as something else than it says')
    .argument('[paths...]', 'files and folders; - is standard input'))
    .option('--with <path>', 'what else the cluster holds: counted, not judged; may be repeated', collect)
    .option('--complete', 'nothing exists besides the input: what is named and absent is wrong')
    .option('--no-complete', 'other things exist, whatever the configuration file says')
    .option('--namespace <name>', 'the namespace of objects that name none')
    .option('--config <file>', 'read settings from this file')
    .option('--baseline <file>', 'report only what is not in this file')
    .option('--write-baseline <file>', 'write the findings to this file instead of reporting them')
    .option('--fail-on <severity>', 'exit with 2 from this severity on: error, warning, note', 'error')
    .option('--format <format>', 'text, json, sarif, junit, github, markdown', 'text')
    .option('--output <file>', 'write the report to this file')
    .option('--quiet', 'report errors only, and nothing when there are none')
    .option('--fix [code]', 'repair what can be repaired safely; with a code (--fix=CAL1004) its suggestions too')
    .option('--explain <code>', 'print what a code means')
    .option('--batch', 'judge JSON lines from standard input')
    .action(async (paths: string[], options: CheckOptions) => {
      // The rules and the YAML parser load only when something is checked.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { check } = require('./check') as typeof import('./check');
      done(await check(paths, options, io));
    });
}
