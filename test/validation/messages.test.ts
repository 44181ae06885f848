import { readManifests } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';

/** What a person reads about a manifest: code and place, who refuses it, what, how to repair it. */
function said(apiVersion: string, kind: string, rest: string, metadata = 'name: example'): string {
  const { manifests } = readManifests(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n${rest}\n`, {});
  return validateManifest(manifests[0], { version: CalicoVersion.V3_33 }).map((finding) => [
    `${finding.severity}[${finding.code}] ${finding.path} (${finding.refusedBy.join(', ') || 'refused by nobody'})`,
    `  ${finding.message}`,
    ...finding.help === undefined ? [] : [`  help: ${finding.help}`],
    ...finding.fix === undefined ? [] : [`  ${finding.fix.isSafe ? 'fix' : 'suggestion'}: ${finding.fix.title}`],
  ].join('\n')).join('\n');
}

describe('what the commonest mistakes are answered with', () => {
  test('ports without a protocol', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Deny, destination: {ports: [22]}}]`)).toMatchInlineSnapshot(`
"error[CAL1004] spec.ingress[0].destination.ports (calicoctl, apiserver)
  numeric ports need a protocol
  help: add \`protocol: TCP\`, UDP or SCTP to the rule; where nobody refuses the policy, Felix ignores it as a whole, and a deny fails open
  suggestion: add \`protocol: TCP\`"
`);
  });

  test('host bits in a network', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, source: {nets: [10.0.0.1/8]}}]`)).toMatchInlineSnapshot(`
"error[CAL1051] spec.ingress[0].source.nets[0] (calicoctl, apiserver)
  "10.0.0.1/8" has host bits: a /8 network does not begin at 10.0.0.1
  help: write 10.0.0.0/8 for the network, or 10.0.0.1/32 for the one address
  suggestion: write 10.0.0.0/8"
`);
  });

  test('an address where a network is expected', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, source: {nets: [10.0.0.1]}}]`)).toMatchInlineSnapshot(`
"error[CAL1052] spec.ingress[0].source.nets[0] (calicoctl, apiserver)
  "10.0.0.1" is an address; the nets of a rule are networks
  help: write 10.0.0.1/32
  suggestion: write 10.0.0.1/32"
`);
  });

  test('something that is no network', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkSet', `spec:
  nets: [10.0.0/24]`)).toMatchInlineSnapshot(`
"error[CAL1050] spec.nets[0] (calicoctl, apiserver)
  "10.0.0/24" is not a network or an address
  help: write the address and the length of the prefix, like 10.0.0.0/8, or 10.0.0.1/32 for a single address"
`);
  });

  test('a host name where a network is expected', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkSet', `spec:
  nets: ["*.example.org"]`)).toMatchInlineSnapshot(`
"error[CAL1050] spec.nets[0] (calicoctl, apiserver)
  "*.example.org" is not a network or an address
  help: open source Calico takes no host names: write the networks behind it, such as those that its owner publishes"
`);
  });

  test('a selector in a block scalar', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selector: |
    app == 'web'`)).toMatchInlineSnapshot(`
"error[CAL1040] spec.selector (calicoctl, apiserver)
  the selector has a line break, which Calico does not take for a blank
  help: write it in one line: app == 'web'; in a block scalar use \`>-\` instead of \`|\`
  suggestion: write the selector in one line"
`);
  });

  test('one equals sign', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selector: app = 'web'`)).toMatchInlineSnapshot(`
"error[CAL1040] spec.selector (calicoctl, apiserver)
  the selector "app = 'web'" cannot be read: at column 5 Calico expects an operator after the label key
  help: equality is written ==; write app == 'web'
  suggestion: write app == 'web'"
`);
  });

  test('an unquoted value in a selector', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selector: app == web`)).toMatchInlineSnapshot(`
"error[CAL1040] spec.selector (calicoctl, apiserver)
  the selector "app == web" cannot be read: at column 8 Calico expects a value in quotes
  help: values stand in straight quotes, " or '; write app == "web"
  suggestion: write app == "web""
`);
  });

  test('in with parentheses', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selector: app in ('a', 'b')`)).toMatchInlineSnapshot(`
"error[CAL1040] spec.selector (calicoctl, apiserver)
  the selector "app in ('a', 'b')" cannot be read: at column 8 Calico expects "{", the start of a set of values in quotes
  help: a set stands in braces, its values in quotes: {"a", "b"}; write app in {'a', 'b'}
  suggestion: write app in {'a', 'b'}"
`);
  });

  test('podSelector in a Calico policy', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  types: [Ingress]
  podSelector: {matchLabels: {app: web}}`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1017] spec.podSelector (calicoctl, apiserver)
  \`podSelector\` is the syntax of Kubernetes, and this is a kind with Calico syntax
  help: Calico selects with an expression: \`selector: app == 'web'\`"
`);
  });

  test('from in a Calico rule', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, from: [{podSelector: {}}]}]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1017] spec.ingress[0].from (calicoctl, apiserver)
  \`from\` is the syntax of Kubernetes, and this is a kind with Calico syntax
  help: Calico writes the peer of an ingress rule into \`source\`, an object and not a list; several peers are several rules"
`);
  });

  test('matchLabels in a Calico peer', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, source: {matchLabels: {app: web}}}]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1017] spec.ingress[0].source.matchLabels (calicoctl, apiserver)
  \`matchLabels\` is the syntax of Kubernetes, and this is a kind with Calico syntax
  help: Calico selects with an expression in one line: \`selector: app == 'web' && tier == 'db'\`"
`);
  });

  test('policyTypes in a Calico policy', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  policyTypes: [Ingress]
  types: [Ingress]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1017] spec.policyTypes (calicoctl, apiserver)
  \`policyTypes\` is the syntax of Kubernetes, and this is a kind with Calico syntax
  help: Calico calls the field \`types\`
  suggestion: remove \`policyTypes\`"
`);
  });

  test('selector in a Kubernetes policy', () => {
    expect(said('networking.k8s.io/v1', 'NetworkPolicy', `spec:
  policyTypes: [Ingress]
  podSelector: {}
  selector: app == 'web'`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1017] spec.selector (refused by nobody)
  \`selector\` is the syntax of Calico, and this is a kind with Kubernetes syntax
  help: Kubernetes selects pods with \`podSelector: {matchLabels: {app: web}}\`"
`);
  });

  test('action in a Kubernetes rule', () => {
    expect(said('networking.k8s.io/v1', 'NetworkPolicy', `spec:
  policyTypes: [Ingress]
  podSelector: {}
  ingress: [{action: Allow}]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1017] spec.ingress[0].action (refused by nobody)
  \`action\` is the syntax of Calico, and this is a kind with Kubernetes syntax
  help: a Kubernetes NetworkPolicy only allows; what no rule allows is denied
  suggestion: remove \`action\`"
`);
  });

  test('a kind in lower case', () => {
    expect(said('projectcalico.org/v3', 'globalnetworkpolicy', 'spec: {types: [Ingress]}')).toMatchInlineSnapshot(`
"error[CAL1001] kind (calicoctl, apiserver, native)
  the kind globalnetworkpolicy is written GlobalNetworkPolicy: upper and lower case matter
  help: did you mean GlobalNetworkPolicy?
  fix: write GlobalNetworkPolicy"
`);
  });

  test('a kind that does not exist', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolcy', 'spec: {types: [Ingress]}')).toMatchInlineSnapshot(`
"error[CAL1001] kind (calicoctl, apiserver, native)
  projectcalico.org/v3 has no kind "GlobalNetworkPolcy"
  help: did you mean GlobalNetworkPolicy?
  suggestion: write GlobalNetworkPolicy"
`);
  });

  test('an action in lower case', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: allow}]`)).toMatchInlineSnapshot(`
"error[CAL1060] spec.ingress[0].action (calicoctl, apiserver, native)
  "allow" is written Allow: upper and lower case matter
  help: write Allow, Deny, Log or Pass
  fix: write Allow"
`);
  });

  test('no action', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{protocol: TCP}]`)).toMatchInlineSnapshot(`
"error[CAL1060] spec.ingress[0].action (calicoctl, apiserver, native)
  the rule has no action
  help: write Allow, Deny, Log or Pass"
`);
  });

  test('a protocol in lower case', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, protocol: tcp, destination: {ports: [80]}}]`)).toMatchInlineSnapshot(`
"error[CAL1061] spec.ingress[0].protocol (calicoctl, apiserver)
  the protocol "tcp" is written TCP: upper and lower case matter
  help: write TCP, UDP, SCTP, ICMP, ICMPv6 or UDPLite, or a protocol number
  fix: write TCP"
`);
  });

  test('a field in the wrong case', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  Selector: app == 'web'`)).toMatchInlineSnapshot(`
"error[CAL1006] spec.Selector (apiserver)
  the field is called \`selector\`, not \`Selector\`
  help: write \`selector\`; on native CRDs \`Selector\` is dropped without a word, and calicoctl alone takes it
  suggestion: rename it to \`selector\`"
`);
  });

  test('a misspelt field', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selecter: app == 'web'`)).toMatchInlineSnapshot(`
"error[CAL1005] spec.selecter (calicoctl, apiserver)
  there is no field \`selecter\` here
  help: did you mean \`selector\`?
  suggestion: rename it to \`selector\`"
`);
  });

  test('a range with a dash', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, protocol: TCP, destination: {ports: [80-90]}}]`)).toMatchInlineSnapshot(`
"error[CAL1063] spec.ingress[0].destination.ports[0] (calicoctl, apiserver)
  "80-90" is not a range of ports: Calico reads it as the name of a port
  help: write "80:90", with a colon
  suggestion: write "80:90""
`);
  });

  test('an inverted range', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, protocol: TCP, destination: {ports: ['90:80']}}]`)).toMatchInlineSnapshot(`
"error[CAL1062] spec.ingress[0].destination.ports[0] (calicoctl, apiserver)
  "90:80" is not a port: the first port of a range must not be greater than the last
  help: write a number (80), a range ("8000:8999") or the name of a container port ("http")
  suggestion: write "80:90""
`);
  });

  test('port 70000', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, protocol: TCP, destination: {ports: [70000]}}]`)).toMatchInlineSnapshot(`
"error[CAL1062] spec.ingress[0].destination.ports[0] (calicoctl, apiserver)
  70000 is not a port: a port is a whole number from 1 to 65535, a range or a name
  help: write a number (80), a range ("8000:8999") or the name of a container port ("http")"
`);
  });

  test('a namespace on a kind of the whole cluster', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', 'spec: {types: [Ingress]}', 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1024] metadata.namespace (calicoctl)
  a GlobalNetworkPolicy is for the whole cluster and has no namespace
  help: remove \`namespace\`; kubectl drops it without a word
  fix: remove \`namespace\`"
`);
  });

  test('the storage group', () => {
    expect(said('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', 'spec: {types: [Ingress]}')).toMatchInlineSnapshot(`
"error[CAL1002] apiVersion (calicoctl, native)
  crd.projectcalico.org/v1 is the format in which Calico stores objects: applied directly, nothing fills in defaults and Calico's validator does not run
  help: write \`apiVersion: projectcalico.org/v3\`
  suggestion: write projectcalico.org/v3"
`);
  });

  test('the group of Kubernetes for a Calico kind', () => {
    expect(said('networking.k8s.io/v1', 'GlobalNetworkPolicy', 'spec: {types: [Ingress]}')).toMatchInlineSnapshot(`
"error[CAL1002] apiVersion (calicoctl, apiserver, native)
  "networking.k8s.io/v1" is not the apiVersion of GlobalNetworkPolicy
  help: write \`apiVersion: projectcalico.org/v3\`
  suggestion: write projectcalico.org/v3"
`);
  });

  test('order as text', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  order: '100'`)).toMatchInlineSnapshot(`
"error[CAL1008] spec.order (calicoctl, apiserver, native)
  text stands where a number is expected: "100"
  help: write 100 without quotes
  fix: write 100"
`);
  });

  test('types forgotten', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  egress: [{action: Allow}]`)).toMatchInlineSnapshot(`
"warning[CAL1081] spec.types (refused by nobody)
  \`types\` is not written, so it depends on who applies the policy first
  help: write \`types: [Egress]\`; API server and calicoctl fill in Ingress when there are no egress rules, and that stays when egress rules come later; Felix without them takes both
  suggestion: add types: [Egress]"
`);
  });

  test('a null value', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selector:`)).toMatchInlineSnapshot(`
"warning[CAL1009] spec.selector (refused by nobody)
  \`selector\` is null: server-side apply refuses it, client-side apply drops it without a word
  help: remove the line, or write a value; in YAML a key with nothing after it is null
  suggestion: remove it"
`);
  });

  test('an empty status', () => {
    expect(said('projectcalico.org/v3', 'Tier', `spec: {order: 5, defaultAction: Pass}
status: {}`)).toMatchInlineSnapshot(`
"warning[CAL1016] status (refused by nobody)
  \`status\` is written by Calico, not by people
  help: remove it
  fix: remove \`status\`"
`);
  });

  test('a number as a label', () => {
    expect(said('projectcalico.org/v3', 'NetworkSet', 'spec: {nets: [10.0.0.0/8]}', 'name: example, namespace: shop, labels: {port: 80, on: true}')).toMatchInlineSnapshot(`
"error[CAL1008] metadata.labels.port (apiserver, native)
  a number stands where text is expected: 80
  help: put it in quotes: "80"; YAML reads it as a number without them
  fix: write "80"
error[CAL1008] metadata.labels.true (apiserver, native)
  a boolean stands where text is expected: true
  help: put it in quotes: "true"; YAML reads it as a boolean without them
  fix: write "true""
`);
  });

  test('IPv4 and IPv6 in one rule', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, source: {nets: [10.0.0.0/8, 'fd00::/8']}}]`)).toMatchInlineSnapshot(`
"error[CAL1053] spec.ingress[0].source.nets (calicoctl, apiserver)
  IPv4 and IPv6 networks stand in one rule
  help: write two rules, one for each IP version; no packet can match both"
`);
  });

  test('an HTTP match in a Deny rule', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Deny, http: {methods: [GET]}}]`)).toMatchInlineSnapshot(`
"error[CAL1069] spec.ingress[0].http (calicoctl, apiserver, native)
  an HTTP match is for Allow rules only, and the action here is Deny
  help: turn it round: allow the requests that are wanted; what no rule allows is denied"
`);
  });

  test('an ICMP type without ICMP', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, icmp: {type: 8}}]`)).toMatchInlineSnapshot(`
"error[CAL1065] spec.ingress[0].icmp (calicoctl, apiserver, native)
  an ICMP type needs the protocol ICMP or ICMPv6
  help: add \`protocol: ICMP\` (IPv4) or \`protocol: ICMPv6\` to the rule
  suggestion: add \`protocol: ICMP\`"
`);
  });

  test('preDNAT without applyOnForward', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  preDNAT: true`)).toMatchInlineSnapshot(`
"error[CAL1084] spec.applyOnForward (calicoctl, apiserver, native)
  \`preDNAT\` needs \`applyOnForward: true\`
  help: add \`applyOnForward: true\`; such a policy holds for forwarded packets too
  fix: add applyOnForward: true"
`);
  });

  test('services in the source of an egress rule', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  types: [Egress]
  egress: [{action: Allow, source: {services: {name: dns, namespace: kube-system}}}]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1073] spec.egress[0].source.services (calicoctl, apiserver)
  \`services\` stands in the source of an egress rule; there it can only be in the destination
  help: move it to \`destination\`, or select the pods behind the service with \`selector\`"
`);
  });

  test('services without a namespace', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  types: [Egress]
  egress: [{action: Allow, destination: {services: {name: db}}}]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1077] spec.egress[0].destination.services.namespace (refused by nobody)
  \`services\` without a namespace matches nothing: Calico does not take the namespace of the policy
  help: add \`namespace: shop\`
  suggestion: add namespace: shop"
`);
  });

  test('global() as the selector of a policy', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  selector: global()`)).toMatchInlineSnapshot(`
"error[CAL1041] spec.selector (calicoctl, apiserver, native)
  \`global()\` cannot stand in \`selector\` here
  help: \`global()\` stands alone, and only in the \`namespaceSelector\` of a rule's source or destination"
`);
  });

  test('a host endpoint of nothing', () => {
    expect(said('projectcalico.org/v3', 'HostEndpoint', 'spec: {node: node-1}')).toMatchInlineSnapshot(`
"error[CAL1104] spec (calicoctl, apiserver, native)
  the host endpoint says neither which interface nor which addresses
  help: add \`interfaceName: eth0\` (or \`"*"\` for all), or \`expectedIPs\`"
`);
  });

  test('selector for nodeSelector', () => {
    expect(said('projectcalico.org/v3', 'IPPool', 'spec: {cidr: 192.168.0.0/16, selector: all()}')).toMatchInlineSnapshot(`
"error[CAL1005] spec.selector (calicoctl, apiserver)
  there is no field \`selector\` here
  help: did you mean \`nodeSelector\`?
  suggestion: rename it to \`nodeSelector\`"
`);
  });

  test('a label selector of Kubernetes where Calico takes an expression', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, source: {selector: {matchLabels: {app: web}}, namespaceSelector: {matchLabels: {}}}}]`)).toMatchInlineSnapshot(`
"error[CAL1008] spec.ingress[0].source.selector (calicoctl, apiserver, native)
  the selector is an object, as Kubernetes writes it: {"matchLabels":{"app":"web"}}
  help: Calico takes an expression in one line: write app == 'web'
  fix: write app == 'web'
error[CAL1008] spec.ingress[0].source.namespaceSelector (calicoctl, apiserver, native)
  the selector is an object, as Kubernetes writes it: {"matchLabels":{}}
  help: Calico takes an expression in one line: write all()
  fix: write all()"
`);
  });

  test('one entry without its list, and several in one text', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, protocol: TCP, source: {nets: 10.0.0.0/8}, destination: {ports: ["80,443"]}}]`)).toMatchInlineSnapshot(`
"error[CAL1008] spec.ingress[0].source.nets (calicoctl, apiserver, native)
  text stands where a list is expected: "10.0.0.0/8"
  help: write a list of one: ["10.0.0.0/8"]
  fix: write ["10.0.0.0/8"]
error[CAL1062] spec.ingress[0].destination.ports[0] (calicoctl, apiserver)
  "80,443" is not a port: the name of a port takes letters, digits and \`-\`
  help: each port is an entry of the list: [80, 443]"
`);
  });

  test('words of other firewalls', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Drop, protocol: any}, {action: Allow, protocol: TCP/UDP}]`)).toMatchInlineSnapshot(`
"error[CAL1060] spec.ingress[0].action (calicoctl, apiserver, native)
  "Drop" is none of the values that this field takes
  help: write Allow, Deny, Log or Pass
  suggestion: write Deny
error[CAL1061] spec.ingress[0].protocol (calicoctl, apiserver)
  "any" is not a protocol that Calico knows by name
  help: leave the field out: a rule without a protocol is for all of them
error[CAL1061] spec.ingress[1].protocol (calicoctl, apiserver)
  "TCP/UDP" is not a protocol that Calico knows by name
  help: a rule has one protocol: write 2 rules, one for each"
`);
  });

  test('the name of a namespace as a selector', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Ingress]
  ingress: [{action: Allow, source: {namespaceSelector: shop}}]`)).toMatchInlineSnapshot(`
"error[CAL1040] spec.ingress[0].source.namespaceSelector (calicoctl, apiserver)
  the selector "shop" cannot be read: it is one word
  help: the namespace of this name is written projectcalico.org/name == 'shop'; every namespace that has a label of this name is has(shop)
  suggestion: write projectcalico.org/name == 'shop'"
`);
  });

  test('fields of a global policy in a namespaced one', () => {
    expect(said('projectcalico.org/v3', 'NetworkPolicy', `spec:
  preDNAT: true
  namespaceSelector: all()
  types: [Ingress]`, 'name: example, namespace: shop')).toMatchInlineSnapshot(`
"error[CAL1005] spec.preDNAT (calicoctl, apiserver)
  there is no field \`preDNAT\` here
  help: only a GlobalNetworkPolicy has it: it is about host endpoints, and a NetworkPolicy is for the pods of its namespace
error[CAL1005] spec.namespaceSelector (calicoctl, apiserver)
  there is no field \`namespaceSelector\` here
  help: only a GlobalNetworkPolicy has it: a NetworkPolicy is for its own namespace; the peers of a rule take a \`namespaceSelector\`"
`);
  });

  test('a field of the commercial edition', () => {
    expect(said('projectcalico.org/v3', 'GlobalNetworkPolicy', `spec:
  types: [Egress]
  egress: [{action: Allow, destination: {domains: [example.com]}}]`)).toMatchInlineSnapshot(`
"error[CAL1018] spec.egress[0].destination.domains (calicoctl, apiserver)
  \`domains\` is a field of Calico Enterprise and Calico Cloud; open source Calico does not have it
  help: name the networks in \`nets\`, or remove the rule; without the field it is for every destination. Or say that the target is the Enterprise edition"
`);
  });
});

describe('one mistake is told once', () => {
  const codes = (yaml: string, version = CalicoVersion.V3_33) => validateManifest(readManifests(yaml, {}).manifests[0], { version })
    .map(({ code, path, refusedBy }) => `${code} ${path} ${refusedBy.join()}`);
  const policy = (rest: string) => `apiVersion: projectcalico.org/v3\nkind: GlobalNetworkPolicy\nmetadata: {name: a}\n${rest}`;

  test.each([
    ['a status', policy('spec: {types: [Ingress]}\nstatus: {}'), ['CAL1016 status calicoctl,apiserver']],
    ['a boolean for a selector', policy('spec: {types: [Ingress], selector: on}'), ['CAL1008 spec.selector calicoctl,apiserver,native']],
    ['a boolean for a node', 'apiVersion: projectcalico.org/v3\nkind: HostEndpoint\nmetadata: {name: h}\nspec: {node: n, interfaceName: eth0}',
      ['CAL1008 spec.node apiserver,native']],
  ])('%s', (_, yaml, expected) => expect(codes(yaml)).toEqual(expected));

  test('a field of the wrong name, and what stands in it, are two', () => {
    expect(codes(policy('spec: {types: [Ingress], DoNotTrack: 4}')).filter((code) => code.includes('DoNotTrack'))).toEqual([
      'CAL1006 spec.DoNotTrack apiserver', 'CAL1008 spec.DoNotTrack calicoctl,apiserver',
    ]);
  });

  test('a tier before there were tiers: the name with its prefix is wrong for the same reason', () => {
    const yaml = policy('spec: {tier: security, types: [Ingress]}').replace('name: a', 'name: security.a');
    expect(codes(yaml, CalicoVersion.V3_28)).toEqual(['CAL1007 spec.tier calicoctl,apiserver']);
    expect(codes(yaml.replace('security.a', 'Security.a'), CalicoVersion.V3_28).map((code) => code.slice(0, 7))).toEqual(['CAL1007', 'CAL1021']);
  });
});
