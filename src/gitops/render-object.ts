import { ApiObject, App, ImplicitTokenResolver, JsonPatch, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { JsonObject, SharedParts } from '../manifest';
import { ManifestObject } from '../resource';

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

const STANDARD_RESOLVERS = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver];

function hasStandardResolvers(app: App): boolean {
  return app.resolvers.length === STANDARD_RESOLVERS.length
    && app.resolvers.every((resolver, index) => Object.getPrototypeOf(resolver) === STANDARD_RESOLVERS[index].prototype
      && Object.keys(resolver).length === 0);
}

/** Says that a value is none that the quick way knows, so cdk8s renders the object (or says what is wrong with it). */
const UNUSUAL = Symbol('unusual');

function renderQuickly(object: ApiObject, parts: SharedParts | undefined): Rendered {
  const isOurs = object.toJson === ManifestObject.prototype.toJson;
  if (isOurs && parts !== undefined) return (object as ManifestObject).toSharedJson(parts) as Rendered;
  if (object.toJson !== ApiObject.prototype.toJson) return object.toJson() as Rendered;
  const { props, patches } = object as unknown as { props?: unknown; patches?: unknown };
  if (typeof props !== 'object' || !Array.isArray(patches)) return object.toJson() as Rendered;
  try {
    const sortKeys = !process.env.CDK8S_DISABLE_SORT;
    const isSharing = sortKeys && patches.length === 0; // a patch changes its copy
    const plain = plainOf({ ...props, metadata: object.metadata.toJson() }, sortKeys, isSharing ? parts : undefined) as Rendered;
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

/** What cdk8s's standard resolvers and its clean-up make of a value. */
function plainOf(value: unknown, sortKeys: boolean, parts?: SharedParts): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      return value === null ? undefined : plainOfObject(value, sortKeys, parts);
    default:
      throw UNUSUAL;
  }
}

function plainOfList(list: unknown[], sortKeys: boolean, parts: SharedParts | undefined): unknown[] {
  const result = new Array<unknown>(list.length);
  for (let index = 0; index < list.length; index++) {
    const item = list[index];
    const isShareable = parts !== undefined && typeof item === 'object' && item !== null && !Array.isArray(item);
    result[index] = isShareable ? parts.copyOf(item, () => plainOf(item, sortKeys) as JsonObject) : plainOf(item, sortKeys, parts);
  }
  return result;
}

function plainOfObject(value: object, sortKeys: boolean, parts: SharedParts | undefined): unknown {
  if (value instanceof Lazy) return plainOf(value.produce(), sortKeys, parts);
  const token = value as { resolve?: unknown; value?: unknown };
  if (typeof token.resolve === 'function') return plainOf(token.resolve(), sortKeys, parts);
  if (Array.isArray(value)) return plainOfList(value, sortKeys, parts);
  if (value.constructor !== Object) {
    if (typeof token.value === 'number' || typeof token.value === 'string') return { value: token.value };
    throw UNUSUAL;
  }
  const result: Rendered = {};
  const keys = Object.keys(value);
  for (const key of sortKeys ? keys.sort() : keys) {
    if (key === '__proto__') throw UNUSUAL;
    const item = plainOf((value as Rendered)[key], sortKeys, parts);
    if (item !== undefined) result[key] = item;
  }
  return result;
}
