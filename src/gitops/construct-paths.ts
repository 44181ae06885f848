import { ApiObject } from 'cdk8s';
import { STATE_FOLDER } from './file-list';
import { identityKey, identityOf } from './identity';
import { Judged } from './judge';
import { OutputFile } from './write-output';
import { sourceLineOf } from '../resource';

/** The file that says which construct an object comes from. */
export const CONSTRUCT_PATHS = `${STATE_FOLDER}/construct-paths`;

/**
 * The files that say where objects come from: cdk8s's own, which knows an object by its bare name only,
 * and ours, by group, kind, namespace and name.
 */
export function constructPathFiles(objects: ApiObject[], located: Judged[]): OutputFile[] {
  const resources: Record<string, { path: string }> = {};
  for (const object of objects) resources[object.name] = { path: object.node.path };
  const entries = located
    .map(({ document, construct }) => ({ ...identityOf(document), path: construct.node.path, source: sourceLineOf(construct) }))
    .sort((a, b) => identityKey(a) < identityKey(b) ? -1 : 1);
  return [
    { path: 'construct-metadata.json', content: [JSON.stringify({ version: '1.0.0', resources })] },
    { path: CONSTRUCT_PATHS, content: [JSON.stringify({ version: 1, objects: entries }, undefined, 1), '\n'] },
  ];
}
