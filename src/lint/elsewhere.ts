import { type InternedSelector, type Member, NAMESPACE_LABEL } from '../cluster';
import { ALL, compareUtf8, mapSelectorLeaves } from '../selector';
import { LabelIndex, listOf } from '../verdict';

/** Finds the namespaces of what a selector would select if it did not stay in the namespace of its policy. */
export class Elsewhere {
  private labels: LabelIndex | undefined;
  private readonly found = new Map<InternedSelector, readonly string[]>();

  public constructor(private readonly members: readonly Member[]) {}

  /** The other namespaces, by name; none where the selector does not stay in `namespace`. */
  public of(selector: InternedSelector, namespace: string): readonly string[] {
    let namespaces = this.found.get(selector);
    if (namespaces === undefined) {
      namespaces = namespace === '' ? [] : this.find(selector, namespace);
      this.found.set(selector, namespaces);
    }
    return namespaces;
  }

  private find({ node }: InternedSelector, namespace: string): readonly string[] {
    let stays = false;
    const anywhere = mapSelectorLeaves(node, (leaf) => {
      if (leaf.type !== '==' || leaf.key !== NAMESPACE_LABEL || leaf.value !== namespace) { return leaf; }
      stays = true;
      return ALL;
    });
    if (!stays) { return []; }
    this.labels ??= new LabelIndex(this.members);
    const { certain } = this.labels.select({ index: this.found.size, text: '', node: anywhere });
    const namespaces = new Set(listOf(certain).map((place) => this.members[place].namespace));
    namespaces.delete('');
    return [...namespaces].sort(compareUtf8);
  }
}
