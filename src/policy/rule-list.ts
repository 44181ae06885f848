/** The rules of one direction: those given, or those of the list that is followed, and those added. */
export class RuleList<R> {
  private readonly added: R[] = [];
  private followed: RuleList<R> | undefined;

  public constructor(private readonly given: R[] | undefined) {}

  public add(rules: R[]): void {
    this.added.push(...rules);
  }

  /** Takes another list's rules, also those that it gets later, unless rules were given. */
  public follow(other: RuleList<R>): void {
    this.followed = other;
  }

  /** Undefined when nobody spoke of this direction, which is not the same as no rules. */
  public get rules(): R[] | undefined {
    const base = this.given ?? this.followed?.rules;
    return base === undefined && this.added.length === 0 ? undefined : [...base ?? [], ...this.added];
  }
}
