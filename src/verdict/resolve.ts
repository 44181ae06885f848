import { addressSpaceOf, ANY_POD, type ClusterModel, type ClusterNode, hostNet, type HostEndpoint, type LabelSet, type NetworkSet, rulesOf, type Service, type ServicePort, UNNAMED_NAMESPACE, type Workload } from '../cluster';
import { type Ip, isSameIp, lastIp, looksLikeHostName, type Net, netContainsIp, printIp, tryParseIp, tryParseNet } from '../network';
import { type AddressIndex } from './address-index';
import { failsafeNets } from './failsafe-nets';
import { type FlowEnd, FlowError, type FlowVia } from './flow';
import { type PacketSide } from './packet';
import { didYouMean } from '../findings';

/** One end of a flow, found in the model. */
export type ResolvedEnd =
  | { readonly type: 'workload'; readonly workload: Workload }
  /** `pod`: the one on its network that was asked for; what the host is called by when the input does not tell the node, which is then empty. */
  | { readonly type: 'host'; readonly node: string; readonly ip?: Ip; readonly pod?: string }
  /** `unseenPod`: that of a pod that the input does not hold. */
  | { readonly type: 'address'; readonly ip: Ip; readonly via?: FlowVia; readonly unseenPod?: LabelSet }
  /** Any address of these networks; of every network when undefined. */
  | { readonly type: 'addresses'; readonly nets?: readonly Net[]; readonly via?: FlowVia };

const NO_WORKLOADS = ' It holds none: add Pods, Deployments and their like, such as a dump of the cluster.';

/** `deployment:shop/web` */
const OF_A_KIND = /^([a-z]+):(.+)$/i;

/** `web.shop`, `web.shop.svc.cluster.local` */
const DNS_NAME = /^([^./]+)\.([^./]+)(\.svc(\..*)?)?$/;

/** Finds the ends of flows in a model. */
export class EndResolver {
  private byName: ReadonlyMap<string, readonly Workload[]> | undefined;
  private nodes: Set<string> | undefined;
  private nodesByAddress: ReadonlyMap<string, string> | undefined;

  public constructor(private readonly model: ClusterModel, private readonly index: AddressIndex) {}

  private get workloads(): ReadonlyMap<string, readonly Workload[]> {
    return this.byName ??= workloadsByName(this.model);
  }

  /**
   * Who has an address that a flow is to or from: policy of a pod of the input holds for its address, too. What is met at an interface
   * of a host comes from outside. See {@link EvaluateOptions.ignoresExpectedIPs}.
   */
  public owner(end: ResolvedEnd, ignoresExpectedIPs = false): ResolvedEnd {
    if (end.type !== 'address' || end.via !== undefined) { return end; }
    const { ip } = end;
    const pods = this.index.holders(ip).filter((member) => member.type === 'workload');
    if (pods.length === 1) { return { type: 'workload', workload: pods[0] }; }
    if (pods.length > 1) { return { ...end, unseenPod: ANY_POD }; } // one of them, or what had the address before
    const node = this.nodeAt(ip);
    if (node !== undefined && (!ignoresExpectedIPs || this.isAddressOf(node, ip))) { return { type: 'host', node, ip }; }
    const isUnseen = !this.model.isComplete && this.model.podNets.some((net) => netContainsIp(net, ip));
    return isUnseen ? { unseenPod: ANY_POD, ...end } : end;
  }

  /** Everything but services, as it is named: see {@link owner}. `family` picks among the addresses of a host. */
  public end(end: FlowEnd, family: 4 | 6): ResolvedEnd {
    const name = end.pod ?? end.workload;
    if (name !== undefined) { return this.workload(name, family); }
    if (end.host !== undefined) {
      this.checkNode(end.host);
      return this.host(end.host, family);
    }
    if (end.ip !== undefined) {
      const ip = tryParseIp(end.ip);
      if (ip === undefined) { throw new FlowError(`"${end.ip}" is no IP address. Write it like 10.0.0.1 or 2001:db8::1.`); }
      return { type: 'address', ip, via: end.via };
    }
    if (end.net !== undefined) {
      const net = tryParseNet(end.net);
      if (net === undefined) { throw new FlowError(`"${end.net}" is no CIDR. Write it like 10.0.0.0/8 or 2001:db8::/32.`); }
      return { type: 'addresses', nets: [net], via: end.via };
    }
    if (end.networkSet !== undefined) { return { type: 'addresses', nets: this.networkSet(end.networkSet).nets, via: end.via }; }
    if (end.anywhere === true) { return { type: 'addresses', via: end.via }; }
    throw new FlowError(`A service opens no connection, and is no end for a hook: name a workload behind ${end.service ?? 'it'}.`);
  }

  /** A node, which need not be known: empty for one that the input does not tell. */
  public host(node: string, family: 4 | 6): ResolvedEnd {
    return { type: 'host', node, ip: this.hostIp(node, family) };
  }

  private workload(name: string, family: 4 | 6): ResolvedEnd {
    const [, kind, bare] = OF_A_KIND.exec(name) ?? [undefined, undefined, name];
    const all = this.workloads.get(bare) ?? this.workloads.get(unnamed(bare)) ?? [];
    const meant = kind === undefined ? all : all.filter((workload) => workload.kind.toLowerCase() === kind.toLowerCase());
    const workload = meant.find((one) => one.kind === 'Pod') ?? meant[0]; // the explanation names the others
    if (workload === undefined) { throw new FlowError(this.missingWorkload(name)); }
    return this.endOf(workload, family);
  }

  private missingWorkload(name: string): string {
    const why = this.model.leftOut.get(name) ?? this.model.leftOut.get(unnamed(name));
    if (why !== undefined) { return `${why}, and is no endpoint of its own.`; }
    const service = [name, name.replace(DNS_NAME, '$2/$1')].find((candidate) => this.findService(candidate) !== undefined);
    if (service !== undefined) { return `No workload ${name} in the input. A service is asked for as service:${service}.`; }
    const [, bare, port] = /^(.+):(\d+)$/.exec(name) ?? [];
    if (this.workloads.has(bare)) { return `No workload ${name} in the input. The port is part of the traffic: ask for ${bare} on TCP ${port}.`; }
    const outside = looksLikeHostName(name) ? ' A host outside is asked for by its address.' : '';
    return `No workload ${name} in the input.${this.workloads.size === 0 ? NO_WORKLOADS : didYouMean(name, this.workloads.keys())}${outside}`;
  }

  /** A pod on the network of its node is that host. */
  public endOf(workload: Workload, family: 4 | 6): ResolvedEnd {
    if (!workload.hostNetwork) { return { type: 'workload', workload }; }
    const node = workload.node ?? '';
    const ip = workload.addresses.find((own) => own.family === family) ?? this.hostIp(node, family);
    return { type: 'host', node, ip, pod: `${workload.namespace}/${workload.name}` };
  }

  /** Input that names no node at all says nothing about which there are. */
  private checkNode(name: string): void {
    const { nodes, hostEndpoints, workloads } = this.model;
    this.nodes ??= new Set([...nodes.keys(), ...hostEndpoints.map(({ node }) => node), ...workloads.flatMap(({ node }) => node ?? [])]);
    if (this.nodes.size > 0 && !this.nodes.has(name)) { throw new FlowError(`No node ${name} in the input.${didYouMean(name, this.nodes)}`); }
  }

  private networkSet(name: string): NetworkSet {
    const nameOf = (set: NetworkSet): string => (set.isGlobal ? set.name : `${set.namespace}/${set.name}`);
    const find = (wanted: string): NetworkSet | undefined => this.model.networkSets.find((candidate) => nameOf(candidate) === wanted);
    const set = find(name) ?? find(unnamed(name));
    if (set === undefined) { throw new FlowError(`No network set ${name} in the input.${didYouMean(name, this.model.networkSets.map(nameOf))}`); }
    return set;
  }

  /** By its name alone where it has no namespace, as workloads are. */
  public findService(name: string): Service | undefined {
    return this.model.services.get(name) ?? this.model.services.get(unnamed(name));
  }

  public service(name: string): Service {
    const service = this.findService(name);
    if (service === undefined) { throw new FlowError(`No service ${name} in the input.${didYouMean(name, this.model.services.keys())}`); }
    return service;
  }

  /** The service that answers at an address of its own, if any. */
  public serviceAt(ip: Ip): { service: Service; isExternal: boolean } | undefined {
    const isHere = (own: Ip): boolean => isSameIp(own, ip);
    for (const service of this.model.services.values()) {
      const isExternal = service.externalIPs.some(isHere);
      if (isExternal || service.clusterIPs.some(isHere)) { return { service, isExternal }; }
    }
    return undefined;
  }

  /** The service that has a node port: every node answers for it. */
  public serviceAtNodePort(protocol: number, nodePort: number | undefined): { service: Service; port: ServicePort } | undefined {
    if (nodePort === undefined) { return undefined; }
    for (const service of this.model.services.values()) {
      const port = service.ports.find((candidate) => candidate.nodePort === nodePort && candidate.protocol === protocol);
      if (port !== undefined) { return { service, port }; }
    }
    return undefined;
  }

  public nodeAt(ip: Ip): string | undefined {
    this.nodesByAddress ??= nodesByAddress(this.model);
    return this.nodesByAddress.get(printIp(ip));
  }

  private isAddressOf(node: string, ip: Ip): boolean {
    return this.model.nodes.get(node)?.addresses.some((own) => isSameIp(own, ip)) ?? false;
  }

  private hostIp(node: string, family: 4 | 6): Ip | undefined {
    const known: ClusterNode | undefined = this.model.nodes.get(node);
    const own = known?.addresses.find((ip) => ip.family === family);
    return own ?? this.hostEndpointsOf(node).flatMap((endpoint) => endpoint.expectedIPs).find((ip) => ip.family === family);
  }

  public hostEndpointsOf(node: string): HostEndpoint[] {
    return this.model.hostEndpoints.filter((endpoint) => endpoint.node === node).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Host endpoints that may govern the interface where traffic of a node is met; one when that is certain, undefined for none. */
  public governing(node: string, interfaceName: string | undefined, address: Ip | undefined): (HostEndpoint | undefined)[] {
    const all = this.hostEndpointsOf(node);
    const wildcard = all.find((endpoint) => endpoint.interfaceName === '*');
    const specific = all.filter((endpoint) => endpoint.interfaceName !== '*');
    const hasAddress = (endpoint: HostEndpoint): boolean => address !== undefined
      && endpoint.expectedIPs.some((ip) => isSameIp(ip, address));
    if (interfaceName !== undefined) {
      const named = specific.find((endpoint) => endpoint.interfaceName === interfaceName);
      const byAddress = specific.find((endpoint) => endpoint.interfaceName === '' && hasAddress(endpoint));
      return [named ?? byAddress ?? wildcard];
    }
    if (specific.length === 0) { return [wildcard]; }
    const byAddress = specific.filter(hasAddress);
    return byAddress.length === 1 ? byAddress : [...specific, wildcard];
  }

  public side(end: ResolvedEnd, family: 4 | 6, port: number | undefined): PacketSide {
    switch (end.type) {
      case 'workload': {
        const ip = end.workload.addresses.find((address) => address.family === family);
        if (ip !== undefined) { return { ip, port, holders: this.index.holders(ip) }; }
        const within = addressSpaceOf(end.workload, this.model);
        return { workload: end.workload, within: within.length > 0 ? within : undefined, port, holders: [] };
      }
      case 'addresses': return { within: end.nets, port, holders: [] };
      default: return end.ip === undefined ? { port, holders: [] }
        : { ip: end.ip, port, holders: this.index.holders(end.ip), unseenPod: end.type === 'address' ? end.unseenPod : undefined };
    }
  }

  /** One address of each part of the given networks that rules and sets treat alike, leaving out pods, hosts and the pod network. */
  public representatives(nets: readonly Net[] | undefined, family: 4 | 6): Ip[] {
    const ofFamily = (list: readonly Net[]): readonly Net[] => list.filter((net) => net.family === family);
    const mentioned = [
      ...this.model.netLists.flatMap((list) => (family === 4 ? list.v4 : list.v6)),
      ...ofFamily(this.model.members.flatMap((member) => member.nets)),
      ...ofFamily(this.model.podNets),
      ...ofFamily(failsafeNets(this.model)),
      ...ofFamily(this.endpointNets()),
      ...ofFamily([...this.model.nodes.values()].flatMap(({ addresses }) => addresses).map(hostNet)),
    ];
    const within = nets === undefined ? [{ family, base: 0n, prefix: 0, masked: true }] : ofFamily(nets);
    const starts = new Set<bigint>();
    for (const net of [...mentioned, ...within]) {
      starts.add(net.base);
      starts.add(lastIp(net).value + 1n);
    }
    return [...starts].sort((a, b) => (a < b ? -1 : 1)).map((value): Ip => ({ family, value }))
      .filter((ip) => within.some((net) => netContainsIp(net, ip)) && (nets !== undefined || this.isOutside(ip)));
  }

  /** The endpoints of the services that rules name. */
  private endpointNets(): Net[] {
    const rules = this.model.policies.flatMap(rulesOf);
    const named = new Set(rules.flatMap(({ source, destination }) => [source.services, destination.services])
      .flatMap((services) => (services === undefined ? [] : `${services.namespace}/${services.name}`)));
    return [...named].flatMap((name) => this.model.services.get(name)?.backends ?? []).flatMap(({ addresses }) => addresses)
      .map(hostNet);
  }

  private isOutside(ip: Ip): boolean {
    return this.nodeAt(ip) === undefined && !this.index.holders(ip).some((member) => member.type !== 'networkSet') && !this.model.podNets.some((net) => netContainsIp(net, ip));
  }
}

/** Nodes by their addresses: those of Node objects count before those that host endpoints expect. */
function nodesByAddress({ nodes, hostEndpoints }: ClusterModel): Map<string, string> {
  const all = [
    ...[...nodes.values()].map(({ name, addresses }) => ({ node: name, addresses })),
    ...hostEndpoints.map(({ node, expectedIPs }) => ({ node, addresses: expectedIPs })),
  ];
  const byAddress = new Map<string, string>();
  for (const { node, addresses } of all) {
    for (const key of addresses.map(printIp)) {
      if (!byAddress.has(key)) { byAddress.set(key, node); }
    }
  }
  return byAddress;
}

function workloadsByName(model: ClusterModel): Map<string, Workload[]> {
  const byName = new Map<string, Workload[]>();
  for (const workload of model.workloads) {
    const key = `${workload.namespace}/${workload.name}`;
    const same = byName.get(key);
    if (same === undefined) { byName.set(key, [workload]); } else { same.push(workload); }
  }
  return byName;
}

/** What the model calls an object that names no namespace. */
function unnamed(name: string): string {
  return `${UNNAMED_NAMESPACE}/${name}`;
}
