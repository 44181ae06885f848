import { isJsonObject, type JsonObject } from '../json';
import { Draft, type ConversionNote } from './draft';
import { convertHostEndpoint, convertWorkloadEndpoint } from './endpoints';
import { convertApiConfig, convertBgpPeer, convertIpPool, convertNode } from './networking';
import { convertPolicy, convertProfile } from './policy';

export type { ConversionNote } from './draft';

export interface Conversion {
  readonly object: JsonObject;
  readonly notes: ConversionNote[];
}

/** The kinds of calicoctl v1.x. They begin in lower case, which tells `node` from Kubernetes' `Node`. */
const CONVERTERS = new Map<string, (metadata: Draft, spec: Draft) => JsonObject>([
  ['policy', convertPolicy],
  ['profile', convertProfile],
  ['hostEndpoint', convertHostEndpoint],
  ['workloadEndpoint', convertWorkloadEndpoint],
  ['ipPool', convertIpPool],
  ['bgpPeer', convertBgpPeer],
  ['node', convertNode],
  ['calicoApiConfig', convertApiConfig],
]);

export function isLegacy(object: JsonObject): boolean {
  return object.apiVersion === 'v1' && typeof object.kind === 'string' && CONVERTERS.has(object.kind);
}

/** Today's projectcalico.org/v3 object for one that calicoctl v1.x took; undefined for anything else. */
export function convertLegacy(object: JsonObject): Conversion | undefined {
  if (!isLegacy(object)) return undefined;
  const notes: ConversionNote[] = [];
  const metadata = new Draft(isJsonObject(object.metadata) ? object.metadata : {}, 'metadata', notes);
  const spec = new Draft(isJsonObject(object.spec) ? object.spec : {}, 'spec', notes);
  return { object: CONVERTERS.get(object.kind as string)!(metadata, spec), notes };
}
