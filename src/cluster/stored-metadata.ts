import { isJsonObject, type Json, type JsonObject, type Manifest } from '../manifest';
import { objectAt, stringMapAt, textAt } from './fields';

/** An object of `crd.projectcalico.org/v1`: how Calico stores what users write as `projectcalico.org/v3`. */
export function isStored(apiVersion: string): boolean {
  return apiVersion.startsWith('crd.projectcalico.org/');
}

/** The v3 name, which Calico keeps in an annotation of the stored object. */
export function storedName(manifest: Manifest): string | undefined {
  return textAt(storedMetadata(manifest), 'name') || undefined;
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
