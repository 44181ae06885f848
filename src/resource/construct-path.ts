import { type IConstruct } from 'constructs';
import { CalicoResource } from './calico-resource';

/** The path that the user knows: the object in a construct of ours is a detail of the construct. */
export function constructPathOf({ node: { scope, path } }: IConstruct): string {
  return scope instanceof CalicoResource ? scope.node.path : path;
}
