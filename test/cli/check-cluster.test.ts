import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './run-command';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'check-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const POLICY = `apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata:
  name: security.web
  namespace: default
spec:
  tier: security
  selector: app == 'web'
  types: [Ingress]
  ingress:
  - action: Allow
`;
const TIER = 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: security}\nspec: {order: 100}\n';

test('what is absent is a note, and the output says what was assumed', async () => {
  const { code, out } = await command('check', file('a.yaml', POLICY), '--calico-version', 'v3.31');
  expect(code).toBe(0);
  expect(out.replaceAll(folder, '.')).toMatchInlineSnapshot(`
"note[CAL3001]: not in the input: tier security
 --> ./a.yaml:7:3
  |
7 |   tier: security
  |   ^^^^
  = NetworkPolicy default/security.web, spec.tier
help: add what else the cluster holds with --with PATH, or say --complete when this is all

assuming that the cluster holds more than the input; add it with --with PATH, or say --complete
1 note in 1 manifest
"
`);
});

test('--with adds the platform, and does not judge it', async () => {
  const platform = file('platform.yaml', `${TIER}---\n${TIER.replace('{order: 100}', '{ordr: 1}').replace('security', 'other')}`);
  const { code, out } = await command('check', file('a.yaml', POLICY), '--with', platform, '--fail-on', 'note');
  expect(out).not.toMatch(/\[CAL/);
  expect(code).toBe(0);
  expect((await command('check', join(folder, 'a.yaml'), '--with', join(folder, 'not-there'))).code).toBe(1);
});

test('--complete makes an error of it, also in JSON, acknowledged like any other', async () => {
  const path = file('a.yaml', POLICY);
  const { code, out } = await command('check', path, '--complete', '--format', 'json');
  const { findings, assumptions } = JSON.parse(out) as { findings: object[]; assumptions: string[] };
  expect(code).toBe(2);
  expect(findings).toContainEqual(expect.objectContaining({ code: 'CAL3001', severity: 'error', file: path, line: 7, path: 'spec.tier', refusedBy: ['calicoctl', 'apiserver'] }));
  expect(assumptions.join()).toContain('--complete');
  const config = file('c.yaml', 'ignores:\n- {code: CAL3001, reason: it comes later}\n- {code: CAL3024, reason: so do the pods}\n');
  expect(await command('check', path, '--complete', '--config', config)).toMatchObject({ code: 0, out: expect.stringContaining('(it comes later)') });
});

test('the configuration file says the same, with paths beside it; options win', async () => {
  const path = file('a.yaml', POLICY.replace('  namespace: default\n', ''));
  file('platform.yaml', `${TIER}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n`);
  file('none.yaml', '');
  const codes = async (...args: string[]) => {
    const { out } = await command('check', path, '--config', join(folder, 'c.yaml'), '--format', 'json', ...args);
    return (JSON.parse(out) as { findings: { code: string; severity: string }[] }).findings.map(({ code, severity }) => `${severity} ${code}`);
  };
  file('c.yaml', 'with: [platform.yaml]\ncomplete: true\nnamespace: shop\n');
  expect(await codes()).toEqual(['warning CAL3024']);
  expect(await codes('--namespace', 'other')).toEqual(['warning CAL3021', 'warning CAL3024']);
  expect(await codes('--with', join(folder, 'none.yaml'))).toEqual(['warning CAL3021', 'error CAL3001', 'warning CAL3024']);
  expect(await codes('--no-complete', '--with', join(folder, 'none.yaml'))).toEqual(['note CAL3021', 'note CAL3001']);
  file('c.yaml', 'with: [platform.yaml]\n');
  expect(await codes()).toEqual([]);
  expect(await codes('--complete')).toEqual(['warning CAL3024']);
});

test('--namespace says where objects without a namespace go', async () => {
  const path = file('a.yaml', POLICY.replace('  namespace: default\n', ''));
  const shop = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
  const run = (...args: string[]) => command('check', path, '--complete', '--namespace', 'shop', ...args);
  expect((await run()).out).toContain('namespace shop does not exist');
  expect((await run('--with', file('n.yaml', shop))).out).not.toContain('CAL3021');
});
