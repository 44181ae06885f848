import { isJsonObject, type Json, type JsonObject } from '../manifest';

/** Reading manifests of any quality: a field of the wrong type reads as absent. Validation says what is wrong with it. */

export function objectAt(parent: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = parent?.[key];
  return isJsonObject(value) ? value : undefined;
}

export function listAt(parent: JsonObject | undefined, key: string): Json[] {
  const value = parent?.[key];
  return Array.isArray(value) ? value : [];
}

export function objectsAt(parent: JsonObject | undefined, key: string): JsonObject[] {
  const value = parent?.[key];
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

export function stringsAt(parent: JsonObject | undefined, key: string): string[] {
  const value = parent?.[key];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Empty when absent: Calico does not tell an absent string from an empty one. */
export function textAt(parent: JsonObject | undefined, key: string): string {
  const value = parent?.[key];
  return typeof value === 'string' ? value : '';
}

export function numberAt(parent: JsonObject | undefined, key: string): number | undefined {
  const value = parent?.[key];
  return typeof value === 'number' ? value : undefined;
}

export function flagAt(parent: JsonObject | undefined, key: string): boolean {
  return parent?.[key] === true;
}

/** A map of strings. Numbers and booleans count as their text, as calicoctl reads them; null is the empty text. */
export function stringMapAt(parent: JsonObject | undefined, key: string): Map<string, string> {
  const result = new Map<string, string>();
  const object = objectAt(parent, key);
  if (object === undefined) { return result; }
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null) { result.set(name, String(value ?? '')); }
  }
  return result;
}
