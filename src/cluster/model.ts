import { type FieldPath, type Origin } from '../manifest';
import { type Ip, type Net } from '../network';
import { type SelectorNode } from '../selector';
import { type CalicoVersion } from '../target';
import { type LabelSet } from './labels';

/** Where in the input something was said. */
export interface Source {
  readonly origin: Origin;
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** Something about the input that a reader of a verdict should know. */
export interface ClusterNote {
  readonly code: ClusterNoteCode;
  readonly message: string;
  readonly source?: Source;
}

export type ClusterNoteCode =
  | 'not-an-object' | 'invalid-field' | 'invalid-selector' | 'invalid-address' | 'policy-ignored' | 'policy-widened'
  | 'tier-missing' | 'namespace-missing' | 'namespace-unnamed' | 'service-missing' | 'kind-of-another-version' | 'duplicate' | 'no-nodes' | 'not-modelled';

// --- what policy is applied to, and what rules select ---

export interface NamedPort {
  readonly name: string;
  readonly protocol: number;
  readonly port: number;
}

/**
 * Anything that gives addresses to a rule's selector: workloads, host endpoints (by their expectedIPs), network sets.
 * `index` is its place in `ClusterModel.members`.
 */
export type Member = Workload | HostEndpoint | NetworkSet;

interface MemberBase {
  readonly index: number;
  readonly namespace: string;
  readonly name: string;
  readonly labels: LabelSet;
  /** What a selector that selects it contributes to a rule: addresses of endpoints, CIDRs of sets. */
  readonly nets: readonly Net[];
  /** Named ports that it offers on each of its addresses. */
  readonly ports: readonly NamedPort[];
  readonly source: Source;
}

/** Whether connections to a service are sent here: `leaving` while nothing else is ready, for the pod still answers while it is shut down. */
export type Readiness = 'ready' | 'leaving' | 'unready';

/** A pod, or the pods of one pod template. */
export interface Workload extends MemberBase {
  readonly type: 'workload';
  /** Kind of the object that brings it: Pod, Deployment, … */
  readonly kind: string;
  readonly serviceAccount: string;
  /** Known addresses; empty for pod templates and pods without status. */
  readonly addresses: readonly Ip[];
  /** The input does not tell the addresses: `nets` is empty and says nothing. */
  readonly addressUnknown: boolean;
  /** Of a template whose pods are in the input themselves, their addresses. These pods are the endpoints of services. */
  readonly podAddresses?: readonly Net[];
  readonly node?: string;
  /** Shares the network of its node: policy treats it as the host. */
  readonly hostNetwork: boolean;
  /** Where a service finds a target port by name, on the network of the node as well; rules find it in `ports`. */
  readonly containerPorts: readonly NamedPort[];
  /** What the endpoint of a service takes over from it. */
  readonly readiness: Readiness;
  readonly profiles: readonly string[];
}

export interface HostEndpoint extends MemberBase {
  readonly type: 'hostEndpoint';
  readonly node: string;
  /** A name, `*`, or empty when it is found by expectedIPs. */
  readonly interfaceName: string;
  readonly expectedIPs: readonly Ip[];
  readonly profiles: readonly string[];
  /** Made by kube-controllers; not in the input. */
  readonly isAutomatic: boolean;
}

export interface NetworkSet extends MemberBase {
  readonly type: 'networkSet';
  readonly isGlobal: boolean;
}

export interface Profile {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
}

// --- policy, in one form for every kind ---

/** A selector as Felix evaluates it. Equal texts are one object; `index` counts them. */
export interface InternedSelector {
  readonly index: number;
  readonly text: string;
  readonly node: SelectorNode;
}

/** CIDRs of a rule, by family. Equal lists are one object. */
export interface NetList {
  readonly index: number;
  readonly v4: readonly Net[];
  readonly v6: readonly Net[];
}

/** Ports of a rule. Equal lists are one object. */
export interface PortList {
  readonly index: number;
  /** Inclusive ranges. */
  readonly ranges: readonly (readonly [number, number])[];
  readonly names: readonly string[];
}

export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
}

/** One side of a rule. Everything that is present must hold. */
export interface RuleEntity {
  /** The packet's address is one of those of the members that this selects (`notSelector` already folded in where Felix does). */
  readonly selector?: InternedSelector;
  /** Only without `selector`: the address is none of those of the members that this selects. */
  readonly notSelector?: InternedSelector;
  readonly nets?: NetList;
  readonly notNets?: NetList;
  readonly ports?: PortList;
  readonly notPorts?: PortList;
  readonly services?: ServiceReference;
  /** What the user wrote, for explanations. */
  readonly written: WrittenEntity;
}

/** The selector fields of one side of a rule as they were written. */
export interface WrittenEntity {
  readonly selector?: string;
  readonly notSelector?: string;
  readonly namespaceSelector?: string;
  readonly serviceAccounts?: string;
}

export type RuleAction = 'Allow' | 'Deny' | 'Pass' | 'Log';

export interface IcmpMatch {
  readonly type: number;
  readonly code?: number;
}

export interface PolicyRule {
  /** Position as traces give it: that of the converted rule, for kinds that Calico converts. */
  readonly index: number;
  readonly action: RuleAction;
  /** Given, or inferred from a protocol named ICMP or ICMPv6. */
  readonly ipVersion?: 4 | 6;
  readonly protocol?: number;
  readonly notProtocol?: number;
  readonly icmp?: IcmpMatch;
  readonly notIcmp?: IcmpMatch;
  /** Has an `http` clause, which Felix does not enforce. */
  readonly hasHttp: boolean;
  readonly source: RuleEntity;
  readonly destination: RuleEntity;
  /** The field of the manifest that it comes from. */
  readonly path: FieldPath;
}

/** Kinds as Calico's traces name them. */
export type PolicyKind =
  | 'NetworkPolicy' | 'GlobalNetworkPolicy' | 'KubernetesNetworkPolicy' | 'KubernetesClusterNetworkPolicy'
  | 'KubernetesAdminNetworkPolicy' | 'KubernetesBaselineAdminNetworkPolicy'
  | 'StagedNetworkPolicy' | 'StagedGlobalNetworkPolicy' | 'StagedKubernetesNetworkPolicy';

export interface Policy {
  readonly index: number;
  readonly kind: PolicyKind;
  readonly isStaged: boolean;
  /** Empty for kinds without namespace. */
  readonly namespace: string;
  /** The name that traces give, which depends on the target's version. */
  readonly name: string;
  readonly tier: string;
  /** Infinity when the policy gives none. */
  readonly order: number;
  /** What decides between equal orders, bytewise. */
  readonly tieBreak: string;
  readonly selector: InternedSelector;
  readonly appliesToIngress: boolean;
  readonly appliesToEgress: boolean;
  readonly applyOnForward: boolean;
  readonly preDnat: boolean;
  readonly doNotTrack: boolean;
  readonly ingress: readonly PolicyRule[];
  readonly egress: readonly PolicyRule[];
  readonly source: Source;
}

export interface Tier {
  readonly name: string;
  readonly order: number;
  readonly defaultAction: 'Deny' | 'Pass';
  /**
   * `input`, one that Calico always has (`builtin`), or `missing`: policies name it and the input does not hold it.
   * Of a missing tier neither order nor default action is known in partial input; in complete input Calico puts it last and drops at its end.
   */
  readonly standing: 'input' | 'builtin' | 'missing';
  /** Sorted as Calico evaluates them, staged ones included. */
  readonly policies: readonly Policy[];
  readonly source?: Source;
}

// --- services, nodes, settings ---

export interface ServiceBackend {
  readonly addresses: readonly Ip[];
  /** Workloads by reference when the input tells no addresses. */
  readonly workload?: Workload;
  /**
   * In partial input, the labels of a pod that an endpoint object names, or an address of the pod network stands for, and that the input does
   * not hold: neither these nor the policy that applies to it are known.
   */
  readonly unseenPod?: LabelSet;
  /** EndpointSlice ports: what `destination.services` matches. A port without number matches nothing. */
  readonly ports: readonly { readonly name: string; readonly protocol: number; readonly port?: number }[];
  /** Rules with `services` take every endpoint; kube-proxy sends connections to ready ones. */
  readonly readiness: Readiness;
  /** Where it runs, when the input tells. */
  readonly node?: string;
}

export interface ServicePort {
  readonly name: string;
  readonly protocol: number;
  readonly port: number;
  readonly targetPort: number | string;
  readonly nodePort?: number;
}

export interface Service {
  readonly namespace: string;
  readonly name: string;
  /** `virtual` has an address that kube-proxy translates; `headless` is a DNS name for its pods; `externalName` one for something elsewhere. */
  readonly form: 'virtual' | 'headless' | 'externalName';
  /** `externalTrafficPolicy: Local`: traffic from outside goes to endpoints of the node that it enters, with its source address. */
  readonly keepsTrafficLocal: boolean;
  /** `internalTrafficPolicy: Local`: traffic to the cluster address goes to endpoints of the node that it comes from, and nowhere without one. */
  readonly keepsInternalTrafficLocal: boolean;
  readonly clusterIPs: readonly Ip[];
  /** External and load balancer addresses. */
  readonly externalIPs: readonly Ip[];
  readonly ports: readonly ServicePort[];
  readonly backends: readonly ServiceBackend[];
  /** False when neither an endpoint object nor a selector tells the backends, or a pod may be one of them and names no namespace. */
  readonly backendsKnown: boolean;
  /** Endpoint objects tell the backends; else they are the pods of the input that the selector selects. */
  readonly isListed: boolean;
  readonly source?: Source;
}

export interface ClusterNode {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly addresses: readonly Ip[];
  readonly source: Source;
}

export interface Failsafe {
  readonly protocol: number;
  readonly port: number;
  readonly net?: Net;
}

/** What a FelixConfiguration says that has to do with verdicts. */
export interface FelixSettings {
  readonly failsafeInbound: readonly Failsafe[];
  readonly failsafeOutbound: readonly Failsafe[];
  /** Undefined when the input does not say and is partial. */
  readonly endpointToHostAction?: 'Drop' | 'Accept' | 'Return';
  readonly vxlanPort: number;
  readonly allowVxlanFromWorkloads: boolean;
  readonly allowIpipFromWorkloads: boolean;
  readonly dropsConntrackInvalid: boolean;
  /** Prefixes of the interfaces of pods. */
  readonly interfacePrefixes: readonly string[];
  /** Whether application layer policy (`http`) is set up; undefined when not known. */
  readonly applicationLayerPolicy?: boolean;
}

export interface ClusterModel {
  readonly version: CalicoVersion;
  /** Nothing exists besides the input. */
  readonly isComplete: boolean;
  /** Namespaces of the input or mentioned in it; an open label set when the object itself is not there. */
  readonly namespaces: ReadonlyMap<string, NamespaceInfo>;
  /** Labels of the service accounts of the input, by `namespace/name`. */
  readonly serviceAccounts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Sorted as Calico evaluates them; missing tiers last. */
  readonly tiers: readonly Tier[];
  readonly policies: readonly Policy[];
  readonly members: readonly Member[];
  readonly workloads: readonly Workload[];
  readonly hostEndpoints: readonly HostEndpoint[];
  readonly networkSets: readonly NetworkSet[];
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly services: ReadonlyMap<string, Service>;
  readonly nodes: ReadonlyMap<string, ClusterNode>;
  readonly podNets: readonly Net[];
  readonly selectors: readonly InternedSelector[];
  readonly netLists: readonly NetList[];
  readonly portLists: readonly PortList[];
  readonly notes: readonly ClusterNote[];
  /** How many objects of each kind were read that have no bearing on verdicts. */
  readonly otherKinds: ReadonlyMap<string, number>;
  /** Why what the input holds of workloads is none of the model's, in words, by `NAMESPACE/NAME`. */
  readonly leftOut: ReadonlyMap<string, string>;
  felix(node?: string): FelixSettings;
}

export interface NamespaceInfo {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Whether the Namespace object is in the input. */
  readonly isKnown: boolean;
  readonly source?: Source;
}
