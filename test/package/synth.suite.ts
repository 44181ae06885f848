import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PATIENCE, ROOT, Workspace } from './workspace';

jest.setTimeout(PATIENCE);

const CDK8S = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');
const EXAMPLES = join(ROOT, 'examples');
/** What only the cdk8s command asks for, to know the construct of each object. */
const RECORDS = ['construct-metadata.json', 'construct-paths'];

const workspace = new Workspace();
afterAll(() => workspace.dispose());

function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.filter(({ name }) => !RECORDS.includes(name)).map(({ name, parentPath }) => {
    const file = join(parentPath, name);
    return [file.slice(folder.length + 1), readFileSync(file, 'utf8')];
  }));
}

const examples = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'cdk8s.yaml')));

test('every example has the configuration of the cdk8s command', () => {
  expect(examples).toEqual(readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'main.ts'))));
});

// The output goes elsewhere: the command empties its folder first, and some of these folders are committed.
test.each(examples)('cdk8s synth writes what the app of %s writes', (name) => {
  const [synthesized, direct] = [workspace.path(name, 'synthesized'), workspace.path(name, 'direct')];
  const cwd = { in: join(EXAMPLES, name) };
  expect(workspace.succeed([process.execPath, CDK8S, 'synth', '--output', synthesized], cwd)).toContain('.yaml');
  workspace.succeed([process.execPath, require.resolve('tsx/cli'), '--conditions=cdk8s-calico-source', 'main.ts'], { ...cwd, env: { CDK8S_OUTDIR: direct } });
  expect(contents(synthesized)).toEqual(contents(direct));
});

test('a bad policy ends cdk8s synth with our finding and its construct', () => {
  // Below the repository: the example finds us by our name, and cdk8s.yaml by a relative path.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const copy = mkdtempSync(join(ROOT, '.cache/example-'));
  try {
    cpSync(join(EXAMPLES, 'online-shop'), copy, { recursive: true });
    const shop = readFileSync(join(copy, 'shop.ts'), 'utf8');
    const withoutDns = shop.replace('.map((traffic) => Rule.allow(traffic)', '.map((traffic) => Rule.deny(traffic)');
    expect(withoutDns).not.toBe(shop);
    writeFileSync(join(copy, 'shop.ts'), withoutDns);

    const { status, stdout, stderr } = workspace.run([process.execPath, CDK8S, 'synth', '--validation-reports-output-file', 'report.json'], { in: copy });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining('Validation failed') });
    expect(stdout).toContain('nothing in the input allows DNS');
    const { reports: [{ violations }] } = JSON.parse(readFileSync(join(copy, 'report.json'), 'utf8')) as Reports;
    expect(violations.map(({ ruleName, violatingConstructs: [{ constructPath }] }) => `${ruleName} ${constructPath}`)).toEqual([
      'CAL2005 policy/tiers/security/quarantine/Resource',
      'CAL2005 policy/tiers/application/storefront/Resource',
      'CAL2005 policy/tiers/application/orders/Resource',
      'CAL2005 policy/tiers/application/database/Resource',
    ]);
  } finally {
    rmSync(copy, { recursive: true });
  }
});

interface Reports {
  readonly reports: { readonly violations: { readonly ruleName: string; readonly violatingConstructs: { readonly constructPath?: string }[] }[] }[];
}
