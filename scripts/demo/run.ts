import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');
/** Lets the package's name stand for its sources, which need no compiling. */
export const CONDITION = '--conditions=cdk8s-calico-source';

/** Runs a command of an installed package. */
export function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> {
  return spawnSync(process.execPath, [require.resolve(command), ...args], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
}

/** What a command that failed says; undefined when it succeeded. */
export function failureOf(...command: Parameters<typeof run>): string | undefined {
  const { status, stdout, stderr } = run(...command);
  return status === 0 ? undefined : `${stdout}${stderr}`.trim() || `exit code ${status}`;
}
