import { existsSync, readFileSync } from 'node:fs';
import { isForKustomize, UNRENDERED } from '../../cluster';
import {
  didYouMean, explainedCodes, explanation, isAtLeastAsSevere, newFindings, parseBaseline, printBaseline, printReport, REPORT_FORMATS, Severity,
  type Baseline, type Finding, type Report, type UnreadFile,
} from '../../findings';
import { readPaths, type Manifest } from '../../manifest';
import type { CalicoTarget } from '../../target';
import { ExitCode, UsageError, type Io } from '../io';
import { NO_PATHS_IN_BATCH } from '../json-lines';
import { packageVersion } from '../package-version';
import { withProgress } from '../progress';
import { readText } from '../read-text';
import { oneOf, targetOf } from '../target-options';
import { writeFileAtomically, writeResult } from '../write-file';
import { batch } from './batch';
import { EMPTY_CONFIG, readConfig } from './config';
import { fixFiles } from './fix';
import { judge, type Surroundings } from './judge';
import type { CheckOptions } from './options';
import { readFindings } from './read-findings';

export async function check(paths: readonly string[], given: CheckOptions, io: Io): Promise<ExitCode> {
  if (given.explain !== undefined) return explain(given.explain, io);
  const config = given.config === undefined ? EMPTY_CONFIG : readConfig(given.config);
  const options = { ...config.cluster, ...given };
  const format = oneOf('format', options.format, REPORT_FORMATS)!;
  const failOn = oneOf('severity', options.failOn, Object.values(Severity))!;
  const choice = { ...config.target, ...options };
  if (options.batch && paths.length > 0) throw new UsageError(NO_PATHS_IN_BATCH);
  if (options.batch) return batch(process.stdin, choice, config, surroundings(options, []), io);
  if (paths.length === 0 && typeof options.fix !== 'string') throw new UsageError('check what? Name files or folders, or - for standard input');

  const target = targetOf(choice);
  const files = [...paths];
  if (options.fix !== undefined) fixFiles(files, fixCode(options.fix, files), target, config, io);
  const { manifests, problems, judgement } = withProgress(io, options, ({ step }) => {
    const read = readPaths(files, (done) => step('reading files', done));
    const others = readPaths(options.with ?? [], (done) => step('reading files of --with', done));
    const onChecked = (done: number): void => step('checking objects', done, read.manifests.length);
    return {
      manifests: read.manifests,
      problems: [...read.problems, ...others.problems],
      judgement: judge(read.manifests, target, config, surroundings(options, others.manifests), onChecked),
    };
  });
  if (manifests.length === 0 && problems.length === 0) { io.error(`note: there are no manifests in ${files.join(', ')}; of a folder *.yaml, *.yml and *.json are read\n`); }
  const found = inOrder([...readFindings(problems), ...judgement.open]);
  const unread = unreadFiles(problems);
  if (options.writeBaseline !== undefined) {
    if (failedFiles(unread, io)) return ExitCode.FAILED;
    writeFileAtomically(options.writeBaseline, printBaseline(found));
    return ExitCode.OK;
  }
  const fresh = options.baseline === undefined ? found : newFindings(found, readBaseline(options.baseline));
  const findings = options.quiet ? fresh.filter(({ severity }) => severity === Severity.ERROR) : fresh;
  const report: Report = {
    findings,
    acknowledged: options.quiet ? [] : judgement.acknowledged,
    inBaseline: found.length - fresh.length,
    manifests: manifests.length,
    ...(unread.length > 0 && { unread }),
    assumptions: options.quiet ? [] : [...assumptions(target, options, manifests), ...judgement.unusedIgnores.map((index) =>
      `ignores[${index}] of ${options.config} (${config.ignores[index].code}) matches nothing`)],
  };
  if (!(options.quiet && format === 'text' && findings.length === 0)) {
    const hasColors = io.hasColors && options.output === undefined;
    const text = printReport(report, format, { failOn, toolVersion: packageVersion(), hasColors, source: sources() });
    writeResult(io, text, options.output);
  }
  if (failedFiles(unread, io)) return ExitCode.FAILED;
  return fresh.some(({ severity }) => isAtLeastAsSevere(severity, failOn)) ? ExitCode.FOUND : ExitCode.OK;
}

/** In `--fix a.yaml` the file is no code but the first path. A code that does not exist fixes nothing, and nobody would notice. */
function fixCode(fix: string | true, paths: string[]): string | undefined {
  if (fix === true) return undefined;
  const code = fix.toUpperCase();
  if (/^CAL\d+$/.test(code) && !existsSync(fix)) {
    const known = explainedCodes();
    if (known.length > 0 && !known.includes(code)) throw noSuchCode(fix);
    return code;
  }
  paths.unshift(fix);
  return undefined;
}

function noSuchCode(code: string): UsageError {
  return new UsageError(`there is no code '${code}'.${didYouMean(code.toUpperCase(), explainedCodes())}`);
}

function explain(code: string, io: Io): ExitCode {
  const page = explanation(code.toUpperCase());
  if (page === undefined) throw noSuchCode(code);
  io.out(page);
  return ExitCode.OK;
}

function unreadFiles(problems: ReturnType<typeof readPaths>['problems']): UnreadFile[] {
  return problems.filter(({ kind }) => kind === 'file').map(({ file = '', reason }) => ({ file, reason }));
}

function failedFiles(failed: readonly UnreadFile[], io: Io): boolean {
  for (const { file, reason } of failed) io.error(`cdk8s-calico: ${file}: ${reason}\n`);
  return failed.length > 0;
}

/** By place, so that a file reads from top to bottom. */
function inOrder(findings: Finding[]): Finding[] {
  const files = [...new Set(findings.map(({ file }) => file))];
  const rank = new Map(files.map((file, index) => [file, index]));
  return findings.sort((a, b) => rank.get(a.file)! - rank.get(b.file)! || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}

function surroundings({ complete, namespace }: CheckOptions, context: readonly Manifest[]): Surroundings {
  return { complete, namespace, context };
}

function assumptions(target: CalicoTarget, { complete }: CheckOptions, manifests: readonly Manifest[]): string[] {
  return [
    ...target.isAssumed ? [`assuming Calico ${target.version} behind ${target.installMode}; say otherwise with --calico-version and --install-mode`] : [],
    complete ? 'assuming that nothing exists besides the input (--complete)'
      : 'assuming that the cluster holds more than the input; add it with --with PATH, or say --complete',
    ...manifests.some(isForKustomize) ? [UNRENDERED] : [],
  ];
}

function readBaseline(file: string): Baseline {
  const text = readText(file, 'the baseline');
  try {
    return parseBaseline(text);
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Files for excerpts, each read once. */
function sources(): (file: string) => string | undefined {
  const texts = new Map<string, string | undefined>();
  return (file) => {
    if (!texts.has(file)) {
      try {
        texts.set(file, readFileSync(file, 'utf8'));
      } catch {
        texts.set(file, undefined);
      }
    }
    return texts.get(file);
  };
}
