import { expectCases, expectTold } from './boundaries';

const KUBE = 'podSelector: {}, policyTypes: [Ingress]';
const from = (peer: string): string => `{${KUBE}, ingress: [{from: [${peer}]}]}`;
const ports = (port: string): string => `{${KUBE}, ingress: [{ports: [${port}]}]}`;

test('what has the wrong type is told once, and not looked into', () => {
  expectCases([
    ['CAL1008', 'K', `{${KUBE}, ingress: [5, null, {from: [5, []], ports: [5]}]}`,
      'ingress[0] 24- an ; ingress[2].from[0] 24- an ; ingress[2].from[1] 24- an ; ingress[2].ports[0] 24- an'],
    ['CAL1182', 'K', from('5'), '', from('[]')],
    ['CAL1050', 'K', from('{ipBlock: 5}'), ''],
    ['CAL1062', 'K', ports('{port: 80, endPort: "70"}'), ''],
    ['CAL1180', 'K', '{podSelector: {matchLabels: {a: {b: c}}}, policyTypes: [Ingress]}', '', '{podSelector: {matchLabels: {a: 5}}, policyTypes: [Ingress]}'],
    ['CAL1008', 'CNP', '{egress: [{to: [{networks: [5]}]}]}', 'to[0].networks[0] 32- an safe ="5"'],
    ['CAL1062', 'CNP', '{egress: [{protocols: [{tcp: {destinationPort: {range: {start: "9", end: 1}}}}]}]}', '',
      '{egress: [{protocols: [{tcp: {destinationPort: {range: {start: 9, end: "1"}}}}]}]}'],
    // Nobody refuses a null.
    ['CAL1009', 'K', `{${KUBE}, ingress: null}`, 'ingress 24- warning ask -'],
  ]);
});

test('an object without a name', () => {
  expectCases([
    ['CAL1021', 'K', `metadata: {generateName: a-, namespace: b}, spec: {${KUBE}}`, ''],
    ['CAL1020', 'K', `metadata: {namespace: b}, spec: {${KUBE}}`, 'metadata.name 24- an', `metadata: {generateName: a-, namespace: b}, spec: {${KUBE}}`],
    ['CAL1026', 'BANP', 'metadata: {}, spec: {subject: {namespaces: {}}}', ''],
  ]);
});

test('exceptions, ports and protocols', () => {
  expectCases([
    ['CAL1181', 'K', from('{ipBlock: {cidr: 0.0.0.0/8, except: ["::/16"]}}'), 'from[0].ipBlock.except[0] 24- an'],
    ['CAL1061', 'K', ports('{port: 80, protocol: TPC}'), 'ports[0].protocol 24- an'],
    ['CAL1063', 'K', ports('{port: "8"}, {port: "65535"}, {port: "0"}, {port: "65536"}, {port: "-80"}, {port: "80-"}'),
      'ports[0].port 24- an safe =8 ; ports[1].port 24- an safe =65535 ; ports[2].port 24- an ; ports[3].port 24- an ; ports[4].port 24- an ;'
      + ' ports[5].port 24- an'],
    ['CAL1062', 'K', ports('{port: "0"}'), ''],
    ['CAL1184', 'ANP', '{egress: [{to: [{networks: [10.0.0.0/8]}, {pods: {}}], ports: [{portNumber: {}}, {namedPort: a}]}]}', 'ports[1] 29-31 an',
      '{egress: [{to: [{pods: {}}], ports: [{namedPort: a}]}]}'],
  ]);
  expectTold([
    ['CAL1063', 'K', 33, ports('{port: "80"}'), 'ports[0].port: "80" is not the name of a port: it needs at least one letter', 'write 80 without quotes', 'write 80'],
    ['CAL1063', 'K', 33, ports('{port: "80-90"}'), 'ports[0].port: "80-90" is not the name of a port: it needs at least one letter',
      'write the name as the container port has it; a range is `port` and `endPort`'],
    ['CAL1180', 'K', 33, '{podSelector: {matchExpressions: [{key: a, operator: NotIn}]}}', 'podSelector.matchExpressions[0].values: NotIn needs values', 'add `values`'],
    ['CAL1180', 'K', 33, '{podSelector: {matchExpressions: [{key: a, operator: Exists, values: [b]}]}}',
      'podSelector.matchExpressions[0].values: Exists takes no values', 'remove `values`'],
  ]);
});
