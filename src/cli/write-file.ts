import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type Io } from './io';

/** Writes a file as a whole or not at all. What a link points to is written, and the link stays. */
export function writeFileAtomically(path: string, text: string): void {
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
