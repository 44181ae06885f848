import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import { messageOf, shop } from './shop';
import { CalicoApp, CalicoTarget, CalicoVersion, NetworkPolicy, Peer, PolicyAssertions, Rule, Selector, Traffic, Workload } from '../../src';

const SQL = Traffic.tcp(5432);

test('what holds goes on to the next', () => {
  const assertions = PolicyAssertions.fromScope(shop().root);
  expect(assertions
    .allows({ source: 'shop/orders', destination: 'shop/database', traffic: SQL })
    .denies({ source: 'shop/web', destination: 'shop/database' })
    .denies({ source: 'world', destination: 'shop/database', traffic: SQL })
    .allows({ source: 'shop/database', destination: 'shop/web' })).toBe(assertions);
});

test('allows: a denial names its rule, the nearest miss and what to do', () => {
  expect(messageOf(() => PolicyAssertions.fromScope(shop().root).allows({ source: 'shop/web', destination: 'shop/database', traffic: SQL }))).toMatchInlineSnapshot(`
"allows: shop/web cannot reach shop/database on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/database: deny
  tier default
    NetworkPolicy shop/database, ingress rule 1 Allow: no, source is not selected by selector app == "orders"
    denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches

nearest miss: NetworkPolicy shop/database, ingress rule 1 (shop/database-policy) would allow it, but source is not selected by selector app == "orders"

help: if it should be allowed, add an Allow to ingress of shop/database, in tier default or an earlier one"
`);
});

test('allows: a rule that denies', () => {
  const { root, chart } = shop();
  new NetworkPolicy(chart, 'lockdown', { selector: Selector.all(), order: 1, ingress: [Rule.allow(Traffic.tcp(80)), Rule.deny()], egress: [] });
  expect(messageOf(() => PolicyAssertions.fromScope(root).allows({ source: 'shop/orders', destination: 'shop/database', traffic: SQL }))).toMatchInlineSnapshot(`
"allows: shop/orders cannot reach shop/database on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy shop/lockdown (shop/lockdown) applies to egress and none of its rules matches

egress of shop/orders: deny
  tier default
    denied by the end of tier default (default action Deny): NetworkPolicy shop/lockdown (shop/lockdown) applies to egress and none of its rules matches

ingress of shop/database: deny
  tier default
    NetworkPolicy shop/lockdown, ingress rule 1 Allow: no, destination port 5432 is not in 80
    NetworkPolicy shop/lockdown, ingress rule 2 Deny: matches (shop/lockdown)

help: if it should be allowed, add an Allow to egress of shop/orders, in tier default or an earlier one, and to ingress of shop/database, before rule 2 of lockdown (AllowTraffic opens both sides at once)"
`);
});

test('allows: a part that is denied', () => {
  const assertions = PolicyAssertions.fromScope(shop().root);
  expect(messageOf(() => assertions.allows({ source: 'shop/orders', destination: 'shop/database', traffic: Traffic.tcp(5432, 6432) }))).toMatchInlineSnapshot(`
"allows: part of it is denied: shop/orders cannot reach shop/database on TCP 6432: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches

egress of shop/orders: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/database: deny
  tier default
    NetworkPolicy shop/database, ingress rule 1 Allow: no, destination port 6432 is not in 5432
    denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches

nearest miss: NetworkPolicy shop/database, ingress rule 1 (shop/database-policy) would allow it, but destination port 6432 is not in 5432

help: if it should be allowed, add an Allow to ingress of shop/database, in tier default or an earlier one"
`);
});

test('denies: an allow names its rule and what to do', () => {
  expect(messageOf(() => PolicyAssertions.fromScope(shop().root).denies({ source: 'shop/orders', destination: 'shop/database', traffic: SQL }))).toMatchInlineSnapshot(`
"denies: shop/orders can reach shop/database on TCP 5432: allowed by NetworkPolicy shop/database, ingress rule 1 (shop/database-policy)

egress of shop/orders: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/database: allow
  tier default
    NetworkPolicy shop/database, ingress rule 1 Allow: matches (shop/database-policy)

help: if it should be denied, narrow ingress rule 1 of database, or deny it in an earlier tier"
`);
});

test('denies: a part that is allowed', () => {
  const assertions = PolicyAssertions.fromScope(shop().root);
  expect(messageOf(() => assertions.denies({ source: 'shop/orders', destination: 'shop/database' })).split('\n')[0]).toMatchInlineSnapshot('"denies: part of it is allowed: shop/orders can reach shop/database on TCP 5432: allowed by NetworkPolicy shop/database, ingress rule 1 (shop/database-policy)"');
});

test('the same answer to all that was asked, shown by what comes nearest', () => {
  const assertions = PolicyAssertions.fromScope(shop().root);
  const lines = messageOf(() => assertions.allows({ source: 'shop/web', destination: 'shop/database' })).split('\n');
  expect([lines[0], ...lines.filter((line) => line.startsWith('nearest miss'))]).toMatchInlineSnapshot(`
[
  "allows: shop/web cannot reach shop/database on anything: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches",
  "nearest miss: NetworkPolicy shop/database, ingress rule 1 (shop/database-policy) would allow it, but source is not selected by selector app == "orders"",
]
`);
  expect(messageOf(() => assertions.denies({ source: 'shop/orders', destination: 'shop/web', traffic: Traffic.tcp(80, 443) })).split('\n')[0]).toMatchInlineSnapshot('"denies: shop/orders can reach shop/web on TCP 80,443: allowed by profile kns.shop, for no policy decides ingress"');
});

test('a workload by its construct, whatever name it has', () => {
  const { root, chart } = shop();
  const job = new ApiObject(chart, 'job', { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { app: 'job' } } });
  PolicyAssertions.fromScope(root).denies({ source: Workload.of(job).flowName, destination: 'shop/database' });
});

test('denies: nothing closes it', () => {
  const assertions = PolicyAssertions.fromScope(shop().root);
  expect(messageOf(() => assertions.denies({ source: 'shop/orders', destination: 'shop/web', traffic: SQL }))).toMatchInlineSnapshot(`
"denies: shop/orders can reach shop/web on TCP 5432: allowed by profile kns.shop, for no policy decides ingress

egress of shop/orders: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/web: allow
  allowed by profile kns.shop, for no policy decides ingress

help: no policy applies to egress of shop/orders or ingress of shop/web, so everything is allowed: DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints"
`);
});

test('what is unknown passes as neither, and says what is missing', () => {
  const { root, chart } = shop();
  new ApiObject(chart, 'job', { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'batch', name: 'job' } });
  new NetworkPolicy(chart, 'from-red', {
    selector: Selector.label('app').equalTo('web'),
    ingress: [Rule.allow().from(Peer.everything().inNamespacesMatching(Selector.label('team').equalTo('red')))],
  });
  const assertions = PolicyAssertions.fromScope(root);
  const flow = { source: 'batch/job', destination: 'shop/web', traffic: SQL };
  expect(messageOf(() => assertions.denies(flow))).toMatchInlineSnapshot(`
"denies: batch/job may or may not reach shop/web on TCP 5432: unknown, for a namespace is not in the input and a selector asks for its labels

egress of batch/job: allow
  allowed by profile kns.batch, for no policy decides egress

ingress of shop/web: unknown
  tier default
    NetworkPolicy shop/from-red, ingress rule 1 Allow: may match (shop/from-red)
    may be denied by the end of tier default (default action Deny): NetworkPolicy shop/from-red (shop/from-red) applies to ingress and none of its rules matches

help: add the Namespace batch to the input"
`);
  expect(messageOf(() => assertions.allows(flow))).toBe(messageOf(() => assertions.denies(flow)).replace('denies', 'allows'));
});

test('a workload that is not there', () => {
  expect(messageOf(() => PolicyAssertions.fromScope(shop().chart).allows({ source: 'web', destination: 'shop/database' }))).toMatchInlineSnapshot(`
"allows: No workload web in the input. Did you mean shop/web?
help: the input is what 'shop' becomes; context adds manifests, and Workload.of(construct).flowName names a workload"
`);
});

describe('fromScope', () => {
  test('takes a CalicoApp, a chart and a single construct', () => {
    const flow = { source: 'shop/orders', destination: 'shop/database', traffic: SQL };
    const { root, chart } = shop(new CalicoApp());
    PolicyAssertions.fromScope(root).allows(flow);
    PolicyAssertions.fromScope(chart).allows(flow);
    expect(() => PolicyAssertions.fromScope(chart.node.findChild('orders')).allows(flow)).toThrow('No workload shop/database in the input');
  });

  test('refuses what synth would refuse', () => {
    const { root, chart } = shop();
    chart.node.addValidation({ validate: () => ['the chart is upside down'] });
    expect(messageOf(() => PolicyAssertions.fromScope(root))).toMatchInlineSnapshot(`
"PolicyAssertions.fromScope: 'the app' has errors, which synth would refuse:
  [shop] the chart is upside down"
`);
  });

  test('refuses a scope without objects', () => {
    expect(messageOf(() => PolicyAssertions.fromScope(new App()))).toMatchInlineSnapshot('"PolicyAssertions.fromScope: \'the app\' holds no object yet. Give it the app, a chart or a construct after everything was added."');
  });

  test('takes the target of the scope, and refuses several', () => {
    const root = new App();
    const charts = [CalicoVersion.V3_28, CalicoVersion.V3_31].map((version) => {
      const chart = new Chart(root, version.replace('.', '-'));
      CalicoTarget.of(version).applyTo(chart);
      new ApiObject(chart, 'one', { apiVersion: 'v1', kind: 'Pod', metadata: { namespace: 'a', name: 'one' } });
      // Calico v3.31 does not know the kind yet.
      new ApiObject(chart, 'policy', {
        apiVersion: 'policy.networking.k8s.io/v1alpha2',
        kind: 'ClusterNetworkPolicy',
        metadata: { name: 'deny' },
        spec: { tier: 'Admin', priority: 1, subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] },
      });
      return chart;
    });
    const flow = { source: 'a/one', destination: 'a/one', traffic: SQL };
    PolicyAssertions.fromScope(charts[1]).allows(flow);
    PolicyAssertions.fromScope(root, { target: CalicoTarget.of(CalicoVersion.V3_32) }).denies(flow);
    expect(messageOf(() => PolicyAssertions.fromScope(root))).toMatchInlineSnapshot('"PolicyAssertions.fromScope: \'the app\' is written for 2 clusters, for their targets differ (v3-28/one, v3-31/one). Give it what is for one of them, or say with the property target how all of it is to be judged."');
  });
});

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-calico-assertions-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const pods = write('pods.yaml', `
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: database, namespace: shop } }
`);
  const deny = write('deny.yaml', `
apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: { name: deny }
spec:
  types: [Ingress]
  ingress:
    - action: Deny
`);
  const flow = { source: 'shop/web', destination: 'shop/database', traffic: SQL };

  test('are read, with their lines in the message', () => {
    const message = messageOf(() => PolicyAssertions.fromFiles([pods, deny]).allows(flow));
    expect(message.replaceAll(folder, '')).toMatchInlineSnapshot(`
"allows: shop/web cannot reach shop/database on TCP 5432: denied by GlobalNetworkPolicy deny, ingress rule 1 (/deny.yaml:8)

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/database: deny
  tier default
    GlobalNetworkPolicy deny, ingress rule 1 Deny: matches (/deny.yaml:8)

help: if it should be allowed, add an Allow to ingress of shop/database, before rule 1 of deny"
`);
  });

  test('count as context', () => {
    PolicyAssertions.fromFiles([pods]).allows(flow);
    PolicyAssertions.fromFiles([pods], { context: [deny] }).denies(flow);
    PolicyAssertions.fromScope(shop().root, { context: [deny] }).denies({ ...flow, destination: 'shop/web' });
  });

  test('that cannot be read are an error', () => {
    const broken = write('broken.yaml', 'kind: [');
    expect(() => PolicyAssertions.fromFiles([broken])).toThrow(/broken.yaml:1: /);
    expect(() => PolicyAssertions.fromFiles([pods], { context: [join(folder, 'nowhere')] })).toThrow('nowhere: there is no such file or folder');
  });
});
