import { isJsonObject, isShared, type Json } from '../manifest';

/**
 * Parts in which one check found nothing. Only of parts that many objects share it is worth to know; and only what looks at
 * nothing outside of a part may take it for settled.
 */
export class Settled {
  private readonly parts = new WeakSet<object>();

  public has(part: Json): boolean {
    return isJsonObject(part) && this.parts.has(part);
  }

  public add(part: Json): void {
    if (isJsonObject(part) && isShared(part)) this.parts.add(part);
  }
}
