import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { command } from './run-command';
import { writeNewFiles } from '../../src/cli/init/new-files';
import { NEWEST_RELEASED } from '../../src/target';

let parent: string;
beforeEach(() => { parent = fs.mkdtempSync(join(tmpdir(), 'cdk8s-calico-init-')); });
afterEach(() => fs.rmSync(parent, { recursive: true }));

function files(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
}

const read = (folder: string, file: string) => fs.readFileSync(join(folder, file), 'utf8');

test('a project is called like its folder, and uses this version for the Calico that was asked for', async () => {
  const folder = join(parent, 'Team A policies');
  const { code, out, error } = await command('init', folder, '--calico-version', 'v3.30');
  expect({ code, error }).toEqual({ code: 0, error: '' });
  expect(files(folder)).toEqual([
    '.github', '.github/workflows', '.github/workflows/policies.yaml', '.gitignore', 'README.md', 'app.ts', 'cdk8s.yaml', 'main.ts', 'package.json', 'shop.test.ts',
    'shop.ts', 'tsconfig.json', 'workloads', 'workloads/kube-system.yaml', 'workloads/shop.yaml',
  ]);
  const { version } = JSON.parse(read(join(__dirname, '../..'), 'package.json')) as { version: string };
  const project = JSON.parse(read(folder, 'package.json')) as { name: string; scripts: { check: string }; dependencies: Record<string, string> };
  expect(project).toMatchObject({ name: 'team-a-policies', dependencies: { 'cdk8s-calico': version } });
  expect(project.scripts.check).toContain('--calico-version v3.30 ');
  expect(read(folder, 'app.ts')).toContain('CalicoVersion.V3_30');
  expect(parse(read(folder, 'cdk8s.yaml'))).toMatchObject({ validations: [{ version, properties: { calicoVersion: 'v3.30' } }] });
  expect(out).toContain(`cd ${folder}\n  npm install\n`);
});

test('without a version it is for the newest release', async () => {
  await command('init', parent);
  expect(read(parent, 'cdk8s.yaml')).toContain(`calicoVersion: ${NEWEST_RELEASED}\n`);
  expect(read(parent, 'app.ts')).toContain(`CalicoVersion.${NEWEST_RELEASED.toUpperCase().replace('.', '_')})`);
});

test('a starter names exact versions only', async () => {
  await command('init', parent);
  const { dependencies, devDependencies } = JSON.parse(read(parent, 'package.json')) as Record<string, Record<string, string>>;
  for (const version of Object.values({ ...dependencies, ...devDependencies })) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});

test('beside files of other names it fits in', async () => {
  fs.writeFileSync(join(parent, 'LICENSE'), 'mine');
  fs.mkdirSync(join(parent, 'workloads'));
  expect(await command('init', parent)).toMatchObject({ code: 0 });
  expect(read(parent, 'LICENSE')).toBe('mine');
});

describe('what is in the way is named, and nothing is written', () => {
  test('files', async () => {
    fs.writeFileSync(join(parent, 'README.md'), 'mine');
    fs.symlinkSync('nowhere', join(parent, 'shop.ts'));
    const { code, out, error } = await command('init', parent);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toMatch(/these are in .* already:\n {2}README\.md\n {2}shop\.ts\nNothing was written/);
    expect(files(parent)).toEqual(['README.md', 'shop.ts']);
    expect(read(parent, 'README.md')).toBe('mine');
  });

  test('a file where a folder has to be', async () => {
    fs.writeFileSync(join(parent, '.github'), 'mine');
    expect(await command('init', parent)).toMatchObject({ code: 1, error: expect.stringContaining('\n  .github\n') });
    expect(files(parent)).toEqual(['.github']);
  });

  test('a file instead of the folder', async () => {
    fs.writeFileSync(join(parent, 'here'), 'mine');
    expect(await command('init', join(parent, 'here'))).toMatchObject({ code: 1, error: expect.stringContaining('is no folder') });
    expect(files(parent)).toEqual(['here']);
  });
});

test('what was begun is taken away again when it cannot be completed', () => {
  fs.mkdirSync(join(parent, 'mine'));
  const impossible = new Map([['mine/a.txt', '1'], ['new/deep/b.txt', '2'], ['new/deep/b.txt/c.txt', '3']]);
  expect(() => writeNewFiles(parent, impossible)).toThrow(/EEXIST|ENOTDIR/);
  expect(files(parent)).toEqual(['mine']);
});

test('a language without a starter', async () => {
  expect(await command('init', parent, '--language', 'cobol')).toMatchObject({
    code: 1, error: expect.stringContaining("no starter in the language 'cobol'; use one of typescript"),
  });
  expect(await command('init', parent, '--language', '..')).toMatchObject({ code: 1 });
  expect(files(parent)).toEqual([]);
});
