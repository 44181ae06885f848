/* eslint-disable no-bitwise -- hashes are bits */
import type { Json, JsonObject } from './json';

const shared = new WeakSet<JsonObject>();

/**
 * Whether a part stands in several places of the objects that a program writes (see {@link SharedParts}): nobody changes it,
 * so what was found out about it in one place need not be found out again in another.
 */
export function isShared(part: JsonObject): boolean {
  return shared.has(part);
}

const unchanging = new WeakSet<object>();

/** Says that an object and what it holds will never change: what was copied of it once is its copy for ever. */
export function neverChanges<T extends object>(object: T): T {
  unchanging.add(object);
  return object;
}

/** Whether an item of a list can be shared: objects are worth it. */
export function isShareable(item: unknown): item is object {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}

const MOST_KEPT = 20_000;
/** Fewer than one in so many is not worth to look for the others. */
const RARE = 10;

/**
 * Makes equal items of lists one object. Thousands of policies repeat a few rules; copied, judged and written once, they cost
 * a fraction of the time and the memory.
 */
export class SharedParts {
  private readonly byHash = new Map<number, JsonObject[]>();
  private readonly copies = new WeakMap<object, JsonObject>();
  private kept = 0;
  private found = 0;
  private isUseless = false;

  /**
   * The copy of an item that is written: one that was made before of an equal item, else a new one. A copy holds what the item holds,
   * keys sorted, without undefined and null; of what is not plain data, `copy` alone says what it becomes.
   */
  public copyOf(item: object, copy: () => JsonObject): JsonObject {
    if (!unchanging.has(item)) return this.equalOf(item, copy);
    let made = this.copies.get(item);
    if (made === undefined) {
      this.copies.set(item, made = this.equalOf(item, copy));
    } else {
      shared.add(made);
    }
    return made;
  }

  private equalOf(item: object, copy: () => JsonObject): JsonObject {
    const hash = this.isUseless ? undefined : hashOf(item);
    if (hash === undefined) return copy();
    if (this.kept >= MOST_KEPT) this.clear();
    const known = this.byHash.get(hash);
    const found = known?.find((candidate) => isCopy(candidate, item));
    if (found !== undefined) {
      this.found++;
      shared.add(found);
      return found;
    }
    const made = copy();
    this.kept++;
    if (known === undefined) this.byHash.set(hash, [made]);
    else known.push(made);
    return made;
  }

  private clear(): void {
    this.isUseless = this.found * RARE < this.kept;
    this.byHash.clear();
    this.kept = 0;
    this.found = 0;
  }
}

/** A number that equal items share, whatever the order of their keys; undefined for what is not plain data. */
function hashOf(value: unknown): number | undefined {
  switch (typeof value) {
    case 'string': return hashOfText(value);
    case 'number': return value | 0;
    case 'boolean': return value ? 1 : 2;
    case 'undefined': return 0;
    case 'object': return value === null ? 0 : Array.isArray(value) ? hashOfList(value) : hashOfObject(value);
    default: return undefined;
  }
}

function hashOfList(list: unknown[]): number | undefined {
  let hash = list.length;
  for (const item of list) {
    const of = hashOf(item);
    if (of === undefined) return undefined;
    hash = (Math.imul(hash, 31) + of) | 0;
  }
  return hash;
}

function hashOfObject(object: object): number | undefined {
  if (object.constructor !== Object || Object.getPrototypeOf(object) !== Object.prototype) return undefined;
  let hash = 7;
  for (const key of Object.keys(object)) {
    if (key === '__proto__') return undefined;
    const member = (object as Record<string, unknown>)[key];
    if (member === undefined || member === null) continue;
    const of = hashOf(member);
    if (of === undefined) return undefined;
    hash = (hash + Math.imul(hashOfText(key), of + 1)) | 0;
  }
  return hash;
}

/** Of a long text only its beginning and its end count. */
const LONG = 200;

function hashOfText(text: string): number {
  const { length } = text;
  const beginning = Math.min(length, LONG);
  let hash = length;
  for (let at = 0; at < beginning; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  for (let at = Math.max(beginning, length - LONG); at < length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

/** Whether a copy is one of a value that is plain data. */
function isCopy(copy: Json | undefined, value: unknown): boolean {
  if (value === null || value === undefined) return copy === undefined;
  if (typeof value !== 'object') return Object.is(copy, value);
  if (typeof copy !== 'object' || copy === null) return false;
  if (Array.isArray(value)) return Array.isArray(copy) && isCopyOfList(copy, value);
  return !Array.isArray(copy) && isCopyOfObject(copy, value as Record<string, unknown>);
}

function isCopyOfList(copy: Json[], list: unknown[]): boolean {
  if (copy.length !== list.length) return false;
  for (let index = 0; index < list.length; index++) if (!isCopy(copy[index], list[index])) return false;
  return true;
}

function isCopyOfObject(copy: JsonObject, object: Record<string, unknown>): boolean {
  let members = 0;
  for (const key of Object.keys(object)) {
    const member = object[key];
    if (member === undefined || member === null) continue;
    if (!isCopy(copy[key], member)) return false;
    members++;
  }
  return Object.keys(copy).length === members;
}
