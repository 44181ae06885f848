/** What a cluster with native v3 CRDs has before the first policy comes: the CRDs and Calico's admission policies. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type Client, type KubernetesObject } from './client';
import { objectsIn } from './examples';

const CRD_FILES = [
  'calico-v3.33-projectcalico.org-v3.yaml',
  'kubernetes-policy.networking.k8s.io-v1alpha2.yaml',
  'operator-v3.33-operator.tigera.io-v1.yaml',
  'monitoring.coreos.com-v1.yaml',
];
const ADMISSION_FILE = 'calico-v3.33-admission.yaml';
const WAIT_MS = 60_000;

/** A policy that the admission policies change: without `types`. */
const WITHOUT_TYPES: KubernetesObject = {
  apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name: 'without-types' }, spec: { selector: 'all()' },
};

export async function installCalico(client: Client, folder: string): Promise<void> {
  for (const file of CRD_FILES) {
    for (const object of objectsIn(join(folder, file))) await mustCreate(client, object);
  }
  await until('the CRDs are served', async () => await client.collection(WITHOUT_TYPES) !== undefined);
  for (const object of objectsIn(join(folder, ADMISSION_FILE))) await mustCreate(client, object);
  await until('the admission policies work', async () => {
    const { code, body } = await client.create((await client.collection(WITHOUT_TYPES))!, WITHOUT_TYPES, '&dryRun=All');
    return code === 201 && body.spec.types !== undefined;
  });
}

export function problemsOf({ code, body }: Answer): string {
  const causes: { field: string; message: string }[] = body?.details?.causes ?? [];
  const text = causes.map(({ field, message }) => `${field}: ${message}`).join('; ') || body?.message || JSON.stringify(body);
  return `${code} ${text}`;
}

async function mustCreate(client: Client, object: KubernetesObject): Promise<void> {
  const answer = await client.create((await client.collection(object))!, object);
  if (answer.code >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${problemsOf(answer)}`);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const last = Date.now() + WAIT_MS;
  while (!await isSo()) {
    if (Date.now() > last) throw new Error(`after ${WAIT_MS / 1000} s it is not so that ${what}`);
    await sleep(500);
  }
}
