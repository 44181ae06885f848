import { readFileSync } from 'node:fs';
import { fileTrouble } from './file-trouble';
import { UsageError } from './io';

/**
 * The text of a file that an option or an argument names; `-` is standard input.
 *
 * @param what the file is, where the name alone does not tell, like `the flows in`
 * @throws UsageError when it cannot be read
 */
export function readText(file: string, what = ''): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${what === '' ? '' : `${what} `}${file}: ${fileTrouble(error)}`);
  }
}
