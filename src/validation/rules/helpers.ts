import { isJsonObject, type Json, type JsonObject } from '../../manifest';
import { protocolNumber } from '../typed/scalars';

/** Values as rules need them, whatever stands in the manifest. */
export const textOf = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);
export const objectOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
/** Whether a field is there, in the sense of CEL and Go pointers: null is not. */
export const has = (object: JsonObject, field: string): boolean => Object.hasOwn(object, field) && object[field] !== null;
export const isObject = isJsonObject;

const NUMBERS: Readonly<Record<string, number>> = { ICMP: 1, TCP: 6, UDP: 17, ICMPv6: 58, SCTP: 132, UDPLite: 136 };

/** Whether a protocol is the named one, by name or (since v3.33, and in CRDs) by number. */
export function isProtocol(protocol: Json | undefined, name: string, byNumber = true): boolean {
  return protocol === name || (byNumber && typeof protocol === 'number' && protocol === NUMBERS[name]);
}

/** Whether a protocol has ports. */
export function hasPorts(protocol: Json | undefined): boolean {
  const number = protocolNumber(protocol);
  if (number !== undefined) {
    return number === 6 || number === 17 || number === 132;
  }
  return typeof protocol === 'string' && ['TCP', 'UDP', 'SCTP', 'tcp', 'udp', 'sctp'].includes(protocol);
}

/** A port that is a number or a range: a name starts with none of its forms. */
export const isNumericPort = (port: Json): boolean => typeof port === 'number' || (typeof port === 'string' && /^\d+(:\d+)?$/.test(port));
