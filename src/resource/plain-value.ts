import { Lazy } from 'cdk8s';
import { isShareable, JsonObject, SharedParts } from '../manifest';

/** Thrown for a value that is none of those known here: cdk8s renders the object, or says what is wrong with it. */
const UNUSUAL = Symbol('unusual');

/**
 * What cdk8s's standard resolvers and its clean-up make of a value.
 *
 * @throws UNUSUAL
 */
export function plainOf(value: unknown, sortKeys: boolean, parts?: SharedParts): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? undefined : plainOfObject(value, sortKeys, parts);
    default:
      throw UNUSUAL;
  }
}

function plainOfList(list: unknown[], sortKeys: boolean, parts: SharedParts | undefined): unknown[] {
  const result = new Array<unknown>(list.length);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    result[index] = parts !== undefined && isShareable(item)
      ? parts.copyOf(item, () => plainOf(item, sortKeys) as JsonObject)
      : plainOf(item, sortKeys, parts);
  }
  return result;
}

function plainOfObject(value: object, sortKeys: boolean, parts: SharedParts | undefined): unknown {
  if (value instanceof Lazy) return plainOf(value.produce(), sortKeys, parts);
  const token = value as { resolve?: unknown; value?: unknown };
  if (typeof token.resolve === 'function') return plainOf(token.resolve(), sortKeys, parts);
  if (Array.isArray(value)) return plainOfList(value, sortKeys, parts);
  if (value.constructor !== Object) {
    if (typeof token.value === 'number' || typeof token.value === 'string') return { value: token.value };
    throw UNUSUAL;
  }
  const result: Record<string, unknown> = {};
  const keys = Object.keys(value);
  for (const key of sortKeys ? keys.sort() : keys) {
    if (key === '__proto__') throw UNUSUAL;
    const item = plainOf((value as Record<string, unknown>)[key], sortKeys, parts);
    if (item !== undefined) result[key] = item;
  }
  return result;
}

/** Plain data without empty lists and objects, and without what they leave empty; undefined when nothing is left. */
export function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(withoutEmpty);
  const result: Record<string, unknown> = {};
  let isEmpty = true;
  for (const [key, member] of Object.entries(value)) {
    const kept = withoutEmpty(member);
    if (kept === undefined) continue;
    result[key] = kept;
    isEmpty = false;
  }
  return isEmpty ? undefined : result;
}
