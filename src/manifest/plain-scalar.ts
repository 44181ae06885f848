/**
 * What an unquoted scalar means to kubectl and calicoctl. Both read YAML 1.1 with go-yaml v2, which is neither the
 * specification's 1.1 (no base 60 numbers) nor 1.2 (`on` is a boolean, `0o17` and `017` are both 15).
 */
const WORDS = new Map<string, null | boolean | number>([
  ['', null], ['~', null], ['null', null], ['Null', null], ['NULL', null],
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ['.nan', NaN], ['.NaN', NaN], ['.NAN', NaN],
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const DECIMAL = /^[-+]?(?:0|[1-9]\d*)$/;
const BASED = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const DOT_FLOAT = /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/;

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;

/** The value of a plain scalar. `NaN` and the infinities have no JSON form; the caller refuses them. */
export function plainScalarValue(text: string): null | boolean | number | string {
  if (text === '') return null;
  const first = text.charCodeAt(0);
  const isDigit = first >= 48 && first <= 57;
  if (!isDigit && first !== 43 && first !== 45) {
    if (first === 46) return WORDS.get(text) ?? dotFloat(text);
    const word = text.length <= 5 ? WORDS.get(text) : undefined;
    return word === undefined ? text : word;
  }
  return WORDS.get(text) ?? numberValue(text);
}

function dotFloat(text: string): number | string {
  return DOT_FLOAT.test(text) ? finite(text.replaceAll('_', ''), text) : text;
}

function numberValue(text: string): number | string {
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  if (DECIMAL.test(digits)) {
    // Up to 15 digits nothing can overflow or lose precision.
    if (digits.length <= 15) return Number(digits);
    const value = BigInt(digits.startsWith('+') ? digits.slice(1) : digits);
    if (fitsInteger(value, digits)) return Number(value);
  } else {
    const based = BASED.exec(digits);
    if (based) {
      const magnitude = BigInt(based[2] !== undefined ? `0x${based[2]}` : based[3] !== undefined ? `0o${based[3]}` : `0b${based[4]}`);
      const value = based[1] === '-' ? -magnitude : magnitude;
      if (fitsInteger(value, digits)) return Number(value);
    }
  }
  return FLOAT.test(digits) ? finite(digits, text) : text;
}

function fitsInteger(value: bigint, digits: string): boolean {
  return value >= MIN_INT64 && value <= (/^[-+]/.test(digits) ? MAX_INT64 : MAX_UINT64);
}

/** A number beyond the range of a double stays text. */
function finite(digits: string, text: string): number | string {
  const value = Number(digits);
  return Number.isFinite(value) ? value : text;
}
