import { performance } from 'node:perf_hooks';
import { judgeRollout } from '../src/gitops';
import { type JsonObject, type Manifest } from '../src/manifest';
import { NEWEST_RELEASED } from '../src/target';

const V3 = 'projectcalico.org/v3';
const APPS = 10;

/** Namespaces with ten apps each, of which every one is reached by the next; a default deny for all, and DNS. */
function makeShop(policies: number): { policies: JsonObject[]; workloads: JsonObject[] } {
  const selector = (app: number): string => `app == "app${app}"`;
  const made: object[] = [
    { apiVersion: V3, kind: 'GlobalNetworkPolicy', metadata: { name: 'a-default-deny' }, spec: { order: 2000, selector: 'has(app)', types: ['Ingress', 'Egress'] } },
    {
      apiVersion: V3,
      kind: 'GlobalNetworkPolicy',
      metadata: { name: 'dns' },
      spec: { order: 1, types: ['Egress'], egress: [{ action: 'Allow', protocol: 'UDP', destination: { selector: 'k8s-app == "kube-dns"', ports: [53] } }] },
    },
  ];
  const workloads: object[] = [];
  for (let index = 0; made.length < policies; index++) {
    const [namespace, app] = [`team${Math.floor(index / APPS)}`, index % APPS];
    made.push({
      apiVersion: V3,
      kind: 'NetworkPolicy',
      metadata: { name: `app${app}`, namespace },
      spec: {
        selector: selector(app),
        types: ['Ingress', 'Egress'],
        ingress: [{ action: 'Allow', protocol: 'TCP', source: { selector: selector((app + 1) % APPS) }, destination: { ports: [8080] } }],
        egress: [{ action: 'Allow', protocol: 'TCP', destination: { selector: selector((app + APPS - 1) % APPS), ports: [8080] } }],
      },
    });
    workloads.push({
      apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `app${app}`, namespace }, spec: { template: { metadata: { labels: { app: `app${app}` } }, spec: {} } },
    });
  }
  const plain = (objects: object[]): JsonObject[] => JSON.parse(JSON.stringify(objects)) as JsonObject[];
  return { policies: plain(made), workloads: plain(workloads) };
}

/** How long it takes to put policies in order and to walk through the steps. */
export function run(): void {
  const manifests = (objects: JsonObject[]): Manifest[] => objects.map((object) => ({ object, origin: {} }));
  for (const count of [500, 2000]) {
    const { policies, workloads } = makeShop(count);
    for (const [name, common] of [['with their workloads', workloads], ['without workloads', []]] as const) {
      const start = performance.now();
      const { steps } = judgeRollout([], manifests(policies), manifests([...common]), 'plan', { version: NEWEST_RELEASED, complete: false });
      const seconds = (performance.now() - start) / 1000;
      console.log(`rollout: ${count} policies ${name}: ${seconds.toFixed(1)} s, ${steps.length} steps, ${
        steps.flatMap(({ wrong }) => wrong).length} wrong flows, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
    }
  }
}
