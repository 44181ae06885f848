import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export interface Mutant {
  readonly mutator: string;
  /** The line on which it begins, as it is without it. */
  readonly source: string;
  readonly line: number;
  readonly replacement: string;
}

/** What became of the mutants of one source file, in the last run that had it. */
export interface FileResult {
  /** When it was measured. */
  readonly day: string;
  readonly noticed: number;
  readonly survivors: readonly Mutant[];
  /** Those that no test runs. */
  readonly unreached: readonly Mutant[];
}

/** By source file. */
export type Results = Record<string, FileResult>;

interface StrykerReport {
  readonly files: Record<string, {
    readonly source: string;
    readonly mutants: { mutatorName: string; replacement?: string; status: string; location: { start: { line: number } } }[];
  }>;
}

export function readResults(file: string): Results {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Results : {};
}

/** Puts a report's files in the place of what is known of them, so that a room may be measured in parts. */
export function saveResults(file: string, reportFile: string): void {
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as StrykerReport;
  const results = readResults(file);
  for (const [name, { source, mutants }] of Object.entries(report.files)) {
    const lines = source.split('\n');
    const those = (...statuses: string[]): Mutant[] => mutants.filter(({ status }) => statuses.includes(status))
      .map(({ mutatorName: mutator, replacement = '', location: { start: { line } } }) => (
        { mutator, source: lines[line - 1].trim(), line, replacement }));
    const noticed = those('Killed', 'Timeout').length;
    const [survivors, unreached] = [those('Survived'), those('NoCoverage')];
    if (noticed + survivors.length + unreached.length > 0) {
      results[name] = { day: new Date().toISOString().slice(0, 10), noticed, survivors, unreached };
    }
  }
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 1)}\n`);
}
