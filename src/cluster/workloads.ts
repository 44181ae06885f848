import { type JsonObject, type Manifest } from '../manifest';
import { hostNet, parseIps } from './addresses';
import { type BuildContext } from './build-context';
import { flagAt, numberAt, objectAt, objectsAt, stringMapAt, textAt } from './fields';
import { NAMESPACE_PREFIX, ORCHESTRATOR_LABEL, SERVICE_ACCOUNT_LABEL, SERVICE_ACCOUNT_PREFIX } from './labels';
import { type NamedPort, type Readiness, type Source, type Workload } from './model';
import { protocolNumber, TCP } from './protocols';

/** Where the pod template of a workload kind is. */
const TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
]);

export const WORKLOAD_KINDS: readonly string[] = ['Pod', ...TEMPLATES.keys()];

export function isWorkloadKind(kind: string): boolean {
  return kind === 'Pod' || TEMPLATES.has(kind);
}

export type WorkloadDraft = Omit<Workload, 'index' | 'podAddresses'>;

/** A Pod, or one representative of a pod template. In words why it is none, for what is no endpoint. */
export function readWorkload(context: BuildContext, manifest: Manifest, source: Source): WorkloadDraft | string {
  const path = TEMPLATES.get(source.kind);
  const pod = path === undefined ? manifest.object : path.reduce<JsonObject | undefined>(objectAt, manifest.object);
  if (pod === undefined) { return 'has no pod template'; }
  if (isOldRevision(manifest.object)) { return 'is an old revision'; }
  const spec = objectAt(pod, 'spec');
  const status = path === undefined ? objectAt(pod, 'status') : undefined;
  const phase = textAt(status, 'phase');
  if (phase === 'Succeeded' || phase === 'Failed') { return 'has finished'; }
  const addresses = podAddresses(status);
  if (status !== undefined && phase === 'Pending' && addresses.length === 0 && context.isComplete) { return 'is pending and has no address'; }
  const serviceAccount = textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount') || 'default';
  const hostNetwork = flagAt(spec, 'hostNetwork');
  const ports = containerPorts(spec);
  return {
    type: 'workload',
    kind: source.kind,
    namespace: source.namespace,
    name: source.name,
    serviceAccount,
    labels: podLabels(context, pod, source, serviceAccount),
    addresses,
    nets: hostNetwork ? [] : addresses.map(hostNet),
    addressUnknown: addresses.length === 0 && !hostNetwork,
    node: textAt(spec, 'nodeName') || undefined,
    hostNetwork,
    ports: hostNetwork ? [] : ports,
    containerPorts: ports,
    readiness: path === undefined ? readinessOf(pod) : 'ready',
    profiles: [`kns.${source.namespace}`, `ksa.${source.namespace}.${serviceAccount}`],
    source,
  };
}

/** A Deployment, and what works like one, keeps ReplicaSets of its former templates, scaled to nothing. */
function isOldRevision(object: JsonObject): boolean {
  return textAt(object, 'kind') === 'ReplicaSet' && numberAt(objectAt(object, 'spec'), 'replicas') === 0
    && objectsAt(objectAt(object, 'metadata'), 'ownerReferences').some((owner) => owner.controller === true || textAt(owner, 'kind') === 'Deployment');
}

/** A pod that says nothing is not started yet or taken from a manifest: it is meant to be ready. */
function readinessOf(pod: JsonObject): Readiness {
  const ready = objectsAt(objectAt(pod, 'status'), 'conditions').find(({ type }) => type === 'Ready');
  if (ready !== undefined && ready.status !== 'True') { return 'unready'; }
  return textAt(objectAt(pod, 'metadata'), 'deletionTimestamp') === '' ? 'ready' : 'leaving';
}

function podAddresses(status: JsonObject | undefined): Workload['addresses'] {
  const all = objectsAt(status, 'podIPs').map((entry) => textAt(entry, 'ip'));
  return parseIps(all.length > 0 ? all : [textAt(status, 'podIP')].filter((ip) => ip !== ''));
}

function podLabels(context: BuildContext, pod: JsonObject, source: Source, serviceAccount: string): Workload['labels'] {
  const own = stringMapAt(objectAt(pod, 'metadata'), 'labels');
  for (const key of [...own.keys()]) {
    if (key.startsWith(NAMESPACE_PREFIX) || key.startsWith(SERVICE_ACCOUNT_PREFIX)) { own.delete(key); }
  }
  own.set(ORCHESTRATOR_LABEL, 'k8s');
  own.set(SERVICE_ACCOUNT_LABEL, serviceAccount);
  return context.inheritedLabels(own, source.namespace, serviceAccount, source);
}

function containerPorts(spec: JsonObject | undefined): NamedPort[] {
  return [...objectsAt(spec, 'containers'), ...objectsAt(spec, 'initContainers')]
    .flatMap((container) => objectsAt(container, 'ports'))
    .flatMap((port) => {
      const [name, number] = [textAt(port, 'name'), numberAt(port, 'containerPort')];
      return name === '' || number === undefined ? [] : [{ name, protocol: protocolNumber(port.protocol) ?? TCP, port: number }];
    });
}
