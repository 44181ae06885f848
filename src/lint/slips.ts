import { type InternedSelector, matchLabels, type Member, NAMESPACE_PREFIX, SERVICE_ACCOUNT_PREFIX } from '../cluster';
import { slipOf } from '../findings';
import { mapSelectorLeaves, type SelectorLeaf } from '../selector';

/** A condition on the value of one label. */
interface Equality {
  readonly type: '==';
  readonly key: string;
  readonly value: string;
}

/** A label as it is written, and as something has it. */
export interface Slip {
  /** What is written, as a label. */
  readonly written: string;
  /** The label that something has. */
  readonly meant: string;
}

/** Finds selectors that select nothing because of a slip of the pen. */
export class Slips {
  private labels: Map<string, Set<string>> | undefined;
  private readonly found = new Map<InternedSelector, Slip | undefined>();

  public constructor(private readonly members: readonly Member[]) {}

  /** A single change of a selector that selects nothing after which it selects something. */
  public of(selector: InternedSelector): Slip | undefined {
    if (this.members.length === 0) { return undefined; }
    if (!this.found.has(selector)) { this.found.set(selector, this.find(selector)); }
    return this.found.get(selector);
  }

  private find(selector: InternedSelector): Slip | undefined {
    const leaves: SelectorLeaf[] = [];
    mapSelectorLeaves(selector.node, (leaf) => {
      leaves.push(leaf);
      return leaf;
    });
    for (const leaf of leaves.filter(isEquality)) {
      const other = this.repaired(leaf);
      if (other === undefined) { continue; }
      const node = mapSelectorLeaves(selector.node, (each) => (each === leaf ? other : each));
      const selectsSome = this.members.some(({ labels }) => matchLabels(node, labels) === 'yes');
      if (selectsSome) { return { written: labelOf(leaf), meant: labelOf(other) }; }
    }
    return undefined;
  }

  /** The values of each label of the input. */
  private get values(): ReadonlyMap<string, ReadonlySet<string>> {
    if (this.labels === undefined) {
      this.labels = new Map();
      for (const { labels } of this.members) {
        for (const [key, value] of labels.known) { this.labels.set(key, (this.labels.get(key) ?? new Set()).add(value)); }
      }
    }
    return this.labels;
  }

  private repaired(leaf: Equality): Equality | undefined {
    const values = this.values.get(leaf.key);
    if (values === undefined) {
      const key = slipOf(leaf.key, this.values.keys());
      return key === undefined ? undefined : { ...leaf, key };
    }
    const value = values.has(leaf.value) ? undefined : slipOf(leaf.value, values);
    return value === undefined ? undefined : { ...leaf, value };
  }
}

/** A label as people write it, whoever has it: the prefix by which endpoints inherit it is Calico's own. */
function labelOf({ key, value }: Equality): string {
  const prefix = [NAMESPACE_PREFIX, SERVICE_ACCOUNT_PREFIX].find((each) => key.startsWith(each)) ?? '';
  return `${key.slice(prefix.length)}=${value}`;
}

function isEquality(leaf: SelectorLeaf): leaf is SelectorLeaf & Equality {
  return leaf.type === '==';
}
