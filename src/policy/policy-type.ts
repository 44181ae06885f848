/** The directions that a policy governs. */
export enum PolicyType {
  /** Connections to the endpoints that the policy selects. */
  INGRESS = 'Ingress',
  /** Connections from the endpoints that the policy selects. */
  EGRESS = 'Egress',
}

/** Hints to Felix on how to program a policy. */
export enum PerformanceHint {
  /**
   * Program the policy on every node at once, and not when the first endpoint that it selects appears there.
   * For policies that are needed everywhere. Since Calico v3.27.
   */
  ASSUME_NEEDED_ON_EVERY_NODE = 'AssumeNeededOnEveryNode',
}

/** What a staged policy is a rehearsal of. */
export enum StagedAction {
  /** Creating or changing the policy. */
  SET = 'Set',
  /** Deleting the enforced policy of the same name. Such a staged policy holds no rules. */
  DELETE = 'Delete',
  /** The commercial editions use it for policies that are being recommended. */
  LEARN = 'Learn',
  /** The commercial editions use it for recommended policies that somebody has declined. */
  IGNORE = 'Ignore',
}
