import type { Finding } from './finding';

/**
 * The annotation that acknowledges a finding of one object: the code in its name, the reason as its value.
 * `calico.cdk8s.io/acknowledge-CAL2003: the ingress controller has its own policy`
 */
const ANNOTATION_PREFIX = 'calico.cdk8s.io/acknowledge-';

/** The name of the annotation for a code. */
export function acknowledgeAnnotation(code: string): string {
  return ANNOTATION_PREFIX + code;
}

/** The code that an annotation means to acknowledge, as it is written there; undefined for other annotations. */
export function acknowledgedCode(annotation: string): string | undefined {
  return annotation.toLowerCase().startsWith(ANNOTATION_PREFIX) ? annotation.slice(ANNOTATION_PREFIX.length) : undefined;
}

/** Whether the value of an acknowledging annotation is a reason. */
export function isReason(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** A finding that somebody has looked at and decided to live with. */
export interface AcknowledgedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

export interface SortedFindings {
  readonly open: Finding[];
  readonly acknowledged: AcknowledgedFinding[];
}

/** Takes the findings of one object apart by its annotations. An empty reason acknowledges nothing. */
export function sortAcknowledged(findings: readonly Finding[], annotations: unknown): SortedFindings {
  const open: Finding[] = [];
  const acknowledged: AcknowledgedFinding[] = [];
  for (const finding of findings) {
    const reason = reasonFor(finding.code, annotations);
    if (reason) acknowledged.push({ finding, reason });
    else open.push(finding);
  }
  return { open, acknowledged };
}

function reasonFor(code: string, annotations: unknown): string {
  if (typeof annotations !== 'object' || annotations === null) return '';
  const name = acknowledgeAnnotation(code);
  const reason: unknown = Object.hasOwn(annotations, name) ? (annotations as Record<string, unknown>)[name] : undefined;
  return isReason(reason) ? reason.trim() : '';
}
