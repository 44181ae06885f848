/**
 * CRD YAML -> imports/facts: `npm run imports:facts -- FOLDER`, FOLDER holding the files named in sources.ts.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildFacts } from './build-facts';
import { SOURCES } from './sources';

const folder = process.argv[2];
if (!folder) {
  console.error('usage: npm run imports:facts -- FOLDER   (the folder with the CRD files named in scripts/imports/sources.ts)');
  process.exit(1);
}
const target = join(__dirname, '../../imports/facts');
rmSync(join(target, 'data'), { recursive: true, force: true });
let size = 0;
for (const [path, text] of buildFacts(folder, SOURCES)) {
  const file = join(target, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  size += text.length;
}
console.log(`imports/facts: ${Math.round(size / 1000)} kB`);
