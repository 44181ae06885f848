import { type Policy } from '../../cluster';
import { printSelector, type SelectorNode } from '../../selector';

/** A policy that may select all that another one selects. */
export interface Cover {
  readonly policy: Policy;
  readonly conditions: readonly string[];
}

/** What a selector demands, each condition as text. */
export function conditionsOf(selector: SelectorNode): string[] {
  const conditions: string[] = [];
  const open = [selector];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === 'and') { open.push(...node.operands); } else if (node.type !== 'all') { conditions.push(printSelector(node)); }
  }
  return conditions;
}

/** Policies, found by one of the conditions of their selectors. */
export class Covers<T extends Cover> {
  private readonly byCondition = new Map<string, T[]>();

  public add(cover: T): void {
    const [key = ''] = cover.conditions;
    const covers = this.byCondition.get(key);
    if (covers === undefined) { this.byCondition.set(key, [cover]); } else { covers.push(cover); }
  }

  /** The first that surely selects all that a policy selects, at the same stage. */
  public of(policy: Policy): T | undefined {
    if (this.byCondition.size === 0) { return undefined; }
    const conditions = new Set(conditionsOf(policy.selector.node));
    return ['', ...conditions].flatMap((key) => this.byCondition.get(key) ?? []).find(({ policy: earlier, conditions: demanded }) =>
      demanded.every((condition) => conditions.has(condition)) && earlier.preDnat === policy.preDnat && earlier.doNotTrack === policy.doNotTrack
      && (earlier.applyOnForward || !policy.applyOnForward));
  }
}
