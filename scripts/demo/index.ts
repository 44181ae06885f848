/**
 * Type-checks and synthesizes every example, each into dist/<example>/, and reads back what was written;
 * then asks the questions that the library is for about one of them. Exits with 1 on any problem, after all examples were tried.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { askAll } from './questions';
import { CONDITION, failureOf, ROOT } from './run';

function manifestFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => join(folder, file))
    .sort();
}

/** How many objects a file holds; throws when it is not valid multi-document YAML. */
function countObjects(file: string): number {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'));
  if (!Array.isArray(documents)) {
    return 0;
  }
  const [error] = documents.flatMap(({ errors }) => errors);
  if (error !== undefined) {
    throw new Error(`${relative(ROOT, file)}: ${error.message}`);
  }
  return documents.length;
}

function synthesize(name: string): void {
  const outdir = join(ROOT, 'dist', name);
  rmSync(outdir, { recursive: true, force: true });
  const failure = failureOf('tsx/cli', [CONDITION, 'main.ts'], join(ROOT, 'examples', name), { CDK8S_OUTDIR: outdir });
  if (failure) {
    throw new Error(failure);
  }
  const files = existsSync(outdir) ? manifestFiles(outdir) : [];
  const objects = files.reduce((sum, file) => sum + countObjects(file), 0);
  if (objects === 0) {
    throw new Error('it wrote no object');
  }
  console.log(`${name}: ${objects} objects in ${files.length} files in dist/${name}/`);
}

function main(): number {
  const typeErrors = failureOf('typescript/bin/tsc', ['--noEmit', '-p', 'examples/tsconfig.json'], ROOT);
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
      synthesize(name);
    } catch (error) {
      failures++;
      console.error(`${name}: FAILED\n${error instanceof Error ? error.message : error}`);
    }
  }
  if (failures > 0) {
    console.log(`\n${failures} of ${names.length} examples failed`);
    return 1;
  }
  console.log(`\n${names.length} examples written to dist/. What do the policies of one of them do?`);
  return askAll() ? 0 : 1;
}

process.exitCode = main();
