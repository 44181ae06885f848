import { type Manifest } from '../manifest';
import { LintReport, type LintFinding } from './report';
import { LINT_RULES } from './rules';
import { LintView, type LintOptions } from './view';

/** Judges the objects of one cluster together. What is wrong with one object alone, `validateManifest` tells. */
export function lintCluster(manifests: readonly Manifest[], options: LintOptions): LintFinding[] {
  const view = new LintView(manifests, options);
  const report = new LintReport(view);
  for (const rule of LINT_RULES) { rule.check(view, report); }
  return report.findings;
}
