import { expectCases, expectTold } from './boundaries';

const TEMPLATE = (rest: string): string => `{controllers: {node: {hostEndpoint: {templates: [{generateName: a, ${rest}}]}}}}`;
const AT = 'controllers.node.hostEndpoint.templates[0]';
const CIDR_HELP = 'write the address and the length of the prefix, like 10.0.0.0/8, or 10.0.0.1/32 for a single address';

test('selectors', () => {
  const syntax = "a selector reads like: app == 'web' && tier in { 'a', 'b' } && !has(x)";
  expectTold([
    ['CAL1040', 'G', 33, '{selector: "\\u00a0all()"}', 'selector: the selector "\u00a0all()" cannot be read: at column 1 Calico expects a condition',
      'there is an invisible or special blank here: use an ordinary one; write all()', 'write all()'],
    // Nothing is left of it, and nothing selects everything.
    ['CAL1040', 'G', 33, '{selector: "\\n"}', 'selector: the selector "\\n" cannot be read: at column 1 Calico expects a condition',
      `a selector is one line: a YAML block scalar keeps its line breaks, so write it in quotes or with ">-"; ${syntax}`],
    ['CAL1040', 'G', 33, '{selector: "a == \'b\' &&\\n\\n\\n has(c)"}', 'selector: the selector has a line break, which Calico does not take for a blank',
      "write it in one line: a == 'b' && has(c); in a block scalar use `>-` instead of `|`", 'write the selector in one line'],
    ['CAL1040', 'G', 33, '{selector: "a =="}', 'selector: the selector "a ==" cannot be read: at column 5 Calico expects a value in quotes', syntax],
    ['CAL1040', 'G', 33, '{selector: a}', 'selector: the selector "a" cannot be read: at column 2 Calico expects an operator after the label key',
      'whether a label is there is written has(key); write has(a)', 'write has(a)'],
  ]);
});

test('networks and addresses', () => {
  expectTold([
    ['CAL1050', 'Set', 33, '{nets: ["", x]}', 'nets[0]: the text is empty, and no network', 'remove it; nobody refuses it, and it matches nothing',
      'nets[1]: "x" is not a network or an address', CIDR_HELP],
    ['CAL1050', 'Kcc', 33, TEMPLATE('interfaceCIDRs: ["", x, y]'), `${AT}.interfaceCIDRs[1]: "x" is not a network or an address`, CIDR_HELP],
    ['CAL1050', 'Pool', 31, '{cidr: x}', 'cidr: "x" is not a network or an address', CIDR_HELP],
    ['CAL1051', 'G.in', 33, '{action: Allow, source: {nets: ["fd00::1/64"]}}',
      'source.nets[0]: "fd00::1/64" has host bits: a /64 network does not begin at fd00::1', 'write fd00::/64 for the network, or fd00::1/128 for the one address',
      'write fd00::/64'],
    ['CAL1051', 'Pool', 33, '{cidr: 10.0.0.1/16}', 'cidr: "10.0.0.1/16" has host bits: a /16 network does not begin at 10.0.0.1',
      'write 10.0.0.0/16 for the network, or 10.0.0.1/32 for the one address', 'write 10.0.0.0/16'],
    ['CAL1056', 'Hep', 33, '{expectedIPs: [10.0.0.1/32, "fd00::1/128", 10.0.0.1/31, x]}',
      'expectedIPs[0]: "10.0.0.1/32" is not an IP address: this field takes single addresses, no networks', 'write 10.0.0.1', 'write 10.0.0.1',
      'expectedIPs[1]: "fd00::1/128" is not an IP address: this field takes single addresses, no networks', 'write fd00::1', 'write fd00::1',
      'expectedIPs[2]: "10.0.0.1/31" is not an IP address: this field takes single addresses, no networks',
      'write an address without a prefix length, like 10.0.0.1 or 2001:db8::1',
      'expectedIPs[3]: "x" is not an IP address', 'write an address without a prefix length, like 10.0.0.1 or 2001:db8::1'],
    ['CAL1057', 'Bgp', 33, '{localWorkloadPeeringIPV4: "fd00::1", localWorkloadPeeringIPV6: 10.0.0.1}',
      'localWorkloadPeeringIPV4: "fd00::1" is IPv6, and this field takes IPv4', 'write an IPv4 address',
      'localWorkloadPeeringIPV6: "10.0.0.1" is IPv4, and this field takes IPv6', 'write an IPv6 address'],
  ]);
  expectCases([
    ['CAL1050', 'Pool', '{cidr: x}', 'cidr 24-31 ca, 32- can'],
    ['CAL1051', 'Pool', '{cidr: 10.0.0.1/16}', 'cidr 24-32 ca ask ="10.0.0.0/16", 33 can ask ="10.0.0.0/16"'],
    ['CAL1050', 'Kcc', TEMPLATE('interfaceCIDRs: ["", x, y]'), `${AT}.interfaceCIDRs[1] 30- ca`],
  ]);
});

test('values of a few words', () => {
  expectTold([
    ['CAL1010', 'G', 31, '{types: [ingress, Ingres, x]}',
      'types[0]: "ingress" is written Ingress: upper and lower case matter', 'write Ingress or Egress', 'write Ingress',
      'types[1]: "Ingres" is none of the values that this field takes', 'write Ingress or Egress', 'write Ingress',
      'types[2]: "x" is none of the values that this field takes', 'write Ingress or Egress'],
    ['CAL1010', 'Felix', 29, '{logSeverityScreen: Trace}', 'logSeverityScreen: "Trace" is none of the values that this field takes',
      'write Debug, Info, Warning, Error or Fatal'],
    ['CAL1010', 'Felix', 30, '{logSeverityScreen: trac}', 'logSeverityScreen: "trac" is none of the values that this field takes',
      'write Trace, Debug, Info, Warning, Error or Fatal', 'write Trace'],
  ]);
  expectCases([
    ['CAL1010', 'SG', '{stagedAction: set}', 'stagedAction 30-31 ca safe ="Set", 32- can safe ="Set"', '{stagedAction: Learn}', '{stagedAction: Ignore}'],
    ['CAL1022', 'Kcc', TEMPLATE('interfaceCIDRs: [10.0.0.0/8], labels: {"a b": c}'), `${AT}.labels["a b"] 30- ca`],
    ['CAL1022', 'Kcc', TEMPLATE('interfaceCIDRs: [10.0.0.0/8], labels: {a: "c d"}'), `${AT}.labels.a 30- ca`],
    ['CAL1028', 'Felix', '{bpfForceTrackPacketsFromIfaces: ["docker+", "a b"]}', 'bpfForceTrackPacketsFromIfaces[1] 27- ca'],
    ['CAL1028', 'Felix', '{bpfForceTrackPacketsFromIfaces: ["a b", "docker+"]}', 'bpfForceTrackPacketsFromIfaces[0] 27- ca'],
  ]);
});

test('rules', () => {
  const protocol = 'add `protocol: TCP`, UDP or SCTP to the rule; where nobody refuses the policy, Felix ignores it as a whole, and a deny fails open';
  const portless = 'remove the ports, or write TCP, UDP or SCTP as protocol';
  const version = 'make `ipVersion` and the networks agree, or leave `ipVersion` out';
  expectTold([
    ['CAL1004', 'G.in', 28, '{action: Allow, destination: {ports: [http]}}', 'destination.ports: ports need a protocol', protocol, 'add `protocol: TCP`'],
    ['CAL1004', 'G.in', 28, '{action: Allow, destination: {ports: [http, 80]}}', 'destination.ports: numeric ports need a protocol', protocol, 'add `protocol: TCP`'],
    ['CAL1004', 'G.in', 33, '{action: Allow, destination: {ports: [http, 80]}}', 'destination.ports: numeric ports need a protocol', protocol, 'add `protocol: TCP`'],
    ['CAL1064', 'G.in', 33, '{action: Allow, protocol: ICMP, destination: {ports: [80]}}', 'destination.ports: protocol ICMP has no ports', portless],
    ['CAL1064', 'G.in', 33, '{action: Allow, protocol: 1, destination: {ports: [80]}}', 'destination.ports: protocol 1 has no ports', portless],
    ['CAL1054', 'G.in', 33, '{action: Allow, ipVersion: 4, source: {nets: ["fd00::/8"]}}',
      'source.nets: the rule is for IPv4 (`ipVersion`), and these networks are IPv6', version, 'write ipVersion: 6'],
    ['CAL1054', 'G.in', 33, '{action: Allow, ipVersion: 6, source: {nets: [10.0.0.0/8]}}',
      'source.nets: the rule is for IPv6 (`ipVersion`), and these networks are IPv4', version, 'write ipVersion: 4'],
    ['CAL1067', 'G.in', 33, '{action: Allow, ipVersion: 6, protocol: ICMP}', 'ipVersion: ICMP exists in IPv4 only, and the rule is for IPv6',
      'write ICMPv6, or `ipVersion: 4`', 'write ipVersion: 4'],
    ['CAL1067', 'G.in', 33, '{action: Allow, ipVersion: 4, protocol: ICMPv6}', 'ipVersion: ICMPv6 exists in IPv6 only, and the rule is for IPv4',
      'write ICMP, or `ipVersion: 6`', 'write ipVersion: 6'],
    ['CAL1068', 'G.in', 33, '{action: Allow, protocol: UDP, http: {}}', 'protocol: an HTTP match needs the protocol TCP, not UDP', 'write `protocol: TCP`',
      'write `protocol: TCP`'],
    ['CAL1068', 'G.in', 33, '{action: Allow, protocol: 17, http: {}}', 'protocol: an HTTP match needs the protocol TCP, not 17', 'write `protocol: TCP`',
      'write `protocol: TCP`'],
    ['CAL1072', 'G.in', 33, '{action: Allow, http: {paths: [{exact: a}, {prefix: b}, {}]}}',
      'http.paths[0]: "a" is not a path', 'a path begins with `/` and has no blank, `?` or `#`',
      'http.paths[1]: "b" is not a path', 'a path begins with `/` and has no blank, `?` or `#`',
      'http.paths[2]: the path says neither `exact` nor `prefix`', 'write `exact: /health` or `prefix: /api`'],
    ['CAL1073', 'G.in', 33, '{action: Allow, destination: {services: {name: a, namespace: b}}}',
      'destination.services: `services` stands in the destination of an ingress rule; there it can only be in the source',
      'move it to `source`, or select the pods behind the service with `selector`'],
    ['CAL1077', 'G.eg', 33, '{action: Allow, destination: {services: {name: a}}}',
      'destination.services.namespace: `services` needs a namespace in a policy of the whole cluster', 'add `namespace`'],
  ]);
  expectCases([
    // A port in text is a port, whatever its zeros; a name of digits and dashes is not.
    ['CAL1062', 'G.in', '{action: Allow, protocol: TCP, destination: {ports: ["00", "00:10", "0"]}}',
      'destination.ports[0] 24- ca ; destination.ports[1] 24- ca ; destination.ports[2] 24- ca', '{action: Allow, protocol: TCP, destination: {ports: ["010", "01:10"]}}'],
    ['CAL1063', 'G.in', '{action: Allow, protocol: TCP, destination: {ports: ["80-"]}}', 'destination.ports[0] 24- ca',
      '{action: Allow, protocol: TCP, destination: {ports: ["8080", "8080:9090"]}}'],
  ]);
});

test('host endpoints and pools', () => {
  const never = 'write `ipipMode: Never`; for IPv6 use `vxlanMode`';
  expectTold([
    ['CAL1106', 'Hep', 33, '{ports: [{name: a, port: 80, protocol: ICMP}, {name: b, port: 80, protocol: 1}]}',
      'ports[0].protocol: a named port needs TCP, UDP or SCTP, not ICMP', 'write `protocol: TCP`', 'write `protocol: TCP`',
      'ports[1].protocol: a named port needs TCP, UDP or SCTP, not 1', 'write `protocol: TCP`', 'write `protocol: TCP`'],
    ['CAL1061', 'Hep', 33, '{ports: [{name: a, port: 80, protocol: tcp}, {name: b, port: 80, protocol: 6}]}',
      'ports[0].protocol: the protocol "tcp" is written TCP', 'write TCP', 'write TCP'],
    ['CAL1112', 'Pool', 31, '{cidr: 10.0.0.0/16, blockSize: 10}', 'blockSize: a block of an IPv4 pool is /20 to /32, not /10',
      'write 26, the default, or another value from 20 to 32'],
    ['CAL1112', 'Pool', 31, '{cidr: "fd00::/64", blockSize: 100}', 'blockSize: a block of an IPv6 pool is /116 to /128, not /100',
      'write 122, the default, or another value from 116 to 128'],
    ['CAL1115', 'Pool', 31, '{cidr: "fd00::/48"}', 'ipipMode: an IPv6 pool has to say that it does not use IPIP', never, 'write ipipMode: Never'],
    ['CAL1115', 'Pool', 31, '{cidr: "fd00::/48", ipipMode: Always}', 'ipipMode: IPIP does not exist for IPv6 pools', never, 'write ipipMode: Never'],
    ['CAL1115', 'Pool', 33, '{cidr: "fd00::/48", ipipMode: Always}', 'ipipMode: IPIP does not exist for IPv6 pools', never, 'write ipipMode: Never'],
  ]);
  expectCases([
    ['CAL1112', 'Pool', '{cidr: 10.0.0.0/16, blockSize: "x"}', '', '{cidr: x, blockSize: 10}', '{cidr: 10.0.0.0/16}'],
    ['CAL1010', 'Pool', '{cidr: 10.0.0.0/16, allowedUses: [Workload, Node]}', 'allowedUses[1] 24-31 ca, 32- can'],
  ]);
});
