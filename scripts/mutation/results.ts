import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Mutant {
  readonly mutator: string;
  /** The line on which it begins, as it is. */
  readonly source: string;
  readonly line: number;
  readonly column: number;
  readonly replacement: string;
  readonly status: string;
}

/** What became of the mutants of one source file, in the last run that had it. */
export interface FileResult {
  readonly file: string;
  /** What was checked out then. */
  readonly commit: string;
  readonly mutants: readonly Mutant[];
}

interface StrykerReport {
  readonly files: Record<string, {
    readonly source: string;
    readonly mutants: { mutatorName: string; replacement?: string; status: string; location: { start: { line: number; column: number } } }[];
  }>;
}

const folderOf = (cache: string): string => join(cache, 'results');

/** Keeps a report by source file, so that parts of a room may be run one after the other. */
export function saveResults(cache: string, reportFile: string, commit: string): void {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as StrykerReport;
  mkdirSync(folderOf(cache), { recursive: true });
  for (const [file, { source, mutants }] of Object.entries(report.files)) {
    const lines = source.split('\n');
    const result: FileResult = {
      file,
      commit,
      mutants: mutants.filter(({ status }) => status !== 'Ignored').map(({ mutatorName, replacement = '', status, location: { start } }) => ({
        mutator: mutatorName, source: lines[start.line - 1].trim(), line: start.line, column: start.column, replacement, status,
      })),
    };
    writeFileSync(join(folderOf(cache), `${file.replaceAll('/', '-')}.json`), JSON.stringify(result));
  }
}

export function readResults(cache: string): FileResult[] {
  return readdirSync(folderOf(cache)).sort().map((name) => JSON.parse(readFileSync(join(folderOf(cache), name), 'utf8')) as FileResult);
}
