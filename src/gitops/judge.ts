import { ApiObject, Chart } from 'cdk8s';
import { IConstruct } from 'constructs';
import { Finding, printReport, Report, Severity, sortAcknowledged, summarize, summarySentence } from '../findings';
import { isJsonObject, Json } from '../manifest';
import { takeFindings } from '../resource';
import { CalicoTarget } from '../target';
import { validateManifest } from '../validation';

/** A rendered object and the construct that it comes from. */
export interface Judged {
  readonly document: unknown;
  readonly construct: IConstruct;
}

/**
 * Judges every object under the target of its construct: tells the findings on standard error, and throws when one is an error.
 * Findings that an annotation of the object acknowledges are only counted.
 */
export function judge(objects: Judged[]): void {
  const report = reportOn(objects);
  if (report.findings.length === 0) return;
  process.stderr.write(`${printReport(report, 'text', { failOn: Severity.ERROR, toolVersion: '' }).trimEnd()}\n`);
  const errors = report.findings.filter(({ severity }) => severity === Severity.ERROR);
  if (errors.length === 0) return;
  throw new Error(`Validation failed, nothing was written: ${summarySentence(summarize(report))}\n  ${errors.map(line).join('\n  ')}`);
}

function reportOn(objects: Judged[]): Report {
  const targets = new Map<Chart, CalicoTarget>();
  const report = { findings: [] as Finding[], acknowledged: [] as Report['acknowledged'][number][], inBaseline: 0, manifests: objects.length };
  for (const { document, construct } of objects) {
    const object = document as Json;
    if (document === undefined || !isJsonObject(object)) continue;
    const target = CalicoTarget.ofConstruct(construct);
    targets.set(Chart.of(construct), target);
    const found = (construct instanceof ApiObject && takeFindings(construct))
      || validateManifest({ object, origin: { constructPath: construct.node.path } }, target);
    if (found.length === 0) continue;
    const { metadata } = object;
    const { open, acknowledged } = sortAcknowledged(found, isJsonObject(metadata) ? metadata.annotations : undefined);
    report.findings.push(...open);
    report.acknowledged.push(...acknowledged);
  }
  const assumed = [...targets.values()].find(({ isAssumed }) => isAssumed);
  return { ...report, assumptions: assumed ? [`assuming Calico ${assumed.version}; name a target with the property calico of CalicoApp`] : [] };
}

function line({ code, constructPath, path, message }: Finding): string {
  return `[${constructPath}] ${code}${path === '' ? '' : ` ${path}`}: ${message}`;
}
