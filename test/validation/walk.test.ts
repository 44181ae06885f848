import { expectCases } from './boundaries';

test("who refuses depends on the document they read: Calico's decoder may have changed it", () => {
  expectCases([
    // Calico writes 1500ms as 1.5s before the CRD reads it.
    ['CAL1012', 'Felix', '{iptablesRefreshInterval: 1500ms}', 'iptablesRefreshInterval 27-32 a, 33 ca'],
    // calicoctl takes the misspelt field for the one that is required; natively it is missing.
    ['CAL1060', 'G.in', '{Action: Allow}', 'action 32- n'],
    ['CAL1015', 'Filter', '{exportV4: [{Action: Accept}]}', 'exportV4[0].cidr 26 a ; exportV4[0].matchOperator 26 a ; exportV4[0].action 32- n'],
    ['CAL1060', 'Filter', '{exportV4: [{Action: Accept}]}', ''],
    // A number is a name once it is text; natively it is refused for what it is.
    ['CAL1077', 'N.eg', '{action: Allow, destination: {services: {name: a, namespace: 5}}}', '', '{action: Allow, destination: {services: {name: a, Namespace: b}}}'],
    ['CAL1008', 'Raw', 'apiVersion: projectcalico.org/v3, kind: IPAMBlock, metadata: {name: a}, spec: 5', 'spec 24-31 a, 32 an, 33 can'],
  ]);
});

test('required fields, and the zero values that count as missing', () => {
  expectCases([
    ['CAL1015', 'Status', '{node: "", classes: [BGP], updatePeriodSeconds: 0}', 'node 24- ca', '{node: a, classes: [BGP], updatePeriodSeconds: 0}'],
    ['CAL1015', 'Status', '{node: a, classes: [BGP]}', 'updatePeriodSeconds 24- ca'],
    ['CAL1015', 'Filter', '{exportV4: [{action: Accept, cidr: 10.0.0.0/8, matchOperator: In, operations: [{setPriority: {value: 0}}]}]}',
      'exportV4[0].operations[0].setPriority.value 32- ca',
      '{exportV4: [{action: Accept, cidr: 10.0.0.0/8, matchOperator: In, operations: [{setPriority: {value: 1}}]}]}'],
  ]);
});

test('a zero counts as nothing in fields that are not optional', () => {
  expectCases([
    ['CAL1011', 'Hep', '{node: a, interfaceName: eth0, ports: [{name: a, port: 0, protocol: TCP}]}', 'ports[0].port 32 an, 33 can'],
    ['CAL1106', 'Hep', '{node: a, interfaceName: eth0, ports: [{name: "", port: 0, protocol: TCP}]}', 'ports[0].port 24- ca ; ports[0].name 24- ca'],
    ['CAL1063', 'Hep', '{node: a, interfaceName: eth0, ports: [{name: "", port: 80, protocol: TCP}]}', ''],
  ]);
});

test('values of the wrong type are not looked into', () => {
  expectCases([
    ['CAL1008', 'Set', '{nets: [{a: 1}, [10.0.0.1/x], 5]}',
      'nets[0] 24-31 ca, 32- can ; nets[1] 24-31 ca, 32- can ; nets[2] 24-31 ca safe ="5", 32- can safe ="5"'],
    ['CAL1008', 'G', '{types: [Ingress], ingress: [[{action: allow}]]}', 'ingress[0] 24-31 ca, 32- can'],
  ]);
});
