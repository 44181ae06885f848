import { type Graph } from './graph';

/** The graph in the language of Graphviz, a cluster for each namespace. */
export function printDot({ groups, edges }: Graph): string {
  const lines = [
    'digraph matrix {', '  rankdir=LR;', '  compound=true;', '  node [shape=box, style=rounded, fontname="sans-serif", fontsize=11];',
    '  edge [fontname="sans-serif", fontsize=9];',
  ];
  groups.forEach(({ title, nodes }, index) => {
    lines.push(`  subgraph cluster_${index} {`, `    label=${quoted(title)};`, ...nodes.map(({ id, name }) => `    ${id} [label=${quoted(name)}];`), '  }');
  });
  for (const { from, to, traffic, isUnknown } of edges) {
    lines.push(`  ${from} -> ${to} [label=${quoted(isUnknown ? `unknown: ${traffic}` : traffic)}${isUnknown ? ', style=dashed' : ''}];`);
  }
  return [...lines, '}', ''].join('\n');
}

/** Graphviz reads \N, \l and their like in labels as orders, and entities as characters. */
function quoted(text: string): string {
  return `"${text.replaceAll('&', '&amp;').replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`;
}
