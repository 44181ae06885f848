import type { Finding, Severity } from './finding';
import { placeOf } from './place';
import { isAtLeastAsSevere, objectTitle, type Report } from './report';

const NOTHING_FOUND = `  <testsuite name="manifests" tests="1" failures="0">
    <testcase name="no findings" classname="manifests"/>
  </testsuite>`;

/** JUnit XML: one suite for each file, one failed case for each finding that fails the run. */
export function printJunit(report: Report, failOn: Severity): string {
  const byFile = groupBy(report.findings, suiteOf);
  const suites = [...byFile].map(([file, findings]) => suite(file, findings, failOn));
  if (suites.length === 0) suites.push(NOTHING_FOUND);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cdk8s-calico">\n${suites.join('\n')}\n</testsuites>\n`;
}

function suite(file: string, findings: readonly Finding[], failOn: Severity): string {
  const failures = findings.filter(({ severity }) => isAtLeastAsSevere(severity, failOn)).length;
  const cases = findings.map((finding) => {
    const name = `${finding.code} ${objectTitle(finding)} ${finding.path}`.trim();
    const { file: place, line, column = 1 } = placeOf(finding);
    const text = [finding.message, finding.help, line && `${place}:${line}:${column}`].filter(Boolean).join('\n');
    const body = isAtLeastAsSevere(finding.severity, failOn)
      ? `<failure type="${xml(finding.code)}" message="${xml(finding.message)}">${xml(text)}</failure>`
      : `<system-out>${xml(`${finding.severity}: ${text}`)}</system-out>`;
    return `    <testcase name="${xml(name)}" classname="${xml(file)}">${body}</testcase>`;
  });
  return `  <testsuite name="${xml(file)}" tests="${findings.length}" failures="${failures}">\n${cases.join('\n')}\n  </testsuite>`;
}

function suiteOf(finding: Finding): string {
  return finding.file ?? finding.constructPath ?? 'manifests';
}

function groupBy(findings: readonly Finding[], keyOf: (finding: Finding) => string): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

function xml(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\x00-\x08\x0b-\x1f\ufffe\uffff]/g, '').replace(/[&<>"\n]/g, (character) => ENTITIES[character]);
}
