/**
 * Applies every example to a real API server with native v3 CRDs: each object is accepted, comes back as it was sent
 * (but for what the server itself keeps in metadata), and is not changed by a second apply.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Client, type KubernetesObject } from './client';
import { type Example, readExamples } from './examples';
import { installCalico, problemsOf } from './platform';
import { Server } from './server';

/**
 * Kinds of Kubernetes itself get defaults that are none of ours, and the operator completes an Installation anyway; that
 * these are accepted is all that is asked.
 */
const OURS = /^(.*\.)?projectcalico\.org\/|^policy\.networking\.k8s\.io\/|^networking\.k8s\.io\/v1 NetworkPolicy$/;

/** These exist before we come; a default that we wrote there would undo what somebody else has set. */
const SETTINGS = new Set(['FelixConfiguration', 'BGPConfiguration', 'KubeControllersConfiguration']);

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { apiserver: { type: 'string' }, etcd: { type: 'string' }, crds: { type: 'string' } } });
  const folder = values.crds ?? join(__dirname, '../../../shared/crds');
  if (!values.apiserver || !values.etcd) throw new Error('--apiserver and --etcd name the programs (test/apiserver/run.sh builds or finds them)');
  if (!existsSync(folder)) throw new Error(`no CRDs in ${folder}: name the folder with --crds`);
  const examples = readExamples();
  const server = await Server.start(values.apiserver, values.etcd);
  let problems: string[];
  try {
    await installCalico(server.client, folder);
    problems = await selfCheck(server.client);
    for (const example of examples) problems.push(...await applyExample(server.client, example));
  } finally {
    await server.stop();
  }
  problems.forEach((problem) => console.log(`  ${problem}`));
  console.log(`${problems.length} differences`);
  process.exit(problems.length === 0 ? 0 : 1);
}

/** A test of the test: the server adds to a policy that leaves something out, and refuses one that is wrong. */
async function selfCheck(client: Client): Promise<string[]> {
  const policy = (spec: object): KubernetesObject => ({ apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'x' }, spec });
  const sparse = policy({ selector: 'all()', ingress: [{ action: 'Deny' }] });
  const collection = (await client.collection(sparse))!;
  const { body } = await client.apply(collection, sparse, '&dryRun=All&force=true');
  const wrong = await client.create(collection, policy({ selector: 'all()', ingress: [{ action: 'Reject' }] }), '&dryRun=All&fieldValidation=Strict');
  return [
    ...differences(sparse, body).some(({ path }) => path.startsWith('spec.types')) ? [] : ['self-check: a policy without types came back as it was'],
    ...wrong.code === 422 ? [] : [`self-check: the action Reject was answered with ${wrong.code}`],
  ];
}

async function applyExample(client: Client, { name, objects }: Example): Promise<string[]> {
  const problems: string[] = [];
  const skipped = new Map<string, number>();
  const applied: { collection: string; object: KubernetesObject }[] = [];
  for (const namespace of new Set(objects.map(({ metadata }) => metadata.namespace).filter((value) => value !== undefined))) {
    await client.create('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  }
  let compared = 0;
  for (const object of objects) {
    const what = `${name}: ${object.kind} ${object.metadata.namespace ? `${object.metadata.namespace}/` : ''}${object.metadata.name}`;
    const collection = await client.collection(object);
    if (collection === undefined) {
      const kind = `${object.apiVersion} ${object.kind}`;
      skipped.set(kind, (skipped.get(kind) ?? 0) + 1);
      continue;
    }
    const isOurs = OURS.test(`${object.apiVersion} ${object.kind}`);
    if (isOurs) compared++;
    applied.push({ collection, object });
    problems.push(...(await applyObject(client, collection, object, isOurs)).map((problem) => `${what}: ${problem}`));
  }
  for (const { collection, object } of applied.reverse()) {
    if (object.kind !== 'Namespace') await client.remove(collection, object);
  }
  const left = [...skipped].map(([kind, times]) => `${times} ${kind}`).join(', ');
  console.log(`${name}: ${applied.length} objects applied, ${compared} of Calico's kinds compared${left ? `; the server has no ${left}` : ''}`);
  return problems;
}

async function applyObject(client: Client, collection: string, object: KubernetesObject, isOurs: boolean): Promise<string[]> {
  // A creation names every fault; server-side apply stops at the first. A namespace may be there already.
  const tried = await client.create(collection, object, '&dryRun=All&fieldValidation=Strict');
  if (tried.code >= 300 && tried.body?.reason !== 'AlreadyExists') return [`refused: ${problemsOf(tried)}`];
  const dry = await client.apply(collection, object, '&force=true&dryRun=All&fieldValidation=Strict');
  if (dry.code >= 300) return [`dry run refused: ${problemsOf(dry)}`];
  const first = await client.apply(collection, object, '&force=true');
  if (first.code >= 300) return [`refused: ${problemsOf(first)}`];
  const second = await client.apply(collection, object, '&force=true');
  const isSettings = SETTINGS.has(object.kind) && object.metadata.name === 'default';
  const changes = isOurs ? [...differences(object, dry.body), ...differences(object, first.body)] : [];
  const problems = changes.filter(({ sent }) => !isSettings || sent !== undefined).map(({ path, sent, got }) => `not as sent: ${path}: sent ${show(sent)}, got ${show(got)}`);
  if (second.body.metadata?.resourceVersion !== first.body.metadata.resourceVersion) problems.push('changed by a second apply');
  return [...new Set(problems)];
}

interface Change {
  readonly path: string;
  readonly sent: unknown;
  readonly got: unknown;
}

/** Where what came back is not what was sent. Of metadata, only what people write counts. */
function differences(sent: KubernetesObject, got: KubernetesObject): Change[] {
  const { labels, annotations, name, namespace } = got.metadata;
  return compare(sent, { ...got, metadata: { name, namespace, labels, annotations } }, '');
}

function compare(sent: any, got: any, path: string): Change[] {
  if (isObject(sent) && isObject(got)) {
    const keys = new Set([...Object.keys(sent), ...Object.keys(got)]);
    return [...keys].flatMap((key) => compare(sent[key], got[key], path === '' ? key : `${path}.${key}`));
  }
  if (Array.isArray(sent) && Array.isArray(got) && sent.length === got.length) return sent.flatMap((item, index) => compare(item, got[index], `${path}[${index}]`));
  return show(sent) === show(got) ? [] : [{ path, sent, got }];
}

function isObject(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return JSON.stringify(value) ?? 'nothing';
}

void main();
