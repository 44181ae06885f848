import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest, ReadProblem, ReadResult } from './manifest';
import { readManifests } from './read';

const MANIFEST_FILE = /\.(?:ya?ml|json)$/i;
const SKIPPED_FOLDERS = new Set(['node_modules', '.git']);

/**
 * Reads files and folders; `-` is standard input. In a folder every `*.yaml`, `*.yml` and `*.json` is read, in the order
 * of their names; what is no manifest there (Helm values, package.json) is left out silently. `onFile` is told how many files are read.
 */
export function readPaths(paths: readonly string[], onFile?: (done: number) => void): ReadResult {
  const manifests: Manifest[] = [];
  const problems: ReadProblem[] = [];
  let done = 0;
  // What the system refuses costs nothing but itself: the other files of its folder are read.
  const attempt = (path: string, read: () => void): void => {
    try {
      read();
    } catch (error) {
      if (!isSystemError(error)) throw error;
      problems.push({ kind: 'file', file: path, reason: error.code === 'ENOENT' ? 'there is no such file or folder' : `cannot be read (${error.code})` });
    }
  };
  const take = (file: string, isInFolder: boolean): void => attempt(file, () => {
    const result = readFile(file);
    onFile?.(++done);
    manifests.push(...result.manifests);
    problems.push(...result.problems.filter(({ kind }) => !isInFolder || kind !== 'not-a-manifest'));
  });
  for (const path of paths) {
    attempt(path, () => {
      if (path !== '-' && statSync(path).isDirectory()) manifestFiles(path).forEach((file) => take(file, true));
      else take(path, false);
    });
  }
  return { manifests, problems };
}

/** The manifest files in a folder and the folders in it, sorted. */
export function manifestFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      const isFolder = entry.isDirectory() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
      if (isFolder) return entry.isSymbolicLink() || SKIPPED_FOLDERS.has(entry.name) ? [] : manifestFiles(path);
      return MANIFEST_FILE.test(entry.name) ? [path] : [];
    });
}

function readFile(path: string): ReadResult {
  const text = readFileSync(path === '-' ? 0 : path, 'utf8');
  return readManifests(text, { file: path === '-' ? '<stdin>' : path });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof (error as NodeJS.ErrnoException | undefined)?.code === 'string';
}
