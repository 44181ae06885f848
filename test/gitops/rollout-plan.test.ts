import * as fs from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart } from 'cdk8s';
import { RolloutPlan } from '../../src';

const CALICO = 'projectcalico.org/v3';
/** In the naive order: endpoints first. */
const OBJECTS: [string, string, string, string?][] = [
  [CALICO, 'HostEndpoint', 'node-eth0'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'web', 'shop'],
  [CALICO, 'GlobalNetworkPolicy', 'security.deny'],
  [CALICO, 'StagedGlobalNetworkPolicy', 'security.deny'],
  ['apps/v1', 'Deployment', 'web', 'shop'],
  [CALICO, 'GlobalNetworkSet', 'bad'],
  [CALICO, 'Tier', 'security'],
  [CALICO, 'FelixConfiguration', 'default'],
  ['v1', 'Namespace', 'shop'],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'x.example.com'],
];

function build(): App {
  const app = new App();
  const chart = new Chart(app, 'c');
  OBJECTS.forEach(([apiVersion, kind, name, namespace], index) => new ApiObject(chart, `o${index}`, { apiVersion, kind, metadata: { name, namespace } }));
  return app;
}

test('what others need comes first, host endpoints last; removal is the reverse', () => {
  const plan = RolloutPlan.of(build());
  expect(plan.steps.map(({ name, objects }) => `${name}: ${objects.join(', ')}`)).toEqual([
    'definitions: CustomResourceDefinition.apiextensions.k8s.io x.example.com',
    'namespaces: Namespace shop',
    'platform: FelixConfiguration.projectcalico.org default',
    'tiers: Tier.projectcalico.org security',
    'sets: GlobalNetworkSet.projectcalico.org bad',
    'staged-policies: StagedGlobalNetworkPolicy.projectcalico.org security.deny',
    'policies: GlobalNetworkPolicy.projectcalico.org security.deny, NetworkPolicy.networking.k8s.io shop/web',
    'others: Deployment.apps shop/web',
    'host-endpoints: HostEndpoint.projectcalico.org node-eth0',
  ]);
  expect(plan.removalSteps.map(({ name }) => name)).toEqual(plan.steps.map(({ name }) => name).reverse());
});

test('the naive order is rejected and says why; the order of the plan is not', () => {
  const plan = RolloutPlan.of(build());
  const order = plan.steps.flatMap(({ objects }) => objects);
  expect(plan.problemsOf(order)).toEqual([]);
  const [problem] = plan.problemsOf([order[order.length - 1], ...order.slice(0, -1)]);
  expect(problem).toMatch(/^HostEndpoint\.projectcalico\.org node-eth0 comes before .*: a host endpoint blocks everything that no policy allows yet/);
});

test('sync waves rise along the plan; one that is set stays', () => {
  const app = build();
  const namespace = app.charts[0].apiObjects.find(({ kind }) => kind === 'Namespace')!;
  namespace.metadata.addAnnotation('argocd.argoproj.io/sync-wave', '7');
  RolloutPlan.of(app).addSyncWaves();
  const waves = app.charts[0].apiObjects.map((one) => [one.kind, one.toJson().metadata.annotations['argocd.argoproj.io/sync-wave']]);
  expect(Object.fromEntries(waves)).toEqual({
    CustomResourceDefinition: '-60',
    Namespace: '7',
    FelixConfiguration: '-40',
    Tier: '-30',
    GlobalNetworkSet: '-20',
    StagedGlobalNetworkPolicy: '-10',
    GlobalNetworkPolicy: '0',
    NetworkPolicy: '0',
    Deployment: '10',
    HostEndpoint: '20',
  });
});

test('each step gets a folder', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'rollout-'));
  RolloutPlan.of(build()).writeFolders(folder);
  expect(fs.readdirSync(folder).filter((name) => !name.startsWith('.'))).toEqual([
    '01-definitions', '02-namespaces', '03-platform', '04-tiers', '05-sets', '06-staged-policies', '07-policies', '08-others', '09-host-endpoints',
  ]);
  expect(fs.readFileSync(join(folder, '04-tiers/Tier.projectcalico.org_security.yaml'), 'utf8')).toContain('kind: Tier');
  fs.rmSync(folder, { recursive: true });
});
