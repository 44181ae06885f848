import { isJsonObject, type Json, type JsonObject } from '../json';

/** Something that changed on the way to today's form and that its owner should know. */
export interface ConversionNote {
  /** The field in the new object, like `spec.ingress[0].action`. */
  readonly path: string;
  readonly text: string;
}

/** Takes fields out of an old object one by one. What nobody took goes to the new object as it is, where validation sees it. */
export class Draft {
  private readonly left: JsonObject;

  constructor(source: Json | undefined, public readonly path: string, private readonly notes: ConversionNote[]) {
    this.left = isJsonObject(source) ? { ...source } : {};
  }

  public take(...names: string[]): Json | undefined {
    let found: Json | undefined;
    for (const name of names) {
      if (!Object.hasOwn(this.left, name)) continue;
      found ??= this.left[name];
      delete this.left[name];
    }
    return found;
  }

  public takeText(name: string): string | undefined {
    const value = this.take(name);
    return value === undefined || value === null ? undefined : String(value);
  }

  public rest(): JsonObject {
    return this.left;
  }

  public note(field: string, text: string): void {
    this.notes.push({ path: [this.path, field].filter(Boolean).join('.'), text });
  }

  public below(field: string): Draft {
    return this.at(this.take(field), field);
  }

  public at(source: Json | undefined, field: string): Draft {
    return new Draft(source, [this.path, field].filter(Boolean).join('.'), this.notes);
  }
}

/** An object without the members that are not given. */
export function compact(members: Record<string, Json | undefined>): JsonObject {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject;
}
