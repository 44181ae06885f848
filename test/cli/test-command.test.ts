import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command } from './run-command';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-calico-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const tested = (name: string, text: string, ...options: string[]) => command('test', write(name, text), ...options);
const shown = (text: string): string => text.replaceAll(`${folder}/`, '');

write('manifests.yaml', `
{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: orders, namespace: shop, labels: { app: orders } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: database, namespace: shop, labels: { app: database } } }
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: database, namespace: shop }
spec:
  selector: app == 'database'
  types: [Ingress]
  ingress:
    - { action: Allow, protocol: TCP, source: { selector: app == 'orders' }, destination: { ports: [5432] } }
`);

const HOLDS = `
manifests: [manifests.yaml]
assertions:
  - { from: shop/orders, to: shop/database, port: 5432, expect: allow }
  - { name: a range, from: shop/web, to: shop/database, port: 5000:6000, protocol: tcp, expect: deny }
  - { name: the same range, from: shop/web, to: shop/database, port: 5000-6000, expect: deny }
  - { from: world, to: shop/web, protocol: 112, expect: allow }
  - { workload: shop/database, reachableFrom: [shop/orders], reaches: [shop/web, shop/orders, world] }
`;

test('one line for a file whose assertions hold', async () => {
  const { code, out, error } = await tested('holds.yaml', HOLDS);
  expect({ code, out: shown(out), error }).toEqual({ code: 0, out: 'holds.yaml: 5 assertions hold\n', error: '' });
});

test('an assertion may be about one IP version, else it is about both', async () => {
  const pod = (name: string, ips: string): string => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }, status: { podIPs: [${ips}] } }`;
  write('dual.yaml', ['{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }', pod('web', '{ ip: 10.0.0.1 }, { ip: "fd00::1" }'), pod('pg', '{ ip: 10.0.0.2 }, { ip: "fd00::2" }'),
    '{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: pg, namespace: shop }, spec: { selector: app == "pg", types: [Ingress], ingress: [{ action: Allow, ipVersion: 6 }] } }'].join('\n---\n'));
  const assertion = (more: string): string => `{ from: shop/web, to: shop/pg, port: 80${more} }`;
  const { code, out } = await tested('dual-test.yaml', `manifests: [dual.yaml]
complete: true
assertions:
  - ${assertion(', ipVersion: 4, expect: deny')}
  - ${assertion(', ipVersion: 6, expect: allow')}
  - ${assertion(', expect: deny')}
  - ${assertion(', ipVersion: 6, expect: deny')}
`);
  expect(code).toBe(2);
  expect(out.match(/^error: .*/gm)).toEqual(['error: deny shop/web -> shop/pg on TCP 80', 'error: deny shop/web -> shop/pg on TCP 80 over IPv6']);
  const wrong = await tested('version-test.yaml', `manifests: [dual.yaml]\nassertions: [${assertion(', ipVersion: 5, expect: deny')}]\n`);
  expect([wrong.code, wrong.error]).toEqual([1, expect.stringContaining('assertions[0].ipVersion must be 4 or 6')]);
});

const FAILS = `manifests: [manifests.yaml]
assertions:
  - name: web reads the database
    from: shop/web
    to: shop/database
    port: 5432
    expect: allow
  - { workload: shop/database, reachableFrom: [], port: 5432 }
  - { from: shop/wbe, to: shop/database, expect: deny }
  - { from: shop/orders, to: shop/database, port: 5432, expect: allow }
`;

test('failures look like the errors of a compiler', async () => {
  const { code, out } = await tested('fails.yaml', FAILS);
  expect(code).toBe(2);
  expect(shown(out)).toMatchInlineSnapshot(`
"error: web reads the database
  --> fails.yaml:3:5
   | allows: shop/web cannot reach shop/database on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (manifests.yaml:11) applies to ingress and none of its rules matches
   |
   | egress of shop/web: allow
   |   allowed by profile kns.shop, for no policy decides egress
   |
   | ingress of shop/database: deny
   |   tier default
   |     NetworkPolicy shop/database, ingress rule 1 Allow: no, source is not selected by selector app == 'orders'
   |     denied by the end of tier default (default action Deny): NetworkPolicy shop/database (manifests.yaml:11) applies to ingress and none of its rules matches
   |
   | nearest miss: NetworkPolicy shop/database, ingress rule 1 (manifests.yaml:17) would allow it, but source is not selected by selector app == 'orders'
   |
   | help: if it should be allowed, add an Allow to ingress of shop/database, in tier default or an earlier one

error: shop/database is reachable from nobody on TCP 5432
  --> fails.yaml:8:5
   | reachableFrom: shop/orders can reach shop/database on TCP 5432: allowed by NetworkPolicy shop/database, ingress rule 1 (manifests.yaml:17)
   |
   | egress of shop/orders: allow
   |   allowed by profile kns.shop, for no policy decides egress
   |
   | ingress of shop/database: allow
   |   tier default
   |     NetworkPolicy shop/database, ingress rule 1 Allow: matches (manifests.yaml:17)
   |
   | help: if it should be denied, narrow ingress rule 1 of database, or deny it in an earlier tier; if it is meant, add it to the list

error: deny shop/wbe -> shop/database
  --> fails.yaml:9:5
   | denies: No workload shop/wbe in the input. Did you mean shop/web?
   | help: the input is manifests.yaml; context (--with) adds manifests

fails.yaml: 3 of 4 assertions do not hold
"
`);
});

test('JSON', async () => {
  const { code, out } = await tested('fails.yaml', FAILS, '--format', 'json');
  const report = JSON.parse(out);
  expect(code).toBe(2);
  expect(report.summary).toEqual({ hold: 1, fail: 3 });
  expect(report.files[0].assertions[0]).toEqual({
    name: 'web reads the database', line: 3, column: 5, holds: false, message: expect.stringMatching(/^allows: shop\/web cannot reach shop\/database on TCP 5432: /),
  });
  expect(report.files[0].assertions[3]).toEqual({ name: 'allow shop/orders -> shop/database on TCP 5432', line: 10, column: 5, holds: true });
});

test('JUnit', async () => {
  const { code, out } = await tested('fails.yaml', FAILS, '--format', 'junit');
  expect(code).toBe(2);
  const lines = shown(out).split('\n');
  expect([...lines.slice(0, 3), ...lines.slice(-5)].map((line) => line.slice(0, 160))).toMatchInlineSnapshot(`
[
  "<?xml version="1.0" encoding="UTF-8"?>",
  "<testsuites name="cdk8s-calico">",
  "  <testsuite name="fails.yaml" tests="4" failures="3">",
  "    <testcase name="deny shop/wbe -&gt; shop/database" classname="fails.yaml"><failure type="assertion" message="denies: No workload shop/wbe in the input. Did ",
  "    <testcase name="allow shop/orders -&gt; shop/database on TCP 5432" classname="fails.yaml"/>",
  "  </testsuite>",
  "</testsuites>",
  "",
]
`);
});

test('options go before what the file says', async () => {
  const deny = write('deny.yaml', `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: deny }
spec: { order: 1, types: [Ingress], ingress: [{ action: Deny }] }
`);
  expect((await tested('holds.yaml', HOLDS, '--with', deny)).code).toBe(2);
  expect((await tested('with.yaml', `with: [deny.yaml]\n${HOLDS}`)).code).toBe(2);
  expect((await tested('nothing.yaml', HOLDS.replace('manifests.yaml', 'nowhere'), '--manifests', join(folder, 'manifests.yaml'))).code).toBe(0);
});

test('the target and the namespace count', async () => {
  write('nets.yaml', `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web }, spec: { template: { metadata: { labels: { app: web } } } } }
---
{ apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: { name: nets }, spec: { types: [Ingress], ingress: [{ action: Allow, source: { nets: [10.0.0.0/8] } }] } }
`);
  const text = 'manifests: [nets.yaml]\nassertions: [{ from: shop/web, to: shop/web, expect: allow }]\n';
  expect((await tested('nets-test.yaml', text, '--namespace', 'shop')).out).toContain('help: say where pods get their addresses from');
  expect((await tested('nets-test.yaml', text, '--namespace', 'shop', '--pod-nets', '10.1.0.0/16')).code).toBe(0);
  expect((await tested('nets-test.yaml', `namespace: shop\ntarget: { podNets: [10.1.0.0/16] }\n${text}`)).code).toBe(0);
});

describe('what cannot be read', () => {
  test('every mistake is told with its place', async () => {
    const { code, out, error } = await tested('broken.yaml', `
manifest: [x]
complete: maybe
target: { podnets: [10.0.0.0/8] }
assertions:
  - { from: shop/web, to: shop/database, port: 70000, expect: allow }
  - { from: shop/web, too: shop/database, expect: nothing }
  - { from: shop/web, to: shop/database, port: 80, protocol: ICMP, expect: deny }
  - { workload: shop/web }
  - hello
`);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(shown(error)).toMatchInlineSnapshot(`
"cdk8s-calico: broken.yaml:2:1: manifest is no key here. Did you mean manifests?
broken.yaml:3:1: complete must be true or false
broken.yaml:4:11: target.podnets is no key here. Did you mean podNets?
broken.yaml:6:42: assertions[0].port is wrong: 70000 is not a port. Ports are whole numbers from 1 to 65535.
broken.yaml:7:23: assertions[1].too is no key here. Did you mean to?
broken.yaml:7:5: assertions[1] has no 'to'
broken.yaml:7:43: assertions[1].expect must be allow or deny
broken.yaml:8:42: assertions[2].port is for TCP, UDP and SCTP; ICMP has no ports
broken.yaml:9:5: assertions[3] names a workload, so it needs reaches or reachableFrom, or both
broken.yaml:10:5: assertions[4] must be an object
"
`);
  });

  test.each([
    ['no-yaml.yaml', 'assertions: [', 'no-yaml.yaml:1:'],
    ['none.yaml', 'manifests: [manifests.yaml]', 'none.yaml:1:1: assertions must be a list'],
    ['list.yaml', '- a', 'list.yaml:1:1: the file must be an object'],
    ['nameless.yaml', HOLDS.replace('manifests:', '# '), 'nameless.yaml names no manifests'],
    ['version.yaml', `target: { calicoVersion: 3.31 }\n${HOLDS}`, 'version.yaml:1:11: target.calicoVersion must be a text, and 3.31 is none for YAML: put it in quotes'],
    ['gone.yaml', HOLDS.replace('manifests.yaml', 'gone'), 'gone: there is no such file or folder'],
  ])('%s', async (name, text, message) => {
    const { code, error } = await tested(name, text);
    expect({ code, error: shown(error) }).toEqual({ code: 1, error: expect.stringContaining(message) });
  });

  test('the file itself, and an unknown format', async () => {
    expect(await command('test', join(folder, 'nowhere.yaml'))).toMatchObject({ code: 1, error: expect.stringContaining('cannot read') });
    expect(await tested('holds.yaml', HOLDS, '--format', 'xml')).toMatchObject({ code: 1, error: expect.stringContaining("there is no format 'xml'") });
  });
});
