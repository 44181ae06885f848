export { acknowledgeAnnotation, acknowledgedCode, type AcknowledgedFinding, isReason, sortAcknowledged, type SortedFindings } from './acknowledge';
export { type Baseline, fingerprint, newFindings, parseBaseline, printBaseline } from './baseline';
export { codeProblem, explainedCodes, explanation } from './explain';
export { type Finding, type FindingObject, type Fix, type FixEdit, Severity } from './finding';
export { type JunitCase, junitXml } from './junit';
export { type PrintOptions, printReport, REPORT_FORMATS, type ReportFormat } from './print';
export { findingJson } from './print-json';
export { isAtLeastAsSevere, type Report, summarize, type Summary, summarySentence, type UnreadFile } from './report';
export { closest, didYouMean, slipOf } from './similar-words';
