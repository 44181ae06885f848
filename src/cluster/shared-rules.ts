import { isShared, type JsonObject } from '../manifest';
import { type PolicyRule } from './model';

/** Rules that were read from parts that many objects share, by where they stand: they are read once and kept once. */
export class SharedRules {
  private readonly byList = new Map<string, SharedRuleList>();

  /** Those of lists that are read alike: of policies of one namespace, in one field. */
  public in(list: string): SharedRuleList {
    let rules = this.byList.get(list);
    if (rules === undefined) { this.byList.set(list, rules = new SharedRuleList()); }
    return rules;
  }
}

export class SharedRuleList {
  private readonly byIndex: Map<JsonObject, PolicyRule>[] = [];

  /** The rule as it was read at this place before; undefined where it has to be read. */
  public at(index: number, written: JsonObject): PolicyRule | undefined {
    return this.byIndex[index]?.get(written);
  }

  public add(index: number, written: JsonObject, rule: PolicyRule): void {
    if (!isShared(written)) { return; }
    (this.byIndex[index] ??= new Map<JsonObject, PolicyRule>()).set(written, rule);
  }
}
