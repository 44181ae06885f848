import { readFileSync } from 'node:fs';
import { fingerprint, Severity, type Finding } from '../../findings';
import {
  editDocument, isJsonObject, parsePath, readManifests, readPaths, type FieldPath, type Json, type JsonObject, type Manifest, type ReadResult,
  type SourcePlace, type TextEdit,
} from '../../manifest';
import type { CalicoTarget } from '../../target';
import { type Io } from '../io';
import { writeFileAtomically } from '../write-file';
import type { CheckConfig } from './config';
import { judge, type Judgement } from './judge';

/**
 * Applies safe fixes, and the suggestions of one code, to the files. A file is written as a whole, and only when what comes
 * out has no error that was not there before.
 */
export function fixFiles(paths: readonly string[], code: string | undefined, target: CalicoTarget, config: CheckConfig, io: Io): void {
  const { manifests, problems } = readPaths(paths.filter((path) => path !== '-'));
  const files = new Set(manifests.map(({ origin }) => origin.file!));
  for (const file of files) {
    const before: ReadResult = {
      manifests: manifests.filter(({ origin }) => origin.file === file), problems: problems.filter((problem) => problem.file === file),
    };
    fixFile(file, before, code, target, config, io);
  }
}

function fixFile(file: string, before: ReadResult, code: string | undefined, target: CalicoTarget, config: CheckConfig, io: Io): void {
  const first = judge(before.manifests, target, config);
  if (wantedFixes(first, code).length === 0) return;
  let text = readFileSync(file, 'utf8');
  let judgement = first;
  let read = before;
  let fixed = 0;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const result = applyFixes(text, wantedFixes(judgement, code));
    if (result.fixed === 0) break;
    fixed += result.fixed;
    text = result.after;
    read = readManifests(text, { file });
    judgement = judge(read.manifests, target, config);
  }
  if (fixed === 0) return;
  const made = newError(first.open, judgement.open, formerObjects(before.manifests, read.manifests));
  if (read.problems.length > before.problems.length || made !== undefined) {
    const which = made === undefined ? '' : `: ${made.code} at ${made.path}, ${made.message}`;
    io.error(`cdk8s-calico: ${file} stays as it is: its fixes together would make another error${which}\n`);
    return;
  }
  writeFileAtomically(file, text);
  io.error(`${file}: ${fixed} ${fixed === 1 ? 'finding' : 'findings'} fixed\n`);
}

/** Fixes that touch the same field wait for the next pass: what the first has changed the second does not know. */
const MAX_PASSES = 8;

function wantedFixes({ fixable }: Judgement, code: string | undefined): [Finding, Manifest][] {
  return [...fixable].filter(([finding]) => finding.fix!.isSafe || finding.code === code);
}

interface Fixable {
  readonly finding: Finding;
  readonly place: SourcePlace;
}

/** From the end of the text to its beginning, so that places before an edit stay where they are. */
function applyFixes(text: string, wanted: [Finding, Manifest][]): { after: string; fixed: number } {
  const hasMark = text.startsWith('\uFEFF');
  let after = hasMark ? text.slice(1) : text;
  let fixed = 0;
  const ends = new Map<number, number>();
  const touched: FieldPath[] = [];
  const places = wanted.flatMap(([finding, { origin }]) => origin.source ? [{ finding, place: origin.source }] : []);
  const { line, column } = { line: ({ finding }: Fixable) => finding.line ?? 0, column: ({ finding }: Fixable) => finding.column ?? 0 };
  places.sort((a, b) => b.place.start - a.place.start || line(b) - line(a) || column(b) - column(a));
  for (const { finding, place } of places) {
    const paths = finding.fix!.edits.map(({ path }) => [place.start, ...place.path, ...parsePath(path)]);
    if (paths.some((path) => touched.some((other) => overlap(path, other)))) continue;
    const end = ends.get(place.start) ?? place.end;
    const edited = applyEdits(after.slice(place.start, end), finding, place);
    if (edited === undefined) continue;
    after = after.slice(0, place.start) + edited + after.slice(end);
    ends.set(place.start, place.start + edited.length);
    touched.push(...paths);
    fixed++;
  }
  return { after: hasMark ? `\uFEFF${after}` : after, fixed };
}

/** Whether one path is the other or leads to it. */
function overlap(a: FieldPath, b: FieldPath): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((step, index) => step === b[index]);
}

/** All edits of a fix or none. */
function applyEdits(document: string, finding: Finding, place: SourcePlace): string | undefined {
  let text: string | undefined = document;
  for (const { path, value, renameTo, remove } of finding.fix!.edits) {
    const edit: TextEdit = { path: [...place.path, ...parsePath(path)], value: value as Json | undefined, renameTo, remove };
    text = editDocument(text, edit);
    if (text === undefined) return undefined;
  }
  return text;
}

type FormerObjects = ReadonlyMap<string, JsonObject>;

const nameOf = (apiVersion: Json = '', kind: Json = '', namespace: Json = '', name: Json = ''): string => JSON.stringify([apiVersion, kind, namespace, name]);

/** What each object was called before: a fix can change its kind, its name and its namespace. */
function formerObjects(before: readonly Manifest[], after: readonly Manifest[]): FormerObjects {
  if (before.length !== after.length) return new Map();
  return new Map(after.map(({ object }, index) => {
    const { namespace, name } = metadataOf(object);
    return [nameOf(object.apiVersion, object.kind, namespace, name), before[index].object];
  }));
}

function metadataOf({ metadata }: JsonObject): JsonObject {
  return isJsonObject(metadata) ? metadata : {};
}

/** The first error that was not there. What an object of another kind has could not be seen before, and is not new. */
function newError(before: readonly Finding[], after: readonly Finding[], former: FormerObjects): Finding | undefined {
  const left = new Map<string, number>();
  const errors = (findings: readonly Finding[]): Finding[] => findings.filter(({ severity }) => severity === Severity.ERROR);
  for (const print of errors(before).map(fingerprint)) left.set(print, (left.get(print) ?? 0) + 1);
  return errors(after).find((finding) => {
    const { apiVersion, kind, namespace, name } = finding.object;
    const was = former.get(nameOf(apiVersion, kind, namespace, name));
    if (was !== undefined && (was.kind !== kind || was.apiVersion !== apiVersion)) return false;
    const object = was === undefined ? finding.object : { ...finding.object, ...textsOf(metadataOf(was)) };
    const print = fingerprint({ ...finding, object });
    const count = left.get(print) ?? 0;
    left.set(print, count - 1);
    return count <= 0;
  });
}

function textsOf({ namespace, name }: JsonObject): Pick<Finding['object'], 'namespace' | 'name'> {
  const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
  return { namespace: text(namespace), name: text(name) };
}
