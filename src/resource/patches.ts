import { JsonPatch } from 'cdk8s';
import { type Report } from './render-context';
import { printPath } from '../manifest';

interface PatchData {
  readonly op: string;
  readonly path: string;
  readonly from?: string;
}

const dataOf = (patch: JsonPatch) => (patch as unknown as { _toJson(): PatchData })._toJson();
const parts = (pointer: string) => pointer.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));

/**
 * Applies patches one after the other. One that has no place to act on is reported and left out: cdk8s would add what
 * RFC 6902 says must be there, or fail without a word about where.
 */
export function applyPatches(json: unknown, patches: JsonPatch[], report: Report): unknown {
  return patches.reduce((document: unknown, patch) => {
    const problem = problemOf(document, dataOf(patch));
    if (problem === undefined) {
      return JsonPatch.apply(document, patch);
    }
    report('addJsonPatch', problem);
    return document;
  }, json);
}

/** The fields that patches write; an element that is appended stands for its list. */
export function patchedPaths(patches: JsonPatch[]): string[] {
  return patches.map((patch) => printPath(parts(dataOf(patch).path).filter((part) => part !== '-')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))));
}

function problemOf(document: unknown, { op, path, from }: PatchData): string | undefined {
  const needsTarget = op === 'replace' || op === 'remove' || op === 'test';
  const missing = missingPart(document, needsTarget ? parts(path) : parts(path).slice(0, -1))
    ?? (from === undefined ? undefined : missingPart(document, parts(from)));
  return missing === undefined ? undefined : `${op} ${path}: there is no ${missing} in the object${op === 'replace' ? '; use JsonPatch.add to add it' : ''}.`;
}

/** The shortest beginning of a pointer that leads nowhere. */
function missingPart(document: unknown, pointer: string[]): string | undefined {
  let at = document;
  for (const [index, part] of pointer.entries()) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) {
      return `/${pointer.slice(0, index + 1).join('/')}`;
    }
    at = (at as Record<string, unknown>)[part];
  }
  return undefined;
}
