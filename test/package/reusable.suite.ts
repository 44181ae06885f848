import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pack, PATIENCE, ROOT, Workspace } from './workspace';

jest.setTimeout(PATIENCE);

const workspace = new Workspace();
let library: string;
let ours: string;

beforeAll(() => {
  ours = pack(workspace);
  workspace.write('installed/package.json', '{"private": true}');
  workspace.succeed(['npm', 'install', ours], { in: 'installed' });
  // Below the repository its tools (projen, jsii, jest) are found; cdk8s-calico and its peers are the installed ones.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  library = mkdtempSync(join(ROOT, '.cache/reusable-'));
  cpSync(join(ROOT, 'examples/reusable-package'), library, { recursive: true });
  workspace.succeed([process.execPath, require.resolve('tsx/cli'), '.projenrc.ts'], { in: library, env: { PROJEN_DISABLE_POST: 'true' } });
  cpSync(workspace.path('installed/node_modules'), join(library, 'node_modules'), { recursive: true });
});
afterAll(() => {
  workspace.dispose();
  rmSync(library, { recursive: true, force: true });
});

test('it compiles, its tests pass, and an app uses it', () => {
  for (const task of ['compile', 'test']) workspace.succeed([process.execPath, require.resolve('projen/bin/projen'), task], { in: library });
  const assembly = JSON.parse(readFileSync(join(library, '.jsii'), 'utf8')) as { dependencies: object };
  expect(Object.keys(assembly.dependencies)).toEqual(['cdk8s', 'cdk8s-calico', 'constructs']);

  workspace.write('app/package.json', '{"private": true}');
  workspace.succeed(['npm', 'install', pack(workspace, library), ours], { in: 'app' });
  workspace.write('app/app.ts', `
    import { Chart, JsonPatch } from 'cdk8s';
    import { CalicoApp, Traffic } from 'cdk8s-calico';
    import { ShopBaseline } from 'shop-network-baseline';

    const app = new CalicoApp();
    const { monitoring } = new ShopBaseline(new Chart(app, 'orders'), 'baseline', { namespace: 'orders', metrics: Traffic.tcp(9113) });
    monitoring.addJsonPatch(JsonPatch.add('/metadata/labels/team', 'orders'));
    app.synth();
  `);
  const compilerOptions = { strict: true, target: 'es2022', lib: ['es2022'], module: 'node16', types: [] };
  workspace.write('app/tsconfig.json', JSON.stringify({ compilerOptions, files: ['app.ts'] }));
  workspace.succeed([process.execPath, require.resolve('typescript/bin/tsc')], { in: 'app' });
  workspace.succeed([process.execPath, 'app.js'], { in: 'app' });
  expect(workspace.read('app/dist/orders.k8s.yaml')).toMatchInlineSnapshot(`
"apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
  name: default-deny
  namespace: orders
spec:
  egress:
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "kube-system"
        ports:
          - 53
        selector: k8s-app == "kube-dns"
      metadata:
        annotations:
          calico.cdk8s.io/because: names are resolved here
      protocol: UDP
    - action: Allow
      destination:
        namespaceSelector: projectcalico.org/name == "kube-system"
        ports:
          - 53
        selector: k8s-app == "kube-dns"
      metadata:
        annotations:
          calico.cdk8s.io/because: names are resolved here
      protocol: TCP
  selector: all()
  tier: default
  types:
    - Ingress
    - Egress
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  labels:
    projectcalico.org/tier: default
    team: orders
  name: monitoring
  namespace: orders
spec:
  ingress:
    - action: Allow
      destination:
        ports:
          - 9113
      protocol: TCP
      source:
        namespaceSelector: projectcalico.org/name == "monitoring"
  selector: metrics == "true"
  tier: default
  types:
    - Ingress
"
`);
});
