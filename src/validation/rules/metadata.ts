import { isJsonObject, type Json, type JsonObject } from '../../manifest';
import { byteLength, qualifiedNameProblem } from '../names';
import { NOW, type Rule, type Site } from '../rule';
import { show } from '../words';

const ANNOTATIONS_LIMIT = 256 * 1024;

/** What is wrong with annotations: the key it is about (none: all together) and why. */
export function annotationProblems(map: Json | undefined): { readonly key?: string; readonly message: string; readonly help: string }[] {
  if (!isJsonObject(map)) return [];
  const problems: { key?: string; message: string; help: string }[] = [];
  let size = 0;
  for (const [key, value] of Object.entries(map)) {
    const problem = qualifiedNameProblem(key.toLowerCase());
    if (problem !== undefined) problems.push({ key, message: `${show(key)} is not the key of an annotation: ${problem}`, help: 'write a key like example.org/purpose' });
    size += byteLength(key) + (typeof value === 'string' ? byteLength(value) : 0);
  }
  if (size > ANNOTATIONS_LIMIT) {
    problems.push({ message: `the annotations are ${size} bytes together, at most ${ANNOTATIONS_LIMIT} are allowed`, help: 'shorten them' });
  }
  return problems;
}

function annotations(value: JsonObject, site: Site): void {
  for (const { key, ...remark } of annotationProblems(value.annotations)) {
    site.found(remark, 'annotations', ...key === undefined ? [] : [key]);
  }
}

/** Rules about annotations inside of specs; those of the object itself are in metadata.ts one level up. */
export const METADATA_RULES: readonly Rule[] = [
  { code: 'CAL1023', at: ['RuleMetadata', 'Template'], go: [24, NOW], check: annotations },
];
