/**
 * Compares as the bytes of UTF-8 compare, which is Calico's order.
 * JavaScript compares UTF-16 units; that differs only between surrogates and the units above them.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      return rank(x) - rank(y);
    }
  }
  return a.length - b.length;
}

/** Surrogates belong to characters above U+FFFF: they sort last. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The values of a set as Calico keeps them: sorted by bytes, each once. */
export function sortedSet(values: string[]): string[] {
  if (values.length < 2) { return values; }
  values.sort(compareUtf8);
  return values.filter((value, i) => i === 0 || value !== values[i - 1]);
}
