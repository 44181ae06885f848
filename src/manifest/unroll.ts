import type { FieldPath } from './field-path';
import { isJsonObject, type Json, type JsonObject } from './json';

export interface Unrolled {
  readonly object: JsonObject;
  /** Where the object lies in its document. */
  readonly path: FieldPath;
}

export interface NotAManifest {
  readonly path: FieldPath;
  readonly reason: string;
}

/**
 * The objects that a document holds: itself, the items of a `List` or of a typed list (`GlobalNetworkPolicyList`),
 * or the elements of a list file, which calicoctl takes.
 */
export function unroll(value: Json): { objects: Unrolled[]; others: NotAManifest[] } {
  const objects: Unrolled[] = [];
  const others: NotAManifest[] = [];
  visit(value, [], undefined);
  return { objects, others };

  function visit(current: Json, path: FieldPath, list: JsonObject | undefined): void {
    if (Array.isArray(current)) {
      current.forEach((item, index) => visit(item, [...path, index], list));
      return;
    }
    if (!isJsonObject(current)) {
      if (current === null && path.length > 0) return;
      others.push({ path, reason: `this is ${describe(current)}, not an object with apiVersion and kind` });
      return;
    }
    const { kind, items } = current;
    if (typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items)) {
      items.forEach((item, index) => visit(item, [...path, 'items', index], current));
      return;
    }
    const object = list ? withListType(current, list) : current;
    if (looksLikeManifest(object)) objects.push({ object, path });
    else others.push({ path, reason: 'this object has neither apiVersion nor kind' });
  }
}

/** Items of a typed list may leave out what the list says of all of them. */
function withListType(item: JsonObject, list: JsonObject): JsonObject {
  const kind = list.kind as string;
  if (kind === 'List' || (item.kind !== undefined && item.apiVersion !== undefined)) return item;
  return { apiVersion: list.apiVersion, kind: kind.slice(0, -'List'.length), ...item };
}

/** A misspelt `Kind:` is a manifest with a mistake, not something else. */
function looksLikeManifest(object: JsonObject): boolean {
  return Object.keys(object).some((key) => /^(?:kind|apiversion)$/i.test(key));
}

function describe(value: Json): string {
  return value === null ? 'empty' : Array.isArray(value) ? 'a list' : `a ${typeof value === 'string' ? 'text' : typeof value}`;
}
