import type { ClusterDifference, FlowDecision, FlowDifference } from '../../verdict';
import { FlowChangeKind, titleOf } from '../../verdict';

/** By it a workflow finds its comment again. */
const MARK = '<!-- cdk8s-calico diff -->';
/** Longer tables are folded, except of opened flows. */
const SHOWN_ROWS = 8;
/** GitHub refuses comments of more than 65,536 characters. */
const MOST_CHARACTERS = 60_000;

/** The difference as a comment on a pull request: what is opened first, for that is the risk. */
export function printMarkdown(difference: ClusterDifference): string {
  const { flows, notes, summary } = difference;
  let room = MOST_CHARACTERS;
  const blocks = [MARK, '### Network policy', summaryMarkdown(flows.length, summary)];
  for (const kind of Object.values(FlowChangeKind)) {
    const own = flows.filter(({ change }) => change === kind);
    if (own.length === 0) { continue; }
    const rows: string[] = [];
    for (const row of own.map(rowOf)) {
      room -= row.length + 1;
      if (room < 0) { break; }
      rows.push(row);
    }
    const left = own.length - rows.length;
    const table = [...head(kind), ...rows, ...left === 0 ? [] : ['', `… and ${left} more: run \`cdk8s-calico diff\` to see them.`]].join('\n');
    blocks.push(own.length <= SHOWN_ROWS || kind === FlowChangeKind.OPENED ? `#### ${titleOf(kind)}\n\n${table}` : folded(`${titleOf(kind)}: ${own.length}`, table));
  }
  if (notes.length > 0) {
    const list = notes.map((note) => `- ${text(note)}`).join('\n').slice(0, MOST_CHARACTERS / 20);
    blocks.push(flows.length === 0 ? list : folded(`Notes: ${notes.length}`, list)); // that nothing changed is not to be read without them
  }
  return `${blocks.join('\n\n')}\n`;
}

function summaryMarkdown(changed: number, summary: string): string {
  return changed === 0 ? summary : `**${summary.replace(/\. Objects:/, '.** Objects:')}${summary.includes('. Objects:') ? '' : '**'}`;
}

function head(kind: FlowChangeKind): string[] {
  const columns = ['from', 'to', 'traffic', ...kind === FlowChangeKind.NEW ? [] : ['before'], ...kind === FlowChangeKind.GONE ? [] : ['after']];
  return [columns, columns.map(() => '---')].map(line);
}

function rowOf({ source, destination, traffic, before, after }: FlowDifference): string {
  return line([...[source, destination, traffic].map(text), ...[before, after].filter((side) => side !== undefined).map(decision)]);
}

function decision({ decision: what, because, place }: FlowDecision): string {
  return `**${WORDS[what]}**${because.startsWith('by ') ? '' : ','} ${text(because)}${place === undefined ? '' : ` (\`${place}\`)`}`;
}

const WORDS = { allow: 'allowed', deny: 'denied', unknown: 'unknown' } as const;

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function folded(title: string, content: string): string {
  return `<details><summary>${title}</summary>\n\n${content}\n\n</details>`;
}

/** Names and reasons with what Markdown would read in them taken literally. */
function text(plain: string): string {
  return plain.replace(/[\\|*_<>`[\]]/g, '\\$&');
}
