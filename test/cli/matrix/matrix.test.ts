import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from '../run-command';

const YAML = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
status: {podIP: 10.0.0.1}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
status: {podIP: 10.0.0.2}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  selector: app == 'db'
  types: [Ingress]
  ingress:
  - {action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432, "6000:6001"]}}
`;

describe('matrix', () => {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-'));
  const file = join(folder, 'shop.yaml');
  beforeAll(() => writeFileSync(file, YAML));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('says who reaches whom on what', async () => {
    const { code, out } = await command('matrix', file, '--complete');
    expect(code).toBe(0);
    expect(out).toContain('shop/web -> shop/db (IPv4): TCP 5432, 6000-6001\n');
    expect(out.endsWith('\nAll else is denied.\n')).toBe(true);
    expect(out).not.toMatch(/^(shop\/db|0\.0\.0\.0\/0) -> shop\/db/m);
  });

  test('names what is alike', async () => {
    const alike = join(folder, 'alike.yaml');
    const pods = (count: number): string => Array.from({ length: count }, (_, index) => (
      `---\n{apiVersion: v1, kind: Pod, metadata: {name: twin-${index}, namespace: shop, labels: {app: twin}}}\n`)).join('');
    writeFileSync(alike, `${YAML}${pods(2)}`);
    expect((await command('matrix', alike, '--complete')).out).toContain('shop/twin-0, shop/twin-1 -> shop/web (IPv4): ');
    writeFileSync(alike, `${YAML}${pods(5)}`);
    expect((await command('matrix', alike, '--complete')).out).toContain('shop/twin-0 and 4 alike -> shop/web (IPv4): ');
  });

  test('writes JSON, CSV and Markdown', async () => {
    const { out } = await command('matrix', file, '--complete', '--format', 'json');
    expect((JSON.parse(out) as { rows: object[] }).rows).toContainEqual({
      ipVersion: 4, from: 'shop/web', to: 'shop/db', fromMembers: ['shop/web'], toMembers: ['shop/db'], allow: 'TCP 5432, 6000-6001', unknown: '',
    });
    expect((await command('matrix', file, '--complete', '--format', 'csv')).out).toContain('shop/web,shop/db,IPv4,"TCP 5432, 6000-6001",\r\n');
    expect((await command('matrix', file, '--complete', '--format', 'markdown')).out).toContain('| shop/web | shop/db | IPv4 | TCP 5432, 6000-6001 | - |\n');
  });

  test('writes into a file', async () => {
    const output = join(folder, 'matrix.txt');
    expect(await command('matrix', file, '--complete', '--quiet', '--output', output)).toMatchObject({ code: 0, out: '', error: '' });
    expect(readFileSync(output, 'utf8')).toBe((await command('matrix', file, '--complete')).out);
  });

  test('says that policies alone reach nobody', async () => {
    const policies = join(folder, 'policies.yaml');
    writeFileSync(policies, 'apiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: {name: a, namespace: shop}\nspec: {types: [Ingress]}\n');
    expect((await command('matrix', policies)).out).toMatch(/^The input holds no workloads: .* --with PATH\.\n$/);
  });

  test('refuses a format that does not exist', async () => {
    const { code, error } = await command('matrix', file, '--format', 'poem');
    expect(code).toBe(1);
    expect(error).toContain('no format \'poem\'');
  });
});
