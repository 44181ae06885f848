import { InputError } from './input-error';
import type { Manifest, ReadResult } from './manifest';

const MOST_TOLD = 5;

/**
 * The manifests of an input that has to be readable as a whole; what is no manifest is left out.
 *
 * @throws InputError when something could not be read
 */
export function takeManifests({ manifests, problems }: ReadResult): Manifest[] {
  const fatal = problems.filter(({ kind }) => kind !== 'not-a-manifest');
  if (fatal.length > 0) {
    const told = fatal.slice(0, MOST_TOLD)
      .map(({ file, line, reason, help }) => `${file ?? 'the text'}${line === undefined ? '' : `:${line}`}: ${reason}${help === undefined ? '' : ` (${help})`}`);
    const more = fatal.length - told.length;
    throw new InputError(`${told.join('; ')}${more === 0 ? '' : `; and ${more} more, which cdk8s-calico check lists`}`);
  }
  return manifests;
}
