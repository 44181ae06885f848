import { ApiObject, App, JsonPatch } from 'cdk8s';
import { SharedParts } from '../manifest';
import { hasStandardResolvers, ManifestObject, metadataOf, plainOf } from '../resource';

/** A rendered object as cdk8s gives it: plain data. */
export type Rendered = Record<string, unknown>;

/** Renders one object as `object.toJson()` does. */
export type Renderer = (object: ApiObject) => Rendered;

/**
 * How an app's objects are rendered: in one pass where only cdk8s's own resolvers are at work,
 * else by cdk8s, which asks every resolver for every value and looks the app up each time.
 *
 * With `parts` equal items of lists become one object: only for who changes nothing of what is rendered.
 */
export function rendererOf(app: App, parts?: SharedParts): Renderer {
  return hasStandardResolvers(app) ? (object) => renderQuickly(object, parts) : (object) => object.toJson() as Rendered;
}

function renderQuickly(object: ApiObject, parts: SharedParts | undefined): Rendered {
  const isOurs = object.toJson === ManifestObject.prototype.toJson;
  if (isOurs && parts !== undefined) return (object as ManifestObject).toSharedJson(parts) as Rendered;
  if (object.toJson !== ApiObject.prototype.toJson) return object.toJson() as Rendered;
  const { props, patches } = object as unknown as { props?: unknown; patches?: unknown };
  if (typeof props !== 'object' || !Array.isArray(patches)) return object.toJson() as Rendered;
  try {
    const sortKeys = !process.env.CDK8S_DISABLE_SORT;
    const isSharing = sortKeys && patches.length === 0; // a patch changes its copy
    const plain = plainOf({ ...props, metadata: metadataOf(object.metadata) }, sortKeys, isSharing ? parts : undefined) as Rendered;
    const json = patches.length === 0 ? plain : JsonPatch.apply(plain, ...patches as JsonPatch[]) as Rendered;
    const result: Rendered = {};
    for (const key of ['apiVersion', 'kind', 'metadata', ...Object.keys(json)]) {
      if (key in json) result[key] = json[key];
    }
    return result;
  } catch {
    return object.toJson() as Rendered;
  }
}
