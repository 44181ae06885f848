import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileTrouble } from './file-trouble';
import { type Io, UsageError } from './io';

/**
 * Writes a file as a whole or not at all. What a link points to is written, and the link stays.
 *
 * @throws UsageError when it cannot be written
 */
export function writeFileAtomically(path: string, text: string): void {
  try {
    replaceFile(path, text);
  } catch (error) {
    const why = existsSync(dirname(path)) ? fileTrouble(error) : `there is no folder ${dirname(path)}`;
    throw new UsageError(`cannot write ${path}: ${why}${existsSync(path) ? '; it is as it was' : ''}`);
  }
}

function replaceFile(path: string, text: string): void {
  const known = statSync(path, { throwIfNoEntry: false });
  const file = known ? realpathSync(path) : path;
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, text, { mode: known?.mode });
    renameSync(draft, file);
  } catch (error) {
    if (statSync(draft, { throwIfNoEntry: false })?.isFile()) rmSync(draft);
    throw error;
  }
}

/** Writes what a command found to the file of `--output`, else to standard output. */
export function writeResult(io: Io, text: string, output: string | undefined): void {
  if (output === undefined) { io.out(text); } else { writeFileAtomically(output, text); }
}
