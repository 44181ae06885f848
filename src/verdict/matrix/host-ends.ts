import { Atoms } from './atoms';
import { classify, endsOf, type MatrixEnd } from './classes';
import { Members } from './ends';
import { Family } from './family';
import { type ClusterModel, type Policy, rulesOf, type Workload } from '../../cluster';
import { hasBit } from '../bits';
import { type LabelIndex } from '../label-index';

/** Who is at the other end of flows of hosts, and what they carry, as finely as policy tells them apart. Nothing is decided. */
export interface HostEnds {
  readonly family: 4 | 6;
  readonly atoms: Atoms;
  readonly ends: readonly MatrixEnd[];
}

/** As finely as any policy, and the nodes of host endpoints, tell them apart: the matrix leaves out policies that only hosts have. */
export function hostEnds(model: ClusterModel, labels: LabelIndex, family: 4 | 6, nodes: ReadonlySet<string>): HostEnds {
  return cut(model, labels, family, enforced(model), Atoms.of(model, family), nodes);
}

/** As finely as policy of hosts tells addresses apart: what a host and an address say to each other depends on nothing else. */
export function hostAddresses(model: ClusterModel, labels: LabelIndex, family: 4 | 6): HostEnds {
  const policies = enforced(model).filter(({ selector }) => {
    const { possible } = labels.select(selector);
    return model.hostEndpoints.some(({ index }) => hasBit(possible, index));
  });
  const atoms = Atoms.of(model, family, [...policies, ...model.profiles.values()].flatMap(rulesOf));
  const { ends, ...rest } = cut(model, labels, family, policies, atoms, new Set());
  return { ...rest, ends: ends.filter(({ type }) => type === 'addresses') };
}

function enforced({ policies }: ClusterModel): Policy[] {
  return policies.filter(({ isStaged }) => !isStaged);
}

function cut(
  model: ClusterModel, labels: LabelIndex, family: 4 | 6, policies: readonly Policy[], atoms: Atoms, nodes: ReadonlySet<string>,
): HostEnds {
  const source = new Family(model, new Members(model, labels), family, policies, atoms);
  const nodeOf = (_: ClusterModel, { node }: Workload): string | undefined => (node === undefined ? '?' : nodes.has(node) ? node : undefined);
  const { classes, blocks: [blocks] } = classify(model, source.ends.members, [source], policies, nodeOf);
  return { family, atoms, ends: endsOf(source, classes.filter(([first]) => source.ends.has(first)), blocks) };
}
