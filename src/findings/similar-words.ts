const SHOWN = 5;
const LONGEST = 64;

/** The word that was probably meant, if one is close enough. */
export function closest(word: string, words: Iterable<string>): string | undefined {
  const lower = word.toLowerCase().slice(0, LONGEST);
  const most = Math.floor(lower.length / 3);
  return ranked(words, (candidate) => changes(lower, candidate.toLowerCase(), most), () => most)[0];
}

/** A sentence that offers existing names: the similar ones, else some of all. Empty when there is none. */
export function didYouMean(name: string, existing: Iterable<string>): string {
  const all = [...existing].sort();
  const mostOf = (text: string): number => Math.max(2, Math.floor(text.length / 3));
  const lower = name.toLowerCase();
  const turned = lower.split('/').reverse().join('/');
  const sameWords = all.filter((text) => [lower, turned].includes(text.toLowerCase()));
  const near = sameWords.length > 0 ? sameWords : ranked(all, (text) => {
    const [other, most] = [text.toLowerCase(), mostOf(text)];
    return Math.min(changes(lower, other, most), changes(bare(lower), bare(other), most) + 1);
  }, mostOf);
  if (near.length > 0) { return ` Did you mean ${near.slice(0, SHOWN).join(' or ')}?`; }
  const rest = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
  return all.length === 0 ? '' : ` There are ${all.slice(0, SHOWN).join(', ')}${rest}.`;
}

/** The existing name that a name is a slip of the pen away from, two in long ones. Numbers are no slips: `web1` is not `web2`. */
export function slipOf(name: string, existing: Iterable<string>): string | undefined {
  const letters = (text: string): string => text.replace(/\d+/g, '');
  const mostOf = (text: string): number => Math.min(2, Math.floor(text.length / 4));
  const others = [...existing].filter((text) => text !== name && letters(text) !== letters(name)).sort();
  return ranked(others, (text) => changes(name, text, mostOf(text)), mostOf)[0];
}

/** The name without its namespace. */
function bare(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Words that cost little enough, the cheapest first, equal ones as they come. */
function ranked(words: Iterable<string>, costOf: (word: string) => number, mostOf: (word: string) => number): string[] {
  return [...words].map((word) => ({ word, cost: costOf(word) })).filter(({ word, cost }) => cost <= mostOf(word))
    .sort((a, b) => a.cost - b.cost).map(({ word }) => word);
}

/** How many letters have to change to get from one word to another (swapped neighbours count once); Infinity when surely more than `most`. */
function changes(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) { return Infinity; }
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
