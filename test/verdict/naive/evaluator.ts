/**
 * A second evaluator, as plain and slow as one can write it from the description of Calico's behaviour. It shares nothing with the
 * product but the reading of selectors: sets are listed out, addresses are compared bit by bit, nothing is kept between questions.
 */
import { evaluateSelector, parseSelector } from '../../../src/selector';

/* eslint-disable @typescript-eslint/no-explicit-any */
type Anything = any;
type Labels = Map<string, string>;

export interface NaiveEnd { readonly pod?: string; readonly ip?: string; readonly host?: string }

export interface NaiveFlow {
  readonly from: NaiveEnd;
  readonly to: NaiveEnd;
  readonly protocol: number;
  readonly ipVersion: 4 | 6;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly icmp?: { type: number; code: number };
  /** Asks for the way through one host endpoint. */
  readonly hook?: 'toHost' | 'fromHost' | 'forwardIn' | 'forwardOut' | 'toPod' | 'fromPod';
  readonly hostEndpoint?: string;
}

interface Thing { labels: Labels; nets: string[]; ports: { name: string; protocol: number; port: number }[] }

const PROTOCOLS: Record<string, number> = { TCP: 6, UDP: 17, ICMP: 1, ICMPv6: 58, SCTP: 132, UDPLite: 136 };
const number = (protocol: Anything): number => PROTOCOLS[protocol] ?? Number(protocol);

export interface NaiveResult { verdict: string; egress?: NaiveDirection; ingress?: NaiveDirection; stages?: NaiveStage[] }
export interface NaiveDirection { verdict: string; trace: string[]; pending?: { verdict: string; trace: string[] } }
export interface NaiveStage { stage: string; verdict: string; trace: string[] }
type Direction = 'ingress' | 'egress';

export function naiveEvaluate(objects: Anything[], flow: NaiveFlow): NaiveResult {
  if (flow.hook !== undefined) {
    const endpoint = objects.find(({ kind, metadata }) => kind === 'HostEndpoint' && metadata.name === flow.hostEndpoint);
    return runStages(objects, flow, endpoint, stagesOf(flow.hook, endpoint.spec.interfaceName === '*'));
  }
  if (flow.from.host !== undefined) { return { verdict: 'allow' }; } // all pods run on the one node, and a node reaches its own pods
  const egress = flow.from.pod === undefined ? undefined : withPending(objects, flow, 'egress', flow.from.pod);
  const ingress = flow.to.pod === undefined ? undefined : withPending(objects, flow, 'ingress', flow.to.pod);
  const pods = [...egress === undefined ? [] : ['pod egress'], ...ingress === undefined ? [] : ['pod ingress']];
  const everywhere = objects.find(({ kind, spec }) => kind === 'HostEndpoint' && spec.interfaceName === '*');
  const host = everywhere === undefined || pods.length === 0 ? undefined
    : runStages(objects, flow, everywhere, ['preDNAT ingress', 'forward ingress', ...pods, 'forward egress']);
  const verdicts = [egress?.verdict, ingress?.verdict, host?.verdict];
  return { verdict: ['deny', 'unknown'].find((each) => verdicts.includes(each)) ?? 'allow', egress, ingress, stages: host?.stages };
}

function withPending(objects: Anything[], flow: NaiveFlow, direction: Direction, pod: string): NaiveDirection {
  const enforced = oneWay(objects, flow, direction, pod, false);
  const pending = oneWay(objects, flow, direction, pod, true);
  return JSON.stringify(pending) === JSON.stringify(enforced) ? enforced : { ...enforced, pending };
}

function oneWay(objects: Anything[], flow: NaiveFlow, direction: Direction, pod: string, withStaged: boolean): NaiveDirection {
  const isTunnel = flow.protocol === 4 || (flow.protocol === 17 && flow.destinationPort === 4789);
  if (direction === 'egress' && isTunnel) { return { verdict: 'deny', trace: [] }; }
  const { labels } = podThing(objects, findPod(objects, pod));
  const own = objects.filter((object) => isPolicy(object, withStaged) && applies(object, labels, direction) && chainsOf(object).includes('normal'));
  const { verdict, trace } = throughTiers(objects, own, flow, direction, false);
  return verdict === 'pass' ? { verdict: 'allow', trace: [...trace, `__PROFILE__ Profile /kns.${pod.split('/')[0]} 0 allow`] } : { verdict, trace };
}

/** `pass` when no tier decided. */
function throughTiers(objects: Anything[], own: Anything[], flow: NaiveFlow, direction: Direction, alwaysGoesOn: boolean): NaiveDirection {
  const trace: string[] = [];
  for (const tier of tiersOf(objects)) {
    const policies = own.filter((policy) => tierOf(policy) === tier.name).sort(comparePolicies);
    if (policies.length === 0) { continue; }
    let decision: string | undefined;
    for (const policy of policies) {
      for (const [index, rule] of rulesOf(policy, direction).entries()) {
        if (decision === undefined && rule.action !== 'Log' && ruleMatches(objects, policy, rule, flow)) {
          decision = rule.action.toLowerCase();
          trace.push(`${tier.name} ${traceKind(policy)} ${policy.metadata.namespace ?? ''}/${policy.metadata.name} ${index} ${decision}`);
        }
      }
    }
    if (decision === undefined) {
      decision = alwaysGoesOn || tier.defaultAction === 'Pass' ? 'pass' : 'deny';
      trace.push(`${tier.name} ${traceKind(policies[0])} ${policies[0].metadata.namespace ?? ''}/${policies[0].metadata.name} -1 ${decision}`);
    }
    if (decision !== 'pass') { return { verdict: decision!, trace }; }
  }
  return { verdict: 'pass', trace };
}

// --- host endpoints ---

function stagesOf(hook: NonNullable<NaiveFlow['hook']>, isEverywhere: boolean): string[] {
  const untracked = (direction: Direction): string[] => (isEverywhere ? [] : [`untracked ${direction}`]);
  const into = [...untracked('ingress'), 'preDNAT ingress', 'forward ingress'];
  switch (hook) {
    case 'toHost': return [...untracked('ingress'), 'preDNAT ingress', 'normal ingress'];
    case 'fromHost': return [...untracked('egress'), 'normal egress'];
    case 'forwardIn': return isEverywhere ? [...into, 'forward egress'] : into;
    case 'forwardOut': return isEverywhere ? [...into, 'forward egress'] : ['forward egress'];
    case 'toPod': return isEverywhere ? [...into, 'pod ingress', 'forward egress'] : [...into, 'pod ingress'];
    case 'fromPod': return isEverywhere ? [...into, 'pod egress', 'forward egress'] : ['pod egress', 'forward egress'];
  }
}

/** An accept before address translation skips the host's later chains, but for forwarded traffic that leaves. */
function runStages(objects: Anything[], flow: NaiveFlow, endpoint: Anything, names: string[]): NaiveResult {
  const stages: NaiveStage[] = [];
  let isAccepted = false;
  for (const stage of names) {
    const [chain, direction] = stage.split(' ') as [string, Direction];
    const isSkipped = stages.some(({ verdict }) => verdict === 'deny') || (isAccepted && chain !== 'pod' && stage !== 'forward egress');
    if (isSkipped) {
      stages.push({ stage, verdict: 'skipped', trace: [] });
      continue;
    }
    const pod = direction === 'egress' ? flow.from.pod : flow.to.pod;
    const result = chain === 'pod' ? oneWay(objects, flow, direction, pod!, false) : hostChain(objects, flow, endpoint, chain, direction);
    stages.push({ stage, ...result });
    if ((chain === 'untracked' || chain === 'preDNAT') && result.verdict === 'allow') { isAccepted = true; }
  }
  if (stages.some(({ verdict }) => verdict === 'deny')) { return { verdict: 'deny', stages }; }
  const last = stages.filter(({ stage, verdict }) => verdict !== 'skipped' && !/untracked|preDNAT/.test(stage)).at(-1);
  // Where the last chain says neither, the kernel's own policy for forwarded packets decides, which nobody knows.
  return { verdict: last?.verdict === 'none' ? 'unknown' : 'allow', stages };
}

/** `none` when a chain neither accepts nor denies. */
function hostChain(objects: Anything[], flow: NaiveFlow, endpoint: Anything, chain: string, direction: Direction): NaiveDirection {
  const labels: Labels = new Map(Object.entries(endpoint.metadata.labels ?? {}));
  const inChain = (way: Direction): Anything[] => (
    objects.filter((object) => isPolicy(object, false) && applies(object, labels, way) && chainsOf(object).includes(chain)));
  if (chain === 'forward' && inChain(direction).length === 0) {
    return { verdict: inChain(direction === 'ingress' ? 'egress' : 'ingress').length === 0 ? 'allow' : 'none', trace: [] };
  }
  if (chain !== 'forward' && isFailsafe(flow, chain, direction)) { return { verdict: chain === 'normal' ? 'allow' : 'none', trace: [] }; }
  const { verdict, trace } = throughTiers(objects, inChain(direction), flow, direction, chain === 'untracked' || chain === 'preDNAT');
  if (verdict !== 'pass') { return { verdict, trace }; }
  if (chain !== 'normal') { return { verdict: 'none', trace }; }
  return (endpoint.spec.profiles ?? []).includes('projectcalico-default-allow')
    ? { verdict: 'allow', trace: [...trace, '__PROFILE__ Profile /projectcalico-default-allow 0 allow'] }
    : { verdict: 'deny', trace: [...trace, '__PROFILE__ Profile /__PROFILE__ -1 deny'] };
}

const SAFE_TCP = [179, 2379, 2380, 5473, 6443, 6666, 6667];
const SAFE = { ingress: { 6: [22, ...SAFE_TCP], 17: [68] }, egress: { 6: SAFE_TCP, 17: [53, 67] } } as const;

/** Untracked chains see answers too: they come from the ports that are safe in the other direction. */
function isFailsafe(flow: NaiveFlow, chain: string, direction: Direction): boolean {
  if (flow.protocol !== 6 && flow.protocol !== 17) { return false; }
  const safe = (way: Direction): readonly number[] => SAFE[way][flow.protocol as 6 | 17];
  return safe(direction).includes(flow.destinationPort)
    || (chain === 'untracked' && safe(direction === 'ingress' ? 'egress' : 'ingress').includes(flow.sourcePort));
}

/** The chains of a host endpoint that a policy goes into; pods have the normal one only. */
function chainsOf({ spec }: Anything): string[] {
  if (spec.doNotTrack === true) { return ['untracked']; }
  if (spec.preDNAT === true) { return ['preDNAT']; }
  return spec.applyOnForward === true ? ['normal', 'forward'] : ['normal'];
}

// --- tiers and policies ---

function tiersOf(objects: Anything[]): { name: string; defaultAction: string }[] {
  const tiers = objects.filter(({ kind }) => kind === 'Tier')
    .map(({ metadata, spec }) => ({ name: metadata.name, order: spec.order ?? 1e6, defaultAction: spec.defaultAction ?? 'Deny', missing: 0 }));
  const builtin = [['default', 1e6, 'Deny'], ['kube-admin', 1000, 'Pass'], ['kube-baseline', 1e7, 'Pass']] as const;
  for (const [name, order, defaultAction] of builtin) {
    if (!tiers.some((tier) => tier.name === name)) { tiers.push({ name, order, defaultAction, missing: 0 }); }
  }
  for (const policy of objects.filter((object) => isPolicy(object, true))) {
    const name = tierOf(policy);
    if (!tiers.some((tier) => tier.name === name)) { tiers.push({ name, order: 0, defaultAction: 'Deny', missing: 1 }); }
  }
  return tiers.sort((a, b) => a.missing - b.missing || a.order - b.order || (a.name < b.name ? -1 : 1));
}

function isPolicy({ kind, spec }: Anything, withStaged: boolean): boolean {
  return ['NetworkPolicy', 'GlobalNetworkPolicy', 'ClusterNetworkPolicy'].includes(kind)
    || (withStaged && ['StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'StagedKubernetesNetworkPolicy'].includes(kind) && spec.stagedAction !== 'Delete');
}

const isKubernetes = (policy: Anything): boolean => policy.apiVersion.startsWith('networking.k8s.io') || policy.kind === 'StagedKubernetesNetworkPolicy';
const isCluster = (policy: Anything): boolean => policy.kind === 'ClusterNetworkPolicy';

function tierOf(policy: Anything): string {
  if (isCluster(policy)) { return policy.spec.tier === 'Admin' ? 'kube-admin' : 'kube-baseline'; }
  return isKubernetes(policy) ? 'default' : policy.spec.tier ?? 'default';
}

function orderOf(policy: Anything): number {
  if (isCluster(policy)) { return policy.spec.priority; }
  return isKubernetes(policy) ? 1000 : policy.spec.order ?? Infinity;
}

function traceKind(policy: Anything): string {
  if (isCluster(policy)) { return 'KubernetesClusterNetworkPolicy'; }
  return policy.kind === 'NetworkPolicy' && isKubernetes(policy) ? 'KubernetesNetworkPolicy' : policy.kind;
}

function comparePolicies(a: Anything, b: Anything): number {
  if (orderOf(a) !== orderOf(b)) { return orderOf(a) < orderOf(b) ? -1 : 1; }
  const key = (policy: Anything): string => `${policy.metadata.name}/${policy.metadata.namespace ?? ''}/${traceKind(policy)}`;
  return key(a) < key(b) ? -1 : 1;
}

function typesOf(policy: Anything): string[] {
  const { spec } = policy;
  if (isCluster(policy)) {
    const types = [...(spec.ingress ?? []).length > 0 ? ['Ingress'] : [], ...(spec.egress ?? []).length > 0 ? ['Egress'] : []];
    return types.length > 0 ? types : ['Ingress', 'Egress'];
  }
  const given = isKubernetes(policy) ? spec.policyTypes : spec.types;
  if (given !== undefined && given.length > 0) { return given; }
  if (policy.kind === 'StagedKubernetesNetworkPolicy') { return ['Ingress']; } // the API server fills in nothing for it
  if (isKubernetes(policy)) { return (spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']; }
  if ((spec.egress ?? []).length === 0) { return ['Ingress']; }
  return (spec.ingress ?? []).length === 0 ? ['Egress'] : ['Ingress', 'Egress'];
}

function applies(policy: Anything, labels: Labels, direction: string): boolean {
  if (!typesOf(policy).map((type) => type.toLowerCase()).includes(direction)) { return false; }
  const { spec } = policy;
  if (isCluster(policy)) {
    const { namespaces, pods } = spec.subject;
    if (labels.get('projectcalico.org/orchestrator') !== 'k8s') { return false; }
    return pods === undefined ? namespaceLabelsMatch(namespaces, labels) : namespaceLabelsMatch(pods.namespaceSelector, labels) && labelsMatch(pods.podSelector, labels, '');
  }
  if (policy.metadata.namespace !== undefined && labels.get('projectcalico.org/namespace') !== policy.metadata.namespace) { return false; }
  if (isKubernetes(policy)) { return labelsMatch(spec.podSelector, labels, ''); }
  return selects(ownSelector(policy), labels, '') && selects(spec.namespaceSelector, labels, 'pcns.') && selects(spec.serviceAccountSelector, labels, 'pcsa.');
}

/** Beside the other two selectors Calico replaces `all()` in the text of a global policy's: host endpoints are out then. */
function ownSelector({ metadata, spec }: Anything): string {
  let text: string = spec.selector ?? '';
  if (metadata.namespace !== undefined) { return text; }
  if ((spec.namespaceSelector ?? '') !== '') { text = text.replaceAll('all()', 'has(projectcalico.org/namespace)'); }
  return (spec.serviceAccountSelector ?? '') === '' ? text : text.replaceAll('all()', 'has(projectcalico.org/serviceaccount)');
}

// --- selectors ---

/** With a prefix the selector sees only the labels under it, without it. */
function selects(text: string | undefined, labels: Labels, prefix: string): boolean {
  if (text === undefined || text === '') { return true; }
  const seen = new Map<string, string>();
  for (const [key, value] of labels) {
    if (key.startsWith(prefix)) { seen.set(key.slice(prefix.length), value); }
  }
  return evaluateSelector(parseSelector(text), seen);
}

function labelsMatch(selector: Anything, labels: Labels, prefix: string): boolean {
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    if (labels.get(prefix + key) !== value) { return false; }
  }
  for (const { key, operator, values } of selector?.matchExpressions ?? []) {
    const value = labels.get(prefix + key);
    if (operator === 'In' && !values.includes(value)) { return false; }
    if (operator === 'NotIn' && values.includes(value)) { return false; }
    if (operator === 'Exists' && value === undefined) { return false; }
    if (operator === 'DoesNotExist' && value !== undefined) { return false; }
  }
  return true;
}

function namespaceLabelsMatch(selector: Anything, labels: Labels): boolean {
  const isEmpty = Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
  return isEmpty ? labels.has('projectcalico.org/namespace') : labelsMatch(selector, labels, 'pcns.');
}

// --- rules ---

/** Rules in Calico's form. Those of Kubernetes are multiplied out: protocols (in byte order) times peers. */
function rulesOf(policy: Anything, direction: 'ingress' | 'egress'): Anything[] {
  const rules = policy.spec[direction] ?? [];
  if (!isKubernetes(policy) && !isCluster(policy)) { return rules; }
  const side = direction === 'ingress' ? 'source' : 'destination';
  const peersField = direction === 'ingress' ? 'from' : 'to';
  const result: Anything[] = [];
  for (const rule of rules) {
    const peers = (rule[peersField] ?? []).length === 0 ? [undefined] : rule[peersField];
    for (const { protocol, ports } of protocolsOf(policy, rule)) {
      for (const peer of peers) {
        const expanded: Anything = { action: rule.action === undefined || rule.action === 'Accept' ? 'Allow' : rule.action, protocol, source: {}, destination: {} };
        if (peer !== undefined) { expanded[side] = { peer }; }
        if (ports !== undefined) { expanded.destination = { ...expanded.destination, ports }; }
        result.push(expanded);
      }
    }
  }
  return result;
}

function protocolsOf(policy: Anything, rule: Anything): { protocol?: string; ports?: (string | number)[] }[] {
  const entries: { protocol: string; port?: string | number }[] = isCluster(policy)
    ? (rule.protocols ?? []).map((entry: Anything) => {
      if (entry.destinationNamedPort !== undefined) { return { protocol: '', port: entry.destinationNamedPort }; }
      const name = Object.keys(entry)[0];
      const port = entry[name].destinationPort;
      return { protocol: name.toUpperCase(), port: port === undefined ? undefined : port.number ?? `${port.range.start}:${port.range.end}` };
    })
    : (rule.ports ?? []).map((entry: Anything) => ({
      protocol: entry.protocol ?? 'TCP',
      port: entry.endPort === undefined ? entry.port : `${entry.port}:${entry.endPort}`,
    }));
  if (entries.length === 0) { return [{}]; }
  return [...new Set(entries.map(({ protocol }) => protocol))].sort().map((protocol) => {
    const own = entries.filter((entry) => entry.protocol === protocol);
    const ports = own.some(({ port }) => port === undefined) ? undefined : own.map(({ port }) => port!);
    return { protocol: protocol === '' ? undefined : protocol, ports };
  });
}

function ruleMatches(objects: Anything[], policy: Anything, rule: Anything, flow: NaiveFlow): boolean {
  const version = rule.ipVersion ?? (rule.protocol === 'ICMP' ? 4 : rule.protocol === 'ICMPv6' ? 6 : undefined);
  if (version !== undefined && version !== flow.ipVersion) { return false; }
  if (rule.protocol !== undefined && number(rule.protocol) !== flow.protocol) { return false; }
  if (rule.notProtocol !== undefined && number(rule.notProtocol) === flow.protocol) { return false; }
  if (rule.icmp !== undefined && !icmpMatches(rule.icmp, flow)) { return false; }
  if (rule.notICMP !== undefined && icmpMatches(rule.notICMP, flow)) { return false; }
  for (const side of [rule.source, rule.destination]) {
    for (const nets of [side?.nets, side?.notNets]) {
      if (nets !== undefined && nets.length > 0 && !nets.some((net: string) => familyOf(net) === flow.ipVersion)) { return false; }
    }
  }
  return sideMatches(objects, policy, rule, rule.source ?? {}, flow, 'from', flow.sourcePort)
    && sideMatches(objects, policy, rule, rule.destination ?? {}, flow, 'to', flow.destinationPort);
}

function icmpMatches(icmp: Anything, flow: NaiveFlow): boolean {
  return flow.icmp !== undefined && flow.icmp.type === icmp.type && (icmp.code === undefined || flow.icmp.code === icmp.code);
}

function sideMatches(objects: Anything[], policy: Anything, _rule: Anything, side: Anything, flow: NaiveFlow, end: 'from' | 'to', port: number): boolean {
  const address = addressOf(objects, flow[end], flow.ipVersion);
  const inAny = (nets: string[]): boolean => nets.some((net) => contains(net, address));
  const nets = side.peer?.ipBlock === undefined ? side.peer?.networks ?? side.nets ?? [] : [side.peer.ipBlock.cidr];
  const notNets = side.peer?.ipBlock?.except ?? side.notNets ?? [];
  for (const list of [nets, notNets]) {
    if (list.length > 0 && !list.some((net: string) => familyOf(net) === flow.ipVersion)) { return false; }
  }
  if (nets.length > 0 && !inAny(nets)) { return false; }
  if (notNets.length > 0 && inAny(notNets)) { return false; }
  const wanted = positive(policy, side);
  const things = thingsOf(objects);
  if (wanted !== undefined && !things.some((thing) => wanted(thing.labels) && inAny(thing.nets))) { return false; }
  if (wanted === undefined && (side.notSelector ?? '') !== ''
    && things.some((thing) => selects(side.notSelector, thing.labels, '') && inAny(thing.nets))) { return false; }
  if (side.services !== undefined && !isServed(objects, side.services, address, flow, end)) { return false; }
  const hits = (ports: Anything[]): boolean => ports.some((entry) => {
    if (typeof entry === 'number') { return port === entry && flow.protocol !== 1 && flow.protocol !== 58; }
    const range = /^(\d+):(\d+)$/.exec(entry);
    if (range !== null) { return port >= Number(range[1]) && port <= Number(range[2]); }
    return things.some((thing) => (wanted === undefined || wanted(thing.labels)) && inAny(thing.nets)
      && thing.ports.some((named) => named.name === entry && named.protocol === flow.protocol && named.port === port));
  });
  if (side.ports !== undefined && side.ports.length > 0 && !hits(side.ports)) { return false; }
  return !(side.notPorts !== undefined && hits(side.notPorts));
}

/** What must hold of the labels of whoever has the address; undefined for nothing. */
function positive(policy: Anything, side: Anything): ((labels: Labels) => boolean) | undefined {
  const namespace = policy.metadata.namespace;
  const inOwn = (labels: Labels): boolean => namespace === undefined || labels.get('projectcalico.org/namespace') === namespace;
  const isPod = (labels: Labels): boolean => labels.get('projectcalico.org/orchestrator') === 'k8s';
  if (side.peer !== undefined) {
    const { peer } = side;
    if (peer.ipBlock !== undefined || peer.networks !== undefined) { return undefined; }
    if (peer.namespaces !== undefined) { return (labels) => namespaceLabelsMatch(peer.namespaces, labels); }
    const { podSelector, namespaceSelector } = peer.pods ?? peer;
    return (labels) => isPod(labels) && labelsMatch(podSelector, labels, '')
      && (namespaceSelector === undefined ? inOwn(labels) : namespaceLabelsMatch(namespaceSelector, labels));
  }
  const { selector = '', notSelector = '', namespaceSelector = '', serviceAccounts } = side;
  const names: string[] = serviceAccounts?.names ?? [];
  const hasAccounts = names.length > 0 || (serviceAccounts?.selector ?? '') !== '';
  const hasOwn = selector !== '' || hasAccounts;
  if (!hasOwn && namespaceSelector === '' && (namespace === undefined || notSelector === '')) { return undefined; }
  return (labels) => selects(selector, labels, '') && selects(serviceAccounts?.selector, labels, 'pcsa.')
    && (names.length === 0 || names.includes(labels.get('projectcalico.org/serviceaccount') ?? ''))
    && (notSelector === '' || !selects(notSelector, labels, ''))
    && (namespaceSelector === '' ? inOwn(labels) : inNamespaces(namespaceSelector, labels));
}

function inNamespaces(selector: string, labels: Labels): boolean {
  const hasNamespace = labels.has('projectcalico.org/namespace');
  if (selector === 'all()') { return hasNamespace; }
  return selector === 'global()' ? !hasNamespace : selects(selector, labels, 'pcns.');
}

function isServed(objects: Anything[], service: Anything, address: string, flow: NaiveFlow, end: 'from' | 'to'): boolean {
  return objects.some((slice) => slice.kind === 'EndpointSlice' && slice.metadata.namespace === service.namespace
    && slice.metadata.labels['kubernetes.io/service-name'] === service.name
    && slice.endpoints.some((endpoint: Anything) => endpoint.addresses.includes(address))
    && (end === 'from' || slice.ports.some((port: Anything) => port.port === flow.destinationPort && number(port.protocol ?? 'TCP') === flow.protocol)));
}

// --- things with labels and addresses ---

function findPod(objects: Anything[], name: string): Anything {
  return objects.find(({ kind, metadata }) => kind === 'Pod' && `${metadata.namespace}/${metadata.name}` === name);
}

function addressOf(objects: Anything[], end: NaiveEnd, version: 4 | 6): string {
  const addresses: string[] = end.host === undefined ? findPod(objects, end.pod!)?.status.podIPs.map(({ ip }: Anything) => ip) ?? []
    : objects.find(({ kind, spec }) => kind === 'HostEndpoint' && spec.node === end.host).spec.expectedIPs;
  return end.ip ?? addresses.find((ip: string) => familyOf(ip) === version)!;
}

function thingsOf(objects: Anything[]): Thing[] {
  return objects.flatMap((object): Thing[] => {
    switch (object.kind) {
      case 'Pod': return [podThing(objects, object)];
      case 'NetworkSet': return [{ labels: namespaced(objects, object), nets: object.spec.nets, ports: [] }];
      case 'GlobalNetworkSet': return [{ labels: new Map(Object.entries(object.metadata.labels ?? {})), nets: object.spec.nets, ports: [] }];
      case 'HostEndpoint': return [{
        labels: new Map(Object.entries(object.metadata.labels ?? {})),
        nets: object.spec.expectedIPs ?? [],
        ports: (object.spec.ports ?? []).map((port: Anything) => ({ ...port, protocol: number(port.protocol) })),
      }];
      default: return [];
    }
  });
}

function podThing(objects: Anything[], pod: Anything): Thing {
  const { namespace } = pod.metadata;
  const account = pod.spec.serviceAccountName ?? 'default';
  const labels = namespaced(objects, pod);
  const accountObject = objects.find(({ kind, metadata }) => kind === 'ServiceAccount' && metadata.namespace === namespace && metadata.name === account);
  for (const [key, value] of Object.entries(accountObject?.metadata.labels ?? {})) { labels.set(`pcsa.${key}`, value as string); }
  labels.set('pcsa.projectcalico.org/name', account);
  labels.set('projectcalico.org/serviceaccount', account);
  labels.set('projectcalico.org/orchestrator', 'k8s');
  const ports = [...pod.spec.containers, ...pod.spec.initContainers ?? []].flatMap((container: Anything) => container.ports ?? [])
    .map((port: Anything) => ({ name: port.name, protocol: number(port.protocol ?? 'TCP'), port: port.containerPort }));
  return { labels, nets: pod.status.podIPs.map(({ ip }: Anything) => ip), ports };
}

function namespaced(objects: Anything[], object: Anything): Labels {
  const { namespace } = object.metadata;
  const namespaceObject = objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
  const labels: Labels = new Map(Object.entries<string>(namespaceObject?.metadata.labels ?? {}).map(([key, value]) => [`pcns.${key}`, value]));
  labels.set('pcns.kubernetes.io/metadata.name', namespace);
  labels.set('pcns.projectcalico.org/name', namespace);
  for (const [key, value] of Object.entries<string>(object.metadata.labels ?? {})) { labels.set(key, value); }
  labels.set('projectcalico.org/namespace', namespace);
  return labels;
}

// --- addresses, bit by bit ---

function familyOf(text: string): 4 | 6 {
  return text.includes(':') ? 6 : 4;
}

function bits(address: string): string {
  if (familyOf(address) === 4) { return address.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0')).join(''); }
  const [head, tail] = address.split('::');
  const fields = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(':'));
  const missing = tail === undefined ? 0 : 8 - fields(head).length - fields(tail).length;
  return [...fields(head), ...Array<string>(missing).fill('0'), ...fields(tail)].map((field) => parseInt(field, 16).toString(2).padStart(16, '0')).join('');
}

function contains(net: string, address: string): boolean {
  const [base, prefix] = net.split('/');
  if (familyOf(base) !== familyOf(address)) { return false; }
  const length = prefix === undefined ? bits(base).length : Number(prefix);
  return bits(base).slice(0, length) === bits(address).slice(0, length);
}
