import { ApiObjectMetadataDefinition } from 'cdk8s';
import { plainOf, withoutEmpty } from './plain-value';

/** What the metadata's `toJson()` gives where the app has no resolvers of its own, in one pass. */
export function metadataOf(metadata: ApiObjectMetadataDefinition): unknown {
  if (metadata.toJson !== ApiObjectMetadataDefinition.prototype.toJson) return metadata.toJson();
  const { name, namespace } = metadata;
  const { _additionalAttributes: more, annotations, finalizers, ownerReferences, labels } = metadata as unknown as Record<string, unknown>;
  if (typeof more !== 'object') return metadata.toJson();
  try {
    return withoutEmpty(plainOf({ ...more, name, namespace, annotations, finalizers, ownerReferences, labels }, true));
  } catch {
    return metadata.toJson(); // which says what is wrong with it
  }
}
