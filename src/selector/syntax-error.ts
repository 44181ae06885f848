/** A text that is not a selector: where, what was expected, and how to fix it. */
export class SelectorSyntaxError extends Error {
  /** `column` counts from 1; `fix` is the whole corrected selector. */
  constructor(
    message: string,
    public readonly column: number,
    public readonly expected: string,
    public readonly hint?: string,
    public readonly fix?: string,
  ) {
    super(message);
    this.name = 'SelectorSyntaxError';
  }
}
