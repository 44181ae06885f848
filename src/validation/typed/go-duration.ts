/* eslint-disable no-bitwise -- powers of two of a bigint */
/** Durations as Go writes them. Everything is in nanoseconds, as in Go, where a duration is a signed 64-bit number. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n, us: 1000n, µs: 1000n, μs: 1000n, ms: 1000000n, s: 1000000000n, m: 60000000000n, h: 3600000000000n,
};
const LARGEST = (1n << 63n) - 1n;

/** Reads `1h30m`, `1.5s`, `-2ms`, `0`; undefined for what Go refuses. */
export function parseDuration(text: string): bigint | undefined {
  const sign = /^[+-]/.test(text) ? text[0] : '';
  let rest = text.slice(sign.length);
  if (rest === '0') {
    return 0n;
  }
  if (rest === '') {
    return undefined;
  }
  let total = 0n;
  while (rest !== '') {
    const part = /^(\d*)(?:\.(\d*))?([^\d.]+)/.exec(rest);
    if (!part || (part[1] === '' && !part[2])) {
      return undefined;
    }
    const unit = Object.hasOwn(UNITS, part[3]) ? UNITS[part[3]] : undefined;
    if (unit === undefined) {
      return undefined;
    }
    const fraction = (part[2] ?? '').slice(0, 18);
    total += BigInt(part[1] || '0') * unit + (fraction === '' ? 0n : (BigInt(fraction) * unit) / 10n ** BigInt(fraction.length));
    if (total > LARGEST + 1n) {
      return undefined;
    }
    rest = rest.slice(part[0].length);
  }
  if (total > LARGEST && sign !== '-') {
    return undefined;
  }
  return sign === '-' ? -total : total;
}

function withFraction(value: bigint, unit: bigint): string {
  const digits = (value % unit).toString().padStart(unit.toString().length - 1, '0').replace(/0+$/, '');
  return `${value / unit}${digits === '' ? '' : `.${digits}`}`;
}

/** The one form in which Go writes a duration: `1m30s`, `1.5s`, `100ms`, `0s`. */
export function printDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const value = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (value === 0n) {
    return '0s';
  }
  if (value < UNITS.us) {
    return `${sign}${value}ns`;
  }
  if (value < UNITS.ms) {
    return `${sign}${withFraction(value, UNITS.us)}µs`;
  }
  if (value < UNITS.s) {
    return `${sign}${withFraction(value, UNITS.ms)}ms`;
  }
  const hours = value / UNITS.h;
  const minutes = (value % UNITS.h) / UNITS.m;
  const seconds = withFraction(value % UNITS.m, UNITS.s);
  return `${sign}${hours > 0n ? `${hours}h` : ''}${hours > 0n || minutes > 0n ? `${minutes}m` : ''}${seconds}s`;
}
