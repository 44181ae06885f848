import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { command, type Outcome } from './run-command';

const deployment = (name: string, label = name): string => `
apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec: {template: {metadata: {labels: {app: ${label}}}}}
`;

const DATABASE = `
apiVersion: projectcalico.org/v3
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  selector: app == 'db'
  types: [Ingress]
  ingress:
  - {action: Allow, protocol: TCP, source: {selector: app == 'web'}, destination: {ports: [5432]}}
`;

const NAMESPACE = '\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';

const STAGED = `
apiVersion: projectcalico.org/v3
kind: StagedNetworkPolicy
metadata: {name: db, namespace: shop}
spec: {selector: app == 'db', types: [Ingress], ingress: [{action: Deny}]}
`;

describe('diff', () => {
  const folder = mkdtempSync(join(tmpdir(), 'diff-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Writes documents into a file of their own. */
  function input(name: string, ...documents: string[]): string {
    const file = join(folder, `${name}.yaml`);
    writeFileSync(file, documents.join('---'));
    return file;
  }

  /** Runs diff, with the folder's name taken out of what it prints. */
  async function diff(...args: string[]): Promise<Outcome> {
    const { code, out, error } = await command('diff', ...args);
    return { code, out: out.replaceAll(`${folder}/`, ''), error: error.replaceAll(`${folder}/`, '') };
  }

  const shop = [NAMESPACE, deployment('web'), deployment('db')];
  const before = input('before', ...shop, DATABASE);
  const after = input('after', ...shop, DATABASE.replace('[5432]', '[5433]'));

  test('tells flows that a change opens and closes, with the rules that decide', async () => {
    const { code, out, error } = await diff(before, after);
    expect({ code, error }).toEqual({ code: 2, error: '' });
    expect(out).toMatchInlineSnapshot(`
"Opened:
  + shop/web -> shop/db: TCP 5433
      before: denied by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (before.yaml:17)
      after:  allowed by NetworkPolicy shop/db, ingress rule 1 (after.yaml:23)

Closed:
  - shop/web -> shop/db: TCP 5432
      before: allowed by NetworkPolicy shop/db, ingress rule 1 (before.yaml:23)
      after:  denied by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (after.yaml:17)

Flows: 1 opened, 1 closed. Objects: 1 policy changed.
"
`);
  });

  test('says nothing of a change that leaves every flow as it was', async () => {
    expect(await diff(before, before)).toEqual({ code: 0, out: 'Nothing changed.\n', error: '' });
    const renamed = input('renamed', ...shop, DATABASE.replace('name: db', 'name: database'));
    expect(await diff(before, renamed)).toEqual({ code: 0, out: 'No flow changed. Objects: 1 policy added, 1 removed.\n', error: '' });
  });

  test('writes a comment for a pull request', async () => {
    const { code, out } = await diff(before, after, '--format', 'markdown');
    expect(code).toBe(2);
    expect(out).toMatchInlineSnapshot(`
"<!-- cdk8s-calico diff -->

### Network policy

**Flows: 1 opened, 1 closed.** Objects: 1 policy changed.

#### Opened

| from | to | traffic | before | after |
| --- | --- | --- | --- | --- |
| shop/web | shop/db | TCP 5433 | **denied** by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (\`before.yaml:17\`) | **allowed** by NetworkPolicy shop/db, ingress rule 1 (\`after.yaml:23\`) |

#### Closed

| from | to | traffic | before | after |
| --- | --- | --- | --- | --- |
| shop/web | shop/db | TCP 5432 | **allowed** by NetworkPolicy shop/db, ingress rule 1 (\`before.yaml:23\`) | **denied** by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches (\`after.yaml:17\`) |
"
`);
  });

  test('folds what is long, and never what is opened', async () => {
    const many = Array.from({ length: 10 }, (_, index) => (
      `${DATABASE.replace('name: db', `name: p${index}`).replace('[5432]', `[${index + 1}]`).replace('\'db\'', `'db${index}'`)}---${deployment(`db${index}`)}`
    ));
    const none = many.map((documents) => documents.replace(/Allow/, 'Deny'));
    const [open, closed] = [input('open', ...shop, ...many), input('closed', ...shop, ...none)];
    expect((await diff(closed, open, '--format', 'markdown')).out).toContain('\n#### Opened\n');
    const { out } = await diff(open, closed, '--format', 'markdown');
    expect(out).toContain('<details><summary>Closed: 10</summary>');
    expect(out).not.toContain('#### Closed');
  });

  test('writes JSON for programs, into a file when told so', async () => {
    const file = join(folder, 'diff.json');
    expect(await diff(before, after, '--format', 'json', '--output', file)).toEqual({ code: 2, out: '', error: '' });
    const answer = JSON.parse(readFileSync(file, 'utf8').replaceAll(`${folder}/`, '')) as Record<string, unknown[]>;
    expect(answer).toMatchObject({
      version: 1,
      summary: { opened: 1, closed: 1, unknown: 0, known: 0, new: 0, gone: 0 },
      notes: [],
      objects: [{ change: 'changed', apiVersion: 'projectcalico.org/v3', kind: 'NetworkPolicy', namespace: 'shop', name: 'db' }],
    });
    expect(answer.changes[0]).toMatchInlineSnapshot(`
{
  "after": {
    "because": "by NetworkPolicy shop/db, ingress rule 1",
    "decision": "allow",
    "file": "after.yaml",
    "line": 23,
    "rule": {
      "direction": "ingress",
      "kind": "NetworkPolicy",
      "name": "db",
      "namespace": "shop",
      "ruleIndex": 0,
      "tier": "default",
    },
  },
  "before": {
    "because": "by the end of tier default (default action Deny): NetworkPolicy shop/db applies to ingress and none of its rules matches",
    "decision": "deny",
    "file": "before.yaml",
    "line": 17,
    "rule": {
      "direction": "ingress",
      "kind": "NetworkPolicy",
      "name": "db",
      "namespace": "shop",
      "ruleIndex": -1,
      "tier": "default",
    },
  },
  "change": "opened",
  "from": {
    "nets": [],
    "workloads": [
      {
        "kind": "Deployment",
        "name": "web",
        "namespace": "shop",
      },
    ],
  },
  "ipVersions": [
    4,
  ],
  "to": {
    "nets": [],
    "workloads": [
      {
        "kind": "Deployment",
        "name": "db",
        "namespace": "shop",
      },
    ],
  },
  "traffic": "TCP 5433",
}
`);
  });

  test('tells flows of workloads that come and go apart', async () => {
    const more = input('more', ...shop, DATABASE, deployment('api'));
    const { code, out } = await diff(before, more);
    expect(code).toBe(2);
    expect(out).toContain('  > shop/api -> shop/web, shop/api, world: everything but UDP 4789; protocol 4\n'
      + '      after:  allowed, for no policy decides it\n');
    expect(out).not.toMatch(/Opened|Closed/);
    expect((await diff(more, before)).out).toContain('Of workloads and hosts that are gone:\n  < ');
  });

  test('tells what can no longer be told, and why', async () => {
    const labelled = DATABASE.replace('selector: app == \'web\'', 'namespaceSelector: team == \'web\'');
    const known = input('known', ...shop, labelled);
    const unknown = input('unknown', deployment('web'), deployment('db'), labelled);
    const { code, out, error } = await diff(known, unknown);
    expect(code).toBe(2);
    expect(out).toContain('Now unknown:\n  ? shop/* -> shop/db: TCP 5432\n');
    expect(out).toContain('      after:  unknown, for a namespace is not in the input and a selector asks for its labels\n');
    expect(error).toBe('note: after: Namespace shop is not in the input: its labels are not known.\n');
    expect((await diff(unknown, known)).out).toContain('No longer unknown:\n  ! ');
  });

  test('tells what would change if staged policies were enforced', async () => {
    const staged = input('staged', ...shop, DATABASE, STAGED);
    const { code, out } = await diff('--staged', staged);
    expect(code).toBe(2);
    expect(out).toMatchInlineSnapshot(`
"Closed:
  - shop/web -> shop/db: TCP 5432
      before: allowed by NetworkPolicy shop/db, ingress rule 1 (staged.yaml:23)
      after:  denied by NetworkPolicy shop/db, ingress rule 1 (staged.yaml:28)

Flows: 1 closed. Objects: 1 policy changed.
"
`);
    expect(await diff('--staged', before)).toEqual({ code: 0, out: 'Nothing changed.\n', error: '' });
    const deletion = input('deletion', ...shop, DATABASE, STAGED.replace(/spec: .*/, 'spec: {stagedAction: Delete}'));
    expect((await diff('--staged', deletion)).out).toContain('\n\nFlows: 3 opened. Objects: 1 policy removed.\n');
  });

  test('takes what both sides have from --with', async () => {
    const folders = ['old', 'new'].map((name) => join(folder, name));
    folders.forEach((path) => mkdirSync(path));
    writeFileSync(join(folders[0], 'policy.yaml'), DATABASE);
    const workloads = input('workloads', ...shop);
    const { code, out } = await diff(...folders, '--with', workloads);
    expect(code).toBe(2);
    expect(out).toContain('Opened:\n');
    expect(out).toContain('\n\nFlows: 3 opened. Objects: 1 policy removed.\n');
  });

  test('does not call policies alike that there is no workload for', async () => {
    const [old, fresh] = [input('no-workloads', DATABASE), input('none', DATABASE.replace('[5432]', '[5433]'))];
    const { code, out, error } = await diff(old, fresh);
    expect({ code, out }).toEqual({ code: 1, out: 'There are no workloads and no host endpoints, so no flows to compare. Objects: 1 policy changed.\n' });
    expect(error).toContain('note: The input holds no workloads and no host endpoints, so there are no flows to compare: add Deployments, Pods and their like.\n');
    expect((await diff(old, fresh, '--format', 'markdown')).out).toContain('\n- The input holds no workloads');
  });

  describe('of hosts', () => {
    const hosts = [1, 2, 3].map((number) => `
apiVersion: projectcalico.org/v3
kind: HostEndpoint
metadata: {name: node${number}-eth0, labels: {role: node}}
spec: {node: node${number}, interfaceName: eth0}
`);
    const guard = (port: number, kind = 'GlobalNetworkPolicy'): string => `
apiVersion: projectcalico.org/v3
kind: ${kind}
metadata: {name: hosts}
spec:
  selector: role == 'node'
  preDNAT: true
  applyOnForward: true
  types: [Ingress]
  ingress:
  - {action: Deny, protocol: TCP, destination: {ports: [${port}]}}
`;
    const open = `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: open}
spec: {selector: role == 'node', types: [Ingress], ingress: [{action: Allow}]}
`;
    const [old, fresh] = [input('old-host', ...hosts, guard(1), open, ...shop.slice(0, 2)), input('new-host', ...hosts, guard(8080), open, ...shop.slice(0, 2))];

    test('names hosts, what comes to them and what goes through them', async () => {
      const { code, out, error } = await diff(old, fresh);
      expect({ code, error }).toEqual({ code: 2, error: 'note: What hosts forward between addresses outside of the cluster is not compared.\n' });
      expect(out.slice(out.indexOf('Closed:'))).toMatchInlineSnapshot(`
"Closed:
  - world -> host node1 (node1-eth0) and 2 alike: TCP 8080
      before: allowed by GlobalNetworkPolicy open, ingress rule 1 (old-host.yaml:31)
      after:  denied by GlobalNetworkPolicy hosts, ingress rule 1 (new-host.yaml:26)
  - world -> through host node1 (node1-eth0) and 2 alike to shop/web: TCP 8080
      before: allowed, for no policy decides it
      after:  denied by GlobalNetworkPolicy hosts, ingress rule 1 (new-host.yaml:26)

Flows: 2 opened, 2 closed. Objects: 1 policy changed.
"
`);
    });

    test('in Markdown and JSON, too', async () => {
      const { out } = await diff(old, fresh, '--format', 'markdown');
      expect(out).toContain('| world | through host node1 (node1-eth0) and 2 alike to shop/web | TCP 8080 |');
      const { changes, summary } = JSON.parse((await diff(old, fresh, '--format', 'json')).out) as Record<string, Record<string, unknown>[]>;
      expect(summary).toMatchObject({ opened: 2, closed: 2 });
      const three = [1, 2, 3].map((number) => ({ node: `node${number}`, hostEndpoint: `node${number}-eth0`, interfaceName: 'eth0', addresses: [] }));
      expect(changes.filter(({ change }) => change === 'closed')).toMatchObject([
        { from: { workloads: [], nets: ['0.0.0.0/0'] }, to: { workloads: [], nets: [], hosts: three } },
        { to: { workloads: [{ name: 'web' }], nets: [] }, through: three },
      ]);
    });

    test('that a staged policy would close', async () => {
      const staged = input('staged-host', ...hosts, open, guard(8080, 'StagedGlobalNetworkPolicy').replace(/  preDNAT.*\n  apply.*\n/, '  order: 1\n'));
      const { code, out } = await diff('--staged', staged);
      expect(code).toBe(2);
      expect(out).toContain('Closed:\n  - world -> host node1 (node1-eth0) and 2 alike: TCP 8080\n');
    });

    test('without any workload', async () => {
      const alone = input('hosts-alone', ...hosts, open);
      expect(await diff(alone, alone)).toMatchObject({ code: 0, out: 'Nothing changed.\n' });
    });
  });

  test.each([
    ['one path', [before], 'diff compares two files or folders, before and after, and got only before.yaml; what belongs to both sides goes behind --with'],
    ['a path too many', [before, before, before], 'and got 3; what'],
    ['a path that does not exist', [before, join(folder, 'nowhere')], 'nowhere: there is no such file or folder'],
    ['a file that is no YAML', [before, input('broken', 'a: [')], 'broken.yaml:'],
    ['a format that does not exist', [before, after, '--format', 'poem'], 'there is no format \'poem\''],
  ])('refuses %s', async (_, args, message) => {
    const { code, out, error } = await diff(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain(message);
  });
});
