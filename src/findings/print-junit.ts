import type { Finding, Severity } from './finding';
import { type JunitCase, junitXml } from './junit';
import { placeOf } from './place';
import { isAtLeastAsSevere, objectTitle, type Report } from './report';

const NOTHING_FOUND = { name: 'manifests', cases: [{ name: 'no findings' }] };

/** One suite for each file, one failed case for each finding that fails the run and for each path that cannot be read. */
export function printJunit(report: Report, failOn: Severity): string {
  const suites = new Map<string, JunitCase[]>();
  for (const finding of report.findings) {
    const name = finding.file ?? finding.constructPath ?? 'manifests';
    const cases = suites.get(name);
    if (cases) cases.push(caseOf(finding, failOn));
    else suites.set(name, [caseOf(finding, failOn)]);
  }
  for (const { file, reason } of report.unread ?? []) {
    suites.set(file, [{ name: 'read', failure: { type: 'unread', message: reason, text: `${file}: ${reason}` } }]);
  }
  return junitXml(suites.size === 0 ? [NOTHING_FOUND] : [...suites].map(([name, cases]) => ({ name, cases })));
}

function caseOf(finding: Finding, failOn: Severity): JunitCase {
  const { file, line, column = 1 } = placeOf(finding);
  const text = [finding.message, finding.help, line && `${file}:${line}:${column}`].filter(Boolean).join('\n');
  return {
    name: `${finding.code} ${objectTitle(finding)} ${finding.path}`.trim(),
    ...isAtLeastAsSevere(finding.severity, failOn) ? { failure: { type: finding.code, message: finding.message, text } }
      : { output: `${finding.severity}: ${text}` },
  };
}
