import { isAbsolute, posix, sep } from 'path';

/** A file that an app wrote. */
export interface ListedFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly sha256: string;
  /** Which of a program's apps wrote it: 1 for the first that wrote into the folder. */
  readonly app: number;
}

const HEADER = '# Files that CalicoApp wrote here: sha256, app, path. It removes those that it no longer writes. Commit this with them.';

/**
 * The list as text: a line for each file, in the order of the paths.
 * Lines are read one by one, so a list that Git merged (markers and all) still says what both sides wrote.
 */
export function printFileList(files: ListedFile[]): string {
  const lines = [...files].sort((a, b) => a.path < b.path ? -1 : 1).map(({ sha256, app, path }) => `${sha256} ${app} ${path}`);
  return [HEADER, ...lines, ''].join('\n');
}

/** Reads a list; lines that are none of ours and paths that lead out of the folder are left out. */
export function parseFileList(text: string): ListedFile[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const match = /^([0-9a-f]{64}) (\d{1,6}) (.+)$/.exec(line);
    return match && staysInside(match[3]) ? [{ sha256: match[1], app: Number(match[2]), path: match[3] }] : [];
  });
}

/** Whether a relative path names something below the folder, and nothing of our own. */
export function staysInside(path: string): boolean {
  return !isAbsolute(path) && !path.includes('\\') && posix.normalize(path) === path && path !== '.' && path !== '..'
    && !path.startsWith('../') && !path.endsWith('/') && !OWN_FILES.includes(path);
}

/** The folder, in the output folder, of what CalicoApp keeps for itself. No tool reads manifests from files without an extension. */
export const STATE_FOLDER = '.cdk8s-calico';

/** What only the writer itself touches. */
const OWN_FILES = ['files', 'journal', 'staged'].map((name) => `${STATE_FOLDER}/${name}`);

/** A relative path with `/` in the form of this platform. */
export function toPlatform(path: string): string {
  return path.split('/').join(sep);
}
