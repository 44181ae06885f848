import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Our own version. The compiled program and its source lie at different depths of the package. */
export function packageVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
