import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUERY_INPUT } from './query-input';
import { command } from './run-command';

const folder = mkdtempSync(join(tmpdir(), 'queries-'));
const file = join(folder, 'cluster.yaml');
beforeAll(() => writeFileSync(file, QUERY_INPUT));
afterAll(() => rmSync(folder, { recursive: true }));

const text = async (...args: string[]): Promise<string> => (await command(...args)).out;
const json = async (...args: string[]): Promise<unknown> => JSON.parse(await text(...args, '--format', 'json'));

describe('policies', () => {
  test('are listed in evaluation order, equal orders marked', async () => {
    expect(await text('policies', file)).toMatchInlineSnapshot(`
"TIER               ORDER  KIND                 NAME         TYPES           ENDPOINTS         SELECTOR
security (100)     10     GlobalNetworkPolicy  deny-bots    Ingress         1                 all()
default (1000000)  20 =   NetworkPolicy        data/pg-too  Ingress         1                 (app == 'pg') && projectcalico.org/namespace == 'data'
default (1000000)  20 =   NetworkPolicy        data/pg      Ingress         1                 (app == 'pg') && projectcalico.org/namespace == 'data'
default (1000000)  -      GlobalNetworkPolicy  red          Ingress,Egress  1 (maybe 1 more)  pcns.team == "red"
"
`);
  });

  test('leave nothing open on complete input', async () => {
    expect(await json('policies', file, '--complete')).toMatchObject({
      version: 1,
      policies: [
        { name: 'deny-bots', tierOrder: 100, order: 10, sharesOrder: false, endpoints: 1, maybeEndpoints: 0 },
        { name: 'pg-too', order: 20, sharesOrder: true }, { name: 'pg', order: 20, sharesOrder: true },
        { name: 'red', order: null, sharesOrder: false, types: ['Ingress', 'Egress'], endpoints: 1, maybeEndpoints: 0 },
      ],
    });
  });

  test('follow the target: before v3.29 there are no tiers', async () => {
    expect((await text('policies', file, '--calico-version', 'v3.28')).includes('security')).toBe(false);
  });
});

test('profiles show the labels that endpoints inherit', async () => {
  expect(await text('profiles', file)).toMatchInlineSnapshot(`
"PROFILE                      LABELS
kns.data                     pcns.kubernetes.io/metadata.name=data, pcns.projectcalico.org/name=data, maybe others
kns.shop                     pcns.team=red, pcns.kubernetes.io/metadata.name=shop, pcns.projectcalico.org/name=shop
ksa.data.default             pcsa.projectcalico.org/name=default, maybe others
ksa.shop.default             pcsa.projectcalico.org/name=default, maybe others
ksa.shop.front               pcsa.role=edge, pcsa.projectcalico.org/name=front
projectcalico-default-allow  -
"
`);
});

describe('eval', () => {
  test('finds endpoints and sets', async () => {
    expect(await text('eval', 'role in {"office", "worker"} || pcns.team == "red"', file)).toMatchInlineSnapshot(`
"Pod               node1/k8s/shop/web/eth0
Deployment        ?/k8s/data/pg/eth0       maybe
HostEndpoint      node1/eth0
GlobalNetworkSet  office
"
`);
  });

  test('leaves out pods in the network of their node', async () => {
    expect(JSON.stringify(await json('eval', 'all()', file))).not.toContain('agent');
  });

  test('says what is wrong with a selector', async () => {
    const { code, error } = await command('eval', 'role = "x"', file);
    expect(code).toBe(1);
    expect(error).toContain('help: equality is written ==');
  });
});

test('a file that is not there is told in one sentence', async () => {
  expect(await command('profiles', join(folder, 'none'))).toMatchObject({ code: 1, error: `cdk8s-calico: ${join(folder, 'none')}: there is no such file or folder\n` });
});

describe('endpoint and host', () => {
  test('list policies in order, rules and profiles', async () => {
    expect(await text('endpoint', 'data/pg', file)).toMatchInlineSnapshot(`
"?/k8s/data/pg/eth0 (Deployment)
  policies that apply:
    default  20  NetworkPolicy        data/pg-too  Ingress
    default  20  NetworkPolicy        data/pg      Ingress
    default  -   GlobalNetworkPolicy  red          Ingress,Egress  maybe
  rules that select it: none
  profiles:
    kns.data
    ksa.data.default
"
`);
    expect(await text('host', 'node1', file)).toMatchInlineSnapshot(`
"node1/k8s/shop/web/eth0 (Pod)
  policies that apply:
    default  -  GlobalNetworkPolicy  red  Ingress,Egress
  rules that select it:
    default  NetworkPolicy  data/pg  spec.ingress[0].source
  profiles:
    kns.shop
    ksa.shop.front
node1/eth0 (HostEndpoint)
  policies that apply:
    security  10  GlobalNetworkPolicy  deny-bots  Ingress
  rules that select it: none
  profiles: none
maybe others: the input does not tell where 1 endpoint is
"
`);
  });

  test('write JSON', async () => {
    expect(await json('endpoint', 'node1/k8s', file)).toMatchObject({
      endpoints: [{
        id: 'node1/k8s/shop/web/eth0',
        policies: [{ name: 'red', applies: 'yes' }],
        rules: [{ name: 'pg', path: 'spec.ingress[0].source', selects: 'yes' }],
        profiles: ['kns.shop', 'ksa.shop.front'],
      }],
    });
  });

  test('untracked policy is none of pods nor of endpoints for all interfaces', async () => {
    writeFileSync(join(folder, 'wildcard.yaml'), QUERY_INPUT.replace('interfaceName: eth0', 'interfaceName: "*"'));
    expect(await text('endpoint', 'node1', join(folder, 'wildcard.yaml'))).not.toContain('deny-bots');
  });

  test('offer near names', async () => {
    expect(await command('endpoint', 'shop/wbe', file)).toMatchObject({
      code: 1, error: 'cdk8s-calico: no endpoint has \'shop/wbe\' in its name. Did you mean shop/web?\n',
    });
    expect((await command('host', 'nod1', file)).error).toBe('cdk8s-calico: no node \'nod1\' in the input. Did you mean node1?\n');
    writeFileSync(join(folder, 'no-node.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n');
    expect((await command('host', 'n1', join(folder, 'no-node.yaml'))).error).toContain('It names none: add Nodes,');
    expect((await command('policy', 'redd', file)).error).toBe('cdk8s-calico: no policy \'redd\' in the input. Did you mean red?\n');
  });
});

describe('policy', () => {
  test('lists whom it applies to and whom its rules select', async () => {
    expect(await text('policy', 'data/pg', file)).toMatchInlineSnapshot(`
"NetworkPolicy data/pg (tier default)
  selector (app == 'pg') && projectcalico.org/namespace == 'data' applies to:
    Deployment  ?/k8s/data/pg/eth0
  spec.ingress[0].source (pcns.team == "red") && (app == 'web') selects:
    Pod  node1/k8s/shop/web/eth0
"
`);
    expect(await text('policy', 'deny-bots', file)).toMatchInlineSnapshot(`
"GlobalNetworkPolicy deny-bots (tier security)
  selector all() applies to:
    HostEndpoint  node1/eth0
  spec.ingress[0].source role == 'office' selects:
    GlobalNetworkSet  office
"
`);
  });
});
