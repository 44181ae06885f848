/** All pairs of one of `from` with one of `to`. */
export interface Rectangle {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** Few rectangles that hold exactly the given pairs, each once. */
export function rectangles(pairs: readonly (readonly [number, number])[]): Rectangle[] {
  const byFrom = grouped(pairs).map(({ alike, others }) => ({ from: alike, to: others }));
  const byTo = grouped(pairs.map(([from, to]) => [to, from])).map(({ alike, others }) => ({ from: others, to: alike }));
  return byTo.length < byFrom.length ? byTo : byFrom;
}

/** First members that have the same second members. */
function grouped(pairs: readonly (readonly [number, number])[]): { alike: number[]; others: number[] }[] {
  const othersOf = new Map<number, number[]>();
  for (const [one, other] of pairs) {
    const others = othersOf.get(one);
    if (others === undefined) { othersOf.set(one, [other]); } else { others.push(other); }
  }
  const groups = new Map<string, { alike: number[]; others: number[] }>();
  for (const [one, others] of othersOf) {
    const key = others.sort((a, b) => a - b).join();
    const group = groups.get(key);
    if (group === undefined) { groups.set(key, { alike: [one], others }); } else { group.alike.push(one); }
  }
  return [...groups.values()];
}
