import { type ClusterModel, type Service, type Workload } from '../cluster';
import { type FlowVerdict } from './evaluate-flow';
import { UnknownReason } from './unknown-reason';

/** What to add to the input, or to the question, so that an unknown verdict becomes a known one. */
export function cureOf(verdict: FlowVerdict, model: ClusterModel): string | undefined {
  switch (verdict.reason) {
    case UnknownReason.NAMESPACE_LABELS: return `add the ${missing('Namespace', namespacesOf(verdict, model))} to the input`;
    case UnknownReason.SERVICE_ACCOUNT_LABELS: return `add the ${missing('ServiceAccount', serviceAccountsOf(verdict, model))} to the input`;
    case UnknownReason.NAMESPACE_NAME: return 'name the namespace of objects that name none: namespace, or --namespace';
    case UnknownReason.ADDRESS: return hasHost(verdict) ? 'add the Nodes with their addresses to the input'
      : 'say where pods get their addresses from: IPPools in the input, or podNets of the target (--pod-nets)';
    case UnknownReason.TIER: return `add the ${missing('Tier', tiersOf(model))} to the input`;
    case UnknownReason.SERVICE: return serviceCure(verdict.service);
    case UnknownReason.POD: return 'add the pods to the input';
    case UnknownReason.ADDRESSES_DIFFER: return 'ask for one address or a smaller CIDR';
    case UnknownReason.TRAFFIC_DIFFERS: return 'ask for one protocol and port, such as tcp/5432, to see the rules that were tried';
    case UnknownReason.IP_VERSIONS_DIFFER: return 'ask for one IP version (ipVersion, --ip-version) to see the rules that were tried';
    case UnknownReason.ENDPOINTS_DIFFER: return 'ask for one of the workloads behind the service';
    case UnknownReason.HTTP: return 'add the FelixConfiguration to the input: policySyncPathPrefix says whether application layer policy is set up';
    case UnknownReason.HOST_BYPASS: return 'ask for a Pod whose manifest has nodeName';
    case UnknownReason.ENDPOINT_TO_HOST: return 'add the FelixConfiguration with defaultEndpointToHostAction to the input, and the nodeName of the pod';
    case UnknownReason.SOURCE_PORT: return 'ask for a source port: sourcePort of a flow, fromPorts of Traffic';
    case UnknownReason.DESTINATION_PORT: return 'ask for a port, such as tcp/5432';
    case UnknownReason.ICMP_TYPE: return 'ask for an ICMP type, such as icmp/8';
    case UnknownReason.HOST_INTERFACE: return 'name the interface in the flow: via, with node and interface, at the end outside of the host';
    default: return undefined;
  }
}

function serviceCure(service: Service | undefined): string {
  if (service === undefined) { return 'add the Service to the input, and its EndpointSlices when it has no selector'; }
  return service.form === 'externalName' ? 'the service is a name for something elsewhere, which policy sees by its address: ask for that'
    : 'add the EndpointSlices of the service to the input, or the pods that it selects: an endpoint that is ready';
}

function missing(kind: string, names: readonly string[]): string {
  return names.length === 0 ? `${kind}s that are named` : `${kind}${names.length === 1 ? '' : 's'} ${names.join(', ')}`;
}

function workloadsOf({ from, to }: FlowVerdict): Workload[] {
  return [from, to].flatMap((end) => (end.type === 'workload' ? [end.workload] : []));
}

function hasHost({ from, to }: FlowVerdict): boolean {
  return from.type === 'host' || to.type === 'host';
}

function namespacesOf(verdict: FlowVerdict, model: ClusterModel): string[] {
  return unique(workloadsOf(verdict).map(({ namespace }) => namespace).filter((name) => model.namespaces.get(name)?.isKnown !== true));
}

function serviceAccountsOf(verdict: FlowVerdict, model: ClusterModel): string[] {
  return unique(workloadsOf(verdict).map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`).filter((name) => !model.serviceAccounts.has(name)));
}

function tiersOf(model: ClusterModel): string[] {
  return model.tiers.filter(({ standing }) => standing === 'missing').map(({ name }) => name);
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
