import { Severity, type Finding } from '../../findings';
import type { ReadProblem } from '../../manifest';

const CODES = { 'syntax': 'CAL0001', 'duplicate-key': 'CAL0002', 'not-a-manifest': 'CAL0003' };
const REFUSED_BY = { 'syntax': ['calicoctl', 'apiserver', 'native'], 'duplicate-key': ['calicoctl'], 'not-a-manifest': ['calicoctl', 'apiserver', 'native'] };

/** What could not be read, as findings. A file that is not there is no finding but a failure of the run. */
export function readFindings(problems: readonly ReadProblem[]): Finding[] {
  return problems.flatMap(({ kind, reason, help, file, line, column }) => kind === 'file' ? [] : [{
    code: CODES[kind],
    severity: kind === 'not-a-manifest' ? Severity.WARNING : Severity.ERROR,
    message: reason,
    ...(help !== undefined && { help }),
    refusedBy: REFUSED_BY[kind],
    acceptedBy: kind === 'duplicate-key' ? ['apiserver', 'native'] : [],
    object: {},
    path: '',
    ...(file !== undefined && { file }),
    line,
    column,
  }]);
}
