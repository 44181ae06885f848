import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../src/cli/run';

const MANIFESTS = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
---
apiVersion: v1
kind: Pod
metadata: { name: pg, namespace: shop, labels: { app: pg } }
---
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: { name: pg, namespace: shop }
spec:
  selector: app == 'pg'
  types: [Ingress]
  ingress: [{ action: Allow, protocol: TCP, source: { selector: app == 'web' }, destination: { ports: [5432] } }]
`;

const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
const manifests = join(folder, 'manifests.yaml');
writeFileSync(manifests, MANIFESTS);

async function cli(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = '';
  let error = '';
  const code = await run(args, { out: (text) => { out += text; }, error: (text) => { error += text; }, hasColors: false });
  return { code, out, error };
}

function flowsFile(flows: object[]): string {
  const file = join(folder, 'flows.json');
  writeFileSync(file, JSON.stringify({ version: 1, flows }));
  return file;
}

const ENDS = { from: { pod: 'shop/web' }, to: { workload: 'shop/pg' }, protocol: 'TCP' };

test('evaluate answers each flow and exits with 2 when one is not allowed', async () => {
  const { code, out } = await cli('evaluate', manifests, '--flows', flowsFile([
    { id: 'sql', ...ENDS, destinationPort: 5432 }, { id: 'ssh', ...ENDS, destinationPort: 22 },
  ]));
  expect(code).toBe(2);
  const { flows } = JSON.parse(out) as { flows: { id: string; verdict: string; ingress: { trace: object[] } }[] };
  expect(flows.map(({ id, verdict }) => [id, verdict])).toEqual([['sql', 'allow'], ['ssh', 'deny']]);
  expect(flows[0].ingress.trace).toEqual([
    { tier: 'default', kind: 'NetworkPolicy', namespace: 'shop', name: 'pg', direction: 'ingress', ruleIndex: 0, action: 'allow' },
  ]);
});

test('a flow that cannot be understood is answered, and the exit code says so', async () => {
  const { code, out } = await cli('evaluate', manifests, '--flows', flowsFile([{ id: 'x', ...ENDS, to: { pod: 'shop/nobody' } }]));
  expect(code).toBe(1);
  expect(out).toContain('No workload shop/nobody in the input.');
});

test('flows of another form are refused', async () => {
  const { code, error } = await cli('evaluate', manifests, '--flows', manifests);
  expect(code).toBe(1);
  expect(error).toContain('cannot read the flows');
});

test.each([
  ['a file that is not there', ['evaluate', manifests, '--flows', 'gone.json'], 'cannot read the flows in gone.json: there is no such file or folder'],
  ['a folder', ['evaluate', manifests, '--flows', folder], `cannot read the flows in ${folder}: it is a folder, and a file is needed`],
  ['a folder to write into that is not there', ['matrix', manifests, '--output', 'gone/page.html'], 'cannot write gone/page.html: there is no folder gone'],
  ['a folder to write over', ['matrix', manifests, '--output', folder], `cannot write ${folder}: it is a folder, and a file is needed; it is as it was`],
  ['a file where a folder should be', ['matrix', manifests, '--output', `${manifests}/x`], `cannot write ${manifests}/x: a part of its path is a file and no folder`],
])('%s is told in one sentence', async (_, words, message) => {
  expect(await cli(...words)).toEqual({ code: 1, out: '', error: `cdk8s-calico: ${message}\n` });
});

test('explain says why', async () => {
  const denied = await cli('explain', 'shop/web', 'shop/pg', 'tcp/22', manifests);
  expect(denied.code).toBe(2);
  expect(denied.out).toContain('shop/web cannot reach shop/pg on TCP 22: denied by the end of tier default (default action Deny)');
  const allowed = await cli('explain', 'shop/web', 'shop/pg', 'tcp/5432', manifests);
  expect(allowed.code).toBe(0);
  expect(allowed.out).toContain('manifests.yaml:');
});

test('explain refuses traffic that is none', async () => {
  expect(await cli('explain', 'shop/web', 'shop/pg', 'tcp:80', manifests)).toMatchObject({ code: 1 });
});

test.each(['5432', 'tcp5432'])('explain says how traffic is written: %s', async (traffic) => {
  const { code, error } = await cli('explain', 'shop/web', 'shop/pg', traffic, manifests);
  expect(code).toBe(1);
  expect(error).toContain(`cdk8s-calico: '${traffic}' is no traffic; write it like tcp/5432,`);
});

test.each([
  ['5432', 'Did you mean tcp/5432?'], ['tcp:5432', 'Did you mean tcp/5432?'], ['UDP53', 'Did you mean udp/53?'], ['80/TCP', 'Did you mean tcp/80?'],
  ['tcp/99999', 'Port: 99999 is not a port.'], ['tpc/80', 'Calico knows no protocol "tpc".'], ['tcp/http', '(and there is no such file)'],
])('explain says what %s should be', async (traffic, hint) => {
  expect((await cli('explain', 'shop/web', 'shop/pg', traffic, manifests)).error).toContain(hint);
});

test('a number is a protocol, and explain says that a port is written otherwise', async () => {
  const { out, error } = await cli('explain', 'shop/web', 'shop/pg', '80', manifests);
  expect(out).toContain('on protocol 80:');
  expect(error).toBe('note: 80 is read as the number of a protocol; port 80 is tcp/80 or udp/80\n');
});

test('explain tells what it could not make sense of, and where a denied flow needs a rule', async () => {
  const file = join(folder, 'ignored.yaml');
  writeFileSync(file, MANIFESTS + "---\napiVersion: projectcalico.org/v3\nkind: NetworkPolicy\nmetadata: { name: open, namespace: shop }\nspec: { selector: app = 'pg', types: [Ingress] }\n");
  const { out, error } = await cli('explain', 'shop/web', 'shop/pg', 'tcp/22', file);
  expect(out).toMatch(/\n\nhelp: if it should be allowed, add an Allow to ingress of shop\/pg, in tier default or an earlier one\n$/);
  expect(error).toBe('note: Felix ignores NetworkPolicy shop/open as a whole: spec.selector is no selector.\n');
  expect((await cli('explain', 'shop/web', 'shop/pg', 'tcp/22', file, '--quiet')).error).toBe('');
  expect((await cli('explain', 'shop/web', 'shop/pg', 'tcp/5432', file)).out).not.toContain('help:');
});

test('explain says what a dump lacks where a pod seems not to reach its own node', async () => {
  const file = join(folder, 'own-node.yaml');
  writeFileSync(file, MANIFESTS.replace('labels: { app: web } }', 'labels: { app: web } }\nspec: { nodeName: n1 }'));
  const { out } = await cli('explain', 'shop/web', 'host:n1', 'tcp/10250', file, '--complete');
  expect(out).toMatch(/^shop\/web cannot reach host n1 on TCP 10250: denied, for defaultEndpointToHostAction drops/);
  expect(out).toMatch(/help: no policy denies it: Calico's own installs set defaultEndpointToHostAction to ACCEPT in calico-node, so add its DaemonSet or a pod of it/);
});

test.each([
  [['explain', 'pg/shop', 'shop/web'], 'No workload pg/shop in the input. Did you mean shop/pg?'],
  [['explain', 'shop/pg', 'shop/web', '--ip-version', '5'], "there is no IP version '5'; use one of 4, 6"],
  [['explain', 'shop/pg', 'shop/web', '--format', 'yaml'], "there is no format 'yaml'; use one of text, json"],
  [['policy', 'pg/shop'], "no policy 'pg/shop' in the input. Did you mean shop/pg?"],
])('%j: %s', async ([name, ...words], message) => {
  expect(await cli(name, ...words, manifests)).toEqual({ code: 1, out: '', error: `cdk8s-calico: ${message}\n` });
});

test('a folder without manifests is told as such', async () => {
  const empty = mkdtempSync(join(folder, 'empty-'));
  expect((await cli('explain', 'shop/web', 'shop/pg', empty)).error)
    .toBe('cdk8s-calico: No workload shop/web in the input. It holds none: add Pods, Deployments and their like, such as a dump of the cluster.\n');
  expect((await cli('check', empty)).error).toBe(`note: there are no manifests in ${empty}; of a folder *.yaml, *.yml and *.json are read\n`);
});

test.each(['tcp/5432:5433', 'tcp/5432-5433'])('explain takes a range of ports as %s and writes it as Calico does', async (traffic) => {
  expect((await cli('explain', 'shop/web', 'shop/pg', traffic, manifests)).out).toMatch(/on TCP 5432:5433: .*\n/);
});

test.each(['--dataplane', '--edition'])('explain has no %s: no verdict depends on it', async (option) => {
  expect((await cli('explain', 'shop/web', 'shop/pg', 'tcp/22', manifests, option, 'x')).error).toContain(`unknown option '${option}'`);
});

test('what --with names is part of the cluster for every question', async () => {
  const [pods, policies] = ['pods.yaml', 'policies.yaml'].map((name) => join(folder, name));
  writeFileSync(pods, MANIFESTS.slice(0, MANIFESTS.indexOf('---\napiVersion: projectcalico')));
  writeFileSync(policies, MANIFESTS.slice(MANIFESTS.indexOf('apiVersion: projectcalico')));
  const flows = join(folder, 'with-flows.json');
  writeFileSync(flows, '{"version": 1, "flows": [{"id": "1", "from": {"pod": "shop/web"}, "to": {"pod": "shop/pg"}, "protocol": "TCP", "destinationPort": 22}]}');
  for (const words of [['explain', 'shop/web', 'shop/pg', 'tcp/22'], ['matrix'], ['policies'], ['evaluate', '--flows', flows]]) {
    const whole = await cli(...words, '--complete', '--namespace', 'shop', policies, pods);
    expect(await cli(...words, '--complete', '--namespace', 'shop', policies, '--with', pods)).toEqual(whole);
    expect(await cli(...words, '--complete', '--namespace', 'shop', policies)).not.toEqual(whole);
  }
});

test('every question is about the folder that one is in, unless it names files', async () => {
  const flows = flowsFile([{ id: 'sql', ...ENDS, destinationPort: 5432 }]);
  const clean = mkdtempSync(join(tmpdir(), 'question-'));
  writeFileSync(join(clean, 'manifests.yaml'), MANIFESTS);
  const before = process.cwd();
  process.chdir(clean);
  try {
    for (const words of [
      ['explain', 'shop/web', 'shop/pg', 'tcp/22'], ['evaluate', '--flows', flows], ['matrix'], ['policies'], ['profiles'], ['policy', 'shop/pg'],
      ['endpoint', 'web'], ['eval', 'all()'],
    ]) {
      const here = await cli(...words);
      expect(here).toEqual(await cli(...words, 'manifests.yaml'));
      expect(here.out).not.toBe('');
    }
  } finally {
    process.chdir(before);
    rmSync(clean, { recursive: true });
  }
});

test('explain takes paths after the traffic, or instead of it', async () => {
  const [withTraffic, without] = [await cli('explain', 'shop/web', 'shop/pg', 'tcp/5432', manifests), await cli('explain', 'shop/web', 'shop/pg', manifests)];
  expect(withTraffic).toMatchObject({ code: 0 });
  expect(without).toMatchObject({ code: 2, out: expect.stringContaining('for some of this traffic is allowed and some is not') as unknown });
  const { parts } = JSON.parse((await cli('explain', 'shop/web', 'shop/pg', manifests, '--format', 'json')).out) as { parts: { traffic: string; decision: string }[] };
  expect(parts.map(({ traffic, decision }) => `${decision} ${traffic}`).sort()).toEqual(['allow TCP 5432', 'deny everything but TCP 5432; UDP 4789']);
});

test('explain offers names that exist', async () => {
  const { code, error } = await cli('explain', 'shop/wbe', 'shop/pg', 'tcp/5432', manifests);
  expect(code).toBe(1);
  expect(error).toContain('No workload shop/wbe in the input. Did you mean shop/web');
  expect((await cli('explain', 'shop/web', 'service:shop/x', manifests)).error).toContain('No service shop/x in the input.');
});

test('explain answers as JSON', async () => {
  const { code, out } = await cli('explain', 'shop/web', 'shop/pg', 'tcp/22', manifests, '--format', 'json');
  expect(code).toBe(2);
  const denial = { tier: 'default', ruleIndex: -1, action: 'deny', isCertain: true };
  expect(JSON.parse(out)).toMatchObject({ version: 1, decision: 'deny', trace: [expect.anything(), denial], notes: [] });
});

test.each([
  ['world', { anywhere: true }], ['world', 'world'], ['world', 'anywhere'], ['world', { world: true }],
  ['shop/web', { workload: 'shop/web' }], ['shop/web', 'shop/web'], ['pod:shop/web', { pod: 'shop/web' }],
  ['10.0.0.0/8', { net: '10.0.0.0/8' }], ['10.0.0.1', { ip: '10.0.0.1' }], ['host:n1', { host: 'n1' }],
  ['globalnetworkset:office', { globalnetworkset: 'office' }], ['globalnetworkset:office', { networkSet: 'office' }],
])('a flow from %s may be written as %j', async (text, from) => {
  writeFileSync(join(folder, 'office.yaml'), 'apiVersion: projectcalico.org/v3\nkind: GlobalNetworkSet\nmetadata: { name: office }\nspec: { nets: [192.0.2.0/24] }\n');
  const answers = [];
  for (const written of [text, from]) {
    const { out } = await cli('evaluate', manifests, join(folder, 'office.yaml'), '--flows', flowsFile([{ ...ENDS, from: written, destinationPort: 5432 }]));
    answers.push((JSON.parse(out) as { flows: { verdict?: string }[] }).flows[0]);
  }
  expect(answers[0].verdict).toBeDefined();
  expect(answers[1]).toEqual(answers[0]);
});

test.each([
  ['[]', 'holds no object'], ['null', 'holds no object'], ['{"flows": []}', 'has no version'], ['{"version": 2, "flows": []}', 'has version 2, and only 1 is known'],
  ['{"version": 1}', 'has no list of flows'], ['{"version": 1, "flow": []}', "has a field 'flow', which means nothing"],
  ['{"version": 1, "flows": [], "calicoVersion": 3.31}', 'has a calicoVersion that is no text'],
])('evaluate says what is wrong with %s', async (text, why) => {
  const file = join(folder, 'request.json');
  writeFileSync(file, text);
  const { code, error } = await cli('evaluate', manifests, '--flows', file);
  expect({ code, error }).toEqual({ code: 1, error: `cdk8s-calico: ${file} ${why}; write {"version": 1, "flows": […]}, and calicoVersion where one is meant\n` });
});

test.each([['explain', 'a', 'b', 'tcp/80', '/nowhere'], ['matrix', '/nowhere']])('%s tells in one sentence what it cannot read', async (...words) => {
  const { code, error } = await cli(...words);
  expect({ code, error }).toEqual({ code: 1, error: 'cdk8s-calico: /nowhere: there is no such file or folder\n' });
});

test.each([
  ['a field of another name', { port: 5432 }, 'A flow has no field "port". Did you mean destinationPort?'],
  ['a misspelt field', { protcol: 'TCP' }, 'A flow has no field "protcol". Did you mean protocol?'],
  ['a misspelt end', { from: { pood: 'shop/web' } }, '"from" of a flow has no field "pood". Did you mean pod'],
  ['an end that is a list', { from: ['shop/web'] }, '"from" of a flow must be an object with pod, workload,'],
  ['no end', { to: undefined }, 'A flow needs "to": an end as explain takes it, or an object with pod, workload,'],
  ['two ends in one', { to: { pod: 'shop/pg', ip: '10.0.0.1' } }, '"to" of a flow names pod and ip. Give it one of them.'],
  ['an end without a name', { to: { via: { node: 'n1' } } }, '"to" of a flow names nothing. Give it one of pod, workload, ip, host,'],
  ['an end that is no text', { to: { pod: 5 } }, '"to.pod" of a flow must be a text; it is 5.'],
  ['anywhere that is not so', { to: { anywhere: 'yes' } }, '"to.anywhere" of a flow must be true, or be left out; it is "yes".'],
  ['via without a node', { from: { ip: '10.0.0.1', via: { interface: 'eth0' } } }, '"from.via" of a flow needs the node.'],
  ['a service that opens a connection', { from: { service: 'shop/pg' } }, 'A service opens no connection, and is no end for a hook: name a workload behind shop/pg.'],
  ['a port that is text', { destinationPort: '5432' }, '"destinationPort" of a flow must be a whole number from 0 to 65535; it is "5432".'],
  ['a port that is too large', { sourcePort: 65536 }, '"sourcePort" of a flow must be a whole number from 0 to 65535; it is 65536.'],
  ['a protocol that is an object', { protocol: {} }, '"protocol" of a flow must be the name or the number of a protocol; it is {}.'],
  ['an ICMP type that is too large', { icmp: { type: 256 } }, '"icmp.type" of a flow must be a whole number from 0 to 255; it is 256.'],
  ['an IP version that is none', { ipVersion: 5 }, '"ipVersion" of a flow must be 4 or 6; it is 5.'],
  ['a hook that does not exist', { hook: 'input' }, '"hook" of a flow must be one of toHost, fromHost,'],
  ['a host endpoint that is no name', { hostEndpoint: '' }, '"hostEndpoint" of a flow must be a name; it is "".'],
])('evaluate takes no flow with %s', async (_, changes, error) => {
  const { code, out } = await cli('evaluate', manifests, '--flows', flowsFile([{ id: 1, ...ENDS, ...changes }, { id: 2, ...ENDS, destinationPort: 5432 }]));
  const { flows } = JSON.parse(out) as { flows: object[] };
  expect([code, flows]).toEqual([1, [{ id: 1, error: expect.stringContaining(error) }, expect.objectContaining({ id: 2, verdict: 'allow' })]]);
});

test.each([
  ['10.0.0.999', '"10.0.0.999" is no IP address. Write it like'], ['10.0.0/8', '"10.0.0/8" is no CIDR. Write it like'],
  ['2001:db8:::1', '"2001:db8:::1" is no IP address.'], ['host:node2', 'No node node2 in the input. Did you mean node1'],
])('explain says what is wrong with %s', async (end, sentence) => {
  const file = join(folder, 'host.yaml');
  writeFileSync(file, `${MANIFESTS}---\napiVersion: v1\nkind: Node\nmetadata: {name: node1}\n`);
  const { code, error } = await cli('explain', end, 'shop/pg', 'tcp/5432', file);
  expect([code, error]).toEqual([1, expect.stringContaining(sentence)]);
});
