import { readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart, Testing } from 'cdk8s';
import { refusals } from './delivery-schemas';
import {
  ArgoCdApplication, type ArgoCdApplicationProps, ArgoCdProject, CalicoApp, CalicoTarget, CalicoVersion, FluxDeletionPolicy, FluxGitRepository,
  FluxKustomization, FluxOciProvider, FluxOciRepository, GlobalNetworkPolicy, KubeControllersConfiguration, PolicyType, PruneProtection, RolloutPlan,
  Tier,
} from '../../src';

const REPO = 'https://git.example.com/shop/policies.git';

function chart(): Chart {
  return new Chart(new App(), 'delivery');
}

function policies(): CalicoApp {
  const app = new CalicoApp();
  const c = new Chart(app, 'c');
  new GlobalNetworkPolicy(c, 'deny', { tier: new Tier(c, 'security', { order: 100 }), types: [PolicyType.INGRESS] });
  new ApiObject(c, 'ns', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } });
  return app;
}

/** The only object that `build` makes, which its CRD must accept. */
function accepted(build: (scope: Chart) => unknown): any {
  const scope = chart();
  build(scope);
  const [object] = Testing.synth(scope).slice(-1);
  expect(refusals(object)).toEqual([]);
  return object;
}

function application(props: Partial<ArgoCdApplicationProps> = {}): any {
  return accepted((scope) => new ArgoCdApplication(scope, 'shop', { repoUrl: REPO, path: 'rendered', ...props }));
}

function problem(build: (scope: Chart) => unknown): string {
  const scope = chart();
  build(scope);
  return scope.node.findAll().flatMap(({ node }) => node.validate()).join('\n');
}

describe('the CRDs that the tests hold', () => {
  test('refuse what is wrong', () => {
    const object = { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', spec: { interval: 'soon', prune: true, sourceRefs: {} } };
    expect(refusals(object).join('\n')).toMatch(/required.*sourceRef[^]*additional[^]*pattern/);
  });
});

describe('ArgoCdApplication', () => {
  test('with no more than it must say', () => {
    expect(application()).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'shop', namespace: 'argocd' },
      spec: {
        project: 'default',
        source: { repoURL: REPO, path: 'rendered', targetRevision: 'HEAD', directory: { recurse: true } },
        destination: { server: 'https://kubernetes.default.svc' },
        syncPolicy: { automated: { prune: true, selfHeal: true }, syncOptions: ['PruneLast=true', 'ServerSideApply=true'] },
      },
    });
  });

  test('with all that it can say', () => {
    const { metadata, spec } = application({
      metadata: { name: 'policies', namespace: 'delivery', annotations: { a: 'b' } },
      revision: 'v1',
      project: 'network-policy',
      clusterName: 'production',
      defaultNamespace: 'shop',
      automated: false,
      pruneLast: false,
      serverSideApply: false,
      serverSideDiff: true,
      syncOptions: ['CreateNamespace=true'],
      ignoreDifferences: [{ kind: 'Namespace', jsonPointers: ['/metadata/labels/a~1b'] }],
      deleteObjectsToo: true,
    });
    expect(metadata).toEqual({
      name: 'policies',
      namespace: 'delivery',
      annotations: { 'a': 'b', 'argocd.argoproj.io/compare-options': 'ServerSideDiff=true' },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    });
    expect(spec).toMatchObject({
      destination: { name: 'production', namespace: 'shop' },
      syncPolicy: { syncOptions: ['PruneLast=false', 'ServerSideApply=false', 'CreateNamespace=true'] },
      ignoreDifferences: [{ kind: 'Namespace', jsonPointers: ['/metadata/labels/a~1b'] }],
    });
    expect(spec.syncPolicy.automated).toBeUndefined();
    expect(spec.destination.server).toBeUndefined();
  });

  test('ignores nothing in objects of this library, which write out what Calico would fill in', () => {
    expect(application({ manifests: policies() }).spec.ignoreDifferences).toBeUndefined();
  });

  /** The pointers that are ignored, by object, when an app holds these. */
  function ignored(version: CalicoVersion, fill: (chart: Chart) => unknown): Record<string, string[]> {
    const app = new CalicoApp({ calico: CalicoTarget.of(version) });
    fill(new Chart(app, 'c'));
    const differences: any[] = application({ manifests: app }).spec.ignoreDifferences ?? [];
    return Object.fromEntries(differences.map(({ group, kind, namespace, name, jsonPointers }) =>
      [[`${kind}.${group}`, namespace, name].filter((part) => part !== undefined).join(' '), jsonPointers]));
  }

  function raw(kind: string, spec: object, apiVersion: string = 'projectcalico.org/v3'): (chart: Chart) => unknown {
    const namespace = ['NetworkPolicy', 'StagedNetworkPolicy'].includes(kind) ? 'shop' : undefined;
    return (c) => new ApiObject(c, 'o', { apiVersion, kind, metadata: { name: 'o', namespace }, spec });
  }

  test.each<[string, CalicoVersion, (chart: Chart) => unknown, Record<string, string[]>]>([
    ['the tier, but never types', CalicoVersion.V3_32, raw('NetworkPolicy', { tier: 'default' }),
      { 'NetworkPolicy.projectcalico.org shop o': ['/metadata/labels/projectcalico.org~1tier'] }],
    ['the tier once, where code and CRD fill it in', CalicoVersion.V3_32, raw('StagedNetworkPolicy', {}),
      { 'StagedNetworkPolicy.projectcalico.org shop o': ['/metadata/labels/projectcalico.org~1tier', '/spec/tier', '/spec/stagedAction'] }],
    ['no default that the CRD of the target has not', CalicoVersion.V3_31, raw('StagedNetworkPolicy', {}),
      { 'StagedNetworkPolicy.projectcalico.org shop o': ['/metadata/labels/projectcalico.org~1tier', '/spec/tier'] }],
    ['all of an IP pool', CalicoVersion.V3_31, raw('IPPool', { cidr: '10.0.0.0/16', blockSize: 26 }),
      { 'IPPool.projectcalico.org o': ['allowedUses', 'assignmentMode', 'ipipMode', 'nodeSelector', 'vxlanMode'].map((field) => `/spec/${field}`) }],
    ['settings that a cluster has before, at every depth that is written', CalicoVersion.V3_33,
      (c) => new KubeControllersConfiguration(c, 'k', { automaticHostEndpoints: { createDefault: false } }),
      { 'KubeControllersConfiguration.projectcalico.org default': ['/spec/healthChecks'] }],
    ['nothing below what is not there', CalicoVersion.V3_32, raw('KubeControllersConfiguration', { healthChecks: 'Disabled', controllers: { loadBalancer: {} } }),
      { 'KubeControllersConfiguration.projectcalico.org o': ['/spec/controllers/loadBalancer/assignIPs'] }],
    ['a field in a list', CalicoVersion.V3_31,
      raw('AdminNetworkPolicy', { ingress: [{}, { ports: [{ portNumber: { port: 80 } }, { portRange: { start: 1, end: 2, protocol: 'UDP' } }] }] },
        'policy.networking.k8s.io/v1alpha1'),
      { 'AdminNetworkPolicy.policy.networking.k8s.io o': ['/spec/ingress/1/ports/0/portNumber/protocol'] }],
    ['nothing of a kind without facts', CalicoVersion.V3_33, raw('Deployment', {}, 'apps/v1'), {}],
    ['nothing where there is no spec', CalicoVersion.V3_33, (c) => new ApiObject(c, 'o', { apiVersion: 'projectcalico.org/v3', kind: 'FelixConfiguration' }), {}],
  ])('ignores what is filled in where an object leaves it out: %s', (_, version, fill, expected) => {
    expect(ignored(version, fill)).toEqual(expected);
  });

  test.each<[Partial<ArgoCdApplicationProps>, RegExp]>([
    [{ path: '/rendered' }, /spec\.source\.path: '\/rendered' starts at the root of a machine/],
    [{ path: '../other' }, /leads out of the repository/],
    [{ repoUrl: ' ' }, /spec\.source\.repoURL: no repository is named/],
    [{ clusterName: 'a', clusterUrl: 'https://b' }, /spec\.destination: clusterUrl and clusterName/],
    [{ automated: false, prune: true }, /automated is off/],
    [{ syncOptions: ['CreateNamespace'] }, /'CreateNamespace' is no sync option/],
    [{ syncOptions: ['PruneLast=false'] }, /PruneLast has a property of its own: pruneLast/],
    [{ ignoreDifferences: [{ kind: 'Tier', jsonPointers: ['spec.order'] }] }, /'spec\.order' is no JSON pointer/],
  ])('says what is wrong with %j', (props, expected) => {
    expect(problem((scope) => new ArgoCdApplication(scope, 'shop', { repoUrl: REPO, path: 'rendered', ...props }))).toMatch(expected);
  });
});

describe('ArgoCdProject', () => {
  test('allows network policy and nothing else', () => {
    const { spec } = accepted((scope) => new ArgoCdProject(scope, 'p', { repoUrls: [REPO] }));
    expect(spec).toEqual({
      sourceRepos: [REPO],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: '*' }],
      clusterResourceWhitelist: [{ group: 'projectcalico.org', kind: '*' }, { group: 'policy.networking.k8s.io', kind: '*' }],
      namespaceResourceWhitelist: [{ group: 'projectcalico.org', kind: '*' }, { group: 'networking.k8s.io', kind: 'NetworkPolicy' }],
    });
  });

  test('allows exactly the kinds of an app, and what is given on top', () => {
    const { spec } = accepted((scope) => new ArgoCdProject(scope, 'p', {
      description: 'd',
      repoUrls: [REPO],
      manifests: policies(),
      destinations: [{ clusterName: 'production', namespace: 'shop' }],
      clusterKinds: [{ kind: 'Node' }],
      namespacedKinds: [{ group: 'apps', kind: 'Deployment' }],
    }));
    expect(spec.clusterResourceWhitelist).toEqual([
      { group: '', kind: 'Namespace' }, { group: 'projectcalico.org', kind: 'GlobalNetworkPolicy' }, { group: 'projectcalico.org', kind: 'Tier' },
      { group: '', kind: 'Node' },
    ]);
    expect(spec.namespaceResourceWhitelist).toContainEqual({ group: 'apps', kind: 'Deployment' });
    expect(spec.destinations).toEqual([{ name: 'production', namespace: 'shop' }]);
  });

  test('says what is wrong', () => {
    const found = problem((scope) => new ArgoCdProject(scope, 'p', {
      description: 'x'.repeat(256), repoUrls: [], destinations: [{ clusterName: 'a', clusterUrl: 'b' }],
    }));
    expect(found).toMatch(/256 characters[^]*no repository is named[^]*spec\.destinations\[0\]/);
  });
});

describe('Flux sources', () => {
  test('a repository', () => {
    expect(accepted((scope) => new FluxGitRepository(scope, 'policies', { url: REPO, secretName: 'key' }))).toEqual({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'GitRepository',
      metadata: { name: 'policies', namespace: 'flux-system' },
      spec: { url: REPO, interval: '1m', ref: { branch: 'main' }, secretRef: { name: 'key' } },
    });
    expect(accepted((scope) => new FluxGitRepository(scope, 'p', { url: REPO, tag: 'v1' })).spec.ref).toEqual({ tag: 'v1' });
  });

  test('an artifact', () => {
    const { spec } = accepted((scope) => new FluxOciRepository(scope, 'policies', {
      url: 'oci://registry.example.com:5000/policies', semver: '1.x', provider: FluxOciProvider.AWS, signedBy: [{ issuer: '^i$', subject: '^s$' }],
    }));
    expect(spec).toEqual({
      url: 'oci://registry.example.com:5000/policies',
      interval: '5m',
      ref: { semver: '1.x' },
      provider: 'aws',
      verify: { provider: 'cosign', matchOIDCIdentity: [{ issuer: '^i$', subject: '^s$' }] },
    });
  });

  test.each<[string, (scope: Chart) => unknown, RegExp]>([
    ['scp address', (scope) => new FluxGitRepository(scope, 'r', { url: 'git@git.example.com:shop/p.git' }), /Write ssh:\/\/git@git\.example\.com\/shop\/p\.git/],
    ['two refs', (scope) => new FluxGitRepository(scope, 'r', { url: REPO, branch: 'main', tag: 'v1' }), /branch and tag are given/],
    ['short hash', (scope) => new FluxGitRepository(scope, 'r', { url: REPO, commit: '4625717' }), /'4625717' is no full hash/],
    ['interval', (scope) => new FluxGitRepository(scope, 'r', { url: REPO, interval: '1 min' }), /'1 min' is no duration/],
    ['scheme', (scope) => new FluxOciRepository(scope, 'r', { url: 'registry.example.com/p' }), /It starts with oci:\/\//],
    ['tag in the URL', (scope) => new FluxOciRepository(scope, 'r', { url: 'oci://registry.example.com:5000/p:v1' }), /names a tag or digest/],
    ['two refs of an artifact', (scope) => new FluxOciRepository(scope, 'r', { url: 'oci://r/p', tag: 'a', digest: 'b' }), /tag and digest are given/],
  ])('says what is wrong: %s', (_title, build, expected) => {
    expect(problem(build)).toMatch(expected);
  });
});

describe('FluxKustomization', () => {
  test('one for each folder of a plan, in its order', () => {
    const plan = RolloutPlan.of(policies());
    const scope = chart();
    const source = new FluxGitRepository(scope, 'policies', { url: REPO });
    FluxKustomization.ofPlan(scope, 'policies', plan, { source, path: 'rendered/', serviceAccountName: 'flux' });
    const [, ...kustomizations] = Testing.synth(scope);
    expect(kustomizations.flatMap(refusals)).toEqual([]);
    expect(kustomizations.map(({ metadata, spec }) => [metadata.name, spec.path, spec.dependsOn])).toEqual([
      ['policies-namespaces', './rendered/01-namespaces', undefined],
      ['policies-tiers', './rendered/02-tiers', [{ name: 'policies-namespaces' }]],
      ['policies-policies', './rendered/03-policies', [{ name: 'policies-tiers' }]],
    ]);
    expect(kustomizations[0].spec).toMatchObject({
      sourceRef: { kind: 'GitRepository', name: 'policies' }, interval: '10m', prune: true, wait: true, serviceAccountName: 'flux',
    });
    const folder = mkdtempSync(join(tmpdir(), 'flux-'));
    plan.writeFolders(join(folder, 'rendered'));
    for (const { spec } of kustomizations) expect(readdirSync(join(folder, spec.path))).not.toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('names the namespaces of others', () => {
    const { spec } = accepted((scope) => new FluxKustomization(scope, 'k', {
      metadata: { namespace: 'team' },
      source: FluxOciRepository.named('artifact', 'flux-system'),
      path: '.',
      deletionPolicy: FluxDeletionPolicy.ORPHAN,
      suspend: true,
      dependsOn: [new FluxKustomization(scope, 'first', { source: FluxGitRepository.named('r'), path: './p' })],
    }));
    expect(spec).toMatchObject({
      sourceRef: { kind: 'OCIRepository', name: 'artifact', namespace: 'flux-system' },
      dependsOn: [{ name: 'first', namespace: 'flux-system' }],
      deletionPolicy: 'Orphan',
      suspend: true,
    });
  });

  test('says what is wrong', () => {
    const found = problem((scope) => new FluxKustomization(scope, 'k', { source: FluxGitRepository.named('r'), path: '/x', timeout: '5', retryInterval: 'now' }));
    expect(found).toMatch(/spec\.path[^]*spec\.retryInterval[^]*spec\.timeout/);
  });
});

test('CalicoApp judges the objects of Argo CD and Flux as nothing of its own', () => {
  const app = new CalicoApp();
  const scope = new Chart(app, 'delivery');
  new ArgoCdApplication(scope, 'a', { repoUrl: REPO, path: 'rendered' });
  new FluxKustomization(scope, 'k', { source: FluxGitRepository.named('r'), path: 'rendered' });
  expect(app.synthYaml()).toContain('kind: Kustomization');
});

test('protected objects are pruned by nobody; other sync options stay', () => {
  const scope = chart();
  const tier = new Tier(scope, 'security', { metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=confirm,Replace=true' } } });
  PruneProtection.addTo(scope);
  expect(tier.apiObject.toJson().metadata.annotations).toEqual({
    'argocd.argoproj.io/sync-options': 'Replace=true,Prune=false,Delete=false',
    'kustomize.toolkit.fluxcd.io/prune': 'disabled',
  });
});
