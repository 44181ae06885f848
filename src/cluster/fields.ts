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
  return listAt(parent, key).filter(isJsonObject);
}

export function stringsAt(parent: JsonObject | undefined, key: string): string[] {
  return listAt(parent, key).filter((value): value is string => typeof value === 'string');
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

/** A map of strings. Numbers and booleans count as their text, as calicoctl reads them. */
export function stringMapAt(parent: JsonObject | undefined, key: string): Map<string, string> {
  const result = new Map<string, string>();
  for (const [name, value] of Object.entries(objectAt(parent, key) ?? {})) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') { result.set(name, String(value)); }
  }
  return result;
}
