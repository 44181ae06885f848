/**
 * Mutation testing: `npm run test:mutation -- selector validation/rules` changes the sources of a room, a folder or a file in small ways, one
 * at a time, and counts the changes that the tests of the room notice. `--force` forgets earlier results; `--table` only writes docs/mutation.md.
 *
 * Stryker lives in .cache/mutation, so that `npm ci` stays as quick as it is; it is fetched by the first run.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { saveResults } from './results';
import { writeTable } from './table';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, '.cache/mutation');
const STRYKER = '9.6.1';

function run(command: string, args: string[], cwd: string): void {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit code ${status}`);
}

function install(): void {
  const packageFile = join(CACHE, 'package.json');
  const wanted = `${JSON.stringify({
    private: true, dependencies: { '@stryker-mutator/core': STRYKER, '@stryker-mutator/jest-runner': STRYKER },
  })}\n`;
  if (existsSync(packageFile) && readFileSync(packageFile, 'utf8') === wanted) return;
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(packageFile, wanted);
  // Jest is the project's own.
  run('npm', ['install', '--legacy-peer-deps', '--no-audit', '--no-fund'], CACHE);
}

/** These take long, or need what a clone has not; what they notice smaller tests should too. */
const SLOW_TESTS = /^(conformance|pages|properties)/;
const TESTS = '.cache/mutation/tests';
/** After the first test that fails there is nothing more to learn about a mutant. */
const ENVIRONMENT = `const { TestEnvironment } = require('jest-environment-node');
module.exports = class extends TestEnvironment {
  handleTestEvent(event) {
    if (event.name === 'test_fn_failure') this.hasFailed = true;
    if (event.name === 'test_start' && this.hasFailed) event.test.mode = 'skip';
  }
};
`;
/** Those that are quick go first. */
const FIRST = /^(parts|versions|documents|messages)/;

/** One file for all tests of a room: for each mutant Jest loads every file that it knows, with all that the file imports. */
function writeTests(room: string): void {
  const names = readdirSync(join(ROOT, 'test', room)).filter((file) => file.endsWith('.test.ts') && !SLOW_TESTS.test(file));
  const files = names.sort((a, b) => Number(FIRST.test(b)) - Number(FIRST.test(a)));
  mkdirSync(join(ROOT, TESTS), { recursive: true });
  writeFileSync(join(ROOT, TESTS, 'environment.cjs'), ENVIRONMENT);
  writeFileSync(join(ROOT, TESTS, `${room}.test.ts`), files.map((file) => `import '../../../test/${room}/${file.replace(/\.ts$/, '')}';\n`).join(''));
}

/** Jest as in package.json. Types are no matter: a mutant need not have any. */
function jestConfig(room: string): object {
  const { jest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return {
    ...jest,
    testMatch: [`<rootDir>/${TESTS}/${room}.test.ts`],
    modulePathIgnorePatterns: [],
    testEnvironment: `./${TESTS}/environment.cjs`,
    transform: { '^.+\\.[t]sx?$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }] },
  };
}

function strykerConfig(part: string, isForced: boolean): object {
  const [room] = part.split('/');
  const source = join('src', part);
  const isFolder = existsSync(join(ROOT, source)) && statSync(join(ROOT, source)).isDirectory();
  const name = part.replaceAll('/', '-');
  return {
    mutate: isFolder ? [`${source}/**/*.ts`, `!${source}/**/index.ts`] : [source],
    mutator: { excludedMutations: ['StringLiteral'] },
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    jest: { projectType: 'custom', enableFindRelatedTests: false, config: jestConfig(room) },
    coverageAnalysis: 'perTest',
    concurrency: Number(process.env.CONCURRENCY ?? 2),
    disableTypeChecks: true,
    allowEmpty: false,
    checkers: [],
    incremental: true,
    incrementalFile: join(CACHE, `incremental-${name}.json`),
    force: isForced,
    tempDirName: '.cache/mutation/sandbox',
    ignorePatterns: ['**', '!src/**', '!imports/**', `!test/${room}/**`, `!${TESTS}/**`, '!test/tsconfig.json', '!test/setup/**', '!docs/findings/**', '!tsconfig.json', '!package.json'],
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
  writeTests(part.split('/')[0]);
  const config = join(CACHE, `stryker-${part.replaceAll('/', '-')}.json`);
  writeFileSync(config, JSON.stringify(strykerConfig(part, isForced), null, 2));
  run(process.execPath, [join(CACHE, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', config], ROOT);
  saveResults(CACHE, join(CACHE, `report-${part.replaceAll('/', '-')}.json`));
}

const parts = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
if (parts.length > 0) install();
for (const part of parts) mutate(part, process.argv.includes('--force'));
writeTable(CACHE, join(ROOT, 'docs/mutation.md'));
