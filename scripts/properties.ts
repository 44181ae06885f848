/**
 * `npm run test:properties -- [--seed NUMBER] [--share NUMBER] [FILE…]`: the tests that try properties, with cases that `npm test` does not try.
 * What fails is printed as small as it gets; keep it as a test of its own.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(__dirname, '..');
const LARGEST_SEED = 2 ** 31;
const NO_LIMIT_MS = 24 * 3600 * 1000;

function filesWithProperties(): string[] {
  return readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => join('test', file))
    .filter((file) => file.endsWith('.test.ts') && readFileSync(join(ROOT, file), 'utf8').includes('setup/tries'));
}

const { values, positionals } = parseArgs({
  allowPositionals: true, options: { seed: { type: 'string', default: String(Math.floor(Math.random() * LARGEST_SEED)) }, share: { type: 'string', default: '20' } },
});
const files = positionals.length > 0 ? positionals : filesWithProperties();
console.log(`seed ${values.seed}, ${values.share} times as often as in npm test, ${files.length} files`);
const { status } = spawnSync('npx', ['jest', '--ci', '--coverage=false', `--testTimeout=${NO_LIMIT_MS}`, ...files], {
  cwd: ROOT, stdio: 'inherit', env: { ...process.env, PROPERTY_SEED: values.seed, PROPERTY_SHARE: values.share },
});
process.exitCode = status ?? 1;
