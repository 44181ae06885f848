/** Ports and protocols as Calico's decoder reads them. */
export interface PortRange { readonly min: number; readonly max: number; readonly name?: undefined }
export interface PortName { readonly name: string }

function toUint16(digits: string): number | undefined {
  const value = Number(digits);
  return value <= 65535 ? value : undefined;
}

/** Reads the text of a port: digits, `min:max`, or a name; otherwise why it is none. */
export function parsePortText(text: string): PortRange | PortName | 'number' | 'order' | 'name' {
  if (/^\d+$/.test(text)) {
    const value = toUint16(text);
    return value === undefined ? 'number' : { min: value, max: value };
  }
  const range = /^(\d+):(\d+)$/.exec(text);
  if (range) {
    const [min, max] = [toUint16(range[1]), toUint16(range[2])];
    if (min === undefined || max === undefined) {
      return 'number';
    }
    return min > max ? 'order' : { min, max };
  }
  return /^[a-zA-Z0-9_.-]{1,128}$/.test(text) ? { name: text } : 'name';
}

/** An AS number from text: `65000` or the dotted form `1.10`. */
export function parseAsNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) {
    return Number(text) <= 0xffffffff ? Number(text) : undefined;
  }
  const dotted = /^(\d+)\.(\d+)$/.exec(text);
  if (!dotted || Number(dotted[1]) > 0xffff || Number(dotted[2]) > 0xffff) {
    return undefined;
  }
  return Number(dotted[1]) * 0x10000 + Number(dotted[2]);
}

/** The number of a protocol that is given as a number, also as text. */
export function protocolNumber(protocol: unknown): number | undefined {
  if (typeof protocol === 'number') {
    return protocol;
  }
  return typeof protocol === 'string' && /^\d+$/.test(protocol) && Number(protocol) <= 255 ? Number(protocol) : undefined;
}
