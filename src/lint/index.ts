export { LINT_CODES, type LintCode } from './codes';
export { lintCluster } from './lint-cluster';
export { locateFinding } from './locate-finding';
export { type LintFinding } from './report';
export { type LintOptions } from './view';
