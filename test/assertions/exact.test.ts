import { ApiObject, App, Chart } from 'cdk8s';
import { messageOf, shop } from './shop';
import { NetworkPolicy, Peer, PolicyAssertions, PolicyType, Port, Rule, Selector, Traffic } from '../../src';

const SQL = Traffic.tcp(5432);
const ORDERS = { source: 'shop/orders', destination: 'shop/database', traffic: SQL };
const INGRESS = { direction: PolicyType.INGRESS };

function assertions(add?: (chart: Chart) => void): PolicyAssertions {
  const { root, chart } = shop();
  add?.(chart);
  return PolicyAssertions.fromScope(root);
}

/** The first line, those that begin with `also`, and the last one. */
function gist(act: () => unknown): string {
  const lines = messageOf(act).split('\n');
  return lines.filter((line, index) => index === 0 || line.startsWith('also: ') || index === lines.length - 1).join('\n');
}

function openTo(chart: Chart, peer: Peer, ...ports: number[]): void {
  new NetworkPolicy(chart, 'more', { selector: Selector.label('app').equalTo('database'), ingress: [Rule.allow(Traffic.tcp(...ports)).from(peer)] });
}

const closed = (chart: Chart): NetworkPolicy => new NetworkPolicy(chart, 'closed', {
  selector: Selector.label('app').equalTo('web'), types: [PolicyType.INGRESS, PolicyType.EGRESS],
});

describe('allowsOnly', () => {
  test('holds for all that comes in to the destination', () => {
    assertions().allowsOnly([ORDERS], INGRESS);
  });

  test('a flow that is not allowed', () => {
    expect(gist(() => assertions().allowsOnly([{ ...ORDERS, source: 'shop/web' }], INGRESS))).toMatchInlineSnapshot(`
"allowsOnly: shop/web cannot reach shop/database on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches
help: if it should be allowed, add an Allow to ingress of shop/database, in tier default or an earlier one"
`);
  });

  test('somebody else, and other ports, each with its rule', () => {
    const more = assertions((chart) => openTo(chart, Peer.selector(Selector.label('app').isIn('orders', 'web')), 5432, 6432));
    expect(messageOf(() => more.allowsOnly([ORDERS], INGRESS))).toMatchInlineSnapshot(`
"allowsOnly: shop/web can reach shop/database on TCP 5432, 6432: allowed by NetworkPolicy shop/more, ingress rule 1 (shop/more)

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/database: allow
  tier default
    NetworkPolicy shop/database, ingress rule 1 Allow: no, source is not selected by selector app == "orders"
    NetworkPolicy shop/more, ingress rule 1 Allow: matches (shop/more)

also: shop/orders can reach shop/database on TCP 6432: allowed by NetworkPolicy shop/more, ingress rule 1 (shop/more)

help: if it should be denied, narrow ingress rule 1 of more, or deny it in an earlier tier; if it is meant, add it to the list"
`);
    more.allowsOnly([{ ...ORDERS, traffic: Traffic.tcp(5432, 6432) }, { ...ORDERS, source: 'shop/web', traffic: Traffic.tcp(5432, 6432) }], INGRESS);
  });

  test('addresses outside, by the part that is too much', () => {
    const more = assertions((chart) => openTo(chart, Peer.nets('192.0.2.0/24'), 5432));
    expect(gist(() => more.allowsOnly([ORDERS, { ...ORDERS, source: '192.0.2.0/25' }], INGRESS))).toMatchInlineSnapshot(`
"allowsOnly: 192.0.2.128/25 can reach shop/database on TCP 5432: allowed by NetworkPolicy shop/more, ingress rule 1 (shop/more)
also: shop/web may or may not reach shop/database on TCP 5432: unknown, for a rule asks for an address that the input does not tell
help: if it should be denied, narrow ingress rule 1 of more, or deny it in an earlier tier; if it is meant, add it to the list"
`);
  });

  test('what goes out of the source counts too', () => {
    expect(gist(() => assertions().allowsOnly([ORDERS]))).toMatchInlineSnapshot(`
"allowsOnly: shop/orders can reach shop/web on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides ingress
also: shop/orders can reach world on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides egress
help: no policy applies to egress of shop/orders or ingress of shop/web, so everything is allowed: DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints; if it is meant, add it to the list"
`);
  });

  test('looks at other workloads when told to', () => {
    assertions(closed).allowsOnly([ORDERS], { workloads: ['shop/web'] });
    expect(gist(() => assertions().allowsOnly([ORDERS], { workloads: ['shop/web'], direction: PolicyType.INGRESS })).split('\n')[0]).toMatchInlineSnapshot('"allowsOnly: shop/database, shop/orders can reach shop/web on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides ingress"');
  });

  test('some of the traffic of a range', () => {
    const more = assertions((chart) => new NetworkPolicy(chart, 'more', {
      selector: Selector.label('app').equalTo('database'), ingress: [Rule.allow(Traffic.tcpRange(6000, 7000)).from(Peer.selector(Selector.label('app').equalTo('orders')))],
    }));
    expect(gist(() => more.allowsOnly([ORDERS, { ...ORDERS, traffic: Traffic.tcp(6432) }], INGRESS))).toMatchInlineSnapshot(`
"allowsOnly: shop/orders can reach shop/database on TCP 6000:6431, 6433:7000: allowed by NetworkPolicy shop/more, ingress rule 1 (shop/more)
help: if it should be denied, narrow ingress rule 1 of more, or deny it in an earlier tier; if it is meant, add it to the list"
`);
  });

  test('cannot be asked without a workload, about services, hosts and source ports', () => {
    expect(messageOf(() => assertions().allowsOnly([]))).toMatchInlineSnapshot('"allowsOnly: there are no flows, so there is nothing that only they could reach. isIsolated() says that nothing at all is allowed."');
    expect(messageOf(() => assertions().allowsOnly([{ source: 'world', destination: '192.0.2.1' }]))).toContain('no flow names a workload');
    const more = assertions((chart) => new ApiObject(chart, 'service', {
      apiVersion: 'v1', kind: 'Service', metadata: { name: 'database' }, spec: { selector: { app: 'database' }, ports: [{ port: 5432 }] },
    }));
    expect(gist(() => more.allowsOnly([{ ...ORDERS, destination: 'service:shop/database' }, ORDERS], INGRESS))).toMatchInlineSnapshot('"allowsOnly: "service:shop/database" is a service, and policy sees the workloads behind it. Name these, with the ports of the pods."');
    expect(gist(() => more.allowsOnly([{ ...ORDERS, traffic: SQL.fromPorts(Port.of(99)) }], INGRESS))).toMatchInlineSnapshot('"allowsOnly: "TCP 5432 from 99" names source ports, which are left open where all flows are looked at. Leave them out, or ask for the single flow."');
    expect(gist(() => more.reachableFrom('shop/database', ['shop/orders', 'host:node1']))).toMatchInlineSnapshot('"reachableFrom: "host:node1" is a host or shares the network of one. Hosts are not counted here; ask for the single flow."');
  });
});

describe('isIsolated', () => {
  test('holds for a workload that is closed', () => {
    assertions(closed).isIsolated('shop/web');
  });

  test('looks one way when asked to', () => {
    const more = assertions((chart) => new NetworkPolicy(chart, 'closed', { selector: Selector.label('app').equalTo('web'), ingress: [] }));
    more.isIsolated('shop/web', INGRESS);
    expect(messageOf(() => more.isIsolated('shop/web'))).toMatchInlineSnapshot(`
"isIsolated: shop/web can reach shop/orders on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides ingress

egress of shop/web: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/orders: allow
  allowed by profile kns.shop, for no policy decides ingress

also: shop/web can reach world on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides egress

help: no policy applies to egress of shop/web or ingress of shop/orders, so everything is allowed: DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints"
`);
    expect(gist(() => more.isIsolated('shop/web', { direction: PolicyType.EGRESS }))).toBe(gist(() => more.isIsolated('shop/web')));
  });

  test('unknown is no isolation, and says what is missing', () => {
    const more = assertions((chart) => {
      closed(chart);
      new NetworkPolicy(chart, 'nodes', { selector: Selector.label('app').equalTo('web'), ingress: [Rule.allow(Traffic.tcp(80)).from(Peer.nets('10.0.0.0/24'))] });
    });
    expect(messageOf(() => more.reachableFrom('shop/web', ['10.0.0.0/24']))).toMatchInlineSnapshot(`
"reachableFrom: shop/orders, shop/database may or may not reach shop/web on TCP 80: unknown, for a rule asks for an address that the input does not tell

egress of shop/orders: allow
  allowed by profile kns.shop, for no policy decides egress

ingress of shop/web: unknown
  tier default
    NetworkPolicy shop/nodes, ingress rule 1 Allow: may match (shop/nodes)
    may be denied by the end of tier default (default action Deny): NetworkPolicy shop/closed (shop/closed) applies to ingress and none of its rules matches

help: say where pods get their addresses from: IPPools in the input, or podNets of the target (--pod-nets)"
`);
  });
});

describe('reaches and reachableFrom', () => {
  test('hold for exact lists', () => {
    assertions()
      .reachableFrom('shop/database', ['shop/orders'])
      .reachableFrom('shop/web', ['shop/orders', 'shop/database', 'world'])
      .reaches('shop/web', ['shop/orders', 'world'])
      .reaches('shop/orders', ['shop/database', 'shop/web', 'world'], { traffic: SQL });
    assertions(closed).reaches('shop/web', []);
  });

  test('somebody who is not in the list', () => {
    expect(gist(() => assertions().reachableFrom('shop/web', ['shop/orders']))).toMatchInlineSnapshot(`
"reachableFrom: shop/database can reach shop/web on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides ingress
also: world can reach shop/web on everything: allowed by profile kns.shop, for no policy decides ingress
help: no policy applies to egress of shop/database or ingress of shop/web, so everything is allowed: DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints; if it is meant, add it to the list"
`);
    expect(gist(() => assertions().reaches('shop/orders', ['shop/database', 'world']))).toMatchInlineSnapshot(`
"reaches: shop/orders can reach shop/web on everything but UDP 4789; protocol 4: allowed by profile kns.shop, for no policy decides ingress
help: no policy applies to egress of shop/orders or ingress of shop/web, so everything is allowed: DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints; if it is meant, add it to the list"
`);
  });

  test('somebody in the list who cannot', () => {
    expect(gist(() => assertions().reachableFrom('shop/database', ['shop/orders', 'shop/web'], { traffic: SQL }))).toMatchInlineSnapshot(`
"reachableFrom: shop/web cannot reach shop/database on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches
help: if it should be allowed, add an Allow to ingress of shop/database, in tier default or an earlier one"
`);
    expect(gist(() => assertions().reaches('shop/database', ['shop/database'], { traffic: SQL }))).toMatchInlineSnapshot(`
"reaches: shop/database cannot reach shop/database on TCP 5432: denied by the end of tier default (default action Deny): NetworkPolicy shop/database (shop/database-policy) applies to ingress and none of its rules matches
help: if it should be allowed, add an Allow to ingress of shop/database, in tier default or an earlier one"
`);
  });

  test('a workload with replicas is its own peer', () => {
    const root = new App();
    const chart = new Chart(root, 'batch', { namespace: 'batch' });
    new ApiObject(chart, 'namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'batch' } });
    new ApiObject(chart, 'jobs', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'jobs' }, spec: { template: { metadata: { labels: { app: 'jobs' } } } } });
    expect(gist(() => PolicyAssertions.fromScope(root).reachableFrom('batch/jobs', ['world']))).toMatchInlineSnapshot(`
"reachableFrom: batch/jobs can reach batch/jobs on everything but UDP 4789; protocol 4: allowed by profile kns.batch, for no policy decides ingress
help: no policy applies to egress of batch/jobs or ingress of batch/jobs, so everything is allowed: DenyByDefault closes whole namespaces, a NetworkPolicy with the type Ingress its endpoints; if it is meant, add it to the list"
`);
    PolicyAssertions.fromScope(root).reachableFrom('batch/jobs', ['world', 'batch/jobs']);
  });

  test('a name that is not there', () => {
    expect(messageOf(() => assertions().reaches('shop/databse', []))).toMatchInlineSnapshot(`
"reaches: No workload shop/databse in the input. Did you mean shop/database?
help: the input is what 'the app' becomes; context adds manifests, and Workload.of(construct).flowName names a workload"
`);
  });
});
