import { type CommonEnd } from './common-ends';
import { type ClusterModel, type Failsafe, type HostEndpoint } from '../../cluster';
import { type Ip, isSameIp, printIp, printNet } from '../../network';
import { hasBit } from '../bits';
import { type LabelIndex } from '../label-index';

/** Where a host is met: at one of its interfaces, by one of the addresses that it has there. */
export interface HostPlace {
  readonly node: string;
  /** As its host endpoint names it: `*` for all that no other one names, empty when it is found by its addresses. */
  readonly interfaceName: string;
  /** The host endpoint there, of the last cluster that has one. */
  readonly hostEndpoint: string;
  /** How reports call it: `node1-eth0`, with the interface where that leaves it open. */
  readonly name: string;
  /** Undefined when the input does not tell. */
  readonly ip?: Ip;
  /** How many addresses of this IP version are known at this interface. */
  readonly addresses: number;
  /** Whether each of the clusters has the node. */
  readonly exists: readonly boolean[];
}

/** Every place that has a host endpoint in one of the clusters; where another has none, policy does nothing there. */
export function hostPlaces(models: readonly ClusterModel[], family: 4 | 6): HostPlace[] {
  const found = new Map<string, { endpoint: HostEndpoint; ips: Map<string, Ip> }>();
  for (const { hostEndpoints } of models) {
    for (const endpoint of hostEndpoints) {
      const { node, interfaceName, name } = endpoint;
      const key = JSON.stringify([node, interfaceName, interfaceName === '' ? name : '']);
      const ips = found.get(key)?.ips ?? new Map<string, Ip>();
      for (const ip of endpoint.expectedIPs) {
        if (ip.family === family) { ips.set(printIp(ip), ip); }
      }
      found.set(key, { endpoint, ips });
    }
  }
  const nodes = models.map(nodesOf);
  const interfaces = new Map<string, number>();
  for (const { endpoint: { node, name } } of found.values()) { interfaces.set(`${node}/${name}`, (interfaces.get(`${node}/${name}`) ?? 0) + 1); }
  return [...found.values()].flatMap(({ endpoint: { node, interfaceName, name: hostEndpoint }, ips }) => {
    const isMoved = interfaces.get(`${node}/${hostEndpoint}`)! > 1;
    const place: HostPlace = {
      node,
      interfaceName,
      hostEndpoint,
      name: isMoved ? `${hostEndpoint}, ${interfaceText(interfaceName)}` : hostEndpoint,
      addresses: ips.size,
      exists: nodes.map((known) => known?.has(node) ?? true),
    };
    return ips.size === 0 ? [place] : [...ips.values()].map((ip): HostPlace => ({ ...place, ip }));
  });
}

function interfaceText(name: string): string {
  return name === '*' ? 'all other interfaces' : name === '' ? 'the interface of its addresses' : name;
}

/** The nodes of a cluster; undefined when its input has no Node objects, for then any may exist. */
function nodesOf({ nodes, hostEndpoints, workloads }: ClusterModel): Set<string> | undefined {
  return nodes.size === 0 ? undefined
    : new Set([...nodes.keys(), ...hostEndpoints.map(({ node }) => node), ...workloads.flatMap(({ node }) => node ?? [])]);
}

/**
 * Places that policy treats alike, as the other end of flows with the given ends.
 *
 * @param own whatever else tells places apart
 */
export function alikePlaces(
  places: readonly HostPlace[], kinds: readonly NodeKinds[], ends: readonly CommonEnd[], own: (place: HostPlace) => string = () => '',
): HostPlace[][] {
  const groups = new Map<string, HostPlace[]>();
  for (const place of places) {
    const key = JSON.stringify([own(place), place.exists, addressKind(place.ip, ends), kinds.map((kind) => kind.of(place))]);
    const group = groups.get(key);
    if (group === undefined) { groups.set(key, [place]); } else { group.push(place); }
  }
  return [...groups.values()];
}

/** Addresses of one end are the same to every rule. */
function addressKind(ip: Ip | undefined, ends: readonly CommonEnd[]): string {
  if (ip === undefined) { return ''; }
  const end = ends.find(({ intervals }) => intervals.some(({ first, last }) => first <= ip.value && ip.value <= last));
  return end === undefined ? printIp(ip) : String(end.index);
}

/** What a cluster says of nodes, as far as it has to do with verdicts. */
export class NodeKinds {
  private readonly endpoints = new Map<string, HostEndpoint[]>();
  private readonly selectors: readonly Selected[];
  private readonly settings = new Map<string, string>();

  public constructor(private readonly model: ClusterModel, labels: LabelIndex) {
    this.selectors = [...new Set(model.policies.map(({ selector }) => selector))].map((selector) => labels.select(selector));
    for (const endpoint of model.hostEndpoints) {
      const own = this.endpoints.get(endpoint.node);
      if (own === undefined) { this.endpoints.set(endpoint.node, [endpoint]); } else { own.push(endpoint); }
    }
  }

  /** Which host endpoint governs a place depends on all that the node has. */
  public of({ node, interfaceName, hostEndpoint, ip }: HostPlace): string {
    const endpoints = (this.endpoints.get(node) ?? []).map((endpoint) => JSON.stringify([
      this.selectedBy(endpoint),
      endpoint.profiles,
      endpoint.interfaceName === '*' || endpoint.interfaceName === '' ? endpoint.interfaceName : 'named',
      endpoint.interfaceName === interfaceName && (interfaceName !== '' || endpoint.name === hostEndpoint),
      ip !== undefined && endpoint.expectedIPs.some((own) => isSameIp(own, ip)),
    ]));
    return [this.settingsOf(node), ...endpoints.sort()].join('\n');
  }

  /** Labels matter as far as a policy asks for them: most nodes have one of their own, such as their name. */
  private selectedBy({ index }: HostEndpoint): string[] {
    return this.selectors.flatMap(({ certain, possible }, number) => (!hasBit(possible, index) ? [] : `${number}${hasBit(certain, index) ? '' : '?'}`));
  }

  private settingsOf(node: string): string {
    let settings = this.settings.get(node);
    if (settings === undefined) {
      const { failsafeInbound, failsafeOutbound, endpointToHostAction, dropsConntrackInvalid, applicationLayerPolicy } = this.model.felix(node);
      const failsafes = [failsafeInbound, failsafeOutbound].map((list) => list.map(failsafeText));
      settings = JSON.stringify([failsafes, endpointToHostAction, dropsConntrackInvalid, applicationLayerPolicy]);
      this.settings.set(node, settings);
    }
    return settings;
  }
}

function failsafeText({ protocol, port, net }: Failsafe): string {
  return `${protocol}/${port}/${net === undefined ? '' : printNet(net)}`;
}

type Selected = ReturnType<LabelIndex['select']>;
