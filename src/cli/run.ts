import { Command, CommanderError } from 'commander';
import { checkCommand } from './check';
import { convertCommand } from './convert';
import { diffCommand } from './diff';
import { endpointCommand } from './endpoint';
import { evalCommand } from './eval';
import { evaluateCommand } from './evaluate';
import { explainCommand } from './explain';
import { hostCommand } from './host';
import { initCommand } from './init';
import { ExitCode, UsageError, type Io } from './io';
import { matrixCommand } from './matrix';
import { packageVersion } from './package-version';
import { policiesCommand } from './policies';
import { policyCommand } from './policy';
import { profilesCommand } from './profiles';
import { rolloutCommand } from './rollout';
import { testCommand } from './test';

/** Adds a command; it gives its exit code to `done`. What it needs beyond its options it loads when it runs. */
type AddCommand = (program: Command, io: Io, done: (code: ExitCode) => void) => void;

const COMMANDS: AddCommand[] = [
  checkCommand, convertCommand, diffCommand, endpointCommand, evalCommand, evaluateCommand, explainCommand, hostCommand, initCommand,
  matrixCommand, policiesCommand, policyCommand, profilesCommand, rolloutCommand, testCommand,
];

/** Runs one command line and gives its exit code. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let code = ExitCode.OK;
  const program = new Command('cdk8s-calico')
    .description('Check, explain and compare Calico network policy, offline')
    .version(packageVersion())
    .configureOutput({
      writeOut: io.out, writeErr: io.error, outputError: (text, write) => write(text.replace(/^error: /, 'cdk8s-calico: ')),
    })
    .exitOverride()
    .showHelpAfterError('(add --help for the options)');
  for (const add of COMMANDS) add(program, io, (result) => { code = result; });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.FAILED;
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { InputError } = require('../manifest') as typeof import('../manifest'); // on errors only: a command loads what it needs itself
    if (error instanceof UsageError || error instanceof InputError) {
      io.error(`cdk8s-calico: ${error.message}\n`);
      return ExitCode.FAILED;
    }
    io.error(`cdk8s-calico: this is a bug of ours, please report it: ${error instanceof Error ? error.stack : String(error)}\n`);
    return ExitCode.FAILED;
  }
}
