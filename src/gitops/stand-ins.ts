import { evaluateSelector, type SelectorNode } from '../selector';
import { type ExampleLabels, examplesOf, mergeLabels } from './example-labels';
import {
  type ClusterModel, hostNet, METADATA_NAME_LABEL, NAME_LABEL, type NamedPort, NAMESPACE_LABEL, NAMESPACE_PREFIX, ORCHESTRATOR_LABEL, rulesOf, SCTP,
  SERVICE_ACCOUNT_LABEL, SERVICE_ACCOUNT_PREFIX, TCP, UDP, type Workload,
} from '../cluster';
import { type Ip } from '../network';
import { emptyBits, familiesOf, intersection, isEmpty, LabelIndex, setBit } from '../verdict';

/** Endpoints that stand for those that manifests select and do not hold. */
export interface StandIns {
  readonly workloads: readonly Workload[];
  /** Of `workloads` those that may be host endpoints. */
  readonly hosts: ReadonlySet<Workload>;
  /** Of `workloads` those that are host endpoints of the input, with their names. */
  readonly given: ReadonlyMap<Workload, string>;
  /** Some stand for workloads that selectors mean and the input does not hold. */
  readonly isAssuming: boolean;
  /** Some combinations of selectors were left out: there are too many. */
  readonly isCut: boolean;
}

const MOST_STAND_INS = 1000;
const MOST_PAIRS = 3_000_000;
const SOME_NAMESPACE = 'some-namespace';
/** The label with the name that Kubernetes gives every namespace. */

/**
 * One workload for each selector that selects nothing in the input, and for each two of them that the same workload can fulfil;
 * and one for each host endpoint. Complete input holds all workloads. Two are enough for order: when a policy cuts a flow, one other policy is missing that lets it through.
 */
export function standInsFor(model: ClusterModel): StandIns {
  const unmatched = model.isComplete ? [] : unmatchedSelectors(model);
  const base = unique(unmatched.flatMap((node) => examplesOf(node).flatMap((labels) => completed(model, labels, node) ?? [])));
  const pairs: ExampleLabels[] = [];
  let tried = 0;
  let isCut = base.length > MOST_STAND_INS;
  for (let one = 0; one < base.length && !isCut; one++) {
    for (let other = one + 1; other < base.length && !isCut; other++) {
      const merged = mergeLabels(base[one], base[other]);
      if (merged !== undefined && merged.size > Math.max(base[one].size, base[other].size)) { pairs.push(merged); }
      isCut = ++tried > MOST_PAIRS || base.length + pairs.length > MOST_STAND_INS;
    }
  }
  const [ports, addresses] = [namedPorts(model), firstAddresses(model)];
  const made: Workload[] = [];
  const add = (labels: ExampleLabels, name: string): Workload => {
    const workload = standIn(model.members.length + made.length, labels, name, ports, addresses);
    made.push(workload);
    return workload;
  };
  const given = new Map(model.hostEndpoints.map(({ name, labels }) => [add(labels.known, `host endpoint ${name}`), name]));
  const hosts = new Set(given.keys());
  for (const labels of unique([...base, ...pairs]).slice(0, MOST_STAND_INS)) {
    const workload = add(labels, describe(labels));
    if (!labels.has(NAMESPACE_LABEL)) { hosts.add(workload); }
  }
  return { workloads: made, hosts, given, isAssuming: base.length > 0, isCut };
}

/** The model, or one of another state, with stand-ins among its workloads. */
export function withStandIns(model: ClusterModel, added: readonly Workload[]): ClusterModel {
  const own = added.map((workload, place): Workload => {
    const index = model.members.length + place;
    return workload.index === index ? workload : { ...workload, index };
  });
  return { ...model, members: [...model.members, ...own], workloads: [...model.workloads, ...own] };
}

/** Selectors of policies that select no endpoint, and of rules that select nothing at all. */
function unmatchedSelectors(model: ClusterModel): SelectorNode[] {
  const index = new LabelIndex(model.members);
  const endpoints = emptyBits(model.members.length);
  for (const { index: place } of [...model.workloads.filter(({ hostNetwork }) => !hostNetwork), ...model.hostEndpoints]) { setBit(endpoints, place); }
  const policies = model.policies.filter(({ isStaged }) => !isStaged);
  const subjects = new Set(policies.map(({ selector }) => selector));
  const peers = new Set(policies.flatMap(rulesOf)
    .flatMap(({ source, destination }) => [source.selector, source.notSelector, destination.selector, destination.notSelector])
    .filter((selector) => selector !== undefined));
  return [
    ...[...subjects].filter((selector) => isEmpty(intersection(index.select(selector).possible, endpoints))),
    ...[...peers].filter((selector) => !subjects.has(selector) && isEmpty(index.select(selector).possible)),
  ].map(({ node }) => node);
}

/** Labels with what a workload has besides: the labels of its namespace, Calico's own. Undefined when it then is selected no more. */
function completed(model: ClusterModel, example: ExampleLabels, selector: SelectorNode): ExampleLabels | undefined {
  const labels = new Map(example);
  const needsNamespace = [...labels.keys()].some((key) => key.startsWith(NAMESPACE_PREFIX) || key.startsWith(SERVICE_ACCOUNT_PREFIX)
    || key === SERVICE_ACCOUNT_LABEL || key === ORCHESTRATOR_LABEL);
  const named = labels.get(NAMESPACE_PREFIX + NAME_LABEL) ?? labels.get(NAMESPACE_PREFIX + METADATA_NAME_LABEL);
  const namespace = labels.get(NAMESPACE_LABEL) ?? named ?? (needsNamespace ? SOME_NAMESPACE : undefined);
  if (namespace !== undefined) {
    const add = (key: string, value: string): void => { if (!labels.has(key)) { labels.set(key, value); } };
    add(NAMESPACE_LABEL, namespace);
    add(ORCHESTRATOR_LABEL, 'k8s');
    add(NAMESPACE_PREFIX + NAME_LABEL, namespace);
    for (const [key, value] of model.namespaces.get(namespace)?.labels ?? []) { add(NAMESPACE_PREFIX + key, value); }
  }
  return evaluateSelector(selector, labels) ? labels : undefined;
}

function unique(list: readonly ExampleLabels[]): ExampleLabels[] {
  return [...new Map(list.map((labels) => [[...labels].map(([key, value]) => `${key}=${value}`).sort().join(), labels])).values()];
}

/** Every stand-in offers every port that a rule names. */
function namedPorts(model: ClusterModel): NamedPort[] {
  const names = [...new Set(model.portLists.flatMap((list) => list.names))];
  return names.flatMap((name, index) => [TCP, UDP, SCTP].map((protocol) => ({ name, protocol, port: 60001 + index })));
}

/** Addresses that no cluster uses: rules on networks do not mean them. */
const FIRST_ADDRESS: readonly Ip[] = [{ family: 4, value: 0xf000_0001n }, { family: 6, value: 0x0100_0000_0000_0001n * 2n ** 64n }];

/** An address for each IP version that the input is about. */
function firstAddresses(model: ClusterModel): Ip[] {
  const families = familiesOf(model);
  return FIRST_ADDRESS.filter(({ family }) => families.includes(family));
}

function standIn(index: number, labels: ExampleLabels, name: string, ports: readonly NamedPort[], first: readonly Ip[]): Workload {
  const addresses = first.map(({ family, value }): Ip => ({ family, value: value + BigInt(index) }));
  const namespace = labels.get(NAMESPACE_LABEL) ?? '';
  return {
    type: 'workload',
    kind: 'Pod',
    index,
    namespace,
    name,
    serviceAccount: labels.get(SERVICE_ACCOUNT_LABEL) ?? 'default',
    labels: { known: labels, open: [] },
    addresses,
    nets: addresses.map(hostNet),
    addressUnknown: false,
    hostNetwork: false,
    ports,
    containerPorts: ports,
    readiness: 'ready',
    profiles: ['projectcalico-default-allow'],
    source: { origin: {}, apiVersion: 'v1', kind: 'Pod', namespace, name },
  };
}

const UNTOLD = [NAMESPACE_LABEL, ORCHESTRATOR_LABEL, NAMESPACE_PREFIX + NAME_LABEL, NAMESPACE_PREFIX + METADATA_NAME_LABEL];

/** `any workload with app=web`: what a reader is told of it. */
function describe(labels: ExampleLabels): string {
  const told = [...labels].filter(([key]) => !UNTOLD.includes(key)).map(([key, value]) => {
    if (key.startsWith(NAMESPACE_PREFIX)) { return `namespace label ${key.slice(NAMESPACE_PREFIX.length)}=${value}`; }
    if (key.startsWith(SERVICE_ACCOUNT_PREFIX)) { return `service account label ${key.slice(SERVICE_ACCOUNT_PREFIX.length)}=${value}`; }
    return key === SERVICE_ACCOUNT_LABEL ? `service account ${value}` : `${key}=${value}`;
  }).sort();
  return told.length === 0 ? 'any workload' : `any workload with ${told.join(', ')}`;
}
