import type { TargetChoice } from '../target-options';

/** How the manifests of one cluster are taken together, as options and the configuration file say it. */
export interface ClusterChoice {
  readonly with?: string[];
  readonly complete?: boolean;
  readonly namespace?: string;
}

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
