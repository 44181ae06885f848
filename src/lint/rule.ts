import { type LintReport } from './report';
import { type LintView } from './view';

/** One rule, or rules of one subject. */
export interface LintRule {
  /** The codes that it reports. */
  readonly codes: readonly string[];
  check(view: LintView, report: LintReport): void;
}
