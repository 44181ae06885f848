import { type JsonObject, type Manifest } from '../manifest';
import { type CalicoVersion } from '../target';
import { objectAt, textAt } from './fields';
import { identifyingName, isCalico } from './stored-metadata';

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
export function enforceStaged(manifests: readonly Manifest[], version: CalicoVersion, namespace = ''): Manifest[] {
  const staged = manifests.flatMap(({ object, origin }) => {
    const becomes = isCalico(object) ? ENFORCED.get(textAt(object, 'kind')) : undefined;
    if (becomes === undefined) { return []; }
    const { stagedAction, ...spec } = objectAt(object, 'spec') ?? {};
    const enforced: JsonObject = { ...object, ...becomes, spec };
    return [{ isDeletion: stagedAction === 'Delete', enforced: { object: enforced, origin } }];
  });
  const replaced = new Set(staged.map(({ enforced }) => identity(enforced, version, namespace)));
  return [
    ...withoutStaged(manifests).filter((manifest) => !replaced.has(identity(manifest, version, namespace))),
    ...staged.filter(({ isDeletion }) => !isDeletion).map(({ enforced }) => enforced),
  ];
}

/** All but staged policies. */
export function withoutStaged(manifests: readonly Manifest[]): Manifest[] {
  return manifests.filter(({ object }) => !isCalico(object) || !ENFORCED.has(textAt(object, 'kind')));
}

function identity(manifest: Manifest, version: CalicoVersion, namespace: string): string {
  const { object } = manifest;
  const group = isCalico(object) ? 'calico' : textAt(object, 'apiVersion').split('/')[0];
  return [group, textAt(object, 'kind'), textAt(objectAt(object, 'metadata'), 'namespace') || namespace, identifyingName(manifest, version)].join('/');
}
