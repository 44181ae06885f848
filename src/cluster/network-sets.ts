import { type Manifest } from '../manifest';
import { tryParseNetOrIp } from '../network';
import { type BuildContext } from './build-context';
import { objectAt, stringsAt } from './fields';
import { type NetworkSet, type Source } from './model';
import { labelsOf } from './stored-metadata';

export function readNetworkSet(context: BuildContext, manifest: Manifest, source: Source): Omit<NetworkSet, 'index'> {
  const isGlobal = source.kind === 'GlobalNetworkSet';
  const own = labelsOf(manifest);
  const nets = stringsAt(objectAt(manifest.object, 'spec'), 'nets').flatMap((text) => {
    const net = tryParseNetOrIp(text);
    if (net === undefined) { context.noteOf(source, 'invalid-address', `spec.nets: "${text}" is no CIDR and no address.`); }
    return net === undefined ? [] : [net];
  });
  return {
    type: 'networkSet',
    isGlobal,
    namespace: source.namespace,
    name: source.name,
    labels: isGlobal ? { known: own, open: [] } : context.inheritedLabels(own, source.namespace, undefined, source),
    nets,
    ports: [],
    source,
  };
}
