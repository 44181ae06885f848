import { Severity } from './finding';
import { placeOf } from './place';
import { objectTitle, type Report } from './report';

const COMMANDS = { [Severity.ERROR]: 'error', [Severity.WARNING]: 'warning', [Severity.NOTE]: 'notice' };

/** Workflow commands of GitHub Actions, which put each finding at its line of a change. */
export function printGithub(report: Report): string {
  const unread = (report.unread ?? []).map(({ file, reason }) => `::error ::${message(`${file}: ${reason}`)}\n`);
  return [...unread, ...report.findings.map((finding) => {
    const { file, line, column } = placeOf(finding);
    const properties = {
      file,
      line,
      col: column,
      title: `${finding.code} ${objectTitle(finding)}`,
    };
    const written = Object.entries(properties).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}=${property(String(value))}`);
    const text = [finding.message, finding.path && `at ${finding.path}`, finding.help].filter(Boolean).join('\n');
    return `::${COMMANDS[finding.severity]} ${written.join(',')}::${message(text)}\n`;
  })].join('');
}

function message(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
