/** How bad a finding is. */
export enum Severity {
  /** Refused, or enforced as something else than it says. */
  ERROR = 'error',
  /** Accepted, and probably not what is wanted. */
  WARNING = 'warning',
  /** Worth knowing; nothing to repair. */
  NOTE = 'note',
}

/** The object that a finding is about. */
export interface FindingObject {
  /**
   * Group and version, as written.
   * @default - the manifest has none
   */
  readonly apiVersion?: string;
  /**
   * The kind, as written.
   * @default - the manifest has none
   */
  readonly kind?: string;
  /**
   * The namespace, as written.
   * @default - none
   */
  readonly namespace?: string;
  /**
   * The name, as written.
   * @default - the manifest has none
   */
  readonly name?: string;
}

/** Something that is wrong, risky or worth knowing in a manifest. */
export interface Finding {
  /** The code of the rule, like `CAL1004`. `cdk8s-calico check --explain CAL1004` prints its page. */
  readonly code: string;
  /** How bad it is. */
  readonly severity: Severity;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /**
   * How to repair it.
   * @default - nothing to say
   */
  readonly help?: string;
  /**
   * What repairs it by machine.
   * @default - nothing does
   */
  readonly fix?: Fix;
  /** Who refuses the manifest: any of `calicoctl`, `apiserver`, `native`. Empty: accepted everywhere and wrong all the same. */
  readonly refusedBy: string[];
  /**
   * Who takes the manifest all the same, of those that one of its kind and version can be given to.
   * @default - not known
   */
  readonly acceptedBy?: string[];
  /** The object. */
  readonly object: FindingObject;
  /** The field, like `spec.ingress[2].destination.ports`; empty for the whole object. */
  readonly path: string;
  /**
   * The file.
   * @default - not from a file
   */
  readonly file?: string;
  /**
   * The line in the file, from 1.
   * @default - not known
   */
  readonly line?: number;
  /**
   * The column in the line, from 1.
   * @default - not known
   */
  readonly column?: number;
  /**
   * The path of the construct that made the object.
   * @default - not made by a construct
   */
  readonly constructPath?: string;
  /**
   * The line of the program that created the construct, like `main.ts:12:3`.
   * @default - not recorded; the variable CALICO_SOURCE=1 asks for it
   */
  readonly source?: string;
}

/** A change of a manifest that repairs a finding. */
export interface Fix {
  /** What it does, like "write `Allow`". */
  readonly title: string;
  /**
   * Whether it cannot change what Calico enforces wherever the manifest is accepted as it is.
   * Other fixes are suggestions: somebody has to choose them.
   */
  readonly isSafe: boolean;
  /** The edits, applied in this order. */
  readonly edits: FixEdit[];
}

/** One edit: sets, renames or removes a field. Exactly one of `value`, `renameTo` and `remove` is given. */
export interface FixEdit {
  /** The field, like `spec.ingress[2].action`. */
  readonly path: string;
  /**
   * The new value; the field and its parents are added where they are missing.
   * @default - the value stays
   */
  readonly value?: any;
  /**
   * The new name of the field.
   * @default - the name stays
   */
  readonly renameTo?: string;
  /**
   * Removes the field.
   * @default false
   */
  readonly remove?: boolean;
}
