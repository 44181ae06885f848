import { ManifestObject } from './manifest-object';
import { CalicoTarget, isAtLeast, kindSince } from '../target';

const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/**
 * Everything that is wrong with one object, for cdk8s, which puts the construct's path before each line and throws.
 * `unnamedId` is the construct's id where the object is called after it.
 */
export function errorsOf(object: ManifestObject, unnamedId: string | undefined): string[] {
  const errors: string[] = [];
  const target = CalicoTarget.ofConstruct(object);
  const since = kindSince(object.kind);
  if (!isAtLeast(target.version, since)) {
    errors.push(`kind: ${object.kind} exists since Calico ${since}, the target is ${target.version}${target.isAssumed ? ' (assumed)' : ''}.`
      + ' Name a newer target with CalicoTarget.of(…).applyTo(…), or leave the object out.');
  }
  if (unnamedId !== undefined && !NAME.test(object.name)) {
    errors.push(`metadata.name: the construct's id '${unnamedId}' gives no valid name (lower-case letters, digits, '-', '.'). Set metadata.name.`);
  }
  object.render((path, message) => errors.push(`${path}: ${message}`));
  return errors;
}
