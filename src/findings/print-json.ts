import type { Finding } from './finding';
import { summarize, type Report } from './report';

/** The version of the JSON form; it grows when a program that reads it would have to change. */
const VERSION = 1;

export function printJson(report: Report): string {
  return `${JSON.stringify({
    version: VERSION,
    findings: report.findings.map(findingJson),
    acknowledged: report.acknowledged.map(({ finding, reason }) => ({ ...findingJson(finding), reason })),
    assumptions: report.assumptions,
    unread: report.unread,
    summary: summarize(report),
  }, undefined, 2)}\n`;
}

/** One finding in its stable form: members in a fixed order, absent ones left out. */
export function findingJson(finding: Finding): object {
  const { code, severity, message, help, fix, refusedBy, object, path, file, line, column, constructPath, source } = finding;
  return { code, severity, message, help, fix, refusedBy, object, path, file, line, column, constructPath, source };
}
