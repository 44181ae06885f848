import type { Json } from '../../src/manifest';
import { APISERVER, CALICO, Report } from '../../src/validation/report';
import { structOf } from '../../src/validation/typed/decode';

/** What Calico has of a value, and what is said of it: code and place, who refuses, message, help, the fix. */
function decoded(struct: string, value: Json, minor = 33): [Json | undefined, ...string[][]] {
  const report = new Report();
  const result = structOf(struct, minor).decode(value, report);
  const who = (refusers: number): string => ({ [CALICO]: 'ca', [APISERVER]: 'a', 0: 'nobody' }[refusers]!);
  return [result, ...report.issues.map(({ code, path, refusers, message, help, fix }) => {
    const [edit] = fix?.edits ?? [];
    const fixed = edit === undefined ? [] : [`${fix!.trust} ${edit.path}${edit.remove ? '' : `=${JSON.stringify(edit.value)}`}`];
    return [`${code} ${path.join('.')} ${who(refusers)}: ${message}`, help!, ...fixed];
  })];
}

type Row = [struct: string, value: Json, result: Json, ...said: string[][]];
const expectDecoded = (rows: Row[], minor?: number): void => (
  expect(rows.map(([struct, value]) => [struct, value, ...decoded(struct, value, minor)])).toEqual(rows));
/** Nothing is said, and the value stays as it is. */
const expectKept = (rows: [struct: string, value: Json][]): void => expectDecoded(rows.map(([struct, value]) => [struct, value, value]));
/** One thing is said, and the value stays as it is. */
const wrong = (struct: string, value: Json, message: string, help: string, ...fix: string[]): Row => [struct, value, value, [message, help, ...fix]];

test('whole numbers', () => {
  const spec = 'IPPoolSpec';
  const whole = (value: string): string => `CAL1008 blockSize ca: ${value} stands where a whole number is expected`;
  expectDecoded([
    wrong(spec, { cidr: 'a', blockSize: '26' }, `${whole('text')}: "26"`, 'write 26 without quotes', 'repair blockSize=26'),
    wrong(spec, { cidr: 'a', blockSize: '-26' }, `${whole('text')}: "-26"`, 'write -26 without quotes', 'repair blockSize=-26'),
    wrong(spec, { cidr: 'a', blockSize: 'a26' }, `${whole('text')}: "a26"`, 'write a whole number'),
    wrong(spec, { cidr: 'a', blockSize: '26a' }, `${whole('text')}: "26a"`, 'write a whole number'),
    wrong(spec, { cidr: 'a', blockSize: 1.5 }, `${whole('a number')}: 1.5`, 'write a whole number'),
    wrong(spec, { cidr: 'a', blockSize: true }, `${whole('a boolean')}: true`, 'write a whole number'),
    wrong(spec, { cidr: 'a', blockSize: [26] }, `${whole('a list')}: [26]`, 'write a whole number'),
    [spec, { cidr: 'a', blockSize: 0 }, { cidr: 'a' }],
    wrong('BGPPeerSpec', { ttlSecurity: 256 }, 'CAL1011 ttlSecurity ca: 256 is out of range: this field takes 0 to 255', 'write a number from 0 to 255'),
    wrong('BGPPeerSpec', { ttlSecurity: -1 }, 'CAL1011 ttlSecurity ca: -1 is out of range: this field takes 0 to 255', 'write a number from 0 to 255'),
    wrong('ObjectMeta', { generation: 1e300 }, `CAL1011 generation ca: 1e+300 is out of range: this field takes ${Number.MIN_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}`,
      `write a number from ${Number.MIN_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}`),
    ['ObjectMeta', { generation: 0 }, {}],
    ['BGPConfigurationSpec', { listenPort: 0 }, {}],
    ['IPAMConfigurationSpec', { maxBlocksPerHost: 0 }, { strictAffinity: false, autoAllocateBlocks: false }],
  ]);
  expectKept([
    ['BGPPeerSpec', { ttlSecurity: 0 }], ['BGPPeerSpec', { ttlSecurity: 255 }], ['FelixConfigurationSpec', { iptablesMarkMask: 4294967295, bpfLogLevel: '' }],
    ['BGPPeerSpec', { numAllowedLocalASNumbers: -2147483648 }], ['BGPPeerSpec', { numAllowedLocalASNumbers: 2147483647 }], ['ObjectMeta', { generation: -5 }],
    ['ObjectMeta', { deletionGracePeriodSeconds: 0 }], ['EndpointPort', { name: 'a', protocol: 'TCP', port: 65535 }],
  ]);
});

test('numbers, booleans and text', () => {
  const number = (value: string): string => `CAL1008 order ca: ${value} stands where a number is expected`;
  const bool = (value: string): string => `CAL1008 disabled ca: ${value} stands where true or false is expected`;
  const text = (value: string): string => `CAL1008 selector a: ${value} stands where text is expected`;
  expectDecoded([
    wrong('TierSpec', { order: '10' }, `${number('text')}: "10"`, 'write 10 without quotes', 'repair order=10'),
    wrong('TierSpec', { order: '-1.25' }, `${number('text')}: "-1.25"`, 'write -1.25 without quotes', 'repair order=-1.25'),
    wrong('TierSpec', { order: 'x1' }, `${number('text')}: "x1"`, 'write a number'),
    wrong('TierSpec', { order: '1x' }, `${number('text')}: "1x"`, 'write a number'),
    wrong('TierSpec', { order: true }, `${number('a boolean')}: true`, 'write a number'),
    wrong('TierSpec', { order: ['1'] }, `${number('a list')}: ["1"]`, 'write a number'),
    wrong('IPPoolSpec', { cidr: 'a', disabled: 'true' }, `${bool('text')}: "true"`, 'write true without quotes', 'repair disabled=true'),
    wrong('IPPoolSpec', { cidr: 'a', disabled: 'false' }, `${bool('text')}: "false"`, 'write false without quotes', 'repair disabled=false'),
    wrong('IPPoolSpec', { cidr: 'a', disabled: 'yes' }, `${bool('text')}: "yes"`, 'write true or false, without quotes'),
    wrong('IPPoolSpec', { cidr: 'a', disabled: 1 }, `${bool('a number')}: 1`, 'write true or false, without quotes'),
    ['IPPoolSpec', { cidr: 'a', disabled: false }, { cidr: 'a' }],
    // calicoctl makes text of numbers and booleans.
    ['NetworkPolicySpec', { selector: 5 }, { selector: '5' }, [`${text('a number')}: 5`, 'put it in quotes: "5"; YAML reads it as a number without them', 'same selector="5"']],
    ['NetworkPolicySpec', { selector: true }, { selector: 'true' },
      [`${text('a boolean')}: true`, 'put it in quotes: "true"; YAML reads it as a boolean without them', 'same selector="true"']],
    wrong('NetworkPolicySpec', { selector: [] }, 'CAL1008 selector ca: a list stands where text is expected: []', 'write text'),
    ['NetworkPolicySpec', { selector: '' }, {}],
  ]);
  expectKept([['TierSpec', { order: -1.5 }], ['TierSpec', { order: 0 }], ['IPPoolSpec', { cidr: '', disabled: true }], ['FelixConfigurationSpec', { bpfEnabled: false, bpfLogLevel: '' }]]);
});

test('up to v3.28 the name of a secret is no number', () => {
  const message = (who: string): string => `CAL1008 name ${who}: a number stands where text is expected: 5`;
  expectDecoded([wrong('SecretKeySelector', { name: 5, key: 'a' }, message('ca'), 'write text'), ['SecretKeySelector', { name: 'a', key: 'b' }, { name: 'a', key: 'b' }]], 28);
  expectDecoded([['SecretKeySelector', { name: 5, key: 'a' }, { name: '5', key: 'a' },
    [message('a'), 'put it in quotes: "5"; YAML reads it as a number without them', 'same name="5"']]], 29);
});

test('durations and times', () => {
  const help = 'write numbers with a unit: ms, s, m or h, like 500ms, 90s or 1h30m';
  const field = (value: Json): Json => ({ nodeMeshMaxRestartTime: value });
  const at = 'nodeMeshMaxRestartTime';
  expectDecoded([
    ['BGPConfigurationSpec', field('90s'), field('1m30s')],
    wrong('BGPConfigurationSpec', field('90'), `CAL1019 ${at} ca: "90" is not a duration`, help, `guess ${at}="90s"`),
    wrong('BGPConfigurationSpec', field('x90'), `CAL1019 ${at} ca: "x90" is not a duration`, help),
    wrong('BGPConfigurationSpec', field('90x'), `CAL1019 ${at} ca: "90x" is not a duration`, help),
    wrong('BGPConfigurationSpec', field(90), `CAL1008 ${at} ca: a number stands where a duration in quotes, like "90s" or "1h30m", is expected: 90`,
      'write a duration in quotes, like "90s" or "1h30m",'),
    wrong('ObjectMeta', { creationTimestamp: 5 }, 'CAL1008 creationTimestamp ca: a number stands where a time like "2024-01-31T10:00:00Z" is expected: 5',
      'write a time like "2024-01-31T10:00:00Z"'),
  ]);
  const isTime = (text: string): boolean => decoded('ObjectMeta', { creationTimestamp: text }).length === 1;
  expect(['2024-01-31T10:00:00Z', '2024-01-31T10:00:00.123456Z', '2024-01-31T10:00:00+01:30', '2024-01-31T10:00:00-11:00'].filter((text) => !isTime(text))).toEqual([]);
  expect([
    'x2024-01-31T10:00:00Z', '2024-01-31T10:00:00Zx', '24-01-31T10:00:00Z', '2024-1-31T10:00:00Z', '2024-01-31 10:00:00Z', '2024-01-31T10:00Z', '2024-01-31T10:00:00', '2024-01-31t10:00:00Z',
    '2024-01-31T10:00:00.Z', '2024-01-31T10:00:00.aZ', '2024-01-31T10:00:00+0130', '2024-01-31T10:00:00*01:30', '2024-01-31T1a:00:00Z', '2024-01-31T10:0a:00Z', '2024-01-31T10:00:0aZ', '',
  ].filter(isTime)).toEqual([]);
  expectKept([['ObjectMeta', { creationTimestamp: '2024-01-31T10:00:00Z' }]]);
});

test('ports, protocols, AS numbers and what is a number or a name', () => {
  const help = 'write a number (80), a range ("8000:8999") or the name of a container port ("http")';
  const range = 'a port is a whole number from 1 to 65535, a range or a name';
  const protocols = 'write TCP, UDP, SCTP, ICMP, ICMPv6, UDPLite or a protocol number';
  expectDecoded([
    ['EntityRule', { ports: ['80', '0', '8000:8001', '80:80', 'http', '080', 0, 65535] }, { ports: [80, 0, '8000:8001', 80, 'http', 80, 0, 65535] }],
    wrong('EntityRule', { ports: ['20:10'] }, 'CAL1062 ports.0 ca: "20:10" is not a port: the first port of a range must not be greater than the last', help, 'guess ports[0]="10:20"'),
    wrong('EntityRule', { ports: ['65536'] }, 'CAL1062 ports.0 ca: "65536" is not a port: a port is a number from 1 to 65535', help),
    wrong('EntityRule', { ports: ['a b'] }, 'CAL1062 ports.0 ca: "a b" is not a port: the name of a port takes letters, digits and `-`', help),
    ...[65536, -1, 1.5, true].map((port) => wrong('EntityRule', { ports: [port] }, `CAL1062 ports.0 ca: ${port} is not a port: ${range}`, help)),
    ['EntityRule', { ports: [null, 80] }, { ports: [0, 80] }],
    ['Rule', { action: 'Allow', protocol: '255' }, { action: 'Allow', protocol: 255 }],
    ...[256, -1, 1.5, true].map((protocol) => wrong('Rule', { action: 'Allow', protocol }, `CAL1061 protocol ca: ${protocol} is not a protocol: it is a name or a number from 1 to 255`, protocols)),
    ['BGPPeerSpec', { asNumber: '1.10' }, { asNumber: 65546 }], ['BGPPeerSpec', { asNumber: 0 }, {}],
    ...[4294967296, -1, 1.5, true, 'x'].map((asNumber) => (
      wrong('BGPPeerSpec', { asNumber }, `CAL1130 asNumber ca: ${JSON.stringify(asNumber)} is not an AS number`, 'write a number from 1 to 2147483647, the largest that the CRD takes'))),
    ...[2147483648, -2147483649, 1.5].map((port) => (
      wrong('KubePort', { port }, `CAL1008 port ca: a number stands where a whole number or a name is expected: ${port}`, 'write a whole number or a name'))),
    ...[256, -1, 1.5].map((istioDSCPMark) => (wrong('FelixConfigurationSpec', { bpfLogLevel: '', istioDSCPMark },
      `CAL1008 istioDSCPMark ca: a number stands where a DSCP number from 0 to 63 or its name is expected: ${istioDSCPMark}`, 'write a DSCP number from 0 to 63 or its name'))),
  ]);
  expectKept([
    ['Rule', { action: 'Allow', protocol: '256' }], ['Rule', { action: 'Allow', protocol: 'x6' }], ['Rule', { action: 'Allow', protocol: '6x' }], ['Rule', { action: 'Allow', protocol: 0 }],
    ['Rule', { action: 'Allow', protocol: 255 }], ['BGPPeerSpec', { asNumber: 4294967295 }], ['KubePort', { port: 2147483647 }], ['KubePort', { port: -2147483648 }], ['KubePort', { port: 0 }],
    ['KubePort', { port: 'http' }], ['FelixConfigurationSpec', { istioDSCPMark: 0, bpfLogLevel: '' }], ['FelixConfigurationSpec', { istioDSCPMark: 255, bpfLogLevel: '' }],
    ['FelixConfigurationSpec', { istioDSCPMark: 'AF11', bpfLogLevel: '' }],
  ]);
});

test('lists and maps', () => {
  expectDecoded([
    ['EntityRule', { nets: [], notNets: ['a', null, 5] }, { notNets: ['a', '', '5'] },
      ['CAL1008 notNets.2 a: a number stands where text is expected: 5', 'put it in quotes: "5"; YAML reads it as a number without them', 'same notNets[2]="5"']],
    wrong('EntityRule', { nets: 'a' }, 'CAL1008 nets ca: text stands where a list is expected: "a"', 'write a list of one: ["a"]', 'repair nets=["a"]'),
    wrong('EntityRule', { nets: 'a, b' }, 'CAL1008 nets ca: text stands where a list is expected: "a, b"', 'write a list'),
    ['BGPFilterSpec', { exportV4: [null] }, { exportV4: [{}] }],
    ['ObjectMeta', { labels: {}, annotations: { a: 'b', c: null } }, { annotations: { a: 'b', c: '' } }],
    wrong('ObjectMeta', { labels: [] }, 'CAL1008 labels ca: a list stands where an object of text values is expected: []', 'write an object of text values'),
    // Empty lists that are kept: optional ones, and those that must be there.
    ['FelixConfigurationSpec', { failsafeInboundHostPorts: [], externalNodesList: [] }, { failsafeInboundHostPorts: [], externalNodesList: [], bpfLogLevel: '' }],
    ['CalicoNodeStatusSpec', { classes: [] }, { classes: [] }],
    ['BGPFilterPrependASPath', { prefix: [] }, { prefix: [] }],
    ['HostEndpointSpec', { expectedIPs: [] }, {}],
  ]);
  expectKept([['EntityRule', { nets: ['a'] }], ['ObjectMeta', { labels: { a: 'b' }, managedFields: [{ fieldsV1: { a: [1] } }] }]]);
});

test('a null is nothing, or the zero value', () => {
  const said = (path: string): string[] => [
    `CAL1009 ${path} nobody: \`${path}\` is null: server-side apply refuses it, client-side apply drops it without a word`,
    'remove the line, or write a value; in YAML a key with nothing after it is null', `guess ${path}`,
  ];
  expectDecoded([
    ['NetworkPolicySpec', { order: null }, {}, said('order')], ['NetworkPolicySpec', { types: null }, {}, said('types')], ['NetworkPolicySpec', { selector: null }, {}, said('selector')],
    ['IPPoolSpec', { cidr: null }, { cidr: '' }, said('cidr')], ['ObjectMeta', { creationTimestamp: null }, {}],
    // The one duration that is no pointer reads its null itself.
    ['HealthTimeoutOverride', { name: 'a', timeout: null }, { name: 'a', timeout: null }, said('timeout'), [
      'CAL1008 timeout ca: null stands where a duration in quotes, like "90s" or "1h30m", is expected: null', 'write a duration in quotes, like "90s" or "1h30m",',
    ]],
  ]);
});

test('what is missing', () => {
  // A spec, and the controllers of kube-controllers, are written out; other objects are not.
  expectDecoded([
    ['KubeControllersConfiguration', {}, { spec: { controllers: {} } }], ['GlobalNetworkPolicy', { spec: null }, { spec: {} }, [
      'CAL1009 spec nobody: `spec` is null: server-side apply refuses it, client-side apply drops it without a word',
      'remove the line, or write a value; in YAML a key with nothing after it is null', 'guess spec',
    ]],
    ['Rule', {}, { action: '' }], ['HostEndpoint', { metadata: {} }, { metadata: {}, spec: {} }],
  ]);
});

test('a field in another case is taken, unless the right one is there', () => {
  const said = (path: string, name: string, who = 'a'): string[] => [
    `CAL1006 ${path} ${who}: the field is called \`${name}\`, not \`${path}\``,
    `write \`${name}\`; on native CRDs \`${path}\` is dropped without a word, and calicoctl alone takes it`, `guess ${path}=undefined`,
  ];
  const both = { Selector: 'a', selector: 'b' };
  expectDecoded([
    ['NetworkPolicySpec', { Selector: 'a' }, { selector: 'a' }, said('Selector', 'selector')], ['NetworkPolicySpec', { Selector: '' }, {}, said('Selector', 'selector')],
    ['NetworkPolicySpec', both, { selector: 'b' }, said('Selector', 'selector')],
  ]);
  expectDecoded([['NetworkPolicySpec', both, { selector: 'b' }, said('Selector', 'selector', 'ca')]], 28);
  expectDecoded([['NetworkPolicySpec', both, { selector: 'b' }, said('Selector', 'selector')]], 29);
});

test('what is given is not changed', () => {
  const given = { selector: 5, Order: 1, types: [null], unknown: 1 };
  const copy = structuredClone(given);
  decoded('NetworkPolicySpec', given);
  expect(given).toEqual(copy);
  const meta = { labels: { a: 1, b: null } };
  decoded('ObjectMeta', meta);
  expect(meta).toEqual({ labels: { a: 1, b: null } });
});
