import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { pack, PATIENCE, Workspace } from './workspace';

jest.setTimeout(PATIENCE);

interface Workflow {
  readonly jobs: { readonly policies: { readonly steps: { readonly name?: string; readonly run?: string }[] } };
}

const workspace = new Workspace();
let calico: string;

beforeAll(() => {
  const tarball = pack(workspace);
  workspace.write('tool/package.json', '{"private": true}');
  workspace.succeed(['npm', 'install', tarball], { in: 'tool' });
  calico = workspace.path('tool/node_modules/.bin/cdk8s-calico');
  mkdirSync(workspace.path('policies'));
  workspace.succeed([calico, 'init'], { in: 'policies' });
  // This version is not published: it comes from the tarball.
  const manifest = workspace.read('policies/package.json');
  workspace.write('policies/package.json', manifest.replace(/("cdk8s-calico": )"[^"]+"/, `$1"file:${tarball}"`));
  workspace.succeed(['npm', 'install'], { in: 'policies' });
});
afterAll(() => workspace.dispose());

const policies = { in: 'policies' };

test('it type-checks, is synthesized, checked and tested', () => {
  workspace.succeed(['npm', 'run', 'build'], policies);
  expect(workspace.succeed(['npm', 'run', 'synth'], policies)).toMatch(/Status +│ success/);
  expect(workspace.read('policies/dist/shop.k8s.yaml').match(/^kind: .*/gm)).toEqual(['kind: NetworkPolicy', 'kind: NetworkPolicy', 'kind: NetworkPolicy']);
  // `kubectl apply --filename dist` takes everything with such an ending.
  expect(readdirSync(workspace.path('policies/dist')).filter((name) => /\.(ya?ml|json)$/.test(name))).toEqual(['shop.k8s.yaml']);
  expect(workspace.succeed(['npm', 'run', 'check'], policies)).toContain('no findings');
  expect(workspace.run(['npm', 'test'], policies)).toMatchObject({ status: 0, stderr: expect.stringMatching(/Tests: +4 passed, 4 total/) });
});

test('the questions of its README have answers', () => {
  const questions = [...workspace.read('policies/README.md').matchAll(/`npx cdk8s-calico ([^`]+)`/g)].map(([, question]) => question);
  expect(questions).toHaveLength(2);
  const [explained, matrix] = questions.map((question) => workspace.succeed(['npx', 'cdk8s-calico', ...question.split(' ')], policies));
  expect(explained).toMatch(/^shop\/web can reach shop\/api on TCP 8080/);
  expect(matrix).toContain('shop/web -> shop/api (IPv4): TCP 8080\n');
});

test('its tests and its checks notice a change', () => {
  const source = workspace.read('policies/shop.ts');
  try {
    workspace.write('policies/shop.ts', source.replace('ingress: [Rule.allow(Traffic.tcp(8080))', 'ingress: [Rule.allow(Traffic.tcp(80))'));
    const { status, stderr } = workspace.run(['npm', 'test'], policies);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/✕ web reaches api[^]*shop\/web cannot reach shop\/api on TCP 8080/) });

    workspace.write('policies/shop.ts', source.replace('Dns.kubeDns()', 'Dns.none()'));
    expect(workspace.run(['npm', 'run', 'synth'], policies)).toMatchObject({ status: 2, stdout: expect.stringContaining('CAL2005') });
  } finally {
    workspace.write('policies/shop.ts', source);
  }
});

// GitHub runs these steps; so do we, in a repository with a base branch and a change on top of it.
test('its workflow runs, and shows what a pull request changes', () => {
  const git = (...args: string[]) => workspace.succeed(['git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], policies);
  git('init', '--quiet', '--initial-branch', 'main');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'base');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  workspace.write('policies/shop.ts', workspace.read('policies/shop.ts').replaceAll('Traffic.tcp(8080)', 'Traffic.tcp(8080, 8443)'));
  git('commit', '--quiet', '--all', '--message', 'change');

  const workflow = parse(workspace.read('policies/.github/workflows/policies.yaml')) as Workflow;
  const steps = workflow.jobs.policies.steps.flatMap(({ run }) => run === undefined ? [] : [run]);
  expect(steps).toHaveLength(6);
  const env = { GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: workspace.path('summary.md') };
  for (const step of steps) workspace.succeed(['bash', '-eo', 'pipefail', '-c', step], { ...policies, env });
  expect(readFileSync(workspace.path('summary.md'), 'utf8')).toContain('| shop/web | shop/api | TCP 8443 | **denied**');
});

test('in a folder with a file of the same name it writes nothing', () => {
  workspace.write('taken/README.md', 'mine');
  const { status, stderr } = workspace.run([calico, 'init', 'taken']);
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('  README.md\nNothing was written') });
  expect(workspace.files().filter((file) => file.startsWith('taken/'))).toEqual(['taken/README.md']);
  expect(workspace.read(join('taken', 'README.md'))).toBe('mine');
});
