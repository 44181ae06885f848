import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const ROOT = resolve(__dirname, '../..');

/** Programs that wait for packages of the registry need more than jest's five seconds. */
export const PATIENCE = 300_000;

/** What npm and jest tell those whom they start; a program below would take it for its own (projen writes elsewhere when it is tested). */
const HANDED_DOWN = /^(npm_(package|lifecycle|command|config_local_prefix)|INIT_CWD|NODE_ENV|JEST_)/;
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => !HANDED_DOWN.test(name)));

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder far from this repository: nothing in it can resolve to our node_modules or sources. */
export class Workspace {
  public readonly folder = mkdtempSync(join(tmpdir(), 'cdk8s-calico-package-'));

  public dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  public path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  public write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  public read(file: string): string {
    return readFileSync(this.path(file), 'utf8');
  }

  /** Every file of the folder but those of node_modules, sorted. */
  public files(): string[] {
    return readdirSync(this.folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1))
      .filter((file) => !file.split('/').includes('node_modules'))
      .sort();
  }

  /** Runs a program in the folder (or in one below it). */
  public run(command: string[], options: { readonly in?: string; readonly env?: NodeJS.ProcessEnv } = {}): Outcome {
    const [program, ...args] = command;
    const { status, stdout, stderr, error } = spawnSync(program, args, {
      cwd: resolve(this.folder, options.in ?? '.'),
      encoding: 'utf8',
      env: { ...ENVIRONMENT, NO_COLOR: '1', CDK8S_CHECK_UPGRADE: 'false', NODE_OPTIONS: '', ...options.env },
    });
    if (error) throw error;
    return { status, stdout, stderr };
  }

  /** Runs a program that has to succeed: what it said. */
  public succeed(command: string[], options: { readonly in?: string; readonly env?: NodeJS.ProcessEnv } = {}): string {
    const { status, stdout, stderr } = this.run(command, options);
    if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
    return stdout;
  }
}

/** Packs a compiled jsii project as it is published: the path of its tarball, in a folder of the workspace. */
export function pack(workspace: Workspace, project: string = ROOT): string {
  const outdir = `packed-${readdirSync(workspace.folder).length}`;
  workspace.succeed([process.execPath, require.resolve('jsii-pacmak/bin/jsii-pacmak'), '--target', 'js', '--outdir', workspace.path(outdir), project]);
  const [tarball] = readdirSync(workspace.path(outdir, 'js'));
  return workspace.path(outdir, 'js', tarball);
}
