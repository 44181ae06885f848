import { type ClusterModel, type InternedSelector, type Member, type Policy } from '../cluster';
import { addBits, type Bits, emptyBits, hasBit, intersection, isEmpty, LabelIndex, setBit } from '../verdict';

/** Any members of one sort. */
type Sort = Member['type'];

/** What policies apply to. */
export const ENDPOINTS = ['workload', 'hostEndpoint'] as const;
/** What selectors of rules select. */
export const ANYTHING = [...ENDPOINTS, 'networkSet'] as const;

/** The field that says what a policy applies to. */
export function selectorField({ kind }: Policy): string {
  if (/^Kubernetes(Cluster|Admin|BaselineAdmin)/.test(kind)) { return 'subject'; }
  return kind.includes('Kubernetes') ? 'podSelector' : 'selector';
}

/** What selectors select among everything that has labels: answered for all members at once, for clusters with thousands of both. */
export class Selections {
  private labels: LabelIndex | undefined;
  private readonly sorts = new Map<Sort, Bits>();

  public constructor(private readonly model: ClusterModel) {}

  /** Whether a selector surely selects a member of a sort. */
  public surelySelects(selector: InternedSelector, sort: Sort): boolean {
    const members = this.ofSort(sort);
    return !isEmpty(members) && !isEmpty(intersection(this.index.select(selector).certain, members));
  }

  /** Whether a selector may select a member of one of some sorts. */
  public maySelect(selector: InternedSelector, sorts: readonly Sort[]): boolean {
    return sorts.some((sort) => {
      const members = this.ofSort(sort);
      return !isEmpty(members) && !isEmpty(intersection(this.index.select(selector).possible, members));
    });
  }

  /** Those of some members that a selector may select. */
  public selected<T extends Member>(members: readonly T[], selector: InternedSelector): T[] {
    const { possible } = this.index.select(selector);
    return members.filter(({ index }) => hasBit(possible, index));
  }

  /** Those of some members that none of the selectors may select. */
  public unselected<T extends Member>(members: readonly T[], selectors: Iterable<InternedSelector>): T[] {
    const selected = emptyBits(this.model.members.length);
    for (const selector of new Set(selectors)) { addBits(selected, this.index.select(selector).possible); }
    return members.filter(({ index }) => !hasBit(selected, index));
  }

  private get index(): LabelIndex {
    this.labels ??= new LabelIndex(this.model.members);
    return this.labels;
  }

  private ofSort(sort: Sort): Bits {
    let bits = this.sorts.get(sort);
    if (bits === undefined) {
      bits = emptyBits(this.model.members.length);
      for (const { type, index } of this.model.members) { if (type === sort) { setBit(bits, index); } }
      this.sorts.set(sort, bits);
    }
    return bits;
  }
}
