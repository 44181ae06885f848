import { styleText } from 'node:util';
import { Severity, type Finding } from './finding';
import { refusedBySentence } from './refused-by';
import { objectTitle, summarize, summarySentence, type Report } from './report';

export interface TextOptions {
  /** Whether the output understands colours: a terminal, and NO_COLOR is not set. */
  readonly hasColors?: boolean;
  /** The text of a file, for the excerpt. */
  readonly source?: (file: string) => string | undefined;
}

type Style = Parameters<typeof styleText>[0];

const COLORS: Record<Severity, Style> = { [Severity.ERROR]: 'red', [Severity.WARNING]: 'yellow', [Severity.NOTE]: 'cyan' };

/** Findings as a compiler prints them. */
export function printText(report: Report, options: TextOptions = {}): string {
  const paint = (style: Style, text: string) => (options.hasColors ? styleText(style, text) : text);
  const blocks = report.findings.map((finding) => printFinding(finding, options, paint));
  const acknowledged = report.acknowledged.map(({ finding, reason }) =>
    `acknowledged[${finding.code}]: ${objectTitle(finding)}${finding.path && `, ${finding.path}`}: ${finding.message} (${reason})`);
  if (acknowledged.length > 0) blocks.push(`${acknowledged.join('\n')}\n`);
  const end = [...report.assumptions, summarySentence(summarize(report))];
  return `${blocks.map((block) => `${block}\n`).join('')}${end.join('\n')}\n`;
}

function printFinding(finding: Finding, options: TextOptions, paint: (style: Style, text: string) => string): string {
  const color = COLORS[finding.severity];
  const lines = [`${paint(color, `${finding.severity}[${finding.code}]`)}${paint('bold', `: ${finding.message}`)}`];
  const place = finding.file === undefined ? '' : [finding.file, finding.line, finding.column].filter((part) => part !== undefined).join(':');
  const construct = finding.constructPath === undefined ? '' : `construct ${finding.constructPath}`;
  const source = finding.source === undefined ? '' : `created at ${finding.source}`;
  const excerpt = excerptOf(finding, options);
  const gutter = ' '.repeat(excerpt ? String(finding.line).length : 2);
  const where = [place, construct, source].filter(Boolean).join('   ');
  if (where) lines.push(`${gutter}${paint('blue', '-->')} ${where}`);
  if (excerpt) {
    const bar = paint('blue', '|');
    lines.push(`${gutter} ${bar}`, `${paint('blue', String(finding.line))} ${bar} ${excerpt.line}`, `${gutter} ${bar} ${paint(color, excerpt.mark)}`);
  }
  if (finding.object.kind !== undefined || finding.path !== '') lines.push(`${gutter} = ${objectTitle(finding)}${finding.path && `, ${finding.path}`}`);
  if (finding.severity === Severity.ERROR) lines.push(`${gutter} = ${refusedBySentence(finding)}`);
  if (finding.help !== undefined) lines.push(`${paint('green', 'help')}: ${finding.help}`);
  if (finding.fix) lines.push(`${paint('green', 'fix')}: ${finding.fix.title} (check --fix${finding.fix.isSafe ? '' : `=${finding.code}`})`);
  return `${lines.join('\n')}\n`;
}

const WIDEST = 140;
/** A scalar as it stands in a line: quoted, or up to what ends a plain one. */
const TOKEN = /^("[^"]*"?|'[^']*'?|([^\s,:\]}]|:(?=\S))+)/;

function excerptOf(finding: Finding, options: TextOptions): { line: string; mark: string } | undefined {
  if (finding.file === undefined || finding.line === undefined) return undefined;
  const line = options.source?.(finding.file)?.split('\n', finding.line)[finding.line - 1]?.trimEnd();
  if (line === undefined || line.length > WIDEST) return undefined;
  const start = (finding.column ?? 1) - 1;
  const word = TOKEN.exec(line.slice(start))?.[0].length ?? 1;
  return { line: line.replaceAll('\t', ' '), mark: `${' '.repeat(start)}${'^'.repeat(Math.max(1, word))}` };
}
