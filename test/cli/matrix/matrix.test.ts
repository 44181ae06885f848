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
    expect(out).toContain('shop/web -> shop/db (IPv4): TCP 5432, 6000:6001\n');
    expect(out).toContain('\nworld -> shop/web (IPv4): everything\n');
    expect(out.endsWith('\nAll else is denied.\n')).toBe(true);
    expect(out).not.toMatch(/^(shop\/db|world) -> shop\/db/m);
  });

  test('says that nothing at all is allowed', async () => {
    const denied = join(folder, 'denied.yaml');
    writeFileSync(denied, YAML.replace(/spec:[^]*/, 'spec: {selector: all(), types: [Ingress, Egress]}\n'));
    expect((await command('matrix', denied, '--complete')).out).toBe('Nothing is allowed: every flow is denied.\n');
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

  test('names all addresses but some by what they lack', async () => {
    const networks = join(folder, 'networks.yaml');
    writeFileSync(networks, YAML.replace('{selector: app == \'web\'}', '{notNets: [10.0.0.0/8]}'));
    expect((await command('matrix', networks, '--complete')).out).toContain('\nworld except 10.0.0.0/8 -> shop/db (IPv4): TCP 5432, 6000:6001\n');
  });

  test('writes JSON, CSV and Markdown', async () => {
    const { out } = await command('matrix', file, '--complete', '--format', 'json');
    expect((JSON.parse(out) as { rows: object[] }).rows).toContainEqual({
      ipVersion: 4, from: 'shop/web', to: 'shop/db', fromMembers: ['shop/web'], toMembers: ['shop/db'], allow: 'TCP 5432, 6000:6001', unknown: '',
    });
    expect((await command('matrix', file, '--complete', '--format', 'csv')).out).toContain('shop/web,shop/db,IPv4,"TCP 5432, 6000:6001",\r\n');
    expect((await command('matrix', file, '--complete', '--format', 'markdown')).out).toContain('| shop/web | shop/db | IPv4 | TCP 5432, 6000:6001 | - |\n');
  });

  test('names the rules that decide about one end', async () => {
    const { code, out } = await command('matrix', file, '--complete', '--to', 'shop/db');
    expect(code).toBe(0);
    expect(out.replaceAll(`${folder}/`, '').split('\n').filter((line) => !/protocol 4|UDP 4789|Felix/.test(line)).join('\n')).toMatchInlineSnapshot(`
"shop/web -> shop/db (IPv4)
  allowed: TCP 5432, 6000:6001
    egress: for no policy decides it
    ingress: by NetworkPolicy shop/db, ingress rule 1 (shop.yaml:23)
  denied: TCP 1:5431, 5433:5999, 6002:65535; UDP 1:4788, 4790:65535; SCTP; ICMP; other protocols
    ingress: by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (shop.yaml:17)
shop/db -> shop/db (IPv4)
  denied: TCP; UDP 1:4788, 4790:65535; SCTP; ICMP; other protocols
    ingress: by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (shop.yaml:17)
world -> shop/db (IPv4)
  denied: everything
    ingress: by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (shop.yaml:17)
"
`);
    // The address of a workload is the workload.
    expect((await command('matrix', file, '--complete', '--to', '10.0.0.2')).out).toBe(out);
    const outside = await command('matrix', file, '--complete', '--from', 'world', '--to', 'shop/db', '--format', 'csv');
    expect(outside.out.replaceAll(`${folder}/`, '')).toMatchInlineSnapshot(`
"from,to,ip,decision,traffic,decided by
world,shop/db,IPv4,deny,everything,ingress: by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (shop.yaml:17)
"
`);
    const json = await command('matrix', file, '--complete', '--from', 'shop/web', '--to', 'shop/db', '--format', 'json');
    const { rows } = JSON.parse(json.out) as { rows: { parts: object[] }[] };
    expect(rows.map(({ parts }) => parts[0])).toEqual([{
      decision: 'allow',
      traffic: 'TCP 5432, 6000:6001',
      decidedBy: [
        { at: 'egress', because: 'for no policy decides it' },
        {
          at: 'ingress',
          because: 'by NetworkPolicy shop/db, ingress rule 1',
          rule: { tier: 'default', kind: 'NetworkPolicy', namespace: 'shop', name: 'db', direction: 'ingress', ruleIndex: 0 },
          file,
          line: 23,
        },
      ],
    }]);
  });

  test.each([
    [['--to', 'shop/bd'], 'No workload shop/bd in the input. Did you mean shop/db?'],
    [['--from', 'world', '--to', '8.8.8.8'], '"world" and "8.8.8.8" are both outside: name a workload at one end at least.'],
    [['--from', 'shop/web', '--format', 'html'], '--from and --to don\'t go with --format html; use text, json, csv or markdown'],
  ])('refuses %j', async (words, message) => {
    const { code, out, error } = await command('matrix', file, ...words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain(message);
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
