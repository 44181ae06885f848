/** Why the system refuses a file, in words: its own text repeats the path and names the call. Whatever is no error of the system is thrown on. */
export function fileTrouble(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') { throw error; }
  return WORDS[code] ?? code;
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is a file and no folder',
  EISDIR: 'it is a folder, and a file is needed',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'it is on a disk that cannot be written',
  ENOSPC: 'the disk is full',
};
