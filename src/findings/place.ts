import { type Finding } from './finding';

/** A place in a file, counted from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** Where a person looks first: the manifest, or else the line of the program that created the construct. */
export function placeOf({ file, line, column, source }: Finding): Place {
  if (file !== undefined || source === undefined) return { file, line, column };
  const [, path, sourceLine, sourceColumn] = /^(.*):(\d+):(\d+)$/.exec(source) ?? [];
  return path === undefined ? {} : { file: path, line: Number(sourceLine), column: Number(sourceColumn) };
}
