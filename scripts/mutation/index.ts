/**
 * Mutation testing: `npm run test:mutation -- selector validation/rules` changes the sources of a room, a folder or a file in small ways, one
 * at a time, and counts the changes that the tests of the room notice. `--force` forgets earlier results; without a part only docs/mutation.md is written.
 *
 * Stryker lives in .cache/mutation, so that `npm ci` stays as quick as it is; it is fetched by the first run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { saveResults } from './results';
import { writeTable } from './table';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, '.cache/mutation');
const RESULTS = join(__dirname, 'results.json');
const STRYKER = '9.6.1';

function run(command: string, args: string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}`);
}

function install(): void {
  const packageFile = join(CACHE, 'package.json');
  const wanted = `${JSON.stringify({
    private: true, dependencies: { '@stryker-mutator/core': STRYKER },
  })}\n`;
  if (existsSync(packageFile) && readFileSync(packageFile, 'utf8') === wanted) return;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(packageFile, wanted);
  run('npm', ['install', '--no-audit', '--no-fund'], CACHE);
}

/** These take long, or need what a clone has not; what they notice smaller tests should too. */
const SLOW_TESTS = /(^|\/)(conformance|laws|pages|properties)[^/]*$/;
/** Where the tests of a part lie in the copy that Stryker makes; bundle.mjs and runner.mjs know it. */
const TESTS = '.cache/mutation/tests';
/** Properties of rooms that are tested by comparison: few cases, the same ones for every mutant. */
const SHORT_PROPERTIES = { PROPERTY_SHARE: '0.03' };

const nameOf = (part: string): string => part.replaceAll('/', '-');

function isFolder(...names: string[]): boolean {
  const path = join(ROOT, ...names);
  return existsSync(path) && statSync(path).isDirectory();
}

/**
 * The tests of the folder that a part lies in, or of the room where that folder has none. Those of a folder further in are about other sources,
 * unless the sources have no such folder.
 */
function testsOf(part: string): string[] {
  const [room, ...rest] = part.split('/');
  const own = [room, ...rest.slice(0, 1)].join('/');
  const folder = isFolder('test', own) ? own : room;
  return readdirSync(join(ROOT, 'test', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => `${folder}/${file}`)
    .filter((file) => !SLOW_TESTS.test(file) && (part === room || dirname(file) === folder || !isFolder('src', dirname(file))));
}

/** One file for all tests, which bundle.mjs makes one script of. */
function writeTests(part: string): void {
  rmSync(join(ROOT, TESTS), { recursive: true, force: true });
  mkdirSync(join(ROOT, TESTS), { recursive: true });
  const modules = testsOf(part).map((file) => file.replace(/\.ts$/, ''));
  writeFileSync(join(ROOT, TESTS, 'tests.ts'), modules.map((name) => `import '../../../test/${name}';\n`).join(''));
}

function strykerConfig(part: string, isForced: boolean): object {
  const source = join('src', part);
  const name = nameOf(part);
  return {
    mutate: isFolder(source) ? [`${source}/**/*.ts`, `!${source}/**/index.ts`] : [source],
    mutator: { excludedMutations: ['StringLiteral'] },
    buildCommand: 'node scripts/mutation/bundle.mjs',
    testRunner: 'bundle',
    plugins: [join(__dirname, 'runner.mjs')],
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.CONCURRENCY ?? 2),
    disableTypeChecks: true,
    allowEmpty: false,
    checkers: [],
    incremental: true,
    incrementalFile: join(CACHE, `incremental-${name}.json`),
    force: isForced,
    tempDirName: '.cache/mutation/sandbox',
    ignorePatterns: ['**', '!src/**', '!imports/**', '!test/**', `!${TESTS}/**`, '!docs/findings/**', '!scripts/mutation/*.mjs', '!tsconfig.json', '!package.json'],
    reporters: ['clear-text', 'progress-append-only', 'json'],
    clearTextReporter: { reportTests: false, reportMutants: false, allowColor: false },
    jsonReporter: { fileName: join(CACHE, `report-${name}.json`) },
    allowConsoleColors: false,
    // A busy machine is no infinite loop; those are found by counting.
    timeoutMS: 20_000,
    thresholds: { high: 90, low: 80, break: null },
  };
}

function mutate(part: string, isForced: boolean): void {
  writeTests(part);
  const config = join(CACHE, `stryker-${nameOf(part)}.json`);
  writeFileSync(config, JSON.stringify(strykerConfig(part, isForced), null, 2));
  run(process.execPath, [join(CACHE, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config], ROOT);
  saveResults(RESULTS, join(CACHE, `report-${nameOf(part)}.json`));
}

const parts = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
if (parts.length > 0) install();
Object.assign(process.env, SHORT_PROPERTIES);
for (const part of parts) mutate(part, process.argv.includes('--force'));
writeTable(RESULTS, join(ROOT, 'docs/mutation.md'));
