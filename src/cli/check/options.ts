import type { ClusterChoice } from '../cluster-options';
import type { TargetChoice } from '../target-options';

/** The options of `check`, as commander gives them. */
export interface CheckOptions extends TargetChoice, ClusterChoice {
  readonly config?: string;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly failOn: string;
  readonly format: string;
  readonly output?: string;
  readonly quiet?: boolean;
  /** True without a code. */
  readonly fix?: string | true;
  readonly explain?: string;
  readonly batch?: boolean;
}
