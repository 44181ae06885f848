import * as fs from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import {
  ArgoCdApplication, CalicoApp, DenyByDefault, DenyScope, Dns, GlobalNetworkPolicy, HostEndpoint, NetworkPolicy, NetworkSet, Peer, PruneProtection,
  RolloutPlan, Rule, Selector, Tier, TierDefaultAction, Traffic,
} from '../../src';

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

test('Argo CD deletes host endpoints first: the objects say which go last, and the Application does not', () => {
  const app = build();
  const objects = app.charts[0].apiObjects;
  const options = ({ metadata }: ApiObject): string | undefined => metadata.toJson().annotations?.['argocd.argoproj.io/sync-options'];
  objects.find(({ kind }) => kind === 'Deployment')!.metadata.addAnnotation('argocd.argoproj.io/sync-options', 'PruneLast=false');
  PruneProtection.addTo(objects.find(({ kind }) => kind === 'Tier')!);
  const syncOptions = (): unknown => {
    const chart = new Chart(new App(), 'delivery');
    new ArgoCdApplication(chart, 'a', { repoUrl: 'https://git.example.com/a.git', path: 'a', manifests: app });
    return Testing.synth(chart)[0].spec.syncPolicy.syncOptions;
  };
  expect(syncOptions()).toEqual(['PruneLast=true', 'ServerSideApply=true']);
  const plan = RolloutPlan.of(app);
  plan.addSyncWaves();
  plan.addSyncWaves();
  expect(syncOptions()).toEqual(['PruneLast=false', 'ServerSideApply=true']);
  expect(Object.fromEntries(objects.map((one) => [one.kind, options(one)]))).toMatchObject({
    HostEndpoint: undefined,
    Deployment: 'PruneLast=false',
    Tier: 'Prune=false,Delete=false,PruneLast=true',
    GlobalNetworkPolicy: 'PruneLast=true',
    GlobalNetworkSet: 'PruneLast=true',
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

test('folders beside the output of their app leave it alone, and replace those of an earlier plan', () => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'rollout-'));
  const app = new CalicoApp({ outdir: folder });
  const chart = new Chart(app, 'tiers');
  new Tier(chart, 'security', { order: 100 });
  app.synth();
  RolloutPlan.of(app).writeFolders(folder);
  expect(fs.readdirSync(folder).sort()).toEqual(['.cdk8s-calico', '01-tiers', 'tiers.k8s.yaml']);
  new NetworkSet(chart, 'set', { metadata: { namespace: 'shop' }, nets: ['192.0.2.0/24'] });
  chart.node.tryRemoveChild('security');
  app.synth();
  RolloutPlan.of(app).writeFolders(folder);
  expect(fs.readdirSync(folder).sort()).toEqual(['.cdk8s-calico', '01-sets', 'tiers.k8s.yaml']);
  fs.rmSync(folder, { recursive: true });
});

describe('policies', () => {
  const app = (add: (chart: Chart) => void): App => {
    const made = new App();
    add(new Chart(made, 'c', { namespace: 'shop' }));
    return made;
  };
  const web = Selector.label('app').equalTo('web');
  const steps = (made: App): string[] => RolloutPlan.of(made).steps.map(({ name, objects, disturbed }) => (
    `${name}: ${objects.map((object) => object.replace(/^\w+\.projectcalico\.org /, '')).join(', ')}${disturbed.length > 0 ? ' (disturbed)' : ''}`));

  test('what allows comes before what denies by default', () => {
    const made = app((chart) => {
      new NetworkPolicy(chart, 'a-deny', { selector: Selector.all(), ingress: [] });
      new NetworkPolicy(chart, 'b-web', { selector: web, ingress: [Rule.allow(Traffic.tcp(80))] });
    });
    expect(steps(made)).toEqual(['policies-1: shop/b-web', 'policies-2: shop/a-deny']);
    const plan = RolloutPlan.of(made);
    expect(plan.steps[1].reasons).toEqual([
      'NetworkPolicy.projectcalico.org shop/a-deny comes after NetworkPolicy.projectcalico.org shop/b-web, '
      + 'else it would cut an address outside -> any workload with app=web in shop TCP 80',
    ]);
    expect(plan.removalSteps.map(({ objects }) => objects[0])).toEqual(['NetworkPolicy.projectcalico.org shop/a-deny', 'NetworkPolicy.projectcalico.org shop/b-web']);
    expect(plan.notes).toEqual(['policies that select no workload of the manifests are ordered for any workload that their selectors can select']);
  });

  test('two that each allow what the other blocks are one step, which says what may be cut', () => {
    const made = app((chart) => {
      new NetworkPolicy(chart, 'http', { selector: web, ingress: [Rule.allow(Traffic.tcp(80))] });
      new NetworkPolicy(chart, 'metrics', { selector: web, ingress: [Rule.allow(Traffic.tcp(9090))] });
      new NetworkPolicy(chart, 'other', { selector: Selector.label('app').equalTo('db'), ingress: [Rule.allow(Traffic.tcp(5432))] });
    });
    expect(steps(made)).toEqual(['policies-1: shop/other', 'policies-2: shop/http, shop/metrics (disturbed)']);
    expect(RolloutPlan.of(made).steps[1].disturbed).toEqual([
      'an address outside -> any workload with app=web in shop TCP 9090', 'an address outside -> any workload with app=web in shop TCP 80',
    ]);
    expect(RolloutPlan.of(made).toString()).toContain('May be cut until the last object of this step is there: an address outside -> ');
  });

  test('a policy of another tier that allows, or passes, comes before what denies', () => {
    const made = app((chart) => {
      const early = new Tier(chart, 'early', { order: 100, defaultAction: TierDefaultAction.DENY });
      const late = new Tier(chart, 'late', { order: 200, defaultAction: TierDefaultAction.DENY });
      new GlobalNetworkPolicy(chart, 'guard', { tier: early, selector: web, ingress: [Rule.pass(Traffic.tcp(80)), Rule.deny()] });
      new GlobalNetworkPolicy(chart, 'let', { tier: late, order: 1, selector: web, ingress: [Rule.allow(Traffic.tcp(80))] });
      new GlobalNetworkPolicy(chart, 'all', { tier: late, order: 2, selector: Selector.all(), ingress: [Rule.deny()] });
      new GlobalNetworkPolicy(chart, 'skip', { tier: early, order: 0, selector: web, ingress: [Rule.pass(Traffic.tcp(443))] });
      new GlobalNetworkPolicy(chart, 'let-tls', { tier: late, order: 0, selector: web, ingress: [Rule.allow(Traffic.tcp(443))] });
    });
    expect(steps(made).slice(1)).toEqual([
      // Whichever of two policies of a tier is there alone drops what the other lets through.
      'policies-1: early.guard, early.skip (disturbed)',
      'policies-2: late.let, late.let-tls (disturbed)',
      'policies-3: late.all',
    ]);
  });

  test('a default deny and the policies of its workloads need each other when it alone allows DNS', () => {
    const made = app((chart) => {
      new DenyByDefault(chart, 'deny', { scope: DenyScope.cluster(), dns: Dns.kubeDns() });
      new NetworkPolicy(chart, 'web', { selector: web, egress: [Rule.allow(Traffic.tcp(8080)).to(Peer.selector(Selector.label('app').equalTo('orders')))] });
    });
    expect(steps(made)).toEqual(['policies: default-deny, shop/web (disturbed)']);
  });

  test('a host endpoint that is not there yet forces no group', () => {
    const made = app((chart) => {
      const node = Selector.label('role').equalTo('node');
      new GlobalNetworkPolicy(chart, 'ssh', { selector: node, ingress: [Rule.allow(Traffic.tcp(22))] });
      new GlobalNetworkPolicy(chart, 'api', { selector: node, ingress: [Rule.allow(Traffic.tcp(6443))] });
      new HostEndpoint(chart, 'eth0', { metadata: { labels: { role: 'node' } }, node: 'node', interfaceName: 'eth0' });
    });
    expect(steps(made)).toEqual(['policies: api, ssh', 'host-endpoints: eth0']);
  });

  test('sync waves of later policies lie between those of the first and of workloads', () => {
    const made = app((chart) => {
      new NetworkPolicy(chart, 'a-deny', { selector: Selector.all(), ingress: [] });
      new NetworkPolicy(chart, 'b-web', { selector: web, ingress: [Rule.allow(Traffic.tcp(80))] });
      new ApiObject(chart, 'deployment', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } });
    });
    RolloutPlan.of(made).addSyncWaves();
    const written = made.charts[0].toJson() as { metadata: { annotations: Record<string, string> } }[];
    expect(written.map(({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-wave'])).toEqual(['1', '0', '10']);
  });
});
