import { type Manifest, readPaths } from '../../manifest';
import { UsageError } from '../io';

/** @throws UsageError when something cannot be read */
export function readManifestsAt(paths: readonly string[]): Manifest[] {
  const { manifests, problems } = readPaths(paths);
  const fatal = problems.filter(({ kind }) => kind !== 'not-a-manifest');
  if (fatal.length > 0) {
    throw new UsageError(fatal.map(({ file, line, reason }) => `${file ?? 'the input'}${line === undefined ? '' : `:${line}`}: ${reason}`).join('; '));
  }
  return manifests;
}
