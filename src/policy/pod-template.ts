import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { isJsonObject, type Json, type JsonObject } from '../manifest';
import { Selector } from '../selector';

/** What a policy can know of a workload: read from the manifest that its construct becomes. */
export interface PodTemplate {
  /** The name of the workload. */
  readonly name: string;
  /** The labels of its pods. */
  readonly labels: Record<string, string>;
  /** What picks its pods: the workload's own selector, which never changes, else all labels of the pods. */
  readonly selector: Selector;
  readonly namespace: string | undefined;
  readonly serviceAccountName: string | undefined;
}

/**
 * Reads the pod template of anything that becomes a manifest with one.
 * @throws when there is none, more than one, or one that no policy can select
 */
export function readPodTemplate(construct: IConstruct): PodTemplate {
  const path = construct.node.path;
  const found = manifestsOf(construct)
    .map((manifest) => ({ manifest, template: templateOf(manifest) }))
    .filter((entry): entry is { manifest: JsonObject; template: JsonObject } => entry.template !== undefined);
  if (found.length === 0) {
    throw new Error(`${path} has no pod template. Give a Deployment, StatefulSet, DaemonSet, ReplicaSet, Job, CronJob or Pod.`);
  }
  if (found.length > 1) {
    throw new Error(`${path} holds ${found.length} objects with pods. Give the construct of one of them.`);
  }
  const [{ manifest, template }] = found;
  const labels = stringsOf(field(template, 'metadata', 'labels'));
  if (Object.keys(labels).length === 0) {
    throw new Error(`the pods of ${path} have no labels, so nothing tells them from others. Give the pod template a label.`);
  }
  if (field(template, 'spec', 'hostNetwork') === true) {
    throw new Error(`the pods of ${path} use the host's network: Calico has no endpoint for them and no selector finds them. Use a HostEndpoint or the nodes' nets.`);
  }
  const namespace = field(manifest, 'metadata', 'namespace');
  const account = field(template, 'spec', 'serviceAccountName');
  return {
    name: String(field(manifest, 'metadata', 'name')),
    labels,
    selector: ownSelector(manifest) ?? Selector.labels(labels),
    namespace: typeof namespace === 'string' ? namespace : undefined,
    serviceAccountName: typeof account === 'string' ? account : undefined,
  };
}

function manifestsOf(construct: IConstruct): JsonObject[] {
  const objects = construct.node.findAll().filter(mayHavePods);
  const own = construct.node.defaultChild;
  // A Deployment's construct may hold more (its Service, a job of its own); its default child is the Deployment.
  const main = own !== undefined && mayHavePods(own) ? own.toJson() as JsonObject : undefined;
  return main !== undefined && templateOf(main) !== undefined ? [main] : objects.map((object) => object.toJson() as JsonObject);
}

/** The groups of policies, of Calico and of Kubernetes: nothing in them has pods. */
const WITHOUT_PODS = /(^|\.)(projectcalico\.org|networking\.k8s\.io)$/;

/** A policy that asks about the workload may stand beside it: to render it here would ask again, without end. */
function mayHavePods(child: IConstruct): child is ApiObject {
  return ApiObject.isApiObject(child) && !WITHOUT_PODS.test(child.apiGroup);
}

function templateOf(manifest: JsonObject): JsonObject | undefined {
  if (manifest.kind === 'Pod') {
    return manifest;
  }
  const template = field(manifest, 'spec', 'jobTemplate', 'spec', 'template') ?? field(manifest, 'spec', 'template');
  return template !== undefined && isJsonObject(template) && field(template, 'spec') !== undefined ? template : undefined;
}

/** The labels by which a workload finds its own pods; jobs and bare pods have none that one can see. */
function ownSelector(manifest: JsonObject): Selector | undefined {
  const selector = field(manifest, 'spec', 'selector');
  if (selector === undefined || !isJsonObject(selector)) {
    return undefined;
  }
  const parts: Selector[] = [];
  const labels = stringsOf(selector.matchLabels);
  if (Object.keys(labels).length > 0) {
    parts.push(Selector.labels(labels));
  }
  for (const expression of Array.isArray(selector.matchExpressions) ? selector.matchExpressions : []) {
    const { key, operator, values } = expression as { key: string; operator: string; values?: string[] };
    parts.push(requirement(key, operator, values ?? []));
  }
  return parts.length === 0 ? undefined : parts[0].and(...parts.slice(1));
}

function requirement(key: string, operator: string, values: string[]): Selector {
  const label = Selector.label(key);
  switch (operator) {
    case 'In': return label.isIn(...values);
    case 'NotIn': return label.isNotIn(...values);
    case 'Exists': return label.exists();
    case 'DoesNotExist': return label.doesNotExist();
    default: throw new Error(`the workload's selector has the operator '${operator}', which Kubernetes does not know.`);
  }
}

function field(object: JsonObject, ...keys: string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const key of keys) {
    value = value !== undefined && isJsonObject(value) ? value[key] : undefined;
  }
  return value;
}

function stringsOf(value: Json | undefined): Record<string, string> {
  return value !== undefined && isJsonObject(value) ? value as Record<string, string> : {};
}
