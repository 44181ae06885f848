/** The longest label key that Calico's tokenizer takes. */
export const MAX_KEY_LENGTH = 512;

const KEY_UNIT = new Uint8Array(128);
for (const char of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-') {
  KEY_UNIT[char.charCodeAt(0)] = 1;
}

/** Whether a UTF-16 unit may stand in a label key. Keys need no other structure: `..//--` is one. */
export function isKeyUnit(unit: number): boolean {
  return unit < 128 && KEY_UNIT[unit] === 1;
}

/** Space and tab. A newline is not a blank in a selector. */
export function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}
