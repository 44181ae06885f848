import type { AcknowledgedFinding } from './acknowledge';
import { Severity, type Finding } from './finding';

/** What a run found, for the printers. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly acknowledged: readonly AcknowledgedFinding[];
  /** How many findings the baseline hides. */
  readonly inBaseline: number;
  /** How many manifests were looked at. */
  readonly manifests: number;
  /** What was taken for granted, in sentences ("assuming Calico v3.32, …"). */
  readonly assumptions: readonly string[];
  /** What could not be opened, so that nothing is said about it. */
  readonly unread?: readonly UnreadFile[];
}

/** A file or folder that was named and could not be opened. */
export interface UnreadFile {
  readonly file: string;
  readonly reason: string;
}

export interface Summary {
  readonly manifests: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly acknowledged: number;
  readonly inBaseline: number;
  /** How many paths could not be read, when there are any. */
  readonly unread?: number;
}

export function summarize(report: Report): Summary {
  const count = (severity: Severity) => report.findings.filter((finding) => finding.severity === severity).length;
  return {
    manifests: report.manifests,
    errors: count(Severity.ERROR),
    warnings: count(Severity.WARNING),
    notes: count(Severity.NOTE),
    acknowledged: report.acknowledged.length,
    inBaseline: report.inBaseline,
    ...(report.unread !== undefined && { unread: report.unread.length }),
  };
}

/** `1 error, 2 warnings in 3 manifests`; that nothing was found is said only of what could be read. */
export function summarySentence(summary: Summary): string {
  const trouble = summary.unread === undefined ? undefined : `${plural(summary.unread, 'path')} could not be read`;
  const counted = [plural(summary.errors, 'error'), plural(summary.warnings, 'warning'), plural(summary.notes, 'note')]
    .filter((text) => !text.startsWith('0 '));
  if (trouble !== undefined && counted.length === 0 && summary.manifests === 0) return `nothing was checked: ${trouble}`;
  const hidden = [
    ...(summary.acknowledged > 0 ? [`${summary.acknowledged} acknowledged`] : []),
    ...(summary.inBaseline > 0 ? [`${summary.inBaseline} in the baseline`] : []),
  ];
  return `${counted.join(', ') || 'no findings'} in ${plural(summary.manifests, 'manifest')}${hidden.length > 0 ? ` (and ${hidden.join(', ')})` : ''}${trouble === undefined ? '' : `; ${trouble}`}`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

const RANK = { [Severity.ERROR]: 2, [Severity.WARNING]: 1, [Severity.NOTE]: 0 };

export function isAtLeastAsSevere(severity: Severity, threshold: Severity): boolean {
  return RANK[severity] >= RANK[threshold];
}

/** `GlobalNetworkPolicy platform.deny-egress` */
export function objectTitle({ object }: Finding): string {
  const name = `${object.namespace ? `${object.namespace}/` : ''}${object.name ?? ''}`;
  return `${object.kind ?? 'object'} ${name}`.trim();
}
