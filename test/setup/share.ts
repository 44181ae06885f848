import { type Json, type JsonObject, SharedParts } from '../../src/manifest';

/** Copies of objects in which equal items of lists are one object, as CalicoApp renders them. */
export function share<T extends Json>(objects: readonly T[], parts = new SharedParts()): T[] {
  return objects.map((object) => shared(object, parts) as T);
}

function shared(value: Json, parts: SharedParts): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shared(member, parts)]));
  return value.map((item) => {
    const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
    return isObject ? parts.copyOf(item, () => structuredClone(item) as JsonObject) : shared(item, parts);
  });
}
