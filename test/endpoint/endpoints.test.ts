import { Testing } from 'cdk8s';
import { GlobalNetworkSet, HostEndpoint, NetworkSet, Protocol } from 'cdk8s-calico';

test('a NetworkSet: nets masked and once each, addresses as they are', () => {
  const chart = Testing.chart();
  const set = new NetworkSet(chart, 'partners', { metadata: { namespace: 'shop', labels: { role: 'partner' } }, nets: ['10.1.2.3/8', '192.0.2.1', '10.0.0.0/8'] });
  set.addNets('2001:db8::/32', '192.0.2.1');
  expect(Testing.synth(chart)[0]).toEqual({
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkSet',
    metadata: { name: 'partners', namespace: 'shop', labels: { 'role': 'partner', 'calico.cdk8s.io/network-set': 'partners' } },
    spec: { nets: ['10.0.0.0/8', '192.0.2.1', '2001:db8::/32'] },
  });
});

test('a GlobalNetworkSet', () => {
  const chart = Testing.chart();
  new GlobalNetworkSet(chart, 'bad', { nets: [] });
  expect(Testing.synth(chart)[0]).toEqual({
    apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkSet', metadata: { name: 'bad', labels: { 'calico.cdk8s.io/network-set': 'bad' } }, spec: { nets: [] },
  });
});

test('a name that is too long for a label is cut and stays unique', () => {
  const chart = Testing.chart();
  const labelOf = (name: string): string => new GlobalNetworkSet(chart, name).selectorLabels['calico.cdk8s.io/network-set'];
  const [one, two] = [labelOf(`${'a'.repeat(80)}1`), labelOf(`${'a'.repeat(80)}2`)];
  expect(one).toHaveLength(63);
  expect(one).not.toBe(two);
  expect(() => Testing.synth(chart)).not.toThrow();
});

test('broken nets, no labels, a reserved label', () => {
  const chart = Testing.chart();
  expect(() => new NetworkSet(Testing.chart(), 'a', { nets: ['10.0.0.256'] })).toThrow('NetworkSet: "10.0.0.256" is no address and no CIDR');
  expect(() => GlobalNetworkSet.named('a', {})).toThrow('no labels would match everything');
  new GlobalNetworkSet(chart, 'b', { metadata: { labels: { 'projectcalico.org/namespace': 'x' } } });
  expect(() => Testing.synth(chart)).toThrow('projectcalico.org/namespace');
});

test('a HostEndpoint: every field', () => {
  const chart = Testing.chart();
  new HostEndpoint(chart, 'eth0', {
    metadata: { labels: { role: 'gateway' } },
    node: 'gateway',
    interfaceName: 'eth0',
    expectedIPs: ['192.0.2.10', '2001:db8::1'],
    profiles: ['projectcalico-default-allow'],
    ports: [{ name: 'https', protocol: Protocol.TCP, port: 443 }],
  });
  expect(Testing.synth(chart)[0]).toEqual({
    apiVersion: 'projectcalico.org/v3',
    kind: 'HostEndpoint',
    metadata: { name: 'eth0', labels: { role: 'gateway' } },
    spec: {
      node: 'gateway',
      interfaceName: 'eth0',
      expectedIPs: ['192.0.2.10', '2001:db8::1'],
      profiles: ['projectcalico-default-allow'],
      ports: [{ name: 'https', protocol: 'TCP', port: 443 }],
    },
  });
});

test('a HostEndpoint with neither interface nor address, or a broken one', () => {
  const chart = Testing.chart();
  new HostEndpoint(chart, 'a', { node: 'n' });
  expect(() => Testing.synth(chart)).toThrow(/\[test\/a\] error\[CAL/);
  expect(() => new HostEndpoint(Testing.chart(), 'b', { node: 'n', expectedIPs: ['10.0.0.1/32'] })).toThrow('in expectedIPs is no address');
});

test.each([
  ['10.0.0.0/24', 'A network does not fit here: name each address that the interface has, or give interfaceName instead.'],
  ['2001:db8::/64', 'A network does not fit here: name each address that the interface has, or give interfaceName instead.'],
  ['10.0.0.1/24', 'Leave the prefix length out: 10.0.0.1.'],
  ['2001:db8::1/128', 'Leave the prefix length out: 2001:db8::1.'],
  ['10.0.0.256', 'Each of its numbers is at most 255.'],
])('%s in expectedIPs is told what helps', (address, advice) => {
  const make = (): HostEndpoint => new HostEndpoint(Testing.chart(), 'b', { node: 'n', expectedIPs: [address] });
  expect(make).toThrow(`HostEndpoint: "${address}" in expectedIPs is no address. ${advice}`);
});
