import { placeOf } from './place';
import { objectTitle, summarize, summarySentence, type Report } from './report';

/** A table for a pull request. */
export function printMarkdown(report: Report): string {
  const lines = [`**${summarySentence(summarize(report))}**`];
  if (report.findings.length > 0) {
    lines.push('', '| | Code | Object | Field | Finding | Place |', '|---|---|---|---|---|---|');
    for (const finding of report.findings) {
      const { file, line } = placeOf(finding);
      const place = file === undefined ? finding.constructPath ?? '' : `${file}${line === undefined ? '' : `:${line}`}`;
      const text = finding.help === undefined ? finding.message : `${finding.message}<br>${finding.help}`;
      lines.push(`| ${[finding.severity, finding.code, objectTitle(finding), code(finding.path), text, code(place)].map(cell).join(' | ')} |`);
    }
  }
  if (report.acknowledged.length > 0) {
    lines.push('', 'Acknowledged:', '');
    for (const { finding, reason } of report.acknowledged) lines.push(`- ${finding.code} ${objectTitle(finding)}: ${cell(reason)}`);
  }
  if (report.assumptions.length > 0) lines.push('', ...report.assumptions);
  return `${lines.join('\n')}\n`;
}

function code(text: string): string {
  return text && `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
