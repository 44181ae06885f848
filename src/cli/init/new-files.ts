import { lstatSync, mkdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What in the folder stands in the way of these files: the files themselves, or something that is no folder where one has to be. */
export function collisions(folder: string, files: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const file of files) {
    const parts = file.split('/');
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
    const blocked = folders.find((parent) => isNoFolder(join(folder, parent)));
    if (blocked !== undefined) found.add(blocked);
    else if (lstatSync(join(folder, file), { throwIfNoEntry: false })) found.add(file);
  }
  return [...found].sort();
}

/** Something is there, and it is no folder. */
export function isNoFolder(path: string): boolean {
  const isThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  return isThere && statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
}

/** Writes all files or none, over nothing that exists. What was written before a failure is taken away again. */
export function writeNewFiles(folder: string, files: ReadonlyMap<string, string>): void {
  const undo: (() => void)[] = [];
  const makeFolder = (path: string) => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
    makeFolder(dirname(path));
    mkdirSync(path);
    undo.push(() => rmdirSync(path));
  };
  try {
    for (const [file, text] of files) {
      const path = join(folder, file);
      makeFolder(dirname(path));
      writeFileSync(path, '', { flag: 'wx' });
      undo.push(() => rmSync(path));
      writeFileSync(path, text);
    }
  } catch (error) {
    undo.reverse().forEach((step) => step());
    throw error;
  }
}
