/** A JSON value, which is what a manifest is made of. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. Look fields up with `Object.hasOwn` where a key may come from outside. */
export interface JsonObject { [key: string]: Json }

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sets a member whatever its name is: `__proto__` too becomes an ordinary key. */
export function setMember(object: JsonObject, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[key] = value;
  }
}
