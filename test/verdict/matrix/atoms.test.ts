import { type Atom, Atoms, shortTraffic } from '../../../src/verdict/matrix';
import { modelOf } from '../../cluster/model-of';

const atomText = ({ protocol, ports, icmp, isRest }: Atom): string => (
  [protocol, ...ports === undefined ? [] : [ports.join('-')], ...icmp === undefined ? [] : [`${icmp.type}/${icmp.code}`], ...isRest === undefined ? [] : [isRest]].join(' ')
);
const FELIX = 'failsafeInboundHostPorts: [{ protocol: UDP, port: 68 }], failsafeOutboundHostPorts: [{ protocol: TCP, port: 179 }]';
const base = (felix = FELIX): string => `{ apiVersion: projectcalico.org/v3, kind: FelixConfiguration, metadata: { name: default }, spec: { vxlanPort: 65535, ${felix} } }`;
const policy = (rules: string, more = ''): string => (
  `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: p${more.length} }, spec: { types: [Ingress], ${more} ingress: [${rules.split('; ').map((rule) => `{ action: Allow, ${rule} }`).join(', ')}] } }`
);
const POD = `{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: a }, spec: { nodeName: n1, containers: [{ ports: [{ name: http, containerPort: 80 },
  { name: dns, containerPort: 53, protocol: UDP }, { name: other, containerPort: 99 }] }] }, status: { podIP: 10.0.0.1 } }`;
const HOST = '{ apiVersion: projectcalico.org/v3, kind: HostEndpoint, metadata: { name: h }, spec: { node: n1, interfaceName: eth0 } }';

const atomsOf = (objects: string[], family: 4 | 6 = 4): Atoms => Atoms.of(modelOf([base(), ...objects].join('\n---\n')), family);
const textOf = (objects: string[], family: 4 | 6 = 4): string => atomsOf(objects, family).list.map(atomText).join(', ');
/** Of which protocols with ports the atoms begin where. */
const startsOf = (...objects: string[]): Record<string, number[]> => {
  const { list } = atomsOf(objects);
  return Object.fromEntries([['tcp', 6], ['udp', 17], ['sctp', 132]].map(([name, number]) => [name, list.filter(({ protocol }) => protocol === number).map(({ ports }) => ports![0])]));
};

test('without rules: protocols with ports, ICMP, IPIP and the rest', () => {
  const rest = '17 1-65534, 17 65535-65535, 132 1-65535';
  expect(textOf([POD])).toBe(`6 1-65535, ${rest}, 1 0/0 types, 4, 253 protocols`);
  expect(textOf([POD], 6)).toBe(`6 1-65535, ${rest}, 58 0/0 types, 4, 253 protocols`);
});

test.each<[string, string[], Partial<Record<'tcp' | 'udp' | 'sctp', number[]>>]>([
  ['ports of a protocol', [policy('protocol: TCP, destination: { ports: [80, "90:99"] }')], { tcp: [1, 80, 81, 90, 100] }],
  ['ports that are excepted', [policy('protocol: UDP, destination: { notPorts: [5] }')], { udp: [1, 5, 6, 65535] }],
  ['ports of a protocol by number', [policy('protocol: 132, destination: { ports: [5] }')], { sctp: [1, 5, 6] }],
  ['ports to the last', [policy('protocol: TCP, destination: { ports: ["0:1", "65000:65535"] }')], { tcp: [1, 2, 65000] }],
  ['source ports do not', [policy('protocol: TCP, source: { ports: [80] }')], {}],
  ['source ports of untracked policy where there are hosts', [HOST, policy('protocol: TCP, source: { ports: [80], notPorts: [90] }', 'doNotTrack: true, applyOnForward: true,')],
    { tcp: [1, 80, 81, 90, 91, 179, 180], udp: [1, 68, 69, 65535] }],
  ['source ports of other policy do not, hosts or none', [HOST, policy('protocol: TCP, source: { ports: [80] }')], { tcp: [1, 179, 180], udp: [1, 68, 69, 65535] }],
  ['source ports of untracked policy without hosts do not', [policy('protocol: TCP, source: { ports: [80] }', 'doNotTrack: true, applyOnForward: true,')], {}],
  ['ports by name, of those that have them', [POD, policy('protocol: TCP, destination: { ports: [http, dns] }')], { tcp: [1, 80, 81], udp: [1, 53, 54, 65535] }],
  ['excepted ports by name', [POD, policy('protocol: TCP, destination: { notPorts: [http] }')], { tcp: [1, 80, 81] }],
  ['source ports by name of untracked policy', [HOST, POD, policy('protocol: TCP, source: { ports: [http] }', 'doNotTrack: true, applyOnForward: true,')],
    { tcp: [1, 80, 81, 179, 180], udp: [1, 68, 69, 65535] }],
  ['failsafe ports of hosts', [HOST], { tcp: [1, 179, 180], udp: [1, 68, 69, 65535] }],
  ['the VXLAN port of a node with pods', [POD, base('vxlanPort: 4444').replace('default', 'node.n1').replace('vxlanPort: 65535,', '')], { udp: [1, 4444, 4445, 65535] }],
])('%s', (_, objects, expected) => {
  expect(startsOf(...objects)).toEqual({ tcp: [1], udp: [1, 65535], sctp: [1], ...expected });
});

test('ports of a service that a rule names cut, others do not', () => {
  const slice = (name: string, port: number): string => `{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: ${name}, namespace: a, labels: { kubernetes.io/service-name: ${name} } },
    endpoints: [{ addresses: [192.0.2.1] }], ports: [{ port: ${port} }, { name: none }] }`;
  const rules = 'protocol: TCP, destination: { services: { name: s, namespace: a } }; protocol: TCP, destination: { services: { name: gone, namespace: a } }';
  expect(startsOf(slice('s', 70), slice('t', 71), policy(rules))).toEqual({ tcp: [1, 70, 71], udp: [1, 65535], sctp: [1] });
});

test('ICMP by type and code', () => {
  const rules = policy('protocol: ICMP, icmp: { type: 8, code: 1 }; protocol: ICMP, notICMP: { type: 3 }; protocol: ICMP, icmp: { type: 0 }; protocol: ICMP, icmp: { type: 8, code: 0 }; protocol: ICMP');
  expect(atomsOf([rules]).list.filter(({ icmp }) => icmp !== undefined).map(atomText))
    .toEqual(['1 0/0 codes', '1 3/0 codes', '1 8/0', '1 8/1', '1 8/2 codes', '1 1/0 types']);
});

test('ICMP of a type with all codes named has no others', () => {
  const codes = Array.from({ length: 256 }, (_, code) => `protocol: ICMP, icmp: { type: 8, code: ${code} }`);
  const rests = (count: number): string[] => atomsOf([policy(codes.slice(0, count).join('; '))]).list.filter(({ isRest }) => isRest !== undefined).map(atomText);
  expect([rests(256), rests(255)]).toEqual([['1 0/0 types', '253 protocols'], ['1 8/255 codes', '1 0/0 types', '253 protocols']]);
});

test('protocols by number, and one that none of the rules names', () => {
  const rules = policy('protocol: 253; notProtocol: 252; protocol: 112; protocol: TCP; protocol: ICMP');
  const others = (family: 4 | 6): string[] => (
    atomsOf([rules], family).list.filter(({ ports, icmp }) => ports === undefined && icmp === undefined).map(atomText)
  );
  expect(others(4)).toEqual(['4', '112', '252', '253', '251 protocols']);
  expect(others(6)).toEqual(['1', '4', '112', '252', '253', '251 protocols']);
});

describe('traffic', () => {
  const atoms = atomsOf([policy([
    'protocol: TCP, destination: { ports: [80, 81, "90:99"] }', 'protocol: ICMP, icmp: { type: 8, code: 0 }', 'protocol: ICMP, icmp: { type: 3 }', 'protocol: 112',
  ].join('; '))]);
  const at = (...wanted: string[]): number[] => atoms.list.flatMap((atom, index) => (wanted.includes(atomText(atom)) ? [index] : []));
  const texts = (bits: ReturnType<Atoms['none']>): string[] => atoms.list.filter((_, index) => Math.floor(bits[index >>> 5] / 2 ** (index & 31)) % 2 === 1).map(atomText); // eslint-disable-line no-bitwise

  test('of a protocol, of ports, of ICMP', () => {
    expect(texts(atoms.ofProtocol(112))).toEqual(['112']);
    expect(texts(atoms.ofProtocol(253))).toEqual([]);
    expect(texts(atoms.ofProtocol(1))).toEqual(['1 3/0 codes', '1 8/0', '1 8/1 codes', '1 0/0 types']);
    expect(texts(atoms.ports([[80, 81], [90, 99]]))).toEqual(['6 80-80', '6 81-81', '6 90-99']);
    expect(texts(atoms.ports([[1, 80]]))).toEqual(['6 1-79', '6 80-80']);
    expect(texts(atoms.port(6, 81))).toEqual(['6 81-81']);
    expect(texts(atoms.port(17, 65535))).toEqual(['17 65535-65535']);
    expect(texts(atoms.port(17, 81))).toEqual([]);
    expect(texts(atoms.icmp({ type: 8, code: 0 }))).toEqual(['1 8/0']);
    expect(texts(atoms.icmp({ type: 8 }))).toEqual(['1 8/0', '1 8/1 codes']);
    expect(texts(atoms.except(atoms.ofProtocol(6)))).toEqual(atoms.list.map(atomText).filter((text) => !text.startsWith('6 ')));
    expect(texts(atoms.of(at('112')))).toEqual(['112']);
    expect([texts(atoms.none()), texts(atoms.full).length, atoms.size]).toEqual([[], atoms.list.length, atoms.list.length]);
  });

  test.each<[string[], string]>([
    [['6 1-79', '6 80-80', '6 81-81', '6 82-89', '6 90-99', '6 100-65535'], 'TCP'],
    [['6 80-80'], 'TCP 80'],
    [['6 80-80', '6 81-81', '6 90-99'], 'TCP 80:81, 90:99'],
    [['6 81-81', '6 82-89', '6 100-65535', '17 1-65534'], 'TCP 81:89, 100:65535; UDP 1:65534'],
    [['1 3/0 codes', '1 8/0', '1 8/1 codes', '1 0/0 types'], 'ICMP'],
    [['1 3/0 codes', '1 8/0'], 'ICMP type 3 other codes, type 8 code 0'],
    [['1 0/0 types'], 'ICMP other types'],
    [['112', '253 protocols', '4'], 'protocol 4; protocol 112; other protocols'],
    [[], ''],
  ])('%j in words', (wanted, expected) => {
    expect(atoms.describe(atoms.of(at(...wanted)))).toBe(expected);
  });

  test('parts of a protocol are its name only when they are all of it', () => {
    const parts = Atoms.ofParts(4, [{ protocol: 6, ports: [1, 80] }, { protocol: 17, ports: [1, 65535] }, { protocol: 1 }]);
    expect(parts.describe(parts.of([0, 1]))).toBe('TCP 1:80; UDP');
    expect(parts.describe(parts.of([2]))).toBe('ICMP');
    expect(parts.family).toBe(4);
  });

  test('the shorter of what it is and what it is not', () => {
    expect(shortTraffic(atoms, atoms.except(atoms.of(at('6 80-80'))))).toBe('everything but TCP 80');
    expect(shortTraffic(atoms, atoms.of(at('6 80-80')))).toBe('TCP 80');
    expect(shortTraffic(atoms, atoms.full)).toBe('everything');
    const two = Atoms.ofParts(4, [{ protocol: 6, ports: [1, 65535] }, { protocol: 17, ports: [1, 65535] }, { protocol: 132, ports: [1, 65535] }]);
    expect(shortTraffic(two, two.of([0, 1]))).toBe('TCP; UDP');
    const even = Atoms.ofParts(4, [
      { protocol: 6 }, { protocol: 132 }, { protocol: 4 }, { protocol: 17, ports: [1, 98] }, { protocol: 17, ports: [99, 99] },
    ]);
    expect(even.describe(even.of([4]))).toBe('UDP 99');
    expect(shortTraffic(Atoms.ofParts(4, even.list.filter((_, index) => index !== 3)), even.of([0, 1, 2]))).toBe('TCP; SCTP; protocol 4');
  });
});

describe('atoms of several clusters', () => {
  const one = atomsOf([policy('protocol: TCP, destination: { ports: [80] }; protocol: ICMP, icmp: { type: 8 }; protocol: 112; protocol: 253')]);
  const two = atomsOf([policy('protocol: TCP, destination: { ports: ["70:85"] }; protocol: ICMP, icmp: { type: 8, code: 3 }; protocol: ICMP, icmp: { type: 5, code: 0 }; protocol: 47')]);
  const common = Atoms.common([one, two]);

  test('are cut wherever one of them is', () => {
    expect(common.list.map(atomText)).toEqual([
      '6 1-69', '6 70-79', '6 80-80', '6 81-85', '6 86-65535', '17 1-65534', '17 65535-65535', '132 1-65535',
      '1 5/0', '1 5/1 codes', '1 8/3', '1 8/0 codes', '1 0/0 types', '4', '47', '112', '253', '252 protocols',
    ]);
    expect([common.family, Atoms.common([atomsOf([], 6)]).family]).toEqual([4, 6]);
  });

  test('lie in those of each', () => {
    const places = (own: Atoms): string[] => common.list.map((part) => `${atomText(part)} in ${atomText(own.list[own.indexOf(part)])}`).filter((text) => {
      const [part, whole] = text.split(' in ');
      return part !== whole;
    });
    expect(places(one)).toEqual([
      '6 1-69 in 6 1-79', '6 70-79 in 6 1-79', '6 81-85 in 6 81-65535', '6 86-65535 in 6 81-65535', '1 5/0 in 1 0/0 types', '1 5/1 codes in 1 0/0 types',
      '1 8/3 in 1 8/0 codes', '47 in 252 protocols',
    ]);
    expect(places(two)).toEqual([
      '6 70-79 in 6 70-85', '6 80-80 in 6 70-85', '6 81-85 in 6 70-85', '112 in 253 protocols', '253 in 253 protocols', '252 protocols in 253 protocols',
    ]);
  });
});
