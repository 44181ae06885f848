import { type MatrixFormat, type PrintedMatrix } from './print';
import { csvOf, markdownOf, NOBODY, printJson, receiver, sender } from './rows';
import { type ReachRow, type ReachRule } from '../../verdict';

/** Rows with the rules that decide, as text. */
export function reachText(rows: readonly ReachRow[], format: MatrixFormat, notes: readonly string[]): PrintedMatrix {
  switch (format) {
    case 'json': return { text: printJson(rows, notes), notes: [] };
    case 'csv': return { text: csvOf(table(rows)), notes };
    case 'markdown': return { text: markdownOf(table(rows)), notes };
    default: return { text: rows.length === 0 ? NOBODY : printText(rows), notes };
  }
}

const WORDS = { allow: 'allowed', unknown: 'unknown', deny: 'denied' } as const;

/** Who reaches whom comes before who does not. */
function printText(rows: readonly ReachRow[]): string {
  const isDenied = ({ allow, unknown }: ReachRow): number => (allow === '' && unknown === '' ? 1 : 0);
  return [...rows].sort((a, b) => isDenied(a) - isDenied(b)).flatMap((row) => [
    `${sender(row)} -> ${receiver(row)} (IPv${row.ipVersion})`,
    ...row.parts.flatMap(({ decision, traffic, decidedBy }) => [`  ${WORDS[decision]}: ${traffic}`, ...decidedBy.map((rule) => `    ${ruleText(rule)}`)]),
  ]).map((line) => `${line}\n`).join('');
}

/** A line for each part: it can be sorted and filtered by what decides. */
function table(rows: readonly ReachRow[]): string[][] {
  return [
    ['from', 'to', 'ip', 'decision', 'traffic', 'decided by'],
    ...rows.flatMap((row) => row.parts.map(({ decision, traffic, decidedBy }) => (
      [sender(row), receiver(row), `IPv${row.ipVersion}`, decision, traffic, decidedBy.map(ruleText).join('; ')]
    ))),
  ];
}

function ruleText({ at, because, file, line, constructPath }: ReachRule): string {
  const place = line === undefined ? file ?? constructPath : `${file}:${line}`;
  return `${at === undefined ? '' : `${at}: `}${because}${place === undefined ? '' : ` (${place})`}`;
}
