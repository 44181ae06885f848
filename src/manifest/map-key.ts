import type { Json } from './json';

/** The text of a key that was not written as text: `80:`, `on:`, `1.5:`. Undefined where kubectl refuses the key. */
export function mapKeyText(key: Json): string | undefined {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'number') return Number.isInteger(key) && Math.abs(key) <= 2 ** 63 ? String(BigInt(key)) : float32Text(key);
  return undefined;
}

/** kubectl prints a fractional key with the precision of a float32. */
function float32Text(value: number): string {
  const single = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const text = single.toExponential(digits - 1);
    if (Math.fround(Number(text)) === single) return goNotation(text);
  }
  return goNotation(single.toExponential(8));
}

/** `1.5e+0` as Go's %g: plain from 1e-4 up to 1e6, else with an exponent of at least two digits. */
function goNotation(text: string): string {
  const [mantissa, exponentText] = text.split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 6) {
    const plain = Number(text);
    return plain >= 1e-6 || plain <= -1e-6 || plain === 0 ? String(plain) : plain.toFixed(-exponent + mantissa.replace(/[-.]/g, '').length - 1);
  }
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
