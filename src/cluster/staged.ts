import { type JsonObject, type Manifest } from '../manifest';
import { objectAt, textAt } from './fields';

/** What a staged policy becomes. */
const ENFORCED: ReadonlyMap<string, { readonly apiVersion?: string; readonly kind: string }> = new Map([
  ['StagedNetworkPolicy', { kind: 'NetworkPolicy' }],
  ['StagedGlobalNetworkPolicy', { kind: 'GlobalNetworkPolicy' }],
  ['StagedKubernetesNetworkPolicy', { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy' }],
]);

/**
 * The manifests as they are once every staged policy is enforced: it takes the place of the policy of its name, and one with
 * `stagedAction: Delete` takes that policy away.
 */
export function enforceStaged(manifests: readonly Manifest[], namespace = ''): Manifest[] {
  const staged = manifests.flatMap(({ object, origin }) => {
    const becomes = isCalico(object) ? ENFORCED.get(textAt(object, 'kind')) : undefined;
    if (becomes === undefined) { return []; }
    const { stagedAction, ...spec } = objectAt(object, 'spec') ?? {};
    const enforced: JsonObject = { ...object, ...becomes, spec };
    return [{ isDeletion: stagedAction === 'Delete', enforced: { object: enforced, origin } }];
  });
  const replaced = new Set(staged.map(({ enforced }) => identity(enforced.object, namespace)));
  return [
    ...withoutStaged(manifests).filter(({ object }) => !replaced.has(identity(object, namespace))),
    ...staged.filter(({ isDeletion }) => !isDeletion).map(({ enforced }) => enforced),
  ];
}

/** All but staged policies. */
export function withoutStaged(manifests: readonly Manifest[]): Manifest[] {
  return manifests.filter(({ object }) => !isCalico(object) || !ENFORCED.has(textAt(object, 'kind')));
}

function isCalico(object: JsonObject): boolean {
  return /^(crd\.)?projectcalico\.org\//.test(textAt(object, 'apiVersion'));
}

/** Policies of tier default are stored with its name in front or without it. */
function identity(object: JsonObject, namespace: string): string {
  const metadata = objectAt(object, 'metadata');
  const group = isCalico(object) ? 'calico' : textAt(object, 'apiVersion').split('/')[0];
  const name = isCalico(object) ? textAt(metadata, 'name').replace(/^default\./, '') : textAt(metadata, 'name');
  return [group, textAt(object, 'kind'), textAt(metadata, 'namespace') || namespace, name].join('/');
}
