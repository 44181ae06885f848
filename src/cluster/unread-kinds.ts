import { isLegacy, type JsonObject, type Manifest } from '../manifest';
import { objectAt, objectsAt, textAt } from './fields';

/** Groups whose kinds the model reads; a kind that is nearly one of them is a misspelt one. */
const OWN_GROUPS = new Set(['', 'projectcalico.org', 'crd.projectcalico.org', 'networking.k8s.io', 'policy.networking.k8s.io', 'discovery.k8s.io', 'apps', 'batch']);

/** The group of the files that say how kustomize renders the ones around them. */
const KUSTOMIZE_GROUP = 'kustomize.config.k8s.io';
export const UNRENDERED = 'The input holds files for kustomize: patches and what they patch are taken as objects of their own. Render them first (kustomize build).';

/** Whether some of it is still to be rendered by kustomize. */
export function isForKustomize({ object }: Manifest): boolean {
  return textAt(object, 'apiVersion').startsWith(`${KUSTOMIZE_GROUP}/`);
}

/**
 * What to tell of an object that the model does not read although it looks as if verdicts depended on it; undefined for the many that have
 * no bearing on them. Whether the object is as it should be is another question, which validation answers.
 *
 * @param kinds the kinds that the model reads, in lower case
 */
export function unreadNote(object: JsonObject, group: string, kinds: ReadonlySet<string>): string | undefined {
  const [apiVersion, kind] = [textAt(object, 'apiVersion'), textAt(object, 'kind')];
  const leftOut = (why: string): string => `Verdicts leave out ${kind} of ${apiVersion}: ${why}.`;
  if (isLegacy(object)) { return leftOut('it is the format of calicoctl v1.x; cdk8s-calico convert writes today\'s'); }
  if (group === KUSTOMIZE_GROUP) { return UNRENDERED; }
  const name = kind.toLowerCase();
  const isPolicy = name.endsWith('networkpolicy');
  if (apiVersion === '' && (isPolicy || kinds.has(name))) { return `Verdicts leave out ${kind} without apiVersion, which says whose kind is meant.`; }
  if (kind === 'WorkloadEndpoint' && group === 'projectcalico.org') { return leftOut('only pods and what makes pods are read'); }
  if (kind === 'Node' && group === 'projectcalico.org') { return leftOut('addresses and labels of nodes are read from the Nodes of Kubernetes'); }
  if (OWN_GROUPS.has(group) && kinds.has(name)) { return leftOut('there is no such kind'); }
  if (isPolicy) { return leftOut('policy of this API is not read'); }
  const makesPods = objectsAt(['spec', 'template', 'spec'].reduce<JsonObject | undefined>(objectAt, object), 'containers').length > 0;
  return makesPods ? leftOut('workloads of this API are not read; the pods or ReplicaSets that it makes are') : undefined;
}
