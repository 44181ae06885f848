/** Answers about texts, kept because manifests repeat the same few thousands of times. When there are too many, all are forgotten. */
export class Memo<T> {
  private readonly answers = new Map<string, T>();

  public constructor(private readonly compute: (text: string) => T, private readonly limit = 20_000) {}

  public of(text: string): T {
    if (this.answers.has(text)) return this.answers.get(text)!;
    if (this.answers.size >= this.limit) this.answers.clear();
    const answer = this.compute(text);
    this.answers.set(text, answer);
    return answer;
  }
}
