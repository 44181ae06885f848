import { execFileSync } from 'child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/**
 * CalicoApp.synth, with all its checks, beside App.synth: the compiled package, the same objects, each in a process of its own.
 * Told are the seconds that pass, and in parentheses those of processor time on all cores, which other programs disturb less:
 * Node collects garbage and compiles beside the program, and the shorter a run is, the more that counts.
 *
 *   npm run bench -- synth                  a tenth of the full size
 *   npm run bench -- synth --scale=1        20,000 policies, 5,000 charts (cdk8s takes minutes)
 *   npm run bench -- synth --only-ours      without cdk8s; also 120,000 objects in one file
 *   TMPDIR=/dev/shm npm run bench -- synth  write into memory: some file systems take seconds to make thousands of files where others were just removed
 */
export function run(args: string[]): void {
  if (!existsSync(join(__dirname, '..', 'lib', 'src'))) {
    console.log('synth: nothing is compiled; run npx projen compile first');
    return;
  }
  const scale = Number(args.find((arg) => arg.startsWith('--scale='))?.slice('--scale='.length) ?? 0.1);
  const onlyOurs = args.includes('--only-ours');
  compare(Math.round(20_000 * scale), 100, 'policies of 10 rules, 100 for each chart', onlyOurs);
  compare(Math.round(20_000 * scale), 100, 'policies of 10 rules that all differ, 100 for each chart', onlyOurs, true);
  compare(Math.round(5_000 * scale), 1, 'policies of 10 rules, 1 for each chart', onlyOurs);
  if (onlyOurs) compare(120_000, 120_000, 'policies of 10 rules in one chart', true);
}

interface Seconds {
  readonly elapsed: number;
  readonly processor: number;
}

function text({ elapsed, processor }: Seconds): string {
  return `${elapsed.toFixed(2)} s (${processor.toFixed(2)} s)`;
}

function compare(count: number, perChart: number, what: string, onlyOurs: boolean, allDiffer = false): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-synth-'));
  const outputOf = (kind: string): string => join(folder, kind);
  /** Without the condition under which the benchmarks find the sources. */
  const measure = (kind: 'App' | 'CalicoApp'): Seconds => JSON.parse(execFileSync(process.execPath, [
    '--import', 'tsx', join(__dirname, 'synth-once.ts'), kind, outputOf(kind), `${count}`, `${perChart}`, `${allDiffer}`,
  ], { encoding: 'utf8' })) as Seconds;
  const ours = measure('CalicoApp');
  if (onlyOurs) {
    console.log(`synth: ${count} ${what}: CalicoApp ${text(ours)}`);
  } else {
    const theirs = measure('App');
    for (const file of readdirSync(outputOf('App'))) {
      if (!readFileSync(join(outputOf('App'), file)).equals(readFileSync(join(outputOf('CalicoApp'), file)))) throw new Error(`${file} differs`);
    }
    const times = `${(theirs.elapsed / ours.elapsed).toFixed(1)} (${(theirs.processor / ours.processor).toFixed(1)}) times as fast`;
    console.log(`synth: ${count} ${what}: App ${text(theirs)}, CalicoApp ${text(ours)}: ${times}; same bytes`);
  }
  rmSync(folder, { recursive: true });
}
