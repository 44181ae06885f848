import { InputError } from './input-error';
import type { Manifest, ReadResult } from './manifest';

/**
 * The manifests of an input that has to be readable as a whole; what is no manifest is left out.
 *
 * @throws InputError when something could not be read
 */
export function takeManifests({ manifests, problems }: ReadResult): Manifest[] {
  const fatal = problems.filter(({ kind }) => kind !== 'not-a-manifest');
  if (fatal.length > 0) {
    throw new InputError(fatal.map(({ file, line, reason }) => `${file ?? 'the text'}${line === undefined ? '' : `:${line}`}: ${reason}`).join('; '));
  }
  return manifests;
}
