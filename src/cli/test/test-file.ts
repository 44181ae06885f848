import type { Traffic } from '../../network';
import type { TargetChoice } from '../target-options';

/** A file with assertions. */
export interface TestFile {
  readonly file: string;
  /** As the file names them, from its folder. */
  readonly manifests: readonly string[];
  readonly with: readonly string[];
  readonly complete?: boolean;
  readonly namespace?: string;
  readonly target: TargetChoice;
  readonly assertions: readonly FileAssertion[];
}

/** One entry of `assertions`. */
export interface FileAssertion {
  readonly name: string;
  readonly line: number;
  readonly column: number;
  readonly says: Claim;
}

/** What an entry says: that a flow is allowed or denied, or who exactly reaches, or is reached by, a workload. */
export type Claim =
  | { readonly type: 'allow' | 'deny'; readonly from: string; readonly to: string; readonly traffic?: Traffic; readonly ipVersion?: number }
  | { readonly type: 'peers'; readonly workload: string; readonly reaches?: string[]; readonly reachableFrom?: string[]; readonly traffic?: Traffic };
