import { isJsonObject, type Json, type JsonObject } from './json';

const shared = new WeakSet<JsonObject>();

/**
 * Whether a part stands in several places of the objects that a program writes (see {@link SharedParts}): nobody changes it,
 * so what was found out about it in one place need not be found out again in another.
 */
export function isShared(part: JsonObject): boolean {
  return shared.has(part);
}

const MOST_KEPT = 20_000;

/**
 * Makes equal items of lists one object. Thousands of policies repeat a few rules; read, judged and written once, they cost
 * a fraction of the time and the memory.
 */
export class SharedParts {
  private readonly byText = new Map<string, JsonObject>();

  /** Replaces the items of all lists in an object. It must be a copy that nobody else has. */
  public shareItems(object: JsonObject): void {
    for (const key in object) {
      const member = object[key];
      if (Array.isArray(member)) this.shareList(member);
      else if (isJsonObject(member)) this.shareItems(member);
    }
  }

  private shareList(list: Json[]): void {
    for (let index = 0; index < list.length; index++) {
      const item = list[index];
      if (isJsonObject(item)) list[index] = this.share(item);
    }
  }

  private share(part: JsonObject): JsonObject {
    const text = JSON.stringify(part);
    const known = this.byText.get(text);
    if (known === undefined) {
      if (this.byText.size >= MOST_KEPT) this.byText.clear();
      this.byText.set(text, part);
      return part;
    }
    if (!isSame(known, part)) return part;
    shared.add(known);
    return known;
  }
}

/** Whether two values of the same JSON text are the same: the text tells neither -0 from 0, nor from null what is no JSON. */
function isSame(a: Json, b: Json): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return Object.is(a, b);
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  if (Array.isArray(b)) return false;
  for (const key in a) if (!(key in b) || !isSame(a[key], b[key])) return false;
  for (const key in b) if (!(key in a)) return false;
  return true;
}
