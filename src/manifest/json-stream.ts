import type { Json } from './json';

/** One object of a text of JSON objects, one behind the other. */
export interface StreamedObject {
  readonly start: number;
  readonly text: string;
  readonly value: Json;
}

/** A string, in which brackets count for nothing, or a bracket. */
const TOKEN = /"(?:[^"\\]|\\[^])*"|[{}]/g;

/** The JSON objects that a text consists of, as `kubectl get -o json >>` writes them; undefined for any other text. */
export function jsonStream(text: string): StreamedObject[] | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const objects: StreamedObject[] = [];
  let [start, depth] = [0, 0];
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    depth += token === '{' ? 1 : token === '}' ? -1 : 0;
    if (depth !== 0) continue;
    const part = text.slice(start, index + token.length);
    const value = parseJson(part);
    if (value === undefined) return undefined;
    const blanks = part.length - part.trimStart().length;
    objects.push({ start: start + blanks, text: part.slice(blanks), value });
    start = index + token.length;
  }
  return text.slice(start).trim() === '' ? objects : undefined;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
