import { createHash } from 'crypto';
import * as fs from 'fs';
import { basename, dirname, join } from 'path';
import { ListedFile, parseFileList, printFileList, STATE_FOLDER, staysInside, toPlatform } from './file-list';
import { YamlPiece } from '../manifest';

/** A file to write. */
export interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** The content in pieces: a file may be longer than the longest string. */
  readonly content: Iterable<YamlPiece>;
}

/** What is to be done once the new files are complete under temporary names. */
interface Journal {
  /** Temporary name and path of each file that is new or different. */
  readonly place: [string, string][];
  /** Files of an earlier run that are no longer written. */
  readonly remove: ListedFile[];
  /** The new list. */
  readonly list: string;
}

/**
 * Replaces what an app wrote into a folder by `files`.
 *
 * New files are completed under temporary names; then a journal says what goes where; then files are renamed, stale ones
 * removed, the list written and the journal removed. Without a journal the folder holds the old output, whole;
 * with one, the next run completes the new output (`recoverOutput`). A file is never seen half-written.
 */
export function writeOutput(folder: string, files: Iterable<OutputFile>, app: number = 1): void {
  recoverOutput(folder);
  const state = join(folder, STATE_FOLDER);
  const staged = join(state, 'staged');
  fs.mkdirSync(staged, { recursive: true });

  const before = readList(folder);
  const place: [string, string][] = [];
  const written = new Map<string, ListedFile>();
  const present = new PresentFiles();
  for (const { path, content } of files) {
    const bytes = toBytes(content);
    written.set(path, { path, sha256: sha256(bytes), app });
    const file = join(folder, toPlatform(path));
    if (present.has(file) && isSame(file, bytes)) continue;
    const name = String(place.length);
    writeBytes(join(staged, name), bytes);
    place.push([name, path]);
  }
  const stale = before.filter((file) => file.app === app && !written.has(file.path));
  const others = before.filter((file) => file.app !== app && !written.has(file.path));
  const list = printFileList([...written.values(), ...others]);
  replaceFile(join(state, 'journal'), JSON.stringify({ place, remove: stale, list } satisfies Journal));
  complete(folder);
}

/** Completes a run that was killed after its files were complete, and throws away what an earlier death left. */
export function recoverOutput(folder: string): void {
  const state = join(folder, STATE_FOLDER);
  if (fs.existsSync(join(state, 'journal'))) {
    complete(folder);
  } else {
    for (const rest of ['staged', `journal${UNFINISHED}`]) fs.rmSync(join(state, rest), { recursive: true, force: true });
  }
}

/** Does what the journal says. Each step may be done twice, so it may die anywhere and start again. */
function complete(folder: string): void {
  const state = join(folder, STATE_FOLDER);
  const { place, remove, list } = readJournal(join(state, 'journal'));
  const folders = new Set<string>();
  for (const [name, path] of place) {
    const target = join(folder, toPlatform(path));
    if (!folders.has(dirname(target))) fs.mkdirSync(dirname(target), { recursive: true });
    folders.add(dirname(target));
    renameIfPresent(join(state, 'staged', name), target);
  }
  for (const file of remove) removeStale(folder, file);
  replaceFile(join(state, 'files'), list);
  fs.rmSync(join(state, 'staged'), { recursive: true, force: true });
  fs.rmSync(join(state, 'journal'), { force: true });
}

function renameIfPresent(source: string, target: string): void {
  try {
    fs.renameSync(source, target);
  } catch (error) {
    if (fs.existsSync(source)) throw error;
  }
}

/** Removes a file if it is still what we wrote, and the folders that this leaves empty. */
function removeStale(folder: string, { path, sha256: expected }: ListedFile): void {
  const file = join(folder, toPlatform(path));
  if (!fs.existsSync(file)) return;
  if (sha256([fs.readFileSync(file)]) !== expected) {
    process.stderr.write(`note: ${file} is no longer part of the output; it was edited since it was written, so it is left in place\n`);
    return;
  }
  fs.rmSync(file);
  for (let parent = dirname(path); parent !== '.'; parent = dirname(parent)) {
    const directory = join(folder, toPlatform(parent));
    if (fs.readdirSync(directory).length > 0) break;
    fs.rmdirSync(directory);
  }
}

function readList(folder: string): ListedFile[] {
  const file = join(folder, STATE_FOLDER, 'files');
  return fs.existsSync(file) ? parseFileList(fs.readFileSync(file, 'utf8')) : [];
}

/** The journal comes from a folder that others may have filled: nothing outside of it is touched. */
function readJournal(file: string): Journal {
  const { place, remove, list } = JSON.parse(fs.readFileSync(file, 'utf8')) as Journal;
  return {
    place: place.filter(([name, path]) => /^\d+$/.test(name) && staysInside(path)),
    remove: remove.filter(({ path }) => staysInside(path)),
    list,
  };
}

const SMALLEST_CHUNK = 4_096;
const LARGEST_CHUNK = 65_536;
/** As many bytes as a UTF-16 unit can become. */
const MOST_BYTES = 3;

/** Pieces are short and many: put into chunks they cost fewer steps of hashing, comparing and writing. */
function toBytes(content: Iterable<YamlPiece>): Buffer[] {
  const chunks: Buffer[] = [];
  let chunk = Buffer.allocUnsafe(SMALLEST_CHUNK);
  let used = 0;
  for (const piece of content) {
    const most = typeof piece === 'string' ? piece.length * MOST_BYTES : piece.length;
    if (used + most > chunk.length) {
      chunks.push(chunk.subarray(0, used));
      chunk = Buffer.allocUnsafe(Math.max(most, Math.min(2 * chunk.length, LARGEST_CHUNK)));
      used = 0;
    }
    if (typeof piece === 'string') {
      used += chunk.write(piece, used);
    } else {
      chunk.set(piece, used);
      used += piece.length;
    }
  }
  chunks.push(chunk.subarray(0, used));
  return chunks;
}

function sha256(bytes: Buffer[]): string {
  const hash = createHash('sha256');
  for (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

/** What is there, asked once for each folder: thousands of new files need not be looked for one by one. */
class PresentFiles {
  private readonly folders = new Map<string, ReadonlySet<string>>();

  public has(file: string): boolean {
    const folder = dirname(file);
    let names = this.folders.get(folder);
    if (names === undefined) this.folders.set(folder, names = new Set(fs.existsSync(folder) ? fs.readdirSync(folder) : []));
    return names.has(basename(file));
  }
}

function isSame(file: string, bytes: Buffer[]): boolean {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== bytes.reduce((sum, chunk) => sum + chunk.length, 0)) return false;
  const old = fs.readFileSync(file);
  let offset = 0;
  return bytes.every((chunk) => old.subarray(offset, offset += chunk.length).equals(chunk));
}

function writeBytes(file: string, bytes: Buffer[]): void {
  const handle = fs.openSync(file, 'w');
  for (const chunk of bytes) {
    for (let done = 0; done < chunk.length;) done += fs.writeSync(handle, chunk, done);
  }
  fs.closeSync(handle);
}

/** Ends the names of files that are being written. */
const UNFINISHED = '.new';

function replaceFile(file: string, text: string): void {
  fs.writeFileSync(file + UNFINISHED, text);
  fs.renameSync(file + UNFINISHED, file);
}
