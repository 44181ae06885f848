import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { AcknowledgedFinding, Finding, printReport, Report, Severity, sortAcknowledged, summarize, summarySentence } from '../findings';
import { lintCluster } from '../lint';
import { isJsonObject, Json, Manifest } from '../manifest';
import { constructPathOf, sourceLineOf, takeFindings } from '../resource';
import { CalicoTarget } from '../target';
import { validateManifest } from '../validation';

/** A rendered object and the construct that it comes from. */
export interface Judged {
  readonly document: unknown;
  readonly construct: IConstruct;
}

/**
 * Judges every object under the target of its construct, and those of each target together: tells errors and warnings on
 * standard error, and throws when there is an error. Findings that an annotation of the object acknowledges are only counted.
 */
export function judge(objects: Judged[], complete: boolean): void {
  const report = reportOn(objects, complete);
  if (report.findings.length === 0) return;
  process.stderr.write(`${printReport(report, 'text', { failOn: Severity.ERROR, toolVersion: '' }).trimEnd()}\n`);
  const errors = report.findings.filter(({ severity }) => severity === Severity.ERROR);
  if (errors.length === 0) return;
  throw new Error(`Validation failed, nothing was written: ${summarySentence(summarize(report))}\n  ${errors.map(line).join('\n  ')}`);
}

/** The objects that are written for one target: one cluster. */
interface TargetGroup {
  readonly target: CalicoTarget;
  readonly manifests: Manifest[];
}

function reportOn(objects: Judged[], complete: boolean): Report {
  const groups = new Map<CalicoTarget | undefined, TargetGroup>();
  const found = new Map<Manifest, Finding[]>();
  for (const { document, construct } of objects) {
    const object = document as Json;
    if (document === undefined || !isJsonObject(object)) continue;
    const manifest: Manifest = { object, origin: { constructPath: constructPathOf(construct), sourceLine: sourceLineOf(construct) } };
    const target = CalicoTarget.ofConstruct(construct);
    const key = target.isAssumed ? undefined : target; // each guess is an object of its own
    const group = groups.get(key) ?? { target, manifests: [] };
    groups.set(key, group);
    group.manifests.push(manifest);
    found.set(manifest, [...(construct instanceof ApiObject && takeFindings(construct)) || validateManifest(manifest, target)]);
  }
  for (const { target, manifests } of groups.values()) {
    for (const { manifest, finding } of lintCluster(manifests, { target, complete, oneCluster: true })) {
      if (finding.severity !== Severity.NOTE) found.get(manifest)!.push(finding);
    }
  }
  const findings: Finding[] = [];
  const acknowledged: AcknowledgedFinding[] = [];
  for (const [{ object: { metadata } }, all] of found) {
    if (all.length === 0) continue;
    const sorted = sortAcknowledged(all, isJsonObject(metadata) ? metadata.annotations : undefined);
    findings.push(...sorted.open);
    acknowledged.push(...sorted.acknowledged);
  }
  return { findings, acknowledged, inBaseline: 0, manifests: objects.length, assumptions: assumptions(groups.get(undefined)?.target, complete) };
}

function assumptions(guess: CalicoTarget | undefined, complete: boolean): string[] {
  return [
    ...guess ? [`assuming Calico ${guess.version}; name a target with the property calico of CalicoApp`] : [],
    ...complete ? ['assuming that nothing exists besides this app (property complete of CalicoApp)'] : [],
  ];
}

function line({ code, constructPath, path, message, source }: Finding): string {
  return `[${constructPath}] ${code}${path === '' ? '' : ` ${path}`}: ${message}${source === undefined ? '' : ` (created at ${source})`}`;
}
