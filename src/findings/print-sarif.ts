import { fingerprint } from './baseline';
import type { Finding } from './finding';
import { placeOf } from './place';
import { objectTitle, type Report, type UnreadFile } from './report';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** SARIF 2.1.0, which code hosts show beside the lines of a change. */
export function printSarif(report: Report, toolVersion: string): string {
  const all = [...report.findings.map((finding) => ({ finding, reason: undefined })), ...report.acknowledged];
  const codes = [...new Set(all.map(({ finding }) => finding.code))].sort();
  return `${JSON.stringify({
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'cdk8s-calico', version: toolVersion, rules: codes.map((id) => ({ id })) } },
      ...(report.unread !== undefined && { invocations: [invocation(report.unread)] }),
      results: all.map(({ finding, reason }) => result(finding, codes.indexOf(finding.code), reason)),
    }],
  }, undefined, 2)}\n`;
}

/** A run that could not do its job, so that an empty list of results is not taken for a clean one. */
function invocation(unread: readonly UnreadFile[]): object {
  return {
    executionSuccessful: false,
    toolExecutionNotifications: unread.map(({ file, reason }) => ({
      level: 'error',
      message: { text: `${file}: ${reason}` },
      locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) } } }],
    })),
  };
}

function uriOf(file: string): string {
  return encodeURI(file.replaceAll('\\', '/'));
}

function result(finding: Finding, ruleIndex: number, reason: string | undefined): object {
  const { file, line, column } = placeOf(finding);
  return {
    ruleId: finding.code,
    ruleIndex,
    level: finding.severity,
    message: { text: finding.help === undefined ? finding.message : `${finding.message}. ${finding.help}` },
    locations: [{
      ...(file !== undefined && {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          ...(line !== undefined && { region: { startLine: line, startColumn: column ?? 1 } }),
        },
      }),
      logicalLocations: [{ name: objectTitle(finding), fullyQualifiedName: finding.constructPath ?? `${objectTitle(finding)} ${finding.path}`.trim() }],
    }],
    partialFingerprints: { 'cdk8sCalico/v1': fingerprint(finding) },
    ...(reason !== undefined && { suppressions: [{ kind: 'inSource', justification: reason }] }),
  };
}
