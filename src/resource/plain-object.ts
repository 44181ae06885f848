import { isShareable, type JsonObject, type SharedParts } from '../manifest';

/** Content before it is written: JSON in which undefined means "leave the key out". */
export type Plain = string | number | boolean | undefined | Plain[] | PlainObject;
export interface PlainObject { [key: string]: Plain }

/**
 * A copy without undefined values (and without null, which server-side apply refuses), keys sorted as cdk8s sorts them.
 * With `parts` equal items of lists become one object: only for who changes nothing of the copy.
 */
export function plainObject(object: PlainObject, sortKeys: boolean, parts?: SharedParts): PlainObject {
  const copy: PlainObject = {};
  const keys = Object.keys(object);
  for (const key of sortKeys ? keys.sort() : keys) {
    const value = object[key];
    if (value !== undefined && value !== null) {
      copy[key] = plainValue(value, sortKeys, parts);
    }
  }
  return copy;
}

function plainValue(value: Plain, sortKeys: boolean, parts: SharedParts | undefined): Plain {
  if (typeof value !== 'object') {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((element) => (parts !== undefined && isShareable(element)
      ? parts.copyOf(element, () => plainValue(element, sortKeys, undefined) as JsonObject) as PlainObject
      : plainValue(element, sortKeys, parts)));
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    throw new Error(`a ${value.constructor?.name ?? 'value'} cannot be written into a manifest; give plain data.`);
  }
  return plainObject(value, sortKeys, parts);
}
