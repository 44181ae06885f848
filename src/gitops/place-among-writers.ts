import { resolve } from 'path';

const writersOfFolder = new Map<string, number>();

/**
 * The how-manieth of this program's apps and plans one is, among those that write into a folder.
 * A program may fill one folder with several; none of them may take the others' files for stale ones.
 */
export function placeAmongWriters(folder: string): number {
  const key = resolve(folder);
  const place = (writersOfFolder.get(key) ?? 0) + 1;
  writersOfFolder.set(key, place);
  return place;
}
