import type { Json, JsonObject } from '../json';
import { compact, type Draft } from './draft';
import { endpointNamePart, profileName, resourceName } from './names';

export function convertHostEndpoint(metadata: Draft, spec: Draft): JsonObject {
  const profiles = convertProfiles(spec);
  if (profiles === undefined) {
    spec.note('profiles', 'there is no profile, so what no policy allows is dropped, except the failsafe ports');
  }
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: compact({ name: resourceName(metadata.takeText('name') ?? '', metadata), labels: metadata.take('labels') }),
    spec: {
      ...compact({ node: metadata.take('node', 'hostname'), interfaceName: spec.take('interfaceName'), expectedIPs: spec.take('expectedIPs'), profiles }),
      ...metadata.rest(),
      ...spec.rest(),
    },
  };
}

export function convertWorkloadEndpoint(metadata: Draft, spec: Draft): JsonObject {
  const endpoint = metadata.takeText('name') ?? 'eth0';
  const workload = metadata.takeText('workload') ?? '';
  const node = metadata.takeText('node') ?? metadata.takeText('hostname') ?? '';
  const orchestrator = metadata.takeText('orchestrator') ?? 'k8s';
  const dot = workload.indexOf('.');
  const isPod = orchestrator === 'k8s' && dot !== -1;
  const owner = isPod ? workload.slice(dot + 1) : workload;
  metadata.note('name', 'the name follows from node, orchestrator, workload and endpoint today');
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'WorkloadEndpoint',
    metadata: compact({
      name: [node, orchestrator, owner, endpoint].map(endpointNamePart).join('-'),
      namespace: isPod ? workload.slice(0, dot) : undefined,
      labels: metadata.take('labels'),
    }),
    spec: {
      ...compact({
        node,
        orchestrator,
        [isPod ? 'pod' : 'workload']: owner,
        endpoint,
        interfaceName: spec.take('interfaceName'),
        mac: spec.take('mac'),
        ipNetworks: spec.take('ipNetworks'),
        profiles: convertProfiles(spec),
      }),
      ...metadata.rest(),
      ...spec.rest(),
    },
  };
}

function convertProfiles(spec: Draft): Json | undefined {
  const profiles = spec.take('profiles');
  if (!Array.isArray(profiles)) return profiles;
  const converted = profiles.map((profile) => (typeof profile === 'string' ? profileName(profile) : profile));
  if (converted.some((profile, index) => profile !== profiles[index])) spec.note('profiles', 'the profile of a namespace is kns.<namespace> today');
  return converted;
}
