/**
 * Type-checks and synthesizes every example, each into dist/<example>/, reads back what was written and says what it was.
 * Exits with 1 on any problem, after all examples were tried.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';

const ROOT = resolve(__dirname, '..');
const CONDITION = '--conditions=cdk8s-calico-source';

function run(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv = {}): string | undefined {
  const result = spawnSync(process.execPath, [command, ...args], { cwd, env: { ...process.env, ...env }, encoding: 'utf8' });
  return result.status === 0 ? undefined : `${result.stdout}${result.stderr}`.trim() || `exit code ${result.status}`;
}

function manifestFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file))
    .sort();
}

/** One line per object of a file; throws when the file is not valid multi-document YAML. */
function objectsOf(file: string): string[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'));
  if (!Array.isArray(documents)) {
    return [];
  }
  return documents.map((document) => {
    if (document.errors.length > 0) {
      throw new Error(`${relative(ROOT, file)}: ${document.errors[0].message}`);
    }
    const { kind, metadata } = document.toJS();
    return `${kind} ${metadata.namespace ? `${metadata.namespace}/` : ''}${metadata.name}`;
  });
}

function demonstrate(name: string): void {
  const outdir = join(ROOT, 'dist', name);
  rmSync(outdir, { recursive: true, force: true });
  const failure = run(require.resolve('tsx/cli'), [CONDITION, 'main.ts'], join(ROOT, 'examples', name), { CDK8S_OUTDIR: outdir });
  if (failure) {
    throw new Error(failure);
  }
  const files = existsSync(outdir) ? manifestFiles(outdir) : [];
  const objects = files.flatMap(objectsOf);
  if (objects.length === 0) {
    throw new Error('it wrote no object');
  }
  console.log(`${name}: ${objects.length} objects in ${files.map((file) => relative(ROOT, file)).join(', ')}`);
  objects.forEach((object) => console.log(`    ${object}`));
}

function main(): number {
  const typeErrors = run(require.resolve('typescript/bin/tsc'), ['--noEmit', '-p', 'examples/tsconfig.json'], ROOT);
  if (typeErrors) {
    console.error(`The examples do not compile:\n${typeErrors}`);
    return 1;
  }
  const names = readdirSync(join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, 'examples', entry.name, 'main.ts')))
    .map((entry) => entry.name);
  let failures = 0;
  for (const name of names) {
    try {
      demonstrate(name);
    } catch (error) {
      failures++;
      console.error(`${name}: FAILED\n${error instanceof Error ? error.message : error}`);
    }
  }
  console.log(failures === 0 ? `\n${names.length} examples written to dist/` : `\n${failures} of ${names.length} examples failed`);
  return failures === 0 ? 0 : 1;
}

process.exitCode = main();
