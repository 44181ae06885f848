import { isJsonObject, type Json, type JsonObject } from '../json';
import { compact, type Draft } from './draft';
import { addressName, resourceName } from './names';

export function convertIpPool(metadata: Draft, spec: Draft): JsonObject {
  const cidr = metadata.takeText('cidr') ?? '';
  const name = addressName(cidr);
  metadata.note('name', `a pool has a name today; '${name}' stands for its CIDR`);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'IPPool',
    metadata: { name, ...metadata.rest() },
    spec: {
      ...compact({
        cidr,
        ipipMode: ipipMode(spec.take('ipip')),
        natOutgoing: spec.take('nat-outgoing', 'natOutgoing'),
        disabled: spec.take('disabled'),
      }),
      ...spec.rest(),
    },
  };
}

function ipipMode(ipip: Json | undefined): Json {
  if (!isJsonObject(ipip) || ipip.enabled !== true) return 'Never';
  return ipip.mode === 'cross-subnet' ? 'CrossSubnet' : 'Always';
}

export function convertBgpPeer(metadata: Draft, spec: Draft): JsonObject {
  const scope = metadata.takeText('scope');
  const node = metadata.takeText('node') ?? metadata.takeText('hostname');
  const peerIP = metadata.takeText('peerIP') ?? '';
  const name = `${scope === 'global' || node === undefined ? 'global' : addressName(node)}-${addressName(peerIP)}`;
  metadata.note('name', `a peer has a name today; '${name}' stands for where it applies and its address`);
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'BGPPeer',
    metadata: { name, ...metadata.rest() },
    spec: { ...compact({ node: scope === 'global' ? undefined : node, peerIP, asNumber: spec.take('asNumber') }), ...spec.rest() },
  };
}

export function convertNode(metadata: Draft, spec: Draft): JsonObject {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Node',
    metadata: { name: resourceName(metadata.takeText('name') ?? '', metadata), ...metadata.rest() },
    spec: spec.rest(),
  };
}

export function convertApiConfig(metadata: Draft, spec: Draft): JsonObject {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'CalicoAPIConfig',
    metadata: metadata.rest(),
    spec: { ...compact({ datastoreType: spec.take('datastoreType') ?? 'etcdv3' }), ...spec.rest() },
  };
}
