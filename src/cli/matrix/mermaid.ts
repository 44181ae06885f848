import { type Graph } from './graph';

/** Mermaid's defaults `maxEdges` and `maxTextSize`; nobody can change them where GitHub draws a diagram. */
const MOST_EDGES = 500;
const MOST_CHARACTERS = 50_000;

/** A Mermaid flowchart, and what keeps it from being drawn. */
export function printMermaid({ groups, edges }: Graph): { text: string; notes: string[] } {
  const lines = ['flowchart LR'];
  groups.forEach(({ title, nodes }, index) => {
    lines.push(`  subgraph n${index}["${escaped(title)}"]`, ...nodes.map(({ id, name }) => `    ${id}["${escaped(name)}"]`), '  end');
  });
  for (const { from, to, traffic, isUnknown } of edges) {
    lines.push(isUnknown ? `  ${from} -.->|"unknown: ${escaped(traffic)}"| ${to}` : `  ${from} -->|"${escaped(traffic)}"| ${to}`);
  }
  const text = `${lines.join('\n')}\n`;
  const advice = 'give the command fewer files, or take --format dot or html';
  const notes = [
    ...edges.length > MOST_EDGES ? [`the diagram has ${edges.length} edges, and Mermaid draws at most ${MOST_EDGES} (maxEdges): ${advice}`] : [],
    ...text.length > MOST_CHARACTERS
      ? [`the diagram has ${text.length} characters, and Mermaid takes at most ${MOST_CHARACTERS} (maxTextSize): ${advice}`] : [],
  ];
  return { text, notes };
}

/** Everything that could end a quoted label or be taken for markup becomes a character code, which Mermaid writes `#code;`. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:;/_()×-]|;/gu, (character) => `#${character.codePointAt(0)};`);
}
