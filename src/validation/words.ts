import type { Json } from '../manifest';

/** What a value is, in words for a message. */
export function kindOf(value: Json | undefined): string {
  if (value === null) {
    return 'null';
  }
  if (value === undefined) {
    return 'nothing';
  }
  if (Array.isArray(value)) {
    return 'a list';
  }
  switch (typeof value) {
    case 'string': return 'text';
    case 'number': return 'a number';
    case 'boolean': return 'a boolean';
    default: return 'an object';
  }
}

/** A value in a message: as JSON, cut when it is long. */
export function show(value: Json | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

/** `a, b or c` */
export function oneOf(values: readonly string[], last = 'or'): string {
  return values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${last} ${values[values.length - 1]}`;
}

/** How many letters have to change to get from one word to another (swapped neighbours count once). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, rows[i - 2][j - 2] + 1);
      }
      rows[i].push(best);
    }
  }
  return rows[a.length][b.length];
}

/** The word that was probably meant, if one is close enough. */
export function closest(word: string, words: Iterable<string>): string | undefined {
  const lower = word.toLowerCase().slice(0, 64);
  let best: string | undefined;
  let limit = Math.floor(lower.length / 3) + 1;
  for (const candidate of words) {
    if (Math.abs(candidate.length - lower.length) < limit) {
      const d = distance(lower, candidate.toLowerCase());
      if (d < limit) {
        [best, limit] = [candidate, d];
      }
    }
  }
  return best;
}
