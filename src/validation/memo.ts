/** Answers about texts, kept because manifests repeat the same few thousands of times. When there are too many, all are forgotten. */
export class Memo<T extends object | string> {
  private readonly answers = new Map<string, T | null>();

  /** `compute` answers null where there is nothing to say. */
  public constructor(private readonly compute: (text: string) => T | null, private readonly limit = 20_000) {}

  public of(text: string): T | undefined {
    let answer = this.answers.get(text);
    if (answer === undefined) {
      if (this.answers.size >= this.limit) this.answers.clear();
      answer = this.compute(text);
      this.answers.set(text, answer);
    }
    return answer ?? undefined;
  }
}
