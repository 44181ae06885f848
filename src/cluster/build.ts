import { ByIdentity, isJsonObject, type Manifest } from '../manifest';
import { type Net, tryParseNet } from '../network';
import { CalicoVersion } from '../target';
import { BuildContext, type ClusterOptions, titleOf } from './build-context';
import { readCalicoPolicy } from './calico-policy';
import { readAdminNetworkPolicy, readClusterNetworkPolicy } from './cluster-policy';
import { EndpointPods } from './endpoint-pods';
import { FelixConfigurations } from './felix-settings';
import { listAt, objectAt, stringMapAt, stringsAt, textAt } from './fields';
import { automaticHostEndpoints, DEFAULT_ALLOW_PROFILE, type HostEndpointDraft, readHostEndpoint, readNode } from './host-endpoints';
import { readKubernetesPolicy } from './kubernetes-policy';
import { type ClusterModel, type ClusterNode, type HostEndpoint, type Member, type NetworkSet, type Policy, type Profile, type Source, type Workload } from './model';
import { readNetworkSet } from './network-sets';
import { OwnedWorkloads } from './owned-workloads';
import { type PolicyDraft } from './policy-draft';
import { tieBreakAt } from './policy-names';
import { PolicyIgnored, RuleBuilder } from './rule-builder';
import { rulesOf } from './rules-of';
import { resolveServices } from './services';
import { identifyingName } from './stored-metadata';
import { arrangeTiers, readTier } from './tiers';
import { unreadNote } from './unread-kinds';
import { isWorkloadKind, readWorkload, WORKLOAD_KINDS, type WorkloadDraft } from './workloads';

/** Reads manifests into the model that verdicts are given on. What it cannot read is in the model's notes. */
export function buildCluster(manifests: readonly Manifest[], options: ClusterOptions): ClusterModel {
  return new ClusterBuilder(options).build(manifests);
}

type PolicyReader = (context: BuildContext, manifest: Manifest, source: Source) => PolicyDraft;
type Bucket =
  | 'namespace' | 'serviceAccount' | 'node' | 'workload' | 'service' | 'slice' | 'endpoints' | 'hostEndpoint' | 'networkSet' | 'profile' | 'ipPool'
  | 'felix' | 'kubeControllers' | 'tier' | 'policy';

const CALICO_KINDS: ReadonlyMap<string, Bucket> = new Map([
  ['NetworkPolicy', 'policy'], ['GlobalNetworkPolicy', 'policy'], ['StagedNetworkPolicy', 'policy'], ['StagedGlobalNetworkPolicy', 'policy'],
  ['StagedKubernetesNetworkPolicy', 'policy'], ['Tier', 'tier'], ['HostEndpoint', 'hostEndpoint'], ['NetworkSet', 'networkSet'],
  ['GlobalNetworkSet', 'networkSet'], ['Profile', 'profile'], ['IPPool', 'ipPool'], ['FelixConfiguration', 'felix'],
  ['KubeControllersConfiguration', 'kubeControllers'],
]);
const CORE_KINDS: ReadonlyMap<string, Bucket> = new Map([
  ['Namespace', 'namespace'], ['ServiceAccount', 'serviceAccount'], ['Node', 'node'], ['Service', 'service'], ['Endpoints', 'endpoints'],
]);

/** Every kind that is read, in lower case. */
const READ_KINDS = new Set([
  ...CALICO_KINDS.keys(), ...CORE_KINDS.keys(), ...WORKLOAD_KINDS, 'EndpointSlice', 'ClusterNetworkPolicy', 'AdminNetworkPolicy', 'BaselineAdminNetworkPolicy',
].map((kind) => kind.toLowerCase()));

const NAMESPACED_POLICIES = new Set(['NetworkPolicy', 'StagedNetworkPolicy', 'StagedKubernetesNetworkPolicy']);

function bucketOf(group: string, kind: string): Bucket | undefined {
  switch (group) {
    case 'projectcalico.org':
    case 'crd.projectcalico.org': return CALICO_KINDS.get(kind);
    case 'networking.k8s.io': return kind === 'NetworkPolicy' ? 'policy' : undefined;
    case 'policy.networking.k8s.io': return /^(Cluster|Admin|BaselineAdmin)NetworkPolicy$/.test(kind) ? 'policy' : undefined;
    case 'discovery.k8s.io': return kind === 'EndpointSlice' ? 'slice' : undefined;
    case '': return isWorkloadKind(kind) ? 'workload' : CORE_KINDS.get(kind);
    case 'apps':
    case 'batch': return isWorkloadKind(kind) ? 'workload' : undefined;
    default: return undefined;
  }
}

class ClusterBuilder {
  private readonly context: BuildContext;
  private readonly buckets = new Map<Bucket, Manifest[]>();
  private readonly otherKinds = new Map<string, number>();
  private readonly leftOut = new Map<string, string>();
  private readonly members: Member[] = [];

  public constructor(private readonly options: ClusterOptions) {
    this.context = new BuildContext(options);
  }

  public build(manifests: readonly Manifest[]): ClusterModel {
    this.sort(manifests);
    this.of('namespace').forEach((manifest) => this.context.addNamespace(manifest));
    this.of('serviceAccount').forEach((manifest) => this.context.addServiceAccount(manifest));
    this.addProfiles();
    const nodes = new Map(this.of('node').map((manifest): [string, ClusterNode] => {
      const node = readNode(manifest, this.context.source(manifest, false));
      return [node.name, node];
    }));
    const workloads = this.addWorkloads();
    const hostEndpoints = this.addHostEndpoints(nodes);
    const networkSets = this.addNetworkSets();
    const policies = this.readPolicies();
    const tiers = this.of('tier').map((manifest) => readTier(manifest, this.context.source(manifest, false)));
    const felix = new FelixConfigurations(this.context, nodes, this.of('felix'), this.of('workload'));
    const { interner } = this.context;
    const podNets = this.podNets();
    const nodeAddresses = [...[...nodes.values()].flatMap(({ addresses }) => addresses), ...hostEndpoints.flatMap(({ expectedIPs }) => expectedIPs)];
    const pods = new EndpointPods({ isComplete: this.context.isComplete, workloads, podNets, nodeAddresses });
    const services = resolveServices(this.context, { services: this.of('service'), slices: this.of('slice'), endpoints: this.of('endpoints') }, workloads, pods);
    this.noteMissingServices(policies, services);
    return {
      version: this.options.version,
      isComplete: this.context.isComplete,
      namespaces: this.context.namespaces,
      serviceAccounts: this.context.serviceAccounts,
      tiers: arrangeTiers(this.context, this.context.has(CalicoVersion.V3_29) ? tiers : [], policies),
      policies,
      members: this.members,
      workloads,
      hostEndpoints,
      networkSets,
      profiles: this.context.profiles,
      services,
      nodes,
      podNets,
      selectors: interner.selectors,
      netLists: interner.netLists,
      portLists: interner.portLists,
      notes: this.context.notes,
      otherKinds: this.otherKinds,
      leftOut: this.leftOut,
      felix: (node) => felix.of(node),
    };
  }

  private of(bucket: Bucket): Manifest[] {
    return this.buckets.get(bucket) ?? [];
  }

  /** Puts every object where it is read; of two objects with the same identity the later one counts, as when both are applied. */
  private sort(manifests: readonly Manifest[]): void {
    const byIdentity = new ByIdentity<number>();
    const read: { readonly bucket: Bucket; readonly manifest: Manifest }[] = [];
    for (const manifest of manifests) {
      if (!isJsonObject(manifest.object)) { // whoever hands over objects that no reader made may hand over anything
        this.context.note('not-an-object', `The input holds ${JSON.stringify(manifest.object)}, which is no object with apiVersion and kind.`);
        continue;
      }
      const apiVersion = textAt(manifest.object, 'apiVersion');
      const kind = textAt(manifest.object, 'kind');
      const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
      const bucket = bucketOf(group, kind);
      if (bucket === undefined) {
        this.otherKinds.set(kind, (this.otherKinds.get(kind) ?? 0) + 1);
        const note = unreadNote(manifest.object, group, READ_KINDS);
        if (note !== undefined) { this.context.noteOnce('not-modelled', note, this.context.source(manifest, true)); }
        continue;
      }
      const source = this.context.source(manifest, true);
      const { namespace } = source;
      const name = identifyingName(manifest, this.context.options.version);
      const identity = { group: group === 'crd.projectcalico.org' ? 'projectcalico.org' : group, kind, namespace, name };
      const earlier = byIdentity.get(identity);
      if (earlier !== undefined) {
        const written = textAt(objectAt(manifest.object, 'metadata'), 'namespace'); // what has none may be of no namespace
        this.context.note('duplicate', `${titleOf({ ...source, namespace: written })} is in the input more than once; the last one counts.`, source);
        read[earlier] = { bucket, manifest };
        continue;
      }
      byIdentity.set(identity, read.length);
      read.push({ bucket, manifest });
    }
    for (const { bucket, manifest } of read) {
      const list = this.buckets.get(bucket);
      if (list === undefined) { this.buckets.set(bucket, [manifest]); } else { list.push(manifest); }
    }
  }

  private addProfiles(): void {
    const { context } = this;
    for (const manifest of this.of('profile')) {
      const source = context.source(manifest, false);
      const spec = objectAt(manifest.object, 'spec');
      const rules = new RuleBuilder(context, source, '');
      this.reportIgnored(source, () => {
        const profile: Profile = {
          name: source.name,
          labels: stringMapAt(spec, 'labelsToApply'),
          ingress: rules.rules(listAt(spec, 'ingress'), ['spec', 'ingress']),
          egress: rules.rules(listAt(spec, 'egress'), ['spec', 'egress']),
        };
        context.profiles.set(profile.name, profile);
      });
    }
    if (!context.profiles.has(DEFAULT_ALLOW_PROFILE)) {
      context.profiles.set(DEFAULT_ALLOW_PROFILE, allowAll(DEFAULT_ALLOW_PROFILE));
    }
  }

  private addWorkloads(): Workload[] {
    const workloads: Workload[] = [];
    const owned = new OwnedWorkloads(this.of('workload'), (manifest) => this.context.source(manifest, true).namespace);
    const drafts = new Map<Manifest, WorkloadDraft>();
    for (const manifest of this.of('workload')) {
      const source = this.context.source(manifest, true);
      const maker = owned.makerOf(manifest);
      const draft = maker === undefined ? readWorkload(this.context, manifest, source) : `is one with ${maker}`;
      if (typeof draft === 'string') {
        this.leftOut.set(`${source.namespace}/${source.name}`, `${titleOf(source)} ${draft}`);
      } else {
        drafts.set(manifest, draft);
      }
    }
    for (const [manifest, draft] of drafts) {
      const podAddresses = owned.podsOf(manifest)?.flatMap((pod) => drafts.get(pod)?.nets ?? []);
      const workload: Workload = { ...draft, podAddresses, index: this.members.length };
      this.members.push(workload);
      workloads.push(workload);
    }
    for (const { name, isKnown } of this.context.namespaces.values()) {
      const profile = `kns.${name}`;
      if (isKnown || !this.context.isComplete) { this.context.profiles.set(profile, allowAll(profile)); }
    }
    return workloads;
  }

  private addHostEndpoints(nodes: ReadonlyMap<string, ClusterNode>): HostEndpoint[] {
    const drafts = new Map<string, HostEndpointDraft>();
    for (const configuration of this.of('kubeControllers')) {
      for (const draft of automaticHostEndpoints(this.context, configuration, nodes.values())) { drafts.set(draft.name, draft); }
    }
    for (const manifest of this.of('hostEndpoint')) { // a dump holds the automatic ones too, as they really are
      const draft = readHostEndpoint(this.context, manifest, this.context.source(manifest, false));
      drafts.set(draft.name, draft);
    }
    return [...drafts.values()].map((draft) => {
      const endpoint: HostEndpoint = { ...draft, index: this.members.length };
      this.members.push(endpoint);
      return endpoint;
    });
  }

  private addNetworkSets(): NetworkSet[] {
    return this.of('networkSet').map((manifest) => {
      const isNamespaced = textAt(manifest.object, 'kind') === 'NetworkSet';
      const set: NetworkSet = { ...readNetworkSet(this.context, manifest, this.context.source(manifest, isNamespaced)), index: this.members.length };
      this.members.push(set);
      return set;
    });
  }

  private readPolicies(): Policy[] {
    const policies: Policy[] = [];
    for (const manifest of this.of('policy')) {
      const kind = textAt(manifest.object, 'kind');
      const source = this.context.source(manifest, NAMESPACED_POLICIES.has(kind));
      const read = this.readerOf(source);
      if (read === undefined || textAt(objectAt(manifest.object, 'spec'), 'stagedAction') === 'Delete') { continue; }
      this.reportIgnored(source, () => {
        const draft = read(this.context, manifest, source);
        policies.push({ ...draft, index: policies.length, tieBreak: tieBreakAt(this.options.version, draft) });
      });
    }
    return policies;
  }

  private readerOf(source: Source): PolicyReader | undefined {
    const needs = (first: CalicoVersion, last?: CalicoVersion): boolean => {
      const served = this.context.has(first) && (last === undefined || last === this.options.version || !this.context.has(last));
      if (!served) {
        this.context.noteOnce('kind-of-another-version', `Calico ${this.options.version} does not know ${source.kind}: it enforces nothing of it.`, source);
      }
      return served;
    };
    const staged = (reader: PolicyReader): PolicyReader | undefined => (needs(CalicoVersion.V3_30) ? reader : undefined);
    switch (source.kind) {
      case 'NetworkPolicy': return source.apiVersion.startsWith('networking.k8s.io/') ? readKubernetesPolicy : readCalicoPolicy;
      case 'GlobalNetworkPolicy': return readCalicoPolicy;
      case 'StagedNetworkPolicy':
      case 'StagedGlobalNetworkPolicy': return staged(readCalicoPolicy);
      case 'StagedKubernetesNetworkPolicy': return staged(readKubernetesPolicy);
      case 'ClusterNetworkPolicy': return needs(CalicoVersion.V3_32) ? readClusterNetworkPolicy : undefined;
      case 'AdminNetworkPolicy': return needs(CalicoVersion.V3_29, CalicoVersion.V3_31) ? readAdminNetworkPolicy : undefined;
      default: return needs(CalicoVersion.V3_30, CalicoVersion.V3_31) ? readAdminNetworkPolicy : undefined;
    }
  }

  private reportIgnored(source: Source, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof PolicyIgnored)) { throw error; }
      this.context.note('policy-ignored', `Felix ignores ${titleOf(source)} as a whole: ${error.message}.`, source);
    }
  }

  private noteMissingServices(policies: readonly Policy[], services: ReadonlyMap<string, unknown>): void {
    for (const policy of policies) {
      for (const rule of rulesOf(policy)) {
        for (const { services: reference } of [rule.source, rule.destination]) {
          if (reference === undefined || services.has(`${reference.namespace}/${reference.name}`)) { continue; }
          this.context.noteOnce('service-missing', `Service ${reference.namespace}/${reference.name}, which a rule names, is not in the input.`, policy.source);
        }
      }
    }
  }

  private podNets(): Net[] {
    const pools = this.of('ipPool').map((manifest) => objectAt(manifest.object, 'spec')).flatMap((spec) => {
      const uses = stringsAt(spec, 'allowedUses');
      return uses.length > 0 && !uses.includes('Workload') ? [] : [textAt(spec, 'cidr')];
    });
    return (pools.length > 0 ? pools : this.options.podNets ?? []).flatMap((text) => tryParseNet(text) ?? []);
  }
}

function allowAll(name: string): Profile {
  const rule = { index: 0, action: 'Allow', hasHttp: false, source: { written: {} }, destination: { written: {} } } as const;
  return { name, labels: new Map(), ingress: [{ ...rule, path: ['spec', 'ingress', 0] }], egress: [{ ...rule, path: ['spec', 'egress', 0] }] };
}
