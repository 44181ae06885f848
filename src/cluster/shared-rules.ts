import { isShared, type JsonObject } from '../manifest';
import { type PolicyRule } from './model';

/** Rules that were read from parts that many objects share, by where they stand: they are read once and kept once. */
export class SharedRules {
  private readonly byPlace = new Map<string, Map<JsonObject, PolicyRule>>();

  /** The rule as it was read at such a place before; undefined where it has to be read. */
  public at(place: string, written: JsonObject): PolicyRule | undefined {
    return this.byPlace.get(place)?.get(written);
  }

  public add(place: string, written: JsonObject, rule: PolicyRule): void {
    if (!isShared(written)) { return; }
    const rules = this.byPlace.get(place);
    if (rules === undefined) { this.byPlace.set(place, new Map([[written, rule]])); } else { rules.set(written, rule); }
  }
}
