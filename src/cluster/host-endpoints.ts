import { isJsonObject, type JsonObject, type Manifest } from '../manifest';
import { type Ip, netContainsIp, printIp, tryParseNetOrIp } from '../network';
import { hostNet, parseIps } from './addresses';
import { type BuildContext } from './build-context';
import { numberAt, objectAt, objectsAt, stringMapAt, stringsAt, textAt } from './fields';
import { matchLabels } from './labels';
import { type ClusterNode, type HostEndpoint, type NamedPort, type Source } from './model';
import { protocolNumber, TCP } from './protocols';
import { labelsOf } from './stored-metadata';

export type HostEndpointDraft = Omit<HostEndpoint, 'index'>;

/** The profile that allows everything. Calico brings it. */
export const DEFAULT_ALLOW_PROFILE = 'projectcalico-default-allow';

export function readHostEndpoint(context: BuildContext, manifest: Manifest, source: Source): HostEndpointDraft {
  const spec = objectAt(manifest.object, 'spec');
  const ports = objectsAt(spec, 'ports').flatMap((port): NamedPort[] => {
    const [name, number] = [textAt(port, 'name'), numberAt(port, 'port')];
    return name === '' || number === undefined ? [] : [{ name, protocol: protocolNumber(port.protocol) ?? TCP, port: number }];
  });
  return hostEndpoint(context, source, {
    node: textAt(spec, 'node'),
    interfaceName: textAt(spec, 'interfaceName'),
    expectedIPs: parseIps(stringsAt(spec, 'expectedIPs')),
    profiles: stringsAt(spec, 'profiles'),
    labels: labelsOf(manifest),
    ports,
    isAutomatic: false,
  });
}

type HostEndpointParts = Pick<HostEndpoint, 'node' | 'interfaceName' | 'expectedIPs' | 'profiles' | 'ports' | 'isAutomatic'> & { labels: Map<string, string> };

function hostEndpoint(context: BuildContext, source: Source, parts: HostEndpointParts): HostEndpointDraft {
  const known = new Map<string, string>();
  for (const name of [...parts.profiles].reverse()) {
    for (const [key, value] of context.profiles.get(name)?.labels ?? []) { known.set(key, value); }
  }
  for (const [key, value] of parts.labels) { known.set(key, value); }
  return {
    ...parts,
    type: 'hostEndpoint',
    namespace: '',
    name: source.name,
    labels: { known, open: [] },
    nets: parts.expectedIPs.map(hostNet),
    source,
  };
}

const NODE_ADDRESS_ANNOTATIONS = [
  'IPv4Address', 'IPv6Address', 'IPv4IPIPTunnelAddr', 'IPv4VXLANTunnelAddr', 'IPv6VXLANTunnelAddr', 'IPv4WireguardInterfaceAddr', 'IPv6WireguardInterfaceAddr',
].map((name) => `projectcalico.org/${name}`);

export function readNode(manifest: Manifest, source: Source): ClusterNode {
  const metadata = objectAt(manifest.object, 'metadata');
  const annotations = stringMapAt(metadata, 'annotations');
  const texts = [
    ...NODE_ADDRESS_ANNOTATIONS.flatMap((name) => annotations.get(name) ?? []),
    ...objectsAt(objectAt(manifest.object, 'status'), 'addresses')
      .filter((address) => ['InternalIP', 'ExternalIP'].includes(textAt(address, 'type')))
      .map((address) => textAt(address, 'address')),
  ];
  const addresses = new Map(parseIps(texts).map((ip) => [printIp(ip), ip]));
  return { name: source.name, labels: stringMapAt(metadata, 'labels'), addresses: [...addresses.values()], source };
}

/** Host endpoints that kube-controllers makes of nodes when its configuration asks for them. */
export function automaticHostEndpoints(context: BuildContext, configuration: Manifest, nodes: Iterable<ClusterNode>): HostEndpointDraft[] {
  const settings = ['spec', 'controllers', 'node', 'hostEndpoint'].reduce<JsonObject | undefined>(objectAt, configuration.object);
  if (textAt(settings, 'autoCreate') !== 'Enabled') { return []; }
  const endpoints: HostEndpointDraft[] = [];
  for (const node of nodes) {
    if (textAt(settings, 'createDefaultHostEndpoint') !== 'Disabled') {
      endpoints.push(automatic(context, node, `${node.name}-auto-hep`, '*', node.addresses, new Map()));
    }
    for (const template of objectsAt(settings, 'templates')) { endpoints.push(...fromTemplate(context, node, template)); }
  }
  if (endpoints.length === 0) {
    context.note('no-nodes', 'KubeControllersConfiguration asks for automatic host endpoints and the input has no nodes for them.');
  }
  return endpoints;
}

function fromTemplate(context: BuildContext, node: ClusterNode, template: JsonObject): HostEndpointDraft[] {
  const selector = context.interner.parse(textAt(template, 'nodeSelector'));
  if (selector === undefined || matchLabels(selector, { known: node.labels, open: [] }) !== 'yes') { return []; }
  const nets = stringsAt(template, 'interfaceCIDRs').flatMap((text) => tryParseNetOrIp(text) ?? []);
  const addresses = node.addresses.filter((ip) => nets.some((net) => netContainsIp(net, ip)));
  const name = `${node.name}-${textAt(template, 'generateName')}-auto-hep`;
  if (textAt(template, 'interfacePattern') !== '') {
    context.note('not-modelled', `Host endpoints that kube-controllers makes of interfacePattern "${textAt(template, 'interfacePattern')}" `
      + 'depend on the interfaces of each node, which no manifest tells.', node.source);
  }
  if (addresses.length === 0) { return []; }
  return [automatic(context, node, name, '', addresses, isJsonObject(template.labels) ? stringMapAt(template, 'labels') : new Map())];
}

function automatic(
  context: BuildContext, node: ClusterNode, name: string, interfaceName: string, addresses: readonly Ip[], extra: ReadonlyMap<string, string>,
): HostEndpointDraft {
  const labels = new Map([...node.labels, ...extra, ['projectcalico.org/created-by', 'calico-kube-controllers']]);
  const source = { ...node.source, apiVersion: 'projectcalico.org/v3', kind: 'HostEndpoint', name };
  return hostEndpoint(context, source, {
    node: node.name, interfaceName, expectedIPs: addresses, profiles: [DEFAULT_ALLOW_PROFILE], labels, ports: [], isAutomatic: true,
  });
}
