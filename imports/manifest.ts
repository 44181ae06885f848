/**
 * From the properties of a generated construct to its manifest. Written by hand. Properties have the names of the
 * CRD's fields, so there is nothing to translate: whatever is given reaches the manifest, known or not, and patches,
 * which cdk8s applies to the finished manifest, find every field where the CRD has it.
 */
import { type ApiObjectMetadata, type ApiObjectProps, type GroupVersionKind, Lazy } from 'cdk8s';

/** Field names that other languages cannot have as a property: the path of the property and the field's name. */
export interface Renames { readonly [path: string]: string }

interface Properties { readonly metadata?: ApiObjectMetadata }

/** A manifest as plain data. */
export function manifestOf(gvk: GroupVersionKind, props: Properties, renames: Renames = {}): any {
  return { ...gvk, ...plain(props, '', renames) as object };
}

/** The same for a construct: rendered at synthesis, so that what is lazy or added later is there. */
export function apiObjectProps(gvk: GroupVersionKind, props: Properties, renames: Renames = {}): ApiObjectProps {
  const { metadata, ...rest } = props as { readonly [key: string]: unknown };
  const lazy = Object.entries(rest).map(([key, value]) => [key, Lazy.any({ produce: () => plain(value, key, renames) })]);
  return { ...gvk, metadata: metadata as ApiObjectMetadata | undefined, ...Object.fromEntries(lazy) };
}

/** Copies plain data with dates as text; other objects (cdk8s resolves some of them later) stay as they are. */
function plain(value: unknown, path: string, renames: Renames): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => plain(item, `${path}[]`, renames));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => {
    const place = path === '' ? key : `${path}.${key}`;
    return [renames[place] ?? key, plain(item, place, renames)];
  }));
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype.constructor?.name === 'Object';
}
