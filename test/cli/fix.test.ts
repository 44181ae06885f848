import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { command } from './run-command';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'fix-')); });
afterEach(() => { rmSync(folder, { recursive: true }); });

const TEXT = `# kept
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata:
  name: a
spec:
  selector: all()
  order: "10"   # a number
  types: [Ingress]
  ingress:
  - action: Allow
    protocol: TCP
    destination: {ports: [80]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: b}
`;

test('safe fixes are applied in place, and only what they touch changes', async () => {
  const path = join(folder, 'a.yaml');
  writeFileSync(path, TEXT);
  expect((await command('check', path)).code).toBe(2);
  const { code, error } = await command('check', '--fix', path);
  expect(code).toBe(0);
  expect(error).toContain('1 finding fixed');
  expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('"10"', '10'));
  expect(readdirSync(folder)).toEqual(['a.yaml']);
});

test('a clean file is not written', async () => {
  const path = join(folder, 'a.yaml');
  writeFileSync(path, TEXT.replace('"10"', '10'));
  expect(await command('check', path, '--fix', '--quiet')).toEqual({ code: 0, out: '', error: '' });
});

/** Writes a text, fixes it, and gives what stands in the file then. */
async function fixed(text: string, ...options: string[]): Promise<{ after: string; error: string; code: number }> {
  const path = join(folder, 'b.yaml');
  writeFileSync(path, text);
  const { error, code } = await command('check', path, '--fix', ...options);
  expect(readdirSync(folder)).toEqual(['b.yaml']);
  return { after: readFileSync(path, 'utf8'), error, code };
}

const TIER = 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a, namespace: b}\nspec:\n  order: "10" # first\n  defaultAction: pass\n';

test('several fixes in several documents of one file', async () => {
  const { after, error } = await fixed(`# one\n${TIER}---\n# two\n${TIER.replace('name: a', 'name: b')}`);
  expect(after).toBe(`# one\n${TIER}---\n# two\n${TIER.replace('name: a', 'name: b')}`
    .replaceAll(', namespace: b', '').replaceAll('"10"', '10').replaceAll('pass', 'Pass'));
  expect(error).toContain('b.yaml: 6 findings fixed');
});

test('items of a List', async () => {
  const item = (name: string, order: string): string => `- apiVersion: projectcalico.org/v3\n  kind: Tier\n  metadata: {name: ${name}}\n  spec: {order: ${order}}\n`;
  const list = (order: string): string => `apiVersion: v1\nkind: List\nitems:\n${item('a', order)}# between\n${item('b', order)}`;
  expect((await fixed(list("'10'"))).after).toBe(list('10'));
});

test('lines end as they did', async () => {
  const policy = (order: string, more: string): string => `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a}\nspec:\n  types: [Ingress]\n  preDNAT: true\n  order: ${order}\n${more}`;
  const windows = (text: string): string => text.replaceAll('\n', '\r\n');
  expect((await fixed(windows(policy('"1"', '')))).after).toBe(windows(policy('1', '  applyOnForward: true\n')));
  expect((await fixed(windows(`${policy('"1"', '')}---\n${policy('"2"', '')}`))).after)
    .toBe(windows(`${policy('1', '  applyOnForward: true\n')}---\n${policy('2', '  applyOnForward: true\n')}`));
  const block = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a}\nspec:\n  selector: |\n    has(a)\n  types:\n  - Ingress\n  - Ingress\n';
  expect((await fixed(windows(block), '--calico-version', 'v3.31')).after).toBe(windows(block.replace('|\n    has(a)', 'has(a)').replace('  - Ingress\n  - Ingress\n', '  - Ingress\n')));
});

test('JSON stays JSON, a byte order mark stays, and so does a last line without an end', async () => {
  const json = (order: string): string => `{\n  "apiVersion": "projectcalico.org/v3", "kind": "GlobalNetworkPolicy",\n  "metadata": {"name": "a"},\n  "spec": {"types": ["Ingress"], "order": ${order}}\n}`;
  expect((await fixed(json('"5"'))).after).toBe(json('5'));
  JSON.parse(json('5'));
  const needsField = json('5').replace('"order": 5', '"preDNAT": true');
  const { after } = await fixed(needsField);
  expect(JSON.parse(after)).toMatchObject({ spec: { preDNAT: true, applyOnForward: true } });
  expect(JSON.parse((await fixed(json('5').replace('"Ingress"]', '"Ingress", "Ingress"]'))).after)).toMatchObject({ spec: { types: ['Ingress'] } });
  expect((await fixed(`\uFEFF${TIER.trimEnd()}`)).after).toBe(`\uFEFF${TIER.trimEnd().replace(', namespace: b', '').replace('"10"', '10').replace('pass', 'Pass')}`);
});

test('two fixes of one field do not both cut', async () => {
  const text = (types: string): string => `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a}\nspec: {types: [${types}]}\n`;
  for (const version of ['v3.31', 'v3.32', 'v3.33']) {
    expect((await fixed(text('Ingress, Ingress, Egress'), '--calico-version', version)).after).toBe(text('Ingress, Egress'));
    expect((await fixed(text('Egress, Ingress, Egress, Ingress'), '--calico-version', version)).after).toBe(text('Egress, Ingress'));
  }
});

test('a fix that makes another finding fixable is followed by that one', async () => {
  const { after, error } = await fixed(TIER.replace('kind: Tier', 'kind: tier'));
  expect(after).toBe(TIER.replace(', namespace: b', '').replace('"10"', '10').replace('pass', 'Pass'));
  expect(error).toContain('4 findings fixed');
});

test('errors that a fixed kind or namespace only uncovers, or moves, do not hold the fixes back', async () => {
  const text = (kind: string, metadata: string, order: string): string =>
    `apiVersion: projectcalico.org/v3\nkind: ${kind}\nmetadata: {${metadata}}\nspec:\n  order: ${order}\n  types: [Ingress]\n  selector: a = 'b'\n`;
  const [wrongKind, right] = [text('globalnetworkpolicy', 'name: a', '"10"'), text('GlobalNetworkPolicy', 'name: a', '10')];
  expect(await fixed(wrongKind)).toMatchObject({ after: right, code: 2 });
  expect(await fixed(text('GlobalNetworkPolicy', 'name: a, namespace: b', '"10"'))).toMatchObject({ after: right, code: 2 });
  expect((await fixed(right)).after).toBe(right);
});

test('what cannot be edited in place stays as it is, and is still reported', async () => {
  const text = 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}\nspec: &s\n  order: &o "10"\n---\napiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: c}\nspec: {order: "5"}\n';
  const { after, code } = await fixed(text.replace('&o "10"', '"10"'));
  expect(after).toBe(text.replace('&o "10"', '10').replace('"5"', '5'));
  expect(code).toBe(0);
  const alias = 'apiVersion: projectcalico.org/v3\nkind: Tier\nmetadata: {name: a}\nnumber: &n "10"\nspec: {order: *n}\n';
  expect(await fixed(alias)).toMatchObject({ after: alias, code: 2 });
});

test('fixes that together would make another error are not written', async () => {
  const text = 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a}\nspec:\n  types: [Ingress]\n'
    + '  ingress: [{action: Allow, protocol: TCP, destination: {ports: [90-80]}}]\n';
  const path = join(folder, 'b.yaml');
  writeFileSync(path, text);
  const { error, code } = await command('check', path, '--fix=CAL1063');
  expect([readFileSync(path, 'utf8'), code]).toEqual([text, 2]);
  expect(error).toContain('b.yaml stays as it is: its fixes together would make another error');
});

describe('a file that cannot be written', () => {
  const TOUCHY = TIER.replace(', namespace: b', '');

  test('is named, stays as it is, and leaves nothing beside it', async () => {
    if (process.getuid?.() === 0) return; // root may write everywhere
    const path = join(folder, 'b.yaml');
    writeFileSync(path, TOUCHY);
    chmodSync(folder, 0o500);
    const { code, error } = await command('check', path, '--fix');
    chmodSync(folder, 0o700);
    expect(code).toBe(1);
    expect(error).toContain('b.yaml: permission is denied; it is as it was');
    expect(readFileSync(path, 'utf8')).toBe(TOUCHY);
    expect(readdirSync(folder)).toEqual(['b.yaml']);
  });

  test('whatever the reason', async () => {
    const path = join(folder, 'b.yaml');
    writeFileSync(path, TOUCHY);
    mkdirSync(`${path}.${process.pid}.tmp`);
    const { code, error } = await command('check', path, '--fix');
    expect(code).toBe(1);
    expect(error).toMatch(/cannot write .*b\.yaml: it is a folder, and a file is needed; it is as it was/);
    expect(readFileSync(path, 'utf8')).toBe(TOUCHY);
    expect(readdirSync(folder).sort()).toEqual(['b.yaml', `b.yaml.${process.pid}.tmp`]);
  });

  test('keeps its mode, and a link stays a link', async () => {
    const path = join(folder, 'b.yaml');
    writeFileSync(path, TOUCHY, { mode: 0o640 });
    mkdirSync(join(folder, 'links'));
    const link = join(folder, 'links', 'c.yaml');
    symlinkSync(path, link);
    await command('check', link, '--fix');
    expect(readFileSync(path, 'utf8')).toBe(TOUCHY.replace('"10"', '10').replace('pass', 'Pass'));
    expect(statSync(path).mode & 0o777).toBe(0o640); // eslint-disable-line no-bitwise -- the bits of the mode
    expect(readdirSync(join(folder, 'links'), { withFileTypes: true }).map((entry) => entry.isSymbolicLink())).toEqual([true]);
  });
});

test('a process that is killed leaves the file whole: as it was or as it shall be', async () => {
  const path = join(folder, 'b.yaml');
  const text = Array.from({ length: 60 }, (_, index) => TIER.replace('name: a, namespace: b', `name: a${index}`)).join('---\n');
  const after = text.replaceAll('"10"', '10').replaceAll('pass', 'Pass');
  for (const delay of [300, 700]) {
    writeFileSync(path, text);
    const child = spawn(process.execPath, [
      '--import', 'tsx', '--conditions=cdk8s-calico-source', resolve(__dirname, '../../src/cli/main.ts'), 'check', path, '--fix',
    ], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), delay);
    await new Promise((done) => { child.on('exit', done); });
    clearTimeout(timer);
    expect([text, after]).toContain(readFileSync(path, 'utf8'));
  }
}, 20_000);
