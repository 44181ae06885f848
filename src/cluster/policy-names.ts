import { CalicoVersion, isAtLeast } from '../target';
import { type BuildContext } from './build-context';
import { type Policy, type PolicyKind } from './model';

/** What decides between policies of equal order: up to v3.31 the stored name, since v3.32 name, namespace and kind. */
export function tieBreakAt(version: CalicoVersion, policy: Pick<Policy, 'kind' | 'name' | 'namespace' | 'tier'>): string {
  const { kind, name, namespace, tier } = policy;
  if (isAtLeast(version, CalicoVersion.V3_32)) { return `${name}/${namespace}/${kind}`; }
  const stored = isConverted(kind) || name.startsWith(`${tier}.`) ? name : `${tier}.${name}`;
  return namespace === '' ? stored : `${namespace}/${stored}`;
}

function isConverted(kind: PolicyKind): boolean {
  return kind.startsWith('Kubernetes') || kind === 'StagedKubernetesNetworkPolicy';
}

/** Kubernetes policies carried a prefix of Calico's up to v3.31. */
export function convertedName(context: BuildContext, prefix: string, name: string): string {
  return context.has(CalicoVersion.V3_32) ? name : `${prefix}${name}`;
}

/** Evaluation order inside a tier. Names are ASCII, so comparing code units is comparing bytes. */
export function comparePolicies(a: Policy, b: Policy): number {
  if (a.order !== b.order) { return a.order < b.order ? -1 : 1; }
  return a.tieBreak < b.tieBreak ? -1 : a.tieBreak > b.tieBreak ? 1 : 0;
}
