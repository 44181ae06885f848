import { type ClusterModel } from '../../../src/cluster';
import { FlowEvaluator } from '../../../src/verdict';
import { type Cell, hasBit, type Matrix, type MatrixEnd } from '../../../src/verdict/matrix';

/** What a cell says of an atom. */
export function verdictOf(cell: Cell, atom: number): string {
  const found = (['allow', 'deny', 'unknown'] as const).filter((name) => hasBit(cell[name], atom));
  return found.join('+');
}

/** Pairs, three numbers for each, to which a matrix and the walker give different answers. */
export function differences(model: ClusterModel, matrix: Matrix, picks: readonly number[]): unknown[] {
  const wrong: unknown[] = [];
  const evaluator = new FlowEvaluator(model);
  for (const family of matrix.families) {
    const { ends, atoms } = family;
    for (let index = 0; index + 2 < picks.length; index += 3) {
      const from = ends[picks[index] % ends.length];
      const to = ends[picks[index + 1] % ends.length];
      const atom = picks[index + 2] % atoms.size;
      const ours = verdictOf(family.cell(from, to), atom);
      for (const [source, destination] of members(from).flatMap((a) => members(to).map((b) => [a, b] as const))) {
        const walker = evaluator.between(source, destination, {
          ipVersion: family.family,
          protocol: atoms.list[atom].protocol,
          destinationPort: atoms.list[atom].ports?.[index % 2],
          icmpType: atoms.list[atom].icmp?.type,
          icmpCode: atoms.list[atom].icmp?.code,
        });
        if (walker.verdict !== ours) { wrong.push({ family: family.family, source, destination, atom: atoms.list[atom], ours, walker }); }
      }
    }
  }
  return wrong;
}

/** Every workload of a class, and of addresses the sample. */
function members(end: MatrixEnd): Parameters<FlowEvaluator['between']>[0][] {
  return end.type === 'workloads' ? end.workloads.map((workload) => ({ type: 'workload', workload })) : [{ type: 'address', ip: end.sample }];
}
