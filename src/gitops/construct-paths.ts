import { ApiObject } from 'cdk8s';
import { identityKey, identityOf } from './identity';
import { Judged } from './judge';
import { CDK8S_RECORD, CONSTRUCT_PATHS, ConstructRecord } from './recorded-constructs';
import { OutputFile } from './write-output';
import { sourceLineOf } from '../resource';

/**
 * The files that say where objects come from: cdk8s's own, which knows an object by its bare name only,
 * and ours, by group, kind, namespace and name.
 *
 * @param isForPlugins whether nobody but the cdk8s command asked for them
 */
export function constructPathFiles(objects: ApiObject[], located: Judged[], isForPlugins: boolean): OutputFile[] {
  const resources: Record<string, { path: string }> = {};
  for (const object of objects) resources[object.name] = { path: object.node.path };
  const entries = located
    .map(({ document, construct }) => ({ ...identityOf(document), path: construct.node.path, source: sourceLineOf(construct) }))
    .sort((a, b) => identityKey(a) < identityKey(b) ? -1 : 1);
  const record: ConstructRecord = { version: 1, forPlugins: isForPlugins ? true : undefined, objects: entries };
  return [
    { path: CDK8S_RECORD, content: [JSON.stringify({ version: '1.0.0', resources })] },
    { path: CONSTRUCT_PATHS, content: [JSON.stringify(record, undefined, 1), '\n'] },
  ];
}
