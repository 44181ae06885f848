import { type ClusterModel, hasPorts, type HostEndpoint, ICMP, ICMPV6, protocolNumber, type Service, type ServiceBackend, TCP, type Workload } from '../cluster';
import { type Ip } from '../network';
import { AddressIndex } from './address-index';
import { EndpointWalker, type StageReason, type StageResult, type WalkOptions } from './endpoint-walker';
import { type Flow, FlowError } from './flow';
import { FlowFamilies } from './flow-family';
import { type Matcher } from './matcher';
import { type Packet } from './packet';
import { EndResolver, type ResolvedEnd } from './resolve';
import { backendsFor, isMasqueraded, isTranslatedBeforeEgress, type Translation, translationOf } from './service-flows';
import { hostStages, type PlannedStage, runStages, type Stage } from './stages';
import { type Direction, type TraceStep, type TriedRule } from './trace';
import { UnknownReason } from './unknown-reason';

export type Decision = 'allow' | 'deny' | 'unknown';

/** What policy of a pod says in one direction. */
export interface DirectionVerdict {
  readonly workload: Workload;
  readonly direction: Direction;
  readonly verdict: Decision;
  readonly reason?: StageReason | UnknownReason;
  readonly trace: readonly TraceStep[];
  readonly tried: readonly TriedRule[];
  /** With staged policies taken as enforced, when that changes anything. */
  readonly pending?: { readonly verdict: Decision; readonly trace: readonly TraceStep[] };
}

/** The answer about one flow. */
export interface FlowVerdict {
  readonly verdict: Decision;
  readonly reason?: UnknownReason | StageReason;
  readonly egress?: DirectionVerdict;
  readonly ingress?: DirectionVerdict;
  /** Present when host endpoints are on the way. */
  readonly stages?: readonly Stage[];
  /** The packet that was judged; of several, the one that shows best why. */
  readonly packet: Packet;
  readonly from: ResolvedEnd;
  readonly to: ResolvedEnd;
  /** Of several endpoints, addresses or ports: each with its own answer. */
  readonly alternatives?: readonly FlowVerdict[];
  /** In words, when the answer is about more than one packet. */
  readonly asked?: string;
  /** Whether each of the alternatives is about a part of the traffic. */
  readonly isByTraffic?: boolean;
  /** Asked for, and without an endpoint that could be judged. */
  readonly service?: Service;
  /** Part of what was asked for that Felix drops whatever policy says; the verdict is about the rest. */
  readonly setAside?: readonly FlowVerdict[];
}

export interface EvaluateOptions extends WalkOptions {
  /** Takes an address that only a host endpoint expects as one outside, as the `evaluate` contract does: there, hosts go by their names. */
  readonly ignoresExpectedIPs?: boolean;
}

/** How address translation changes a packet on its way. */
interface Way {
  /** Before translation. */
  readonly original?: Packet;
  /** What policy of the sending pod sees, when not what is judged. */
  readonly egress?: Packet;
  /** The source that policy of the receiving pod sees, when not the real one. */
  readonly ingressFrom?: ResolvedEnd;
  /** Where it comes into the cluster. */
  readonly enters?: { readonly node: string; readonly ip?: Ip };
}

/** Judges single flows. Keep one for a model: what it works out about endpoints is kept. */
export class FlowEvaluator {
  private readonly walker: EndpointWalker;
  private readonly resolver: EndResolver;
  /** Shared with whoever asks about all IP versions of a flow. */
  public readonly families: FlowFamilies;

  public constructor(private readonly model: ClusterModel) {
    this.walker = new EndpointWalker(model);
    this.resolver = new EndResolver(model, new AddressIndex(model));
    this.families = new FlowFamilies(model, this.resolver);
  }

  public findService(name: string): Service | undefined {
    return this.resolver.findService(name);
  }

  /** Shared with whoever explains verdicts. */
  public get matcher(): Matcher {
    return this.walker.matcher;
  }

  /** @throws FlowError when the flow cannot be understood */
  public evaluate(flow: Flow, options: EvaluateOptions = {}): FlowVerdict {
    const family = this.families.of(flow);
    const headers = headersOf(flow, family);
    const named = this.resolver.end(flow.from, family);
    if (flow.hook !== undefined) { return this.judge(named, this.resolver.end(flow.to, family), headers, options, flow); }
    const from = this.resolver.owner(named, options.ignoresExpectedIPs);
    const translation = translationOf(this.resolver, from, flow.to, headers);
    if (translation !== undefined) { return this.toService(translation, from, headers, options); }
    return this.judge(from, this.resolver.owner(this.resolver.end(flow.to, family), options.ignoresExpectedIPs), headers, options, flow);
  }

  /** Judges one packet between ends that are found already; services are not translated. */
  public between(from: ResolvedEnd, to: ResolvedEnd, headers: Headers, options: EvaluateOptions = {}): FlowVerdict {
    return this.judge(from, to, headers, options);
  }

  /** kube-proxy translates the destination before policy of workloads sees it: each endpoint is judged for itself. */
  private toService(translation: Translation, from: ResolvedEnd, headers: Headers, options: EvaluateOptions): FlowVerdict {
    const { service, port } = translation;
    const verdicts: FlowVerdict[] = [];
    for (const backend of backendsFor(translation, from)) {
      const target = backend.ports
        .find((candidate) => candidate.protocol === headers.protocol && (port === undefined || candidate.name === port.name));
      const destinationPort = service.form === 'headless' ? headers.destinationPort : target?.port; // nobody translates for a headless service
      if (destinationPort === undefined && hasPorts(headers.protocol)) { continue; }
      for (const to of this.endsOf(backend, headers.ipVersion)) {
        const node = backend.node ?? (to.type === 'workload' ? to.workload.node : undefined);
        const variants = this.translatedWays(translation, from, node, headers)
          .map((way) => this.judge(from, to, { ...headers, destinationPort }, options, undefined, way));
        verdicts.push(combineVerdicts(variants, UnknownReason.ADDRESS));
      }
    }
    if (verdicts.length > 0) { return combineVerdicts(verdicts, UnknownReason.ENDPOINTS_DIFFER); }
    const to: ResolvedEnd = translation.original ?? { type: 'addresses', nets: [] };
    const parts = { packet: this.packet(from, to, headers), from, to, service };
    return this.model.isComplete && service.form !== 'externalName' ? { ...parts, verdict: 'deny', reason: 'no-endpoints' }
      : { ...parts, verdict: 'unknown', reason: UnknownReason.SERVICE };
  }

  private endsOf(backend: ServiceBackend, family: 4 | 6): ResolvedEnd[] {
    const { addresses, workload } = backend;
    if (workload !== undefined) {
      const isEndpoint = addresses.length === 0 || addresses.some((ip) => ip.family === family); // a pod of the other family alone is none
      return isEndpoint ? [this.resolver.endOf(workload, family)] : [];
    }
    return addresses.filter((address) => address.family === family)
      .map((ip) => this.resolver.owner({ type: 'address', ip, unseenPod: backend.unseenPod }));
  }

  /** What policy may see on the way to an endpoint of a service; more than one when the input does not tell. */
  private translatedWays(translation: Translation, from: ResolvedEnd, backendNode: string | undefined, headers: Headers): Way[] {
    if (translation.service.form === 'headless') { return [{}]; }
    const { original: sentTo, node } = translation;
    const original = sentTo === undefined ? undefined : this.packet(from, sentTo, headers);
    const masqueraded = isMasqueraded(translation, from, backendNode);
    const translated = isTranslatedBeforeEgress(translation, from);
    const enters = translation.by === 'nodePort' && sentTo?.type === 'host' && from.type !== 'workload' ? { node: sentTo.node, ip: sentTo.ip } : undefined;
    const sources: Way['ingressFrom'][] = [
      ...masqueraded === 'yes' ? [] : [undefined],
      ...masqueraded === 'no' ? [] : [this.resolver.host(node ?? '', headers.ipVersion)],
    ];
    const egresses = [...translated === 'no' ? [] : [undefined], ...translated === 'yes' ? [] : [original]];
    return sources.flatMap((ingressFrom) => egresses.map((egress) => ({ original, ingressFrom, egress, enters })));
  }

  private judge(from: ResolvedEnd, to: ResolvedEnd, headers: Headers, options: EvaluateOptions, flow?: Flow, way: Way = {}): FlowVerdict {
    for (const [end, rebuild] of [
      [from, (ip: ResolvedEnd) => this.judgeOne(ip, to, headers, options, flow, way)],
      [to, (ip: ResolvedEnd) => this.judgeOne(from, ip, headers, options, flow, way)],
    ] as const) {
      if (end.type !== 'addresses') { continue; }
      const whole = this.judgeOne(from, to, headers, options, flow, way);
      const isOutside = end.nets === undefined || end.via !== undefined || flow?.hook !== undefined;
      if (whole.verdict !== 'unknown' && isOutside) { return whole; }
      const parts = this.resolver.representatives(end.nets, headers.ipVersion).map((ip): ResolvedEnd => ({ type: 'address', ip, via: end.via }));
      const verdicts = parts.map((part) => rebuild(isOutside ? part : this.resolver.owner(part, options.ignoresExpectedIPs)));
      return verdicts.length === 0 ? whole : { ...combineVerdicts(verdicts, UnknownReason.ADDRESSES_DIFFER), from, to };
    }
    return this.judgeOne(from, to, headers, options, flow, way);
  }

  private packet(from: ResolvedEnd, to: ResolvedEnd, headers: Headers): Packet {
    return {
      ipVersion: headers.ipVersion,
      protocol: headers.protocol,
      source: this.resolver.side(from, headers.ipVersion, headers.sourcePort),
      destination: this.resolver.side(to, headers.ipVersion, headers.destinationPort),
      icmpType: headers.icmpType,
      icmpCode: headers.icmpCode,
    };
  }

  private judgeOne(
    from: ResolvedEnd, to: ResolvedEnd, headers: Headers, options: EvaluateOptions, flow: Flow | undefined, way: Way,
  ): FlowVerdict {
    const packet = this.packet(from, to, headers);
    if (flow?.hook !== undefined) { return this.atHook(flow, from, to, packet, options); }
    const egress = from.type === 'workload' ? this.direction(from.workload, 'egress', way.egress ?? packet, options) : undefined;
    const local = to.type === 'workload' ? this.localHost(from, to.workload) : 'no';
    const ingress = to.type === 'workload' && local !== 'yes' ? this.direction(to.workload, 'ingress', this.ingressPacket(packet, to, headers, way), options) : undefined;
    const parts = { egress, ingress, packet, from, to };
    const host = this.hostWay(from, to, packet, options, { ...way, ingress: this.ingressPacket(packet, to, headers, way) });
    const verdicts: { verdict: Decision; reason?: FlowVerdict['reason'] }[] = [egress, host, ingress].filter((part) => part !== undefined);
    // Policy of a pod that the input does not hold is not known, and where it runs neither: policy of the other end may still deny.
    const isUnseen = [from, to].some((end) => end.type === 'address' && end.unseenPod !== undefined);
    if (isUnseen && egress?.verdict !== 'deny' && ingress?.verdict !== 'deny') {
      return { ...parts, stages: host?.stages, verdict: 'unknown', reason: UnknownReason.POD };
    }
    if (local === 'yes') { verdicts.push({ verdict: 'allow', reason: 'host-to-local-pod' }); }
    const deciding = verdicts.find(({ verdict }) => verdict === 'deny') ?? verdicts.find(({ verdict }) => verdict === 'unknown')
      ?? verdicts.find(({ reason }) => reason !== undefined);
    if (local === 'maybe' && deciding !== undefined && deciding.verdict !== 'allow') {
      return { ...parts, stages: host?.stages, verdict: 'unknown', reason: deciding.verdict === 'deny' ? UnknownReason.HOST_BYPASS : deciding.reason };
    }
    return { ...parts, stages: host?.stages, verdict: deciding?.verdict ?? 'allow', reason: deciding?.reason };
  }

  private ingressPacket(packet: Packet, to: ResolvedEnd, headers: Headers, { ingressFrom }: Way): Packet {
    return ingressFrom === undefined ? packet : this.packet(ingressFrom, to, headers);
  }

  /** Whether this is traffic of a host to a pod that runs on it, which Felix never polices. */
  private localHost(from: ResolvedEnd, workload: Workload): 'yes' | 'no' | 'maybe' {
    if (from.type !== 'host') { return 'no'; }
    if (workload.node === undefined || from.node === '') { return 'maybe'; }
    return workload.node === from.node ? 'yes' : 'no';
  }

  private direction(workload: Workload, direction: Direction, packet: Packet, options: EvaluateOptions): DirectionVerdict {
    const result = this.walker.workload(workload, direction, packet, options);
    const verdict = toDecision(result);
    return {
      workload,
      direction,
      verdict,
      reason: result.reason ?? firstReason(result),
      trace: result.trace,
      tried: result.tried,
      pending: options.staged === true ? undefined : this.pending(workload, direction, packet, result),
    };
  }

  private pending(workload: Workload, direction: Direction, packet: Packet, enforced: StageResult): DirectionVerdict['pending'] {
    if (!this.walker.hasStaged(workload, direction)) { return undefined; }
    const staged = this.walker.workload(workload, direction, packet, { staged: true });
    const isSame = staged.outcome === enforced.outcome && staged.trace.length === enforced.trace.length
      && staged.trace.every((step, index) => isSameStep(step, enforced.trace[index]));
    return isSame ? undefined : { verdict: toDecision(staged), trace: staged.trace };
  }

  /** What a flow through one given host endpoint goes through, hook by hook. */
  private atHook(flow: Flow, from: ResolvedEnd, to: ResolvedEnd, packet: Packet, options: EvaluateOptions): FlowVerdict {
    const endpoint = this.model.hostEndpoints.find(({ name }) => name === flow.hostEndpoint);
    if (endpoint === undefined) { throw new FlowError(`No host endpoint ${flow.hostEndpoint} in the input.`); }
    const result = runStages(this.walker, hookStages(flow.hook, endpoint, from, to), packet, options);
    return { verdict: result.outcome, reason: [...result.reasons][0], stages: result.stages, packet, from, to };
  }

  /** The host endpoints on the way of a packet; undefined when there are none. */
  private hostWay(
    from: ResolvedEnd, to: ResolvedEnd, packet: Packet, options: EvaluateOptions, way: Way & { readonly ingress: Packet },
  ): { verdict: Decision; reason?: FlowVerdict['reason']; stages: readonly Stage[] } | undefined {
    const entering = way.enters !== undefined && from.type !== 'host' && !('via' in from && from.via !== undefined)
      ? this.resolver.governing(way.enters.node, undefined, way.enters.ip) : this.entering(from, to);
    const leaving = this.leaving(from, to);
    const results: { verdict: Decision; reason?: FlowVerdict['reason']; stages: readonly Stage[] }[] = [];
    for (const incoming of entering) {
      for (const outgoing of leaving) {
        const planned = this.planHostWay(from, to, incoming, outgoing).map((stage) => asSeen(stage, way));
        if (!planned.some(({ endpoint }) => endpoint.type === 'hostEndpoint')) { continue; }
        const run = runStages(this.walker, planned, packet, options);
        const answer = run.outcome === 'allow' ? this.untrackedAnswer(run.stages, from, to, packet, options) : undefined;
        results.push({ verdict: run.outcome, reason: [...run.reasons][0] ?? failsafeOf(run.stages), ...answer, stages: run.stages });
      }
    }
    const toNode = this.toOwnHost(from, to) ?? this.toOtherHost(from, to, packet, options);
    if (results.length === 0) { return toNode; }
    const { verdict: first } = results[0];
    const isEverywhere = results.length === entering.length * leaving.length || first === 'allow'; // where no host endpoint governs, nothing denies
    const alike = isEverywhere && results.every(({ verdict }) => verdict === first);
    const host = alike ? results[0] : { ...results[0], verdict: 'unknown' as const, reason: UnknownReason.HOST_INTERFACE };
    return host.verdict === 'allow' && toNode !== undefined ? { ...toNode, stages: [...host.stages, ...toNode.stages] } : host;
  }

  /**
   * What untracked policy accepts has no connection entry: the answer of a TCP connection must be accepted by untracked policy of the
   * other direction, else it is in state INVALID and Felix drops it. There is no such stage for forwarded traffic.
   */
  private untrackedAnswer(
    stages: readonly Stage[], from: ResolvedEnd, to: ResolvedEnd, packet: Packet, { staged }: EvaluateOptions,
  ): Pick<FlowVerdict, 'verdict' | 'reason'> | undefined {
    const dropped = { verdict: 'deny', reason: 'untracked-answer' } as const;
    const accepted = stages.find(({ stage, verdict }) => stage.startsWith('untracked') && (verdict === 'allow' || verdict === 'unknown'));
    if (accepted === undefined || accepted.endpoint.type !== 'hostEndpoint' || packet.protocol !== TCP) { return undefined; }
    if (!this.model.felix(accepted.endpoint.node).dropsConntrackInvalid) { return undefined; }
    const unlessPassed = accepted.verdict === 'allow' ? dropped : { verdict: 'unknown', reason: [...accepted.reasons][0] } as const;
    if (to.type !== 'host' && from.type !== 'host') { return unlessPassed; }
    const answer: Packet = { ...packet, source: packet.destination, destination: packet.source, isAnswer: true };
    const direction = accepted.stage === 'untracked ingress' ? 'egress' : 'ingress';
    const { outcome, reasons } = this.walker.hostChain(accepted.endpoint, 'untracked', direction, answer, { staged });
    if (outcome === 'unknown') { return { verdict: 'unknown', reason: ofAnswer([...reasons][0]) }; }
    return outcome === 'allow' ? undefined : unlessPassed;
  }

  /** Traffic of a pod to its own node comes to the host by `defaultEndpointToHostAction`. */
  private toOwnHost(from: ResolvedEnd, to: ResolvedEnd): { verdict: Decision; reason?: FlowVerdict['reason']; stages: readonly Stage[] } | undefined {
    if (from.type !== 'workload' || to.type !== 'host' || (from.workload.node !== undefined && from.workload.node !== to.node)) { return undefined; }
    const action = this.model.felix(to.node).endpointToHostAction;
    if (action === 'Accept' || action === 'Return') { return undefined; }
    if (action === undefined || from.workload.node === undefined) { return { verdict: 'unknown', reason: UnknownReason.ENDPOINT_TO_HOST, stages: [] }; }
    return { verdict: 'deny', reason: 'endpoint-to-host', stages: [] };
  }

  /** Traffic of a pod to another node meets the host endpoint there, with the pod's address or, where pools have outgoing NAT, its node's. */
  private toOtherHost(
    from: ResolvedEnd, to: ResolvedEnd, packet: Packet, options: EvaluateOptions,
  ): { verdict: Decision; reason?: FlowVerdict['reason']; stages: readonly Stage[] } | undefined {
    if (from.type !== 'workload' || to.type !== 'host' || from.workload.node === to.node) { return undefined; }
    const endpoints = this.resolver.governing(to.node, undefined, to.ip);
    if (endpoints.every((endpoint) => endpoint === undefined)) { return undefined; }
    const node = this.resolver.host(from.workload.node ?? '', packet.ipVersion);
    const translated: Packet = { ...packet, source: this.resolver.side(node, packet.ipVersion, packet.source.port) };
    const runs = endpoints.flatMap((endpoint) => [packet, translated]
      .map((seen) => runStages(this.walker, endpoint === undefined ? [] : hostStages(endpoint, 'toHost'), seen, options)));
    const [{ outcome, reasons, stages }] = runs;
    const isSure = from.workload.node !== undefined && runs.every((run) => run.outcome === outcome);
    if (isSure) { return { verdict: outcome, reason: [...reasons][0] ?? failsafeOf(stages), stages }; }
    return { verdict: 'unknown', reason: endpoints.length > 1 ? UnknownReason.HOST_INTERFACE : UnknownReason.ADDRESS, stages };
  }

  /** Host endpoints where a packet comes into a node, one entry for each that may govern. */
  private entering(from: ResolvedEnd, to: ResolvedEnd): (HostEndpoint | undefined)[] {
    if (from.type === 'workload') { return [this.wildcardOf(from.workload.node)]; }
    if (from.type === 'host') {
      const node = to.type === 'host' ? to.node : to.type === 'workload' ? to.workload.node : undefined;
      return node === undefined || node === from.node ? [undefined] : this.resolver.governing(node, undefined, to.type === 'host' ? to.ip : undefined);
    }
    if (from.via !== undefined) { return this.resolver.governing(from.via.node, from.via.interface, to.type === 'host' ? to.ip : undefined); }
    if (to.type === 'host') { return this.resolver.governing(to.node, undefined, to.ip); }
    return [to.type === 'workload' ? this.wildcardOf(to.workload.node) : undefined];
  }

  private leaving(from: ResolvedEnd, to: ResolvedEnd): (HostEndpoint | undefined)[] {
    if (to.type === 'workload') { return from.type === 'host' ? this.fromHostTo(from, to.workload.node) : [this.wildcardOf(to.workload.node)]; }
    if (to.type === 'host') {
      if (from.type === 'host') { return this.fromHostTo(from, to.node); }
      return [undefined];
    }
    if (to.via !== undefined) { return this.resolver.governing(to.via.node, to.via.interface, from.type === 'host' ? from.ip : undefined); }
    if (from.type === 'host') { return this.resolver.governing(from.node, undefined, from.ip); }
    return [from.type === 'workload' ? this.wildcardOf(from.workload.node) : undefined];
  }

  private fromHostTo(from: Extract<ResolvedEnd, { type: 'host' }>, node: string | undefined): (HostEndpoint | undefined)[] {
    return node === from.node ? [undefined] : this.resolver.governing(from.node, undefined, from.ip);
  }

  private wildcardOf(node: string | undefined): HostEndpoint | undefined {
    return node === undefined ? undefined : this.resolver.hostEndpointsOf(node).find((endpoint) => endpoint.interfaceName === '*');
  }

  private planHostWay(from: ResolvedEnd, to: ResolvedEnd, incoming: HostEndpoint | undefined, outgoing: HostEndpoint | undefined): PlannedStage[] {
    const pods: PlannedStage[] = [
      ...from.type === 'workload' ? [{ name: 'pod egress' as const, endpoint: from.workload }] : [],
      ...to.type === 'workload' && from.type !== 'host' ? [{ name: 'pod ingress' as const, endpoint: to.workload }] : [],
    ];
    const stages: PlannedStage[] = [];
    if (from.type === 'host') {
      if (outgoing !== undefined) { stages.push(...hostStages(outgoing, 'fromHost')); }
      if (incoming !== undefined) { stages.push(...hostStages(incoming, to.type === 'host' ? 'toHost' : 'in')); }
      return stages;
    }
    if (to.type === 'host') {
      const way = incoming === undefined ? [] : hostStages(incoming, 'toHost');
      // The normal chain skips the interfaces of pods.
      return from.type === 'workload' ? [...way.filter(({ name }) => name === 'preDNAT ingress'), ...pods] : way;
    }
    if (incoming !== undefined) { stages.push(...hostStages(incoming, 'in')); }
    stages.push(...pods);
    if (outgoing !== undefined) { stages.push(...hostStages(outgoing, 'out')); }
    return stages;
  }
}

/** Policy before translation sees the original destination, policy of the endpoint may see another source. */
function asSeen(stage: PlannedStage, way: Way & { readonly ingress: Packet }): PlannedStage {
  switch (stage.name) {
    case 'untracked ingress':
    case 'preDNAT ingress': return { ...stage, packet: way.original };
    case 'pod ingress': return { ...stage, packet: way.ingress };
    case 'pod egress': return { ...stage, packet: way.egress };
    default: return stage;
  }
}

function hookStages(hook: Flow['hook'], endpoint: HostEndpoint, from: ResolvedEnd, to: ResolvedEnd): PlannedStage[] {
  const isWildcard = endpoint.interfaceName === '*';
  const pod = (end: ResolvedEnd, name: 'pod egress' | 'pod ingress'): PlannedStage[] => (end.type === 'workload' ? [{ name, endpoint: end.workload }] : []);
  const into = hostStages(endpoint, 'in');
  const out = hostStages(endpoint, 'out');
  switch (hook) {
    case 'toHost': return hostStages(endpoint, 'toHost');
    case 'fromHost': return hostStages(endpoint, 'fromHost');
    case 'forwardIn': return isWildcard ? [...into, ...out] : into;
    case 'forwardOut': return isWildcard ? [...into, ...out] : out;
    case 'toPod': return [...into, ...pod(to, 'pod ingress'), ...isWildcard ? out : []];
    default: return [...isWildcard ? into : [], ...pod(from, 'pod egress'), ...out];
  }
}

/** What a packet carries. */
export interface Headers {
  readonly ipVersion: 4 | 6;
  readonly protocol: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

function headersOf(flow: Flow, ipVersion: 4 | 6): Headers {
  const protocol = flow.protocol === undefined ? defaultProtocol(flow, ipVersion) : protocolNumber(flow.protocol);
  if (protocol === undefined) { throw new FlowError(`"${flow.protocol}" is no protocol. Calico knows TCP, UDP, SCTP, ICMP, ICMPv6, UDPLite and numbers up to 255.`); }
  const ports = hasPorts(protocol) ? { sourcePort: flow.sourcePort, destinationPort: flow.destinationPort } : {};
  return { ipVersion, protocol, ...ports, icmpType: flow.icmp?.type, icmpCode: flow.icmp?.code };
}

function defaultProtocol(flow: Flow, ipVersion: 4 | 6): number {
  if (flow.icmp !== undefined) { return ipVersion === 4 ? ICMP : ICMPV6; }
  return TCP;
}

/** A host stage that lets a failsafe port through decides past all policy. */
function failsafeOf(stages: readonly Stage[]): StageReason | undefined {
  return stages.find(({ verdict, reason }) => verdict === 'allow' && reason === 'failsafe')?.reason;
}

/** An answer comes from the port that was asked for, and goes to the port that asked. */
function ofAnswer(reason: UnknownReason): UnknownReason {
  switch (reason) {
    case UnknownReason.SOURCE_PORT: return UnknownReason.DESTINATION_PORT;
    case UnknownReason.DESTINATION_PORT: return UnknownReason.SOURCE_PORT;
    default: return reason;
  }
}

function toDecision(result: StageResult): Decision {
  return result.outcome === 'none' ? 'unknown' : result.outcome;
}

function firstReason(result: StageResult): UnknownReason | undefined {
  return result.outcome === 'unknown' ? [...result.reasons][0] : undefined;
}

function isSameStep(a: TraceStep, b: TraceStep): boolean {
  return a.tier === b.tier && a.kind === b.kind && a.namespace === b.namespace && a.name === b.name
    && a.ruleIndex === b.ruleIndex && a.action === b.action;
}

/** One answer out of several: theirs when they agree. */
export function combineVerdicts(verdicts: readonly FlowVerdict[], reason: UnknownReason): FlowVerdict {
  const [first] = verdicts;
  if (verdicts.every(({ verdict }) => verdict === first.verdict)) { return { ...first, alternatives: verdicts }; }
  const shown = verdicts.find(({ verdict }) => verdict === 'deny') ?? first;
  return { ...shown, verdict: 'unknown', reason: verdicts.find(({ verdict }) => verdict === 'unknown')?.reason ?? reason, alternatives: verdicts };
}
