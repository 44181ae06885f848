import { type JsonObject, type Manifest } from '../manifest';
import { parseIps } from './addresses';
import { type BuildContext } from './build-context';
import { type EndpointPods } from './endpoint-pods';
import { flagAt, numberAt, objectAt, objectsAt, stringMapAt, stringsAt, textAt } from './fields';
import { type Readiness, type Service, type ServiceBackend, type ServicePort, type Workload } from './model';
import { protocolNumber, TCP } from './protocols';
import { SelectedWorkloads } from './selected-workloads';

const SERVICE_NAME_LABEL = 'kubernetes.io/service-name';

/** Services with their endpoints: from EndpointSlices, else from Endpoints, else worked out as the endpoint controller would. */
export function resolveServices(
  context: BuildContext,
  manifests: { services: readonly Manifest[]; slices: readonly Manifest[]; endpoints: readonly Manifest[] },
  workloads: readonly Workload[],
  pods: EndpointPods,
): Map<string, Service> {
  const sliceBackends: ReadBackends = (object, namespace) => readSlice(object, namespace, pods);
  const endpointsBackends: ReadBackends = (object, namespace) => readEndpoints(object, namespace, pods);
  const slices = groupBackends(context, manifests.slices, sliceBackends, (metadata) => stringMapAt(metadata, 'labels').get(SERVICE_NAME_LABEL) ?? '');
  const endpoints = groupBackends(context, manifests.endpoints, endpointsBackends, (metadata) => textAt(metadata, 'name'));
  const selection = new SelectedWorkloads(workloads.filter(({ podAddresses }) => podAddresses === undefined));
  const services = new Map<string, Service>();
  for (const manifest of manifests.services) {
    const source = context.source(manifest, true);
    const key = `${source.namespace}/${source.name}`;
    const spec = objectAt(manifest.object, 'spec');
    const ports = objectsAt(spec, 'ports').flatMap(readPort);
    const listed = slices.get(key) ?? endpoints.get(key);
    const selector = stringMapAt(spec, 'selector');
    const isKnown = selector.size > 0 && (context.isComplete || !selection.mayMiss(source.namespace, selector));
    const selected = isKnown ? selectedBackends(selection.of(source.namespace, selector), ports, flagAt(spec, 'publishNotReadyAddresses')) : undefined;
    services.set(key, {
      namespace: source.namespace,
      name: source.name,
      form: textAt(spec, 'type') === 'ExternalName' ? 'externalName' : textAt(spec, 'clusterIP') === 'None' ? 'headless' : 'virtual',
      keepsTrafficLocal: textAt(spec, 'externalTrafficPolicy') === 'Local',
      keepsInternalTrafficLocal: textAt(spec, 'internalTrafficPolicy') === 'Local',
      clusterIPs: parseIps([...new Set([textAt(spec, 'clusterIP'), ...stringsAt(spec, 'clusterIPs')])].filter((ip) => ip !== '')),
      externalIPs: parseIps([...stringsAt(spec, 'externalIPs'), ...loadBalancerIPs(manifest.object)]),
      ports,
      backends: listed ?? selected ?? [],
      backendsKnown: (listed ?? selected) !== undefined || context.isComplete,
      isListed: listed !== undefined,
      source,
    });
  }
  for (const [key, backends] of [...slices, ...endpoints]) {
    if (services.has(key)) { continue; }
    const [namespace, name] = key.split('/');
    services.set(key, {
      namespace,
      name,
      form: 'virtual',
      keepsTrafficLocal: false,
      keepsInternalTrafficLocal: false,
      clusterIPs: [],
      externalIPs: [],
      ports: [],
      backends,
      backendsKnown: true,
      isListed: true,
    });
  }
  return services;
}

type ReadBackends = (object: JsonObject, namespace: string) => ServiceBackend[];

function groupBackends(
  context: BuildContext, manifests: readonly Manifest[], read: ReadBackends, nameOf: (metadata: JsonObject) => string,
): Map<string, ServiceBackend[]> {
  const result = new Map<string, ServiceBackend[]>();
  for (const manifest of manifests) {
    const name = nameOf(objectAt(manifest.object, 'metadata') ?? {});
    if (name === '') { continue; }
    const { namespace } = context.source(manifest, true);
    const key = `${namespace}/${name}`;
    result.set(key, [...result.get(key) ?? [], ...read(manifest.object, namespace)]);
  }
  return result;
}

/** One backend for each address: manual slices may put those of several pods into one endpoint. */
function readSlice(slice: JsonObject, namespace: string, pods: EndpointPods): ServiceBackend[] {
  const ports = readEndpointPorts(objectsAt(slice, 'ports'));
  return objectsAt(slice, 'endpoints').flatMap((endpoint) => parseIps(stringsAt(endpoint, 'addresses')).map((ip) => ({
    addresses: [ip],
    ...pods.at(ip, objectAt(endpoint, 'targetRef'), namespace),
    ports,
    readiness: sliceReadiness(objectAt(endpoint, 'conditions')),
    node: textAt(endpoint, 'nodeName') || undefined,
  })));
}

function sliceReadiness(conditions: JsonObject | undefined): Readiness {
  if (conditions?.ready !== false) { return 'ready'; }
  return conditions.serving === true && conditions.terminating === true ? 'leaving' : 'unready';
}

function readEndpoints(endpoints: JsonObject, namespace: string, pods: EndpointPods): ServiceBackend[] {
  return objectsAt(endpoints, 'subsets').flatMap((subset) => {
    const ports = readEndpointPorts(objectsAt(subset, 'ports'));
    const read = (field: string, readiness: Readiness): ServiceBackend[] => objectsAt(subset, field).flatMap((address) => parseIps([textAt(address, 'ip')]).map((ip) => ({
      addresses: [ip], ...pods.at(ip, objectAt(address, 'targetRef'), namespace), ports, readiness, node: textAt(address, 'nodeName') || undefined,
    })));
    return [...read('addresses', 'ready'), ...read('notReadyAddresses', 'unready')];
  });
}

function readEndpointPorts(ports: readonly JsonObject[]): ServiceBackend['ports'] {
  return ports.map((port) => ({ name: textAt(port, 'name'), protocol: protocolNumber(port.protocol) ?? TCP, port: numberAt(port, 'port') }));
}

function readPort(port: JsonObject): ServicePort[] {
  const number = numberAt(port, 'port');
  if (number === undefined) { return []; }
  const target = port.targetPort;
  return [{
    name: textAt(port, 'name'),
    protocol: protocolNumber(port.protocol) ?? TCP,
    port: number,
    targetPort: typeof target === 'number' || (typeof target === 'string' && target !== '') ? target : number,
    nodePort: numberAt(port, 'nodePort'),
  }];
}

function loadBalancerIPs(service: JsonObject): string[] {
  return objectsAt(objectAt(objectAt(service, 'status'), 'loadBalancer'), 'ingress').map((entry) => textAt(entry, 'ip')).filter((ip) => ip !== '');
}

function selectedBackends(workloads: readonly Workload[], ports: readonly ServicePort[], isAnyReady: boolean): ServiceBackend[] {
  return workloads.map((workload) => ({
    addresses: workload.addresses,
    workload,
    readiness: isAnyReady ? 'ready' : workload.readiness,
    node: workload.node,
    ports: ports.flatMap((port) => {
      const target = targetPortOf(port, workload);
      return target === undefined ? [] : [{ name: port.name, protocol: port.protocol, port: target }];
    }),
  }));
}

function targetPortOf(port: ServicePort, workload: Workload): number | undefined {
  if (typeof port.targetPort === 'number') { return port.targetPort; }
  return workload.containerPorts.find((named) => named.name === port.targetPort && named.protocol === port.protocol)?.port;
}
