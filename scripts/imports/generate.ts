/**
 * imports/facts -> the TypeScript in imports/: `npm run imports:generate`.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildTypeScript } from './build-typescript';

const target = join(__dirname, '../../imports');
rmSync(join(target, 'kinds'), { recursive: true, force: true });
let lines = 0;
for (const [path, text] of buildTypeScript()) {
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  lines += text.split('\n').length;
}
console.log(`imports: ${lines} lines`);
