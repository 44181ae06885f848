import { isEmpty } from '../bits';
import { type MatrixEnd } from './classes';
import { endName, type FamilyMatrix, type Matrix, type OnDone } from './matrix';
import { printNet } from '../../network';

/** One line of a report: what one end can send to another. */
export interface MatrixRow {
  readonly ipVersion: 4 | 6;
  readonly from: string;
  readonly to: string;
  /** Names of all workloads, or all networks, of the ends. */
  readonly fromMembers: readonly string[];
  readonly toMembers: readonly string[];
  /** Traffic in words, empty for none; what is in neither is denied. */
  readonly allow: string;
  readonly unknown: string;
}

/** All pairs of which at least one end is a workload. */
export function matrixRows(matrix: Matrix, onSender?: OnDone): MatrixRow[] {
  return matrix.families.flatMap((family) => family.ends.flatMap((from) => {
    onSender?.(from.index, family.ends.length);
    return rowsFrom(family, from);
  }));
}

function rowsFrom(family: FamilyMatrix, from: MatrixEnd): MatrixRow[] {
  return family.ends.map((to) => matrixRow(family, from, to)).filter((row) => row !== undefined);
}

/** The row of two ends, unless none of them is a workload. */
export function matrixRow(family: FamilyMatrix, from: MatrixEnd, to: MatrixEnd): MatrixRow | undefined {
  if (from.type === 'addresses' && to.type === 'addresses') { return undefined; }
  const { allow, unknown } = family.cell(from, to);
  return {
    ipVersion: family.family,
    from: endName(from),
    to: endName(to),
    fromMembers: memberNames(from),
    toMembers: memberNames(to),
    allow: isEmpty(allow) ? '' : family.atoms.describe(allow),
    unknown: isEmpty(unknown) ? '' : family.atoms.describe(unknown),
  };
}

function memberNames(end: MatrixEnd): string[] {
  return end.type === 'workloads' ? end.workloads.map(({ namespace, name }) => `${namespace}/${name}`) : end.nets.map(printNet);
}
