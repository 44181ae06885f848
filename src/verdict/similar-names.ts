const SHOWN = 5;

/** A sentence that offers existing names: the similar ones, else some of all. Empty when there is none. */
export function didYouMean(name: string, existing: Iterable<string>): string {
  const all = [...existing];
  const bare = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
  const near = all.map((text) => ({ text, cost: Math.min(distance(name, text), distance(bare(name), bare(text)) + 1) }))
    .filter(({ text, cost }) => cost <= Math.max(2, Math.floor(text.length / 3)))
    .sort((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1)).map(({ text }) => text);
  if (near.length > 0) { return ` Did you mean ${near.slice(0, SHOWN).join(' or ')}?`; }
  const rest = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : '';
  return all.length === 0 ? '' : ` There are ${all.sort().slice(0, SHOWN).join(', ')}${rest}.`;
}

/** The existing name that somebody most likely meant: one slip of the pen away, two in long ones. Numbers are no slips: `web1` is not `web2`. */
export function nearest(name: string, existing: Iterable<string>): string | undefined {
  const letters = (text: string): string => text.replace(/\d+/g, '');
  const asked = letters(name);
  const [best] = [...existing].filter((text) => text !== name && Math.abs(text.length - name.length) <= 2 && letters(text) !== asked)
    .map((text) => ({ text, cost: distance(name, text) })).filter(({ text, cost }) => cost <= Math.min(2, Math.floor(text.length / 4)))
    .sort((a, b) => a.cost - b.cost || (a.text < b.text ? -1 : 1));
  return best?.text;
}

/** How many letters must be put in, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length];
}
