import { type Atoms } from './atoms';
import { classify, endsOf, type MatrixEnd } from './classes';
import { Members } from './ends';
import { Family } from './family';
import { type ClusterModel, type Workload } from '../../cluster';
import { LabelIndex } from '../label-index';

/** Who is at the other end of flows of hosts, and what they carry, as finely as policy of hosts tells them apart. Nothing is decided. */
export interface HostEnds {
  readonly family: 4 | 6;
  readonly atoms: Atoms;
  readonly ends: readonly MatrixEnd[];
}

/**
 * The matrix leaves out policies that only hosts have, and on which node most pods run.
 *
 * @param nodes those whose pods are told apart
 */
export function hostEnds(model: ClusterModel, family: 4 | 6, nodes: ReadonlySet<string>): HostEnds {
  const policies = model.policies.filter(({ isStaged }) => !isStaged);
  const source = new Family(model, new Members(model, new LabelIndex(model.members)), family, policies);
  const { ends: { members } } = source;
  const nodeOf = (_: ClusterModel, { node }: Workload): string | undefined => (node === undefined ? '?' : nodes.has(node) ? node : undefined);
  const { classes, blocks: [blocks] } = classify(model, members, [source], policies, nodeOf);
  return { family, atoms: source.atoms, ends: endsOf(source, classes.filter(([first]) => source.ends.has(first)), blocks) };
}
