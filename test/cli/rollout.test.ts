import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { command } from './run-command';

const SHOP = `
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
`;
const policy = (name: string, spec: string, annotations = ''): string => `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop${annotations}}
spec: {types: [Ingress], ${spec}}
`;
const DENY = 'selector: all()';
const ALLOW = 'selector: app == "db", ingress: [{action: Allow, protocol: TCP, source: {selector: app == "web"}, destination: {ports: [5432]}}]';
const wave = (number: number): string => `, annotations: {argocd.argoproj.io/sync-wave: "${number}"}`;
const HOST = `
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: eth0, labels: {role: gateway}}
spec: {node: gateway, interfaceName: eth0, expectedIPs: [192.0.2.1]}
---
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: web}
spec: {selector: role == "gateway", types: [Ingress, Egress], ingress: [{action: Allow, protocol: TCP, destination: {ports: [443]}}], egress: [{action: Allow}]}
`;

describe('rollout', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rollout-'));
  const file = (name: string, ...documents: string[]): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, documents.join('---\n'));
    return path;
  };
  const shop = file('shop.yaml', SHOP);
  const nothing = file('nothing.yaml', '');
  const named = file('named.yaml', policy('a-deny', DENY), policy('b-allow', ALLOW));
  afterAll(() => rmSync(folder, { recursive: true }));

  test('works out an order that cuts nothing, and says why it is so', async () => {
    const { code, out } = await command('rollout', nothing, named, '--with', shop, '--complete');
    expect({ code, out }).toEqual({
      code: 0,
      out: `Order: a plan, worked out
1. policies-1: what they refer to is there, and in any order they cut no flow that is allowed before and after
   + NetworkPolicy.projectcalico.org shop/b-allow
2. policies-2: what they refer to is there, and in any order they cut no flow that is allowed before and after
   + NetworkPolicy.projectcalico.org shop/a-deny
     NetworkPolicy.projectcalico.org shop/a-deny comes after NetworkPolicy.projectcalico.org shop/b-allow, else it would cut shop/web -> shop/db TCP 5432
No flow is cut or opened on the way.
`,
    });
  });

  test('rejects the order of names, with the step, the flow and what decides', async () => {
    const { code, out } = await command('rollout', nothing, named, '--with', shop, '--complete', '--order', 'files');
    expect(code).toBe(2);
    expect(out).toContain('   + NetworkPolicy.projectcalico.org shop/a-deny\n   CUT: shop/web -> shop/db TCP 5432, by the end of tier default (default action Deny): '
      + 'NetworkPolicy shop/a-deny applies to ingress and none of its rules matches\n2. ');
    expect(out).toContain('On the way flows are wrong: 1 cut.\n');
  });

  test('rejects host endpoints first, and not the order that it works out itself', async () => {
    const naive = file('host.yaml', HOST);
    const rejected = await command('rollout', naive, '--order', 'files');
    expect(rejected.code).toBe(2);
    expect(rejected.out).toContain('   CUT: world -> host gateway (eth0) TCP 443, by the end of ingress policy: no policy and no profile allows it\n');
    expect(rejected.out).toContain('   CUT: host gateway (eth0) -> ');
    expect((await command('rollout', naive)).code).toBe(0);
  });

  test('names addresses that several rules tell apart as one, on either side', async () => {
    const allow = (side: string, nets: string): string => `{action: Allow, protocol: TCP, ${side}: {${nets}: [10.0.0.0/8]${side === 'destination' ? ', ports: [80]' : ''}}}`;
    const both = (side: string): string => `[${allow(side, 'nets')}, ${allow(side, 'notNets')}]`;
    const pods = file('split.yaml', policy('a-deny', DENY), policy('b-allow', `selector: all(), ingress: ${both('source')}`));
    expect((await command('rollout', nothing, pods, '--with', shop, '--complete', '--order', 'files')).out).toContain('   CUT: shop/web, shop/db, world -> ');
    const host = file('split-host.yaml', HOST.replace('egress: [{action: Allow}]', `egress: ${both('destination')}`));
    const { out } = await command('rollout', host, '--order', 'files');
    expect(out).toContain('   CUT: host gateway (eth0) -> world TCP 80, by the end of egress policy');
    expect(out).not.toContain('except 10.0.0.0/8');
  });

  test('walks the sync waves and the numbered folders that manifests have', async () => {
    const waves = file('waves.yaml', policy('a-deny', DENY, wave(1)), policy('b-allow', ALLOW, wave(2)));
    const walked = await command('rollout', nothing, waves, '--with', shop, '--complete', '--format', 'json');
    interface Answer { order: string; steps: { name: string; wrong: { kind: string }[] }[]; summary: object }
    const { order, steps, summary } = JSON.parse(walked.out) as Answer;
    expect({ code: walked.code, order, summary, steps: steps.map(({ name, wrong }) => [name, wrong.map(({ kind }) => kind)]) }).toEqual({
      code: 2, order: 'waves', summary: { cut: 1, opened: 0, disturbed: 0 }, steps: [['wave 1', ['cut']], ['wave 2', []]],
    });
    file('folders/02-deny/deny.yaml', policy('a-deny', DENY));
    file('folders/01-allow/allow.yaml', policy('b-allow', ALLOW));
    const folders = await command('rollout', nothing, join(folder, 'folders'), '--with', shop, '--complete');
    expect(folders.code).toBe(0);
    expect(folders.out).toMatch(/^Order: the numbered folders of the manifests\n1\. 01-allow\n/);
  });

  test('takes no order from folders above all manifests, unless it is told to', async () => {
    const above = file('2024-team/policies/named.yaml', policy('a-deny', DENY), policy('b-allow', ALLOW));
    const args = ['rollout', nothing, above, '--with', shop, '--complete'];
    expect((await command(...args)).out).toMatch(/^Order: a plan, worked out\n1\. policies-1/);
    expect((await command(...args, '--order', 'folders')).out).toMatch(/^Order: the numbered folders of the manifests\n1\. 2024-team\n/);
    const mixed = join(folder, '2024-team');
    file('2024-team/policies/01-more/deny.yaml', policy('c-deny', DENY));
    expect((await command('rollout', nothing, mixed, '--with', shop, '--complete')).out).toMatch(/^Order: a plan, worked out\n/);
  });

  test('prunes as Argo CD does: at once, or what has the option PruneLast after the rest', async () => {
    const annotated = (...annotations: string[]): string => `, annotations: {${annotations.join(', ')}}`;
    const [last, second] = ['argocd.argoproj.io/sync-options: "Prune=true,PruneLast=true"', 'argocd.argoproj.io/sync-wave: "2"'];
    const host = (ofHost: string, ofPolicy: string): string => HOST.replace('{role: gateway}', `{role: gateway}${ofHost}`).replace('{name: web', `{name: web${ofPolicy}`);
    const walked = async (name: string, ...documents: string[]): Promise<unknown> => {
      const { out } = await command('rollout', file(name, ...documents), nothing, '--order', 'waves', '--format', 'json');
      const { steps } = JSON.parse(out) as { steps: { name: string; changes: { object: string }[]; disturbed: string[] }[] };
      return steps.map(({ name: step, changes, disturbed }) => [step, changes.map(({ object }) => object.split('.')[0]), disturbed.length > 0]);
    };
    expect(await walked('at-once.yaml', host(annotated(second), ''))).toEqual([['prune', ['HostEndpoint', 'GlobalNetworkPolicy'], true]]);
    expect(await walked('in-order.yaml', host(annotated(second), annotated(last)))).toEqual([
      ['wave 0', ['HostEndpoint'], false], ['prune', ['GlobalNetworkPolicy'], false],
    ]);
  });

  test('tells a flow that is allowed neither before nor after, and is on the way', async () => {
    const old = file('old.yaml', policy('old', DENY, wave(1)));
    const next = file('next.yaml', policy('new', `order: 1, ${DENY}`, wave(0)));
    const swapped = file('swapped.yaml', policy('old', ALLOW, wave(0)), policy('new', DENY, wave(1)));
    expect((await command('rollout', old, next, '--with', shop, '--complete')).code).toBe(0);
    const opened = await command('rollout', old, swapped, '--with', shop, '--complete', '--format', 'markdown');
    expect(opened.code).toBe(2);
    expect(opened.out).toContain('| 1. wave 0 | opened | world | shop/web | everything | for no policy decides it |');
  });

  test('names what may be cut inside of a step, and counts it only when asked to', async () => {
    const two = file('two.yaml', policy('one', ALLOW), policy('other', ALLOW.replace('5432', '9187')));
    const args = ['rollout', nothing, two, '--with', shop, '--complete'];
    const { code, out } = await command(...args);
    expect(code).toBe(0);
    expect(out).toContain('   may be cut or opened until this step is complete: shop/web -> shop/db TCP 9187\n');
    expect(out).toContain('2 flows may be wrong for a moment inside of a step.');
    expect((await command(...args, '--strict')).code).toBe(2);
  });

  test('removes host endpoints first and what others need last', async () => {
    const { out } = await command('rollout', file('all.yaml', HOST, `
apiVersion: projectcalico.org/v3
kind: Tier
metadata: {name: edge}
`), nothing);
    expect(out.split('\n').filter((line) => /^\d|^ {3}-/.test(line)).map((line) => line.replace(/:.*/, ''))).toEqual([
      '1. remove-host-endpoints', '   - HostEndpoint.projectcalico.org eth0 (removed)',
      '2. policies', '   - GlobalNetworkPolicy.projectcalico.org web (removed)',
      '3. remove-tiers', '   - Tier.projectcalico.org edge (removed)',
    ]);
  });

  test('takes policies away after the workloads that only they isolate', async () => {
    const going = file('going.yaml', policy('deny', DENY).replaceAll('shop', 'old'), SHOP.replaceAll('shop', 'old').replaceAll('10.0.0', '10.0.1'), `
apiVersion: projectcalico.org/v3
kind: NetworkSet
metadata: {name: set, namespace: old}
spec: {nets: [192.0.2.0/24]}
`);
    const { code, out } = await command('rollout', going, nothing, '--with', shop, '--complete');
    expect({ code, steps: out.split('\n').filter((line) => /^\d/.test(line)).map((line) => line.replace(/:.*/, '')) }).toEqual({
      code: 0, steps: ['1. remove-others', '2. remove-policies', '3. remove-sets', '4. remove-namespaces'],
    });
    expect(out).toContain('2. remove-policies: the workloads that they select are gone\n   - NetworkPolicy.projectcalico.org old/deny (removed)\n');
  });

  test('takes what policies of others let a workload do that leaves for no mistake, and what its own do no longer stop for one', async () => {
    const legacy = SHOP.split('---')[1].replaceAll('web', 'legacy').replace('10.0.0.1', '10.0.0.3');
    const old = file('legacy.yaml', legacy, policy('db', ALLOW));
    const opened = async (...paths: string[]): Promise<unknown> => {
      const { code, out } = await command('rollout', ...paths, '--with', shop, '--complete');
      return { code, opened: out.split('\n').filter((line) => line.includes('OPENED')) };
    };
    expect(await opened(old, nothing)).toEqual({ code: 0, opened: [] });
    expect(await opened(old, file('open.yaml', policy('db', 'selector: app == "db", ingress: [{action: Allow}]')))).toEqual({ code: 0, opened: [] });
    // A policy that isolates the leaving workload and one that stays cannot wait for the removal.
    const shared = file('shared.yaml', legacy, policy('deny', 'selector: app != "web"'), policy('db', ALLOW));
    const own = file('own.yaml', policy('deny', 'selector: app == "db"'), policy('db', ALLOW));
    expect(await opened(shared, own)).toEqual({
      code: 2,
      opened: [
        '   OPENED: shop/web, shop/db, shop/legacy -> shop/legacy everything but UDP 4789; protocol 4, for no policy decides it',
        '   OPENED: world -> shop/legacy everything, for no policy decides it',
      ],
    });
  });

  test('names the addresses of a flow that may be wrong inside of a step by their network', async () => {
    const allow = (port: number, nets: string): string => (
      `selector: app == "db", ingress: [{action: Allow, protocol: TCP, source: {${nets}}, destination: {ports: [${port}]}}]`);
    const disturbed = async (...nets: string[]): Promise<string[]> => {
      const { out } = await command('rollout', file('nets.yaml', ...nets.map((net, index) => policy(`p${index}`, allow(80 + index, net)))), '--with', shop, '--complete');
      return out.split('\n').flatMap((line) => /may be cut or opened until this step is complete: (.*) -> /.exec(line)?.[1] ?? []);
    };
    expect(await disturbed('nets: [10.244.0.0/16]', 'nets: [10.244.0.0/16]')).toEqual(['10.244.0.0/16', '10.244.0.0/16']);
    expect(await disturbed('nets: [10.0.0.0/8], notNets: [10.64.0.0/10]', 'nets: [10.0.0.0/8]')).toContain('10.0.0.0/10');
    expect(await disturbed('notNets: [0.0.0.0/8]', 'notNets: [0.0.0.0/8]')).toEqual(['an address outside', 'an address outside']);
  });

  test('changes a set after the policies that do without what it loses, and before those that need what it gains', async () => {
    const set = (nets: string): string => `
apiVersion: projectcalico.org/v3
kind: NetworkSet
metadata: {name: partners, namespace: shop, labels: {set: partners}}
spec: {nets: [${nets}]}
`;
    const rule = (source: string): string => `{action: Allow, protocol: TCP, source: {${source}}, destination: {ports: [5432]}}`;
    const spec = (...more: string[]): string => `selector: app == "db", ingress: [${[rule('selector: set == "partners"'), ...more].join(', ')}]`;
    const inSet = file('in-set.yaml', set('192.0.2.0/24, 198.51.100.0/24'), policy('db', spec()));
    const inRule = file('in-rule.yaml', set('192.0.2.0/24'), policy('db', spec(rule('nets: [198.51.100.0/24]'))));
    const stepsOf = async (...paths: string[]): Promise<unknown> => {
      const { code, out } = await command('rollout', ...paths, '--with', shop, '--complete');
      return { code, steps: out.split('\n').filter((line) => /^\d/.test(line)).map((line) => line.replace(/:.*/, '')) };
    };
    expect(await stepsOf(inSet, inRule)).toEqual({ code: 0, steps: ['1. policies', '2. changes'] });
    expect(await stepsOf(inRule, inSet)).toEqual({ code: 0, steps: ['1. sets', '2. policies'] });
    expect(await stepsOf(file('set-only.yaml', set('192.0.2.0/24')), file('set-more.yaml', set('192.0.2.0/25'), policy('db', spec())))).toEqual({
      code: 0, steps: ['1. sets', '2. policies'],
    });
  });

  test('names what one kind of objects cuts as long as another is missing', async () => {
    const wavesOfHosts = file('host-wave.yaml', HOST.replace('{role: gateway}', `{role: gateway}${wave(1)}`).replace('{name: web', `{name: web${wave(1)}`));
    const { code, out } = await command('rollout', wavesOfHosts, '--strict');
    expect(code).toBe(2);
    expect(out).toContain('   may be cut or opened until this step is complete: world -> host gateway (eth0) TCP 443\n');
    expect(out).toContain('No flow is cut or opened on the way. 2 flows may be wrong for a moment inside of a step.\n');
    const removed = await command('rollout', wavesOfHosts, nothing, '--order', 'folders');
    expect(removed.out).toContain('1. removal\n');
    expect(removed.out).toContain('   may be cut or opened until this step is complete: world -> host gateway (eth0) TCP 443\n');
  });

  test('says that nothing changes, and refuses what it cannot do', async () => {
    expect(await command('rollout', shop, shop)).toMatchObject({ code: 0, out: 'Order: a plan, worked out\nNothing changes.\n' });
    const output = join(folder, 'rollout.txt');
    expect(await command('rollout', shop, shop, '--quiet', '--output', output)).toEqual({ code: 0, out: '', error: '' });
    expect(readFileSync(output, 'utf8')).toBe('Order: a plan, worked out\nNothing changes.\n');
    const refused = async (...args: string[]): Promise<unknown> => {
      const { code, error } = await command('rollout', ...args);
      return { code, error };
    };
    expect(await refused(shop, shop, shop)).toEqual({
      code: 1, error: 'cdk8s-calico: rollout takes a file or folder before and one after, and got 3; what belongs to both goes behind --with\n',
    });
    expect(await refused(join(folder, 'gone'))).toMatchObject({ code: 1, error: expect.stringContaining('there is no such file or folder') });
    expect(await refused(shop, '--order', 'luck')).toMatchObject({ code: 1, error: expect.stringContaining('use one of plan, waves, folders, files') });
    expect(await refused(shop, '--order', 'folders')).toMatchObject({ code: 1, error: expect.stringContaining('shop.yaml is in no numbered folder like 01-tiers') });
    expect(await refused(file('broken.yaml', 'a: [b'))).toMatchObject({ code: 1, error: expect.stringContaining('broken.yaml:1: ') });
  });
});
