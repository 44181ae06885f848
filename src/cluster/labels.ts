import { evaluateSelector, foldSelector, type SelectorLeaf, type SelectorNode } from '../selector';
import { tri, triAnd, triNot, triOr, type Tri } from './tri';

/** Calico's own label keys on endpoints, and the prefixes under which labels are inherited. */
export const NAMESPACE_LABEL = 'projectcalico.org/namespace';
export const ORCHESTRATOR_LABEL = 'projectcalico.org/orchestrator';
export const SERVICE_ACCOUNT_LABEL = 'projectcalico.org/serviceaccount';
export const NAME_LABEL = 'projectcalico.org/name';
/** Kubernetes labels every namespace with its name. */
export const METADATA_NAME_LABEL = 'kubernetes.io/metadata.name';
export const NAMESPACE_PREFIX = 'pcns.';
export const SERVICE_ACCOUNT_PREFIX = 'pcsa.';

/**
 * The namespace of objects that name none, in partial input: one namespace, the same for all of them, whose name is not known.
 * No real namespace can have this name, and comparing it with a real one gives `maybe`.
 */
export const UNNAMED_NAMESPACE = '?';

/** Labels of an endpoint or a set as selectors see them. */
export interface LabelSet {
  readonly known: ReadonlyMap<string, string>;
  /** Prefixes of keys under which there may be further labels that the input does not show: `pcns.`, `pcsa.`. */
  readonly open: readonly string[];
}

/** Whether a selector selects something with these labels. */
export function matchLabels(node: SelectorNode, labels: LabelSet): Tri {
  return foldSelector<Tri>(node, {
    leaf: (leaf) => matchLeaf(leaf, labels),
    not: triNot,
    and: (operands) => operands.reduce(triAnd),
    or: (operands) => operands.reduce(triOr),
  });
}

function matchLeaf(node: SelectorLeaf, labels: LabelSet): Tri {
  if (node.type === 'all' || node.type === 'global') { return 'yes'; }
  const value = labels.known.get(node.key);
  if (value === undefined) {
    if (labels.open.some((prefix) => node.key.startsWith(prefix))) { return 'maybe'; }
  } else if (node.type !== 'has' && isUncertainNamespace(node, value)) {
    return 'maybe';
  }
  return tri(evaluateSelector(node, labels.known));
}

/** Whether exactly one side of a comparison is the unnamed namespace: it may be the namespace that the other side names. */
function isUncertainNamespace(node: Exclude<SelectorLeaf, { type: 'has' | 'all' | 'global' }>, value: string): boolean {
  const asksForUnnamed = (node.type === '==' || node.type === '!=') && node.value === UNNAMED_NAMESPACE;
  return asksForUnnamed !== (value === UNNAMED_NAMESPACE);
}
