import { type IConstruct } from 'constructs';
import { SharedParts } from '../manifest';

const partsOfApps = new WeakMap<IConstruct, SharedParts>();

/** The parts that the objects of an app share, from validation to writing. */
export function sharedPartsOf({ node: { root } }: IConstruct): SharedParts {
  let parts = partsOfApps.get(root);
  if (parts === undefined) {
    parts = new SharedParts();
    partsOfApps.set(root, parts);
  }
  return parts;
}
