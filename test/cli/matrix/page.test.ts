import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PageData } from '../../../src/cli/matrix/page/data';
import { command } from '../run-command';

const YAML = `
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: v1
kind: Pod
metadata: {name: web-0, namespace: shop, labels: {app: web}}
status: {podIP: 10.0.0.1}
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web}}
status: {podIP: 10.0.0.2}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
status: {podIP: 10.0.0.3}
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: '</script><!--', namespace: shop}
spec:
  selector: app == 'db'
  types: [Ingress]
  ingress:
  - {action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432]}}
`;

describe('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'matrix-page-'));
  const file = join(folder, 'shop.yaml');
  let page: string;
  let data: PageData;
  beforeAll(async () => {
    writeFileSync(file, YAML);
    page = (await command('matrix', file, '--complete', '--format', 'html')).out;
    data = JSON.parse(/<script type="application\/json" id="data">([^<]*)<\/script>/.exec(page)![1]) as PageData;
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const text = (index: number | readonly number[]): string => (index === -1 ? '' : data.strings[index as number]);

  test('has every cell with its traffic and who decided', () => {
    const [{ ends, cells }] = data.families;
    expect(ends).toEqual([
      { name: 'shop/db', namespaces: ['shop'], members: ['Pod shop/db'] },
      { name: 'shop/web-0 ×2', namespaces: ['shop'], members: ['Pod shop/web-0', 'Pod shop/web-1'] },
      { name: 'world', namespaces: [], members: ['0.0.0.0/0'] },
    ]);
    expect(cells[2][2]).toBe(-1);
    const [allow, unknown, ...groups] = data.traces[cells[1][0]] as [number, number, ...number[][]];
    expect([text(allow), text(unknown)]).toEqual(['TCP 5432', '']);
    const [[, verdict, reason, egress, ingress]] = groups.filter(([traffic]) => text(traffic) === 'TCP 5432');
    expect([verdict, reason]).toEqual([0, -1]);
    const told = [egress, ingress].map((way) => data.ways[way].slice(3).map((step) => data.steps[step].slice(0, 3).map(text)));
    expect(told).toEqual([
      [['__PROFILE__', 'profile kns.shop, for no policy decides egress', '']],
      [['default', 'NetworkPolicy shop/</script><!--, ingress rule 1', `${file}:${YAML.split('\n').findIndex((line) => line.includes('5432')) + 1}`]],
    ]);
  });

  test('lets nothing run but its own script and style', () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1];
    const hash = (tag: string): string => createHash('sha256').update(new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(page)![1]).digest('base64');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash('style')}'; script-src 'sha256-${hash('script')}'; base-uri 'none'; form-action 'none'`);
    expect(page).not.toMatch(/ (src|style|on[a-z]+)=/);
    expect(page.match(/<script/g)).toHaveLength(2);
  });

  test('is the same for the same input', async () => {
    expect((await command('matrix', file, '--complete', '--format', 'html')).out).toBe(page);
  });
});
