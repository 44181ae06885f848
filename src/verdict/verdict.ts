/** What happens to a connection. */
export enum VerdictDecision {
  /** Policy lets it through. */
  ALLOW = 'allow',
  /** Policy drops it. */
  DENY = 'deny',
  /** The input does not tell. */
  UNKNOWN = 'unknown',
}

/** One step of the way to a decision. */
export interface TraceEvent {
  /** The tier, or `__PROFILE__`. */
  readonly tier: string;
  /** The kind as Calico's flow logs name it. */
  readonly kind: string;
  /** Empty for kinds without namespace. */
  readonly namespace: string;
  /** The name of the policy or profile. */
  readonly name: string;
  /** `ingress` or `egress`. */
  readonly direction: string;
  /** Counted from 0; -1 for the end of a tier. */
  readonly ruleIndex: number;
  /** `allow`, `deny` or `pass`. */
  readonly action: string;
  /** False when the input does not tell whether the packet comes this way. */
  readonly isCertain: boolean;
}

interface VerdictParts {
  readonly decision: VerdictDecision;
  readonly reason?: string;
  readonly summary: string;
  readonly traffic: string;
  readonly text: string;
  readonly trace: TraceEvent[];
  readonly alternatives: () => Verdict[];
}

/** The answer to a question, with its reasons. */
export class Verdict {
  /**
   * Made by `Cluster.verdict`.
   *
   * @internal
   */
  public static _of(parts: VerdictParts): Verdict {
    return new Verdict(parts);
  }

  /** What happens. */
  public readonly decision: VerdictDecision;
  /** Why the answer is unknown, or what decided beside policy; undefined when policy decided. */
  public readonly reason?: string;
  /** The answer in one line. */
  public readonly summary: string;
  /** Pass rules, ends of tiers and the deciding rules, egress before ingress. */
  public readonly trace: TraceEvent[];

  /**
   * What the answer is about.
   *
   * @internal
   */
  public readonly _traffic: string;

  private readonly text: string;
  private readonly alternatives: () => Verdict[];

  private constructor({ decision, reason, summary, traffic, text, trace, alternatives }: VerdictParts) {
    this.decision = decision;
    this.reason = reason;
    this.summary = summary;
    this._traffic = traffic;
    this.text = text;
    this.trace = trace;
    this.alternatives = alternatives;
  }

  /**
   * Of a question about several addresses, ports or endpoints: the answers that differ.
   *
   * @internal
   */
  public _alternatives(): Verdict[] {
    return this.alternatives();
  }

  /** The explanation for people. */
  public toString(): string {
    return this.text;
  }
}
