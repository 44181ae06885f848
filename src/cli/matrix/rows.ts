import { type MatrixRow } from '../../verdict';

const MOST_NAMES = 4;

export const NOBODY = 'The input holds no workloads: there is nobody to tell about. Add them, such as a dump, with --with PATH.\n';

export function printJson(rows: readonly MatrixRow[], notes: readonly string[]): string {
  return `${JSON.stringify({ version: 1, rows, notes }, undefined, 2)}\n`;
}

export function printText(rows: readonly MatrixRow[]): string {
  if (rows.length === 0) { return NOBODY; }
  const told = rows.filter(({ allow, unknown }) => allow !== '' || unknown !== '');
  const lines = told.map(({ ipVersion, allow, unknown, ...ends }) => (
    `${sender(ends)} -> ${receiver(ends)} (IPv${ipVersion}): ${[...allow === '' ? [] : [allow], ...unknown === '' ? [] : [`unknown: ${unknown}`]].join('; ')}`
  ));
  return [...lines, lines.length === 0 ? 'Nothing is allowed: every flow is denied.' : 'All else is denied.'].map((line) => `${line}\n`).join('');
}

export function printCsv(rows: readonly MatrixRow[]): string {
  return csvOf(table(rows));
}

export function csvOf(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(csv).join(',')}\r\n`).join('');
}

export function printMarkdown(rows: readonly MatrixRow[]): string {
  return markdownOf(table(rows));
}

export function markdownOf([head, ...lines]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...lines].map((line) => `| ${line.map((cell) => cell.replaceAll('|', '\\|') || '-').join(' | ')} |\n`).join('');
}

function table(rows: readonly MatrixRow[]): string[][] {
  return [
    ['from', 'to', 'ip', 'allow', 'unknown'],
    ...rows.map(({ ipVersion, allow, unknown, ...ends }) => [sender(ends), receiver(ends), `IPv${ipVersion}`, allow, unknown]),
  ];
}

export function sender({ from, fromMembers }: Pick<MatrixRow, 'from' | 'fromMembers'>): string {
  return fewNames(from, fromMembers);
}

export function receiver({ to, toMembers }: Pick<MatrixRow, 'to' | 'toMembers'>): string {
  return fewNames(to, toMembers);
}

/** Few ends that are alike are all named; addresses that have a name, like `world`, keep it. */
function fewNames(name: string, members: readonly string[]): string {
  return members.length <= MOST_NAMES && name.startsWith(members[0]) ? members.join(', ') : name;
}

function csv(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
