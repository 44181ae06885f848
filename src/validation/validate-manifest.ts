/* eslint-disable no-bitwise -- who refuses is a set of bits */
import type { Finding, FindingObject, Fix } from '../findings';
import { Severity } from '../findings';
import { isJsonObject, type JsonObject, type Manifest, printPath } from '../manifest';
import { CalicoEdition, type CalicoVersion, type InstallMode, minorOf } from '../target';
import { checkAcknowledgements } from './acknowledgements';
import { codeInfo, NAMING_CODES } from './codes';
import { checkKind } from './document';
import { CALICO_STORAGE, CALICO_V3, type KnownKind } from './kinds';
import { checkKubernetesPolicy } from './kubernetes';
import { checkMetadata } from './metadata';
import { APISERVER, CALICOCTL, type DraftFix, type Issue, NATIVE, remove, Report } from './report';
import { schemaCheck } from './schema/check';
import { structOf } from './typed/decode';
import { crdRefusers, type View, walk } from './walk';

/** What validation needs to know of the cluster; a CalicoTarget has it. */
export interface ValidationTarget {
  readonly version: CalicoVersion;
  /** Fields of the commercial editions are no findings there. */
  readonly edition?: CalicoEdition;
  /** A kind that only another way of applying does not know is no finding. */
  readonly installMode?: InstallMode;
}

function isAbout({ code, refusers }: Issue, { edition, installMode }: ValidationTarget): boolean {
  if (code === 'CAL1018') return edition !== CalicoEdition.ENTERPRISE;
  return code !== 'CAL1031' || installMode === undefined || names(refusers).includes(installMode);
}

function checkDocument(view: View, known: KnownKind, object: JsonObject, source: JsonObject, minor: number, report: Report): void {
  schemaCheck(known.apiVersion, known.kind, minor)?.(object, report, crdRefusers(view, minor));
  walk(known.kind, known.kind, minor, view, object, source, report);
}

/** IPAM's own objects: no program of Calico's reads them from users, the CRD alone says what is right. */
function checkInternal(known: KnownKind, object: JsonObject, minor: number, report: Report): void {
  report.add('CAL1001', CALICOCTL, { message: `Calico writes ${known.kind} objects itself; calicoctl does not take them`, help: 'remove it' }, 'kind');
  // The stored form of a BlockAffinity stays what it was when the native CRDs made its `deleted` a boolean.
  const schemaMinor = object.apiVersion === CALICO_STORAGE && known.kind === 'BlockAffinity' ? Math.min(minor, LAST_BEFORE_NATIVE) : minor;
  schemaCheck(known.apiVersion, known.kind, schemaMinor)!(object, report, crdRefusers('both', minor));
}

const LAST_BEFORE_NATIVE = 31;
const INTERNAL = new Set(['IPAMBlock', 'IPAMHandle', 'BlockAffinity']);
const isInternal = (known: KnownKind): boolean => INTERNAL.has(known.kind);

function checkCalico(known: KnownKind, object: JsonObject, minor: number, report: Report): void {
  const native = minor >= 32 && known.hasCrd ? NATIVE : 0;
  if (Object.hasOwn(object, 'status')) {
    report.add('CAL1016', 0, {
      message: '`status` is written by Calico, not by people',
      help: 'remove it',
      fix: remove(report, 'same', 'remove `status`', ['status']),
    }, 'status');
  }
  const decoded = isInternal(known) ? object : structOf(known.kind, minor).decode(object, report) as JsonObject;
  checkMetadata(object, decoded, known, minor, report, native);
  if (minor < (known.calicoctlSince ?? known.first)) {
    report.add('CAL1031', CALICOCTL, { message: `calicoctl v3.${minor} does not read ${known.kind} objects`, help: 'apply it with kubectl' }, 'kind');
  }
  if (minor >= 32 && !known.hasCrd) {
    report.add('CAL1031', NATIVE, { message: `there is no CRD for ${known.kind}: Calico derives it from namespaces and service accounts`, help: 'remove it; only an etcd datastore takes profiles' }, 'kind');
  }
  if (isInternal(known)) {
    checkInternal(known, object, minor, report);
    return;
  }
  if (native !== 0 && (decoded === object || sameDocument(object, decoded))) {
    checkDocument('both', known, decoded, object, minor, report);
    return;
  }
  checkDocument('calico', known, decoded, object, minor, report);
  if (native !== 0) checkDocument('native', known, object, object, minor, report);
}

/** Whether decoding changed nothing but metadata, which CRDs do not look into. */
function sameDocument(before: JsonObject, after: JsonObject): boolean {
  return before.spec === after.spec && before.status === after.status && Object.hasOwn(before, 'metadata') && Object.hasOwn(before, 'spec');
}

function names(bits: number): string[] {
  return [...bits & CALICOCTL ? ['calicoctl'] : [], ...bits & APISERVER ? ['apiserver'] : [], ...bits & NATIVE ? ['native'] : []];
}

/** What a finding says of the object that it is about. */
export function subjectOf(object: JsonObject): FindingObject {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
  return { apiVersion: text(object.apiVersion), kind: text(object.kind), namespace: text(metadata.namespace), name: text(metadata.name) };
}

/** YAML 1.1 reads an unquoted `on` as true: what was meant is what was written. */
function asWritten(issue: Issue, manifest: Manifest): Pick<Issue, 'help' | 'fix'> {
  const edit = issue.code === 'CAL1008' ? issue.fix?.edits[0] : undefined;
  if (typeof edit?.value !== 'string') return issue;
  const source = manifest.origin.scalarSource?.(issue.path);
  if (source?.style !== 'plain' || source.text === edit.value) return issue;
  return {
    help: `put it in quotes: "${source.text}"; YAML reads the unquoted ${source.text} as ${edit.value}`,
    fix: { title: `write "${source.text}"`, trust: 'guess', edits: [{ path: edit.path, value: source.text }] },
  };
}

/** Everybody who could be given an object of a kind; of what is no kind of the minor, nobody. */
function everybody(known: KnownKind | undefined, minor: number): number {
  const native = minor >= 32 ? NATIVE : 0;
  if (!known) return 0;
  if (known.apiVersion !== CALICO_V3) return APISERVER | NATIVE;
  const calicoctl = known.isInCalicoctl && minor >= (known.calicoctlSince ?? known.first) ? CALICOCTL : 0;
  return calicoctl | APISERVER | (known.hasCrd ? native : 0);
}

/** Codes that explain whatever else is wrong at the same place, the best first: a boolean is no selector either, and a type twice is a repetition. */
const EXPLAINING = ['CAL1130', 'CAL1008', 'CAL1016', 'CAL1080'];

/** One mistake is told once, with all who refuse it. */
function onceEach(issues: readonly Issue[]): readonly Issue[] {
  const byPath = new Map<string, Issue[]>();
  for (const issue of issues) {
    const path = printPath(issue.path);
    const others = byPath.get(path);
    if (others) others.push(issue);
    else byPath.set(path, [issue]);
  }
  if (byPath.size === issues.length) return issues;
  return [...byPath.values()].flatMap((same) => {
    const [leader] = EXPLAINING.flatMap((code) => same.filter((issue) => issue.code === code));
    if (leader === undefined) return same;
    const others = leader.code === 'CAL1016' ? [] : same.filter(({ code }) => NAMING_CODES.includes(code));
    const explained = same.filter((issue) => !others.includes(issue));
    return [...others, { ...leader, refusers: explained.reduce((refusers, issue) => refusers | issue.refusers, 0) }];
  });
}

function fixFor({ trust, title, edits }: DraftFix, refusers: number, all: number): Fix {
  return { title, isSafe: trust === 'same' || (trust === 'repair' && (refusers & all) === all), edits };
}

function toFindings(issues: readonly Issue[], manifest: Manifest, all: number): Finding[] {
  const object = subjectOf(manifest.object);
  return issues.map((issue) => {
    const position = manifest.origin.locate?.(issue.path);
    const { help, fix } = asWritten(issue, manifest);
    return {
      code: issue.code,
      severity: issue.refusers !== 0 ? Severity.ERROR : codeInfo(issue.code).severity,
      message: issue.message,
      help,
      fix: fix && fixFor(fix, issue.refusers, all),
      refusedBy: names(issue.refusers),
      acceptedBy: names(all & ~issue.refusers),
      object,
      path: printPath(issue.path),
      file: manifest.origin.file,
      line: position?.line,
      column: position?.column,
      constructPath: manifest.origin.constructPath,
      source: manifest.origin.sourceLine,
    };
  });
}

/**
 * Everything that is wrong with one object alone, at once, under a target: what calicoctl, Calico's API server and
 * an API server with native CRDs refuse, and what they accept though Felix ignores it or takes it for something else.
 *
 * A pure function; it never throws, whatever the object is. Of an object of a kind that is none of Calico's only acknowledgements are judged.
 */
export function validateManifest(manifest: Manifest, target: ValidationTarget): Finding[] {
  const { object } = manifest;
  if (!isJsonObject(object)) return [];
  const minor = minorOf(target.version);
  const report = new Report();
  const known = checkKind(object, minor, report);
  if (known) {
    if (known.apiVersion === CALICO_V3) {
      checkCalico(known, object, minor, report);
    } else {
      checkKubernetesPolicy(known, object, minor, report);
    }
  }
  checkAcknowledgements(object, report);
  const issues = report.issues.filter((issue) => isAbout(issue, target));
  return toFindings(onceEach(issues), manifest, everybody(known, minor));
}
