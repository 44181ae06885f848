import { Chart, JsonPatch, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { tries } from '../setup/tries';
import { GlobalNetworkPolicy, GlobalNetworkSet, NetworkPolicy, NetworkSet, Peer, Port, Rule, Selector, Traffic } from 'cdk8s-calico';

const web = Selector.label('app').equalTo('web');

function inNamespace(rule: Rule, namespace?: string): any {
  const chart = Testing.chart();
  const policy = new NetworkPolicy(chart, 'p', { metadata: { namespace }, ingress: [rule] });
  return policy.apiObject.toJson().spec.ingress[0];
}

function inCluster(rule: Rule): any {
  return new GlobalNetworkPolicy(Testing.chart(), 'p', { ingress: [rule] }).apiObject.toJson().spec.ingress[0];
}

describe('peers', () => {
  const source = (peer: Peer): any => inNamespace(Rule.allow().from(peer), 'data').source;
  test.each<[string, Peer, object | undefined]>([
    ['selector', Peer.selector(web), { selector: 'app == "web"' }],
    ['selector in namespaces', Peer.selector(web).inNamespaces('a', 'b'), { selector: 'app == "web"', namespaceSelector: 'projectcalico.org/name in {"a", "b"}' }],
    ['two selectors', Peer.selector(web).andSelector(Selector.label('v').exists()), { selector: '(app == "web" && has(v))' }],
    ['namespaces', Peer.namespaces('shop'), { namespaceSelector: 'projectcalico.org/name == "shop"' }],
    ['namespaces matching', Peer.namespacesMatching(Selector.all()), { namespaceSelector: 'all()' }],
    ['nets, masked, once each', Peer.nets('10.1.2.3/8', '192.0.2.1', '10.0.0.0/8'), { nets: ['10.0.0.0/8', '192.0.2.1/32'] }],
    ['IPv6', Peer.nets('2001:DB8::1'), { nets: ['2001:db8::1/128'] }],
    ['nets with exceptions', Peer.nets('10.0.0.0/8').exceptNets('10.1.0.0/16').exceptNets('10.2.0.0/16'), { nets: ['10.0.0.0/8'], notNets: ['10.1.0.0/16', '10.2.0.0/16'] }],
    ['exception by labels', Peer.namespacesMatching(Selector.all()).except(web), { namespaceSelector: 'all()', notSelector: 'app == "web"' }],
    ['service accounts', Peer.serviceAccounts('a', 'b').andServiceAccountsMatching(web), { serviceAccounts: { names: ['a', 'b'], selector: 'app == "web"' } }],
    ['service accounts by labels', Peer.serviceAccountsMatching(web).andServiceAccounts('a'), { serviceAccounts: { names: ['a'], selector: 'app == "web"' } }],
    ['selector and nets', Peer.selector(web).andNets('10.0.0.0/8'), { selector: 'app == "web"', nets: ['10.0.0.0/8'] }],
    ['service of the namespace', Peer.service('db'), { services: { name: 'db', namespace: 'data' } }],
    ['service elsewhere', Peer.service('db', 'x'), { services: { name: 'db', namespace: 'x' } }],
    ['global', Peer.global(), { namespaceSelector: 'global()' }],
    ['outside of namespaces', Peer.selector(web).outsideNamespaces(), { selector: 'app == "web"', namespaceSelector: 'global()' }],
    ['everything', Peer.everything(), undefined],
  ])('%s', (_name, peer, expected) => {
    expect(source(peer)).toEqual(expected);
  });

  test.each<[string, () => unknown, string]>([
    ['no nets', () => Peer.nets(), 'Peer.nets() needs at least one value'],
    ['a broken net', () => Peer.nets('10.0.0/8'), 'no address and no CIDR'],
    ['a host name', () => Peer.nets('api.example.org'), 'Peer.nets: "api.example.org" is no address and no CIDR. Calico takes no host name here: write the networks behind it.'],
    ['the address of a page', () => Peer.nets('https://api.example.org/v1'), 'Calico takes no host name here'],
    ['no namespaces', () => Peer.namespaces(), 'needs at least one'],
    ['no namespaces to narrow', () => Peer.selector(web).inNamespaces(), 'needs at least one'],
    ['no service accounts', () => Peer.serviceAccounts(), 'needs at least one'],
    ['namespaces twice', () => Peer.namespaces('a').inNamespaces('b'), 'given twice'],
    ['exceptions twice', () => Peer.everything().except(web).except(web), 'given twice'],
  ])('%s is refused where it is written', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('network sets', () => {
  test('a set of the cluster is found by its label, among what has no namespace', () => {
    const set = new GlobalNetworkSet(Testing.chart(), 'bad');
    const expected = { namespaceSelector: 'global()', selector: 'calico.cdk8s.io/network-set == "bad"' };
    expect(inNamespace(Rule.deny().from(Peer.networkSet(set)), 'a').source).toEqual(expected);
    expect(inCluster(Rule.deny().from(Peer.networkSet(set))).source).toEqual(expected);
    expect(inCluster(Rule.deny().from(Peer.networkSet(GlobalNetworkSet.named('bad')))).source).toEqual(expected);
  });

  test('a set of a namespace', () => {
    const set = new NetworkSet(Testing.chart(), 'partners', { metadata: { namespace: 'shop' } });
    const rule = Rule.deny().from(Peer.networkSet(set));
    expect(inNamespace(rule, 'shop').source).toEqual({ selector: 'calico.cdk8s.io/network-set == "partners"' });
    const elsewhere = { selector: 'calico.cdk8s.io/network-set == "partners"', namespaceSelector: 'projectcalico.org/name == "shop"' };
    expect(inNamespace(rule, 'data').source).toEqual(elsewhere);
    expect(inCluster(rule).source).toEqual(elsewhere);
  });

  test('a named one by the labels given', () => {
    expect(inCluster(Rule.deny().from(Peer.networkSet(NetworkSet.named('x', { a: 'b' }, 'ns')))).source).toEqual({
      selector: 'a == "b"', namespaceSelector: 'projectcalico.org/name == "ns"',
    });
  });

  test('one whose namespace nobody said is an error for a policy of the cluster', () => {
    const rule = Rule.deny().from(Peer.networkSet(new NetworkSet(Testing.chart(), 'partners')));
    expect(() => inCluster(rule)).toThrow("the namespace of network set 'partners' is not known");
    expect(inNamespace(rule).source).toEqual({ selector: 'calico.cdk8s.io/network-set == "partners"' });
  });
});

describe('rules', () => {
  test('every field', () => {
    const rule = Rule.log(Traffic.tcpPorts(Port.range(80, 90), Port.named('http')).fromPorts(Port.of(1)).exceptPorts(Port.of(85)).exceptFromPorts(Port.of(2)))
      .from(Peer.selector(web)).to(Peer.nets('10.0.0.0/8')).ipv4Only().annotate('a', 'b').because('c');
    expect(inCluster(rule)).toEqual({
      action: 'Log',
      ipVersion: 4,
      protocol: 'TCP',
      source: { selector: 'app == "web"', ports: [1], notPorts: [2] },
      destination: { nets: ['10.0.0.0/8'], ports: ['80:90', 'http'], notPorts: [85] },
      metadata: { annotations: { 'a': 'b', 'calico.cdk8s.io/because': 'c' } },
    });
  });

  test('actions and other traffic', () => {
    expect(inCluster(Rule.pass(Traffic.any().exceptProtocol('UDP')).ipv6Only())).toEqual({ action: 'Pass', notProtocol: 'UDP', ipVersion: 6 });
    expect(inCluster(Rule.deny(Traffic.icmp(3, 1)))).toEqual({ action: 'Deny', protocol: 'ICMP', icmp: { type: 3, code: 1 } });
    expect(inCluster(Rule.deny(Traffic.icmpv6().exceptIcmp(128)))).toEqual({ action: 'Deny', protocol: 'ICMPv6', notICMP: { type: 128 } });
    expect(inCluster(Rule.allow(Traffic.http({ methods: ['GET'], paths: [{ prefix: '/a' }] })))).toEqual({
      action: 'Allow', protocol: 'TCP', http: { methods: ['GET'], paths: [{ prefix: '/a' }] },
    });
  });

  test('are values', () => {
    const rule = Rule.allow();
    rule.from(Peer.selector(web)).because('x');
    expect(inCluster(rule)).toEqual({ action: 'Allow' });
  });

  test('a rule in several policies says in each what it means there', () => {
    const set = new GlobalNetworkSet(Testing.chart(), 'set', { nets: ['192.0.2.0/24'] });
    const rules = [Peer.service('db'), Peer.networkSet(set), Peer.selector(web)].map((peer) => Rule.allow(Traffic.allTcp()).from(peer).because('x'));
    const fixed = { action: 'Allow', protocol: 'TCP', metadata: { annotations: { 'calico.cdk8s.io/because': 'x' } } };
    for (const namespace of ['a', 'b', 'a']) {
      expect(rules.map((rule) => inNamespace(rule, namespace))).toMatchObject([
        { ...fixed, source: { services: { name: 'db', namespace } } },
        { ...fixed, source: { namespaceSelector: 'global()' } },
        { ...fixed, source: { selector: 'app == "web"' } },
      ]);
    }
  });

  test('what is written of a rule may be changed, the rule may not', () => {
    const rule = Rule.allow(Traffic.tcp(80));
    const policy = new GlobalNetworkPolicy(Testing.chart(), 'p', { ingress: [rule, rule] });
    policy.apiObject.toJson().spec.ingress[0].destination.ports.push(81);
    policy.addJsonPatch(JsonPatch.add('/spec/ingress/1/destination/ports/-', 443));
    expect(policy.apiObject.toJson().spec.ingress).toMatchObject([{ destination: { ports: [80] } }, { destination: { ports: [80, 443] } }]);
    expect(inCluster(rule).destination.ports).toEqual([80]);
  });

  test('one source, one destination', () => {
    expect(() => Rule.allow().from(Peer.everything()).from(Peer.everything())).toThrow('has a source already');
    expect(() => Rule.allow().to(Peer.everything()).to(Peer.everything())).toThrow('has a destination already');
  });
});

test('whatever the API builds is written or told, never anything else', () => {
  const traffic = fc.constantFrom(
    undefined, Traffic.tcp(80), Traffic.allUdp(), Traffic.icmpPing(), Traffic.icmpv6(), Traffic.http({ methods: ['GET'] }), Traffic.protocol(47),
    Traffic.any().exceptProtocol('TCP'), Traffic.tcpPorts(Port.named('http')), Traffic.any().toPorts(Port.named('http')), Traffic.udp(53).fromPorts(Port.range(1, 9)),
  );
  const peer = fc.constantFrom(
    undefined, Peer.everything(), Peer.selector(web), Peer.selector(web).inNamespaces('a'), Peer.nets('10.0.0.0/8'), Peer.nets('2001:db8::/32'), Peer.global(),
    Peer.nets('0.0.0.0/0').exceptNets('10.0.0.0/8'), Peer.everything().exceptNets('0.0.0.0/0'), Peer.service('a'), Peer.service('a', 'b'),
    Peer.service('a', 'b').andSelector(web), Peer.serviceAccounts('x'), Peer.everything().except(web), Peer.networkSet(GlobalNetworkSet.named('s')),
  );
  const action = fc.constantFrom(Rule.allow, Rule.deny, Rule.log, Rule.pass);
  fc.assert(fc.property(action, traffic, peer, peer, fc.constantFrom(0, 4, 6), fc.boolean(), (make, what, from, to, version, isEgress) => {
    let rule = make(what);
    if (from) { rule = rule.from(from); }
    if (to) { rule = rule.to(to); }
    if (version) { rule = version === 4 ? rule.ipv4Only() : rule.ipv6Only(); }
    const chart = new Chart(Testing.app({ outdir: 'unused' }), 'c', { namespace: 'n' });
    const policy = new NetworkPolicy(chart, 'p', isEgress ? { egress: [rule] } : { ingress: [rule] });
    const errors = policy.node.validate();
    expect(errors.every((error) => /^error\[CAL\d{4}\] spec\.(in|e)gress\[0\]/.test(error))).toBe(true);
    const [object] = [policy.apiObject.toJson()];
    expect(JSON.stringify(object)).not.toMatch(/null|undefined/);
    expect(object).toEqual(JSON.parse(JSON.stringify(object)));
  }), tries(500));
});
