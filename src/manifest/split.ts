/** A part of a text that holds one document (more only where `...` ends one). */
export interface Chunk {
  readonly start: number;
  readonly text: string;
}

const ONLY_DIRECTIVES = /^(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|$))*(?:%[^\n]*(?:\n|$)(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|$))*)+$/;
const NOTHING = /^(?:---)?\s*(?:#[^\n]*\s*)*$/;

/**
 * Splits a text at the lines that begin a document, as kubectl does, so that an error in one document
 * cannot hide another.
 */
export function splitDocuments(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (let at = text.startsWith('---') ? 0 : nextMarker(text, 0); ; at = nextMarker(text, at + 3)) {
    const end = at === -1 ? text.length : at;
    const chunk = text.slice(start, end);
    const isPrologue = at !== -1 && chunk.includes('%') && ONLY_DIRECTIVES.test(chunk);
    if (!isPrologue) {
      if (!NOTHING.test(chunk)) chunks.push({ start, text: chunk });
      start = end;
    }
    if (at === -1) return chunks;
  }
}

function nextMarker(text: string, from: number): number {
  for (let at = text.indexOf('\n---', from); at !== -1; at = text.indexOf('\n---', at + 4)) {
    const after = text.charCodeAt(at + 4);
    if (Number.isNaN(after) || after === 10 || after === 13 || after === 32 || after === 9) return at + 1;
  }
  return -1;
}
