import { METADATA_NAME_LABEL } from '../../cluster';
import { isJsonObject, type Json, type JsonObject, type Manifest } from '../../manifest';

/** An object that is not the same in two inputs. */
export interface ObjectChange {
  readonly change: 'added' | 'changed' | 'removed';
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Objects whose content differs; what the cluster itself writes into them does not count. */
export function objectChanges(before: readonly Manifest[], after: readonly Manifest[]): ObjectChange[] {
  const [old, fresh] = [before, after].map((manifests) => new Map(manifests.map(({ object }) => [idOf(object), object])));
  const changes: ObjectChange[] = [];
  for (const [id, object] of fresh) {
    const was = old.get(id);
    if (was === undefined) { changes.push(changeOf('added', object)); } else if (contentOf(was) !== contentOf(object)) { changes.push(changeOf('changed', object)); }
  }
  for (const [id, object] of old) {
    if (!fresh.has(id)) { changes.push(changeOf('removed', object)); }
  }
  return changes;
}

export function isPolicy({ kind }: { readonly kind: string }): boolean {
  return kind.endsWith('NetworkPolicy');
}

/** Whether a change is one of policies that select pods of a namespace, and never a host. */
export function isOfPodsOnly({ kind }: ObjectChange): boolean {
  return ['NetworkPolicy', 'StagedNetworkPolicy', 'StagedKubernetesNetworkPolicy'].includes(kind);
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function metadataOf(object: JsonObject): JsonObject {
  return isJsonObject(object.metadata) ? object.metadata : {};
}

function idOf(object: JsonObject): string {
  const { namespace, name } = metadataOf(object);
  return [text(object.apiVersion).replace(/\/.*|^v1$/, '').replace(/^crd\./, ''), text(object.kind), text(namespace), text(name)].join('/');
}

function changeOf(change: ObjectChange['change'], object: JsonObject): ObjectChange {
  const { namespace, name } = metadataOf(object);
  return { change, apiVersion: text(object.apiVersion), kind: text(object.kind), namespace: text(namespace), name: text(name) };
}

/** Labels and annotations that a cluster or kubectl adds to objects. */
const WRITTEN = new Set(['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision', METADATA_NAME_LABEL, 'projectcalico.org/tier']);

function contentOf({ status, metadata, ...rest }: JsonObject): string {
  const { labels, annotations } = isJsonObject(metadata) ? metadata : { labels: undefined, annotations: undefined };
  return JSON.stringify(sorted({ ...rest, labels: ownOf(labels), annotations: ownOf(annotations), addresses: kindStatus(rest, status) }));
}

function ownOf(texts: Json | undefined): Json {
  return isJsonObject(texts) ? Object.fromEntries(Object.entries(texts).filter(([key]) => !WRITTEN.has(key))) : texts ?? {};
}

/** Addresses of pods are a part of the input, the rest of a status is not. */
function kindStatus({ kind }: JsonObject, status: Json | undefined): Json {
  return kind === 'Pod' && isJsonObject(status) ? [status.podIP ?? null, status.podIPs ?? null] : null;
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (!isJsonObject(value)) { return value; }
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}
