/* eslint-disable no-bitwise -- addresses are bits */
/** An address as a number. An IPv4 address that is embedded in IPv6 (`::ffff:1.2.3.4`) is IPv6, as in Go's net/netip. */
export interface Ip {
  readonly family: 4 | 6;
  readonly value: bigint;
}

/** Bits in an address of the family. */
export function bitsOf(family: 4 | 6): number {
  return family === 4 ? 32 : 128;
}

/**
 * Reads an address as Go's net/netip does: no leading zeros, no short forms, no zones. Undefined when it is not one.
 */
export function tryParseIp(text: string): Ip | undefined {
  if (text.includes(':')) {
    const value = parseIpv6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parseIpv4(text);
  return value === undefined ? undefined : { family: 4, value: BigInt(value) };
}

const IPV4 = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

function parseIpv4(text: string): number | undefined {
  const match = IPV4.exec(text);
  if (match === null) { return undefined; }
  let value = 0;
  for (let i = 1; i <= 4; i++) {
    const octet = Number(match[i]);
    if (octet > 255) { return undefined; }
    value = value * 256 + octet;
  }
  return value;
}

const HEX_FIELD = /^[0-9a-fA-F]{1,4}$/;

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) { return undefined; }
  const head = parseFields(halves[0], halves.length === 1);
  if (halves.length === 1) { return head?.length === 8 ? joinFields(head) : undefined; }
  const tail = parseFields(halves[1], true);
  // "::" stands for at least one field.
  if (head === undefined || tail === undefined || head.length + tail.length > 7) { return undefined; }
  return joinFields([...head, ...new Array<number>(8 - head.length - tail.length).fill(0), ...tail]);
}

/** The 16-bit fields of a part of an IPv6 address. The last part may end in an IPv4 address. */
function parseFields(part: string, isLast: boolean): number[] | undefined {
  if (part === '') { return []; }
  const fields: number[] = [];
  const texts = part.split(':');
  for (let i = 0; i < texts.length; i++) {
    if (HEX_FIELD.test(texts[i])) {
      fields.push(parseInt(texts[i], 16));
    } else {
      const embedded = isLast && i === texts.length - 1 ? parseIpv4(texts[i]) : undefined;
      if (embedded === undefined) { return undefined; }
      fields.push(Math.floor(embedded / 0x10000), embedded % 0x10000);
    }
  }
  return fields;
}

function joinFields(fields: number[]): bigint {
  let value = 0n;
  for (const field of fields) { value = (value << 16n) | BigInt(field); }
  return value;
}

/** The canonical text: as Go prints it, which is RFC 5952. */
export function isSameIp(a: Ip, b: Ip): boolean {
  return a.family === b.family && a.value === b.value;
}

export function printIp(ip: Ip): string {
  if (ip.family === 4) { return printIpv4(ip.value); }
  if (ip.value >> 32n === 0xffffn) { return `::ffff:${printIpv4(ip.value & 0xffffffffn)}`; }
  const fields: number[] = [];
  for (let shift = 112n; shift >= 0n; shift -= 16n) { fields.push(Number((ip.value >> shift) & 0xffffn)); }
  const { start, length } = longestZeros(fields);
  const hex = fields.map((field) => field.toString(16));
  if (length < 2) { return hex.join(':'); }
  return `${hex.slice(0, start).join(':')}::${hex.slice(start + length).join(':')}`;
}

function printIpv4(value: bigint): string {
  const bits = Number(value);
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 0xff).join('.');
}

/** The longest run of zeros, the first one of equals. */
function longestZeros(fields: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < fields.length; start++) {
    let length = 0;
    while (fields[start + length] === 0) { length++; }
    if (length > best.length) { best = { start, length }; }
    start += length;
  }
  return best;
}
