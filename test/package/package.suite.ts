import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pack, PATIENCE, ROOT, Workspace } from './workspace';

/** What lies at the top of the package. Whatever is added here is downloaded by every user. */
const CONTENTS = ['.jsii', '.jsii.gz', 'CHANGELOG.md', 'LICENSE', 'README.md', 'docs', 'lib', 'node_modules', 'package.json', 'templates'];

const APP = `
import { App, Chart } from 'cdk8s';
import { CalicoTarget, CalicoVersion, NetworkPolicy, Peer, Rule, Selector, Traffic, calico } from 'cdk8s-calico';

const app = new App();
CalicoTarget.of(CalicoVersion.V3_31).applyTo(app);
const chart = new Chart(app, 'data', { namespace: 'data' });
const ports: string = Traffic.tcp(5432).toString();
new NetworkPolicy(chart, 'database-' + ports.length, {
  selector: Selector.label('app').equalTo('database'),
  ingress: [Rule.allow(Traffic.tcp(5432)).from(Peer.selector(Selector.parse('app == "orders"')).inNamespaces('shop'))],
});
new calico.Tier(chart, 'tier', { metadata: { name: 'security' }, spec: { order: 10 } });
console.log(app.synthYaml());
`;

jest.setTimeout(PATIENCE);

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };

const workspace = new Workspace();
let tarball: string;
let installed: string;

beforeAll(() => {
  tarball = pack(workspace);
  workspace.write('package.json', '{"private": true}');
  workspace.succeed(['npm', 'install', tarball]);
  installed = workspace.path('node_modules/cdk8s-calico');
});
afterAll(() => workspace.dispose());

function below(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

function node(...args: string[]): string {
  return workspace.succeed([process.execPath, ...args]).trim();
}

describe('the files', () => {
  test('nothing lies in the package that is not meant to', () => {
    expect(readdirSync(installed).sort()).toEqual(CONTENTS);
    expect(readdirSync(join(installed, 'docs'))).toEqual(['findings']);
    expect(readdirSync(join(installed, 'node_modules')).sort()).toEqual(['.bin', 'argparse', 'commander', 'js-yaml', 'yaml']);
  });

  test('of every source there is the compiled file, and nothing is left of sources that are gone', () => {
    const compiled = ['src', 'imports'].flatMap((folder) => below(join(ROOT, folder)).map((file) => join(folder, file)))
      .flatMap((file) => file.endsWith('.ts') ? [file.replace(/\.ts$/, '.d.ts'), file.replace(/\.ts$/, '.js')] : [file])
      .filter((file) => /\.(js|ts|json|html|css)$/.test(file));
    expect(below(join(installed, 'lib'))).toEqual(compiled.sort());
  });

  test('every entry of the package leads to a file', () => {
    const { exports } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { exports: Record<string, string | Record<string, string>> };
    const targets = Object.values(exports).flatMap((entry) => typeof entry === 'string' ? [entry] : [entry.types, entry.default]);
    // jsii-pacmak leaves its file of warnings out of what it packs.
    expect(targets.filter((file) => !existsSync(join(installed, file)))).toEqual(['./.warnings.jsii.js']);
  });

  test('every page of a finding is there', () => {
    expect(below(join(installed, 'docs/findings'))).toEqual(below(join(ROOT, 'docs/findings')));
  });

  test('no file names a folder of the machine that packed it', () => {
    const naming = below(installed).filter((file) => {
      const text = readFileSync(join(installed, file), 'latin1').replace(/(?<=base64,)[\w+/=]+$/m, (map) => Buffer.from(map, 'base64').toString('latin1'));
      return [ROOT, workspace.folder].some((folder) => text.includes(folder));
    });
    expect(naming).toEqual([]);
  });

  test('the size', () => {
    const files = below(installed).map((file) => ({ file, size: statSync(join(installed, file)).size }));
    const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;
    const total = files.reduce((sum, { size }) => sum + size, 0);
    const packed = statSync(tarball).size;
    process.stdout.write(`the package: ${kilobytes(packed)} packed, ${kilobytes(total)} unpacked, ${files.length} files\n`);
    expect(packed).toBeLessThan(3_000_000);
  });
});

describe('the library', () => {
  test('require and import give the same names', () => {
    const required = node('-p', "Object.keys(require('cdk8s-calico')).filter((name) => name !== 'default').sort().join()");
    expect(required.split(',')).toEqual(expect.arrayContaining(['CalicoApp', 'Cluster', 'NetworkPolicy', 'calico']));
    const imported = node('--input-type=module', '-e', `import * as all from 'cdk8s-calico';
      console.log(Object.keys(all).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort().join());`);
    expect(imported).toBe(required);
    expect(node('--input-type=module', '-e', "import { CalicoApp } from 'cdk8s-calico'; console.log(typeof CalicoApp)")).toBe('function');
    expect(node('-p', "require('cdk8s-calico/package.json').version")).toBe(version);
  });

  // Types of Node are not there, and every .d.ts is checked: a user needs nothing but what the package names.
  test.each([
    ['CommonJS', 'app.ts', { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' }],
    ['CommonJS in Node', 'app.cts', { module: 'node16' }],
    ['ESM', 'app.mts', { module: 'nodenext' }],
    ['a bundler', 'bundled.ts', { module: 'esnext', moduleResolution: 'bundler' }],
  ])('an app compiles strictly as %s', (_, file, options) => {
    workspace.write(file, APP);
    workspace.write('globals.d.ts', 'declare const console: { log(text: string): void };\n');
    const compilerOptions = { strict: true, skipLibCheck: false, target: 'es2022', lib: ['es2022'], types: [], outDir: 'out', rootDir: '.', ...options };
    workspace.write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file, 'globals.d.ts'] }));
    node(require.resolve('typescript/bin/tsc'), '-p', '.');
    const compiled = join('out', file.replace(/ts$/, 'js'));
    if (options.module === 'esnext') return;
    expect(node(compiled)).toMatch(/kind: NetworkPolicy[^]*- 5432[^]*kind: Tier/);
  });
});

describe('the command', () => {
  const calico = (...args: string[]) => workspace.run([workspace.path('node_modules/.bin/cdk8s-calico'), ...args]);

  test('tells its version and its commands', () => {
    expect(workspace.succeed(['npx', '--no-install', 'cdk8s-calico', '--version'])).toBe(`${version}\n`);
    const { status, stdout } = calico('--help');
    expect(status).toBe(0);
    const commands = [...stdout.matchAll(/^ {2}([a-z]+)(?: \[| <|  )/gm)].map(([, name]) => name);
    expect(commands).toEqual(expect.arrayContaining(['check', 'convert', 'explain', 'matrix']));
    for (const command of commands) expect(calico(command, '--help')).toMatchObject({ status: 0, stderr: '' });
  });

  test('finds what is wrong, explains it and answers questions', () => {
    workspace.write('cluster/policy.yaml', [
      'apiVersion: projectcalico.org/v3', 'kind: NetworkPolicy', 'metadata: {name: web, namespace: shop}',
      'spec: {selector: app = "web", types: [Ingress]}', '',
    ].join('\n'));
    expect(calico('check', 'cluster')).toMatchObject({ status: 2, stdout: expect.stringContaining('CAL1040') });
    expect(calico('check', '--explain', 'CAL1040')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^# CAL1040/) });
    workspace.write('cluster/policy.yaml', workspace.read('cluster/policy.yaml').replace('=', '=='));
    expect(calico('check', 'cluster')).toMatchObject({ status: 0 });
    expect(calico('explain', 'world', '10.0.0.1', 'tcp/80', 'cluster').stderr).toBe('');
    expect(calico('matrix', 'cluster').stderr).toBe('');
  });
});
