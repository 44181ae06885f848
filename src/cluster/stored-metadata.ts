import { isJsonObject, type Json, type JsonObject, type Manifest } from '../manifest';
import { CalicoVersion, isAtLeast } from '../target';
import { objectAt, stringMapAt, textAt } from './fields';

/** An object of `crd.projectcalico.org/v1`: how Calico stores what users write as `projectcalico.org/v3`. */
export function isStored(apiVersion: string): boolean {
  return apiVersion.startsWith('crd.projectcalico.org/');
}

/** An object of Calico's, as people write it or as Calico stores it. */
export function isCalico(object: JsonObject): boolean {
  return /^(crd\.)?projectcalico\.org\//.test(textAt(object, 'apiVersion'));
}

const PREFIX = 'default.';
const PREFIXED_KINDS = new Set(['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy']);

/**
 * The name of an object in the v3 API. A policy may be stored under another one: with a prefix for the tier `default`. Its own is in the
 * annotation; one without a name there was written when the prefix was put before every name.
 */
export function nameOf(manifest: Manifest, version: CalicoVersion): string {
  const { object } = manifest;
  const name = textAt(objectAt(object, 'metadata'), 'name');
  if (!isStored(textAt(object, 'apiVersion')) || !PREFIXED_KINDS.has(textAt(object, 'kind'))) { return name; }
  const metadata = storedMetadata(manifest);
  const own = isAtLeast(version, CalicoVersion.V3_29) ? textAt(metadata, 'name') : '';
  if (own !== '') { return own; }
  const isPrefixed = !isAtLeast(version, CalicoVersion.V3_29) || (metadata !== undefined && ['', 'default'].includes(textAt(objectAt(object, 'spec'), 'tier')));
  return isPrefixed && name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name;
}

/**
 * The name that makes two policies one. From v3.29 to v3.31 Calico stores `foo` of the tier `default` as `default.foo`, and so knows
 * one policy by both names; since v3.32 they are two.
 */
export function identifyingName(manifest: Manifest, version: CalicoVersion): string {
  const { object } = manifest;
  const name = nameOf(manifest, version);
  const isPrefixed = isAtLeast(version, CalicoVersion.V3_29) && !isAtLeast(version, CalicoVersion.V3_32)
    && isCalico(object) && PREFIXED_KINDS.has(textAt(object, 'kind'));
  return isPrefixed && !name.includes('.') ? `${PREFIX}${name}` : name;
}

/** Labels as selectors see them: storing moves most of them into the annotation, whose values win when the object is read. */
export function labelsOf(manifest: Manifest): Map<string, string> {
  const labels = stringMapAt(objectAt(manifest.object, 'metadata'), 'labels');
  if (!isStored(textAt(manifest.object, 'apiVersion'))) { return labels; }
  return new Map([...labels, ...stringMapAt(storedMetadata(manifest), 'labels')]);
}

function storedMetadata(manifest: Manifest): JsonObject | undefined {
  const annotation = objectAt(objectAt(manifest.object, 'metadata'), 'annotations')?.['projectcalico.org/metadata'];
  if (typeof annotation !== 'string') { return undefined; }
  try {
    const metadata = JSON.parse(annotation) as Json;
    return isJsonObject(metadata) ? metadata : undefined;
  } catch {
    return undefined; // an annotation that somebody broke: what the object itself says counts
  }
}
