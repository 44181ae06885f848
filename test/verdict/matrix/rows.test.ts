import { endName, Matrix, matrixRows } from '../../../src/verdict/matrix';
import { modelOf } from '../../cluster/model-of';
import { NAMESPACE, pod } from '../told';

const policy = (name: string, spec: string): string => `{ apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: { name: ${name} }, spec: { ${spec} } }`;
const OBJECTS = [
  NAMESPACE, pod('web', '10.0.0.1'), pod('db', '10.0.0.2'), pod('new', '10.0.0.3').replace('app: new', 'app: db'),
  policy('db', `selector: "app == 'db'", types: [Ingress], ingress: [{ action: Allow, protocol: TCP, source: { selector: "app == 'web'" }, destination: { ports: [5432] } },
    { action: Allow, protocol: UDP, source: { nets: [192.0.2.0/24], ports: [99] } }]`),
];

/** Pods send all but what encapsulates. */
const SENT = 'TCP; UDP 1:4788, 4790:65535; SCTP; ICMP; other protocols';

test('a row for every pair with a workload, once in each direction', () => {
  const matrix = new Matrix(modelOf(OBJECTS.join('\n---\n')));
  const done: string[] = [];
  const rows = matrixRows(matrix, (sender, total) => done.push(`${sender} of ${total}`));
  expect(rows.map(({ ipVersion, from, to, allow, unknown }) => `IPv${ipVersion} ${from} -> ${to}: ${allow} | ${unknown}`).sort()).toEqual([
    'IPv4 192.0.2.0/24 -> a/db and 1 alike:  | UDP',
    'IPv4 192.0.2.0/24 -> a/web: everything | ',
    `IPv4 a/db and 1 alike -> 192.0.2.0/24: ${SENT} | `,
    'IPv4 a/db and 1 alike -> a/db and 1 alike:  | ',
    `IPv4 a/db and 1 alike -> a/web: ${SENT} | `,
    `IPv4 a/db and 1 alike -> world except 192.0.2.0/24: ${SENT} | `,
    `IPv4 a/web -> 192.0.2.0/24: ${SENT} | `,
    'IPv4 a/web -> a/db and 1 alike: TCP 5432 | ',
    `IPv4 a/web -> a/web: ${SENT} | `,
    `IPv4 a/web -> world except 192.0.2.0/24: ${SENT} | `,
    'IPv4 world except 192.0.2.0/24 -> a/db and 1 alike:  | ',
    'IPv4 world except 192.0.2.0/24 -> a/web: everything | ',
  ]);
  expect(done).toEqual(['0 of 4', '1 of 4', '2 of 4', '3 of 4']);
  const members = new Map(rows.map(({ from, fromMembers, to, toMembers }) => [[from, fromMembers], [to, toMembers]] as const).flat());
  expect(Object.fromEntries(members)).toMatchObject({ 'a/db and 1 alike': ['a/db', 'a/new'], 'a/web': ['a/web'], '192.0.2.0/24': ['192.0.2.0/24'] });
});

test('the name of many networks is short', () => {
  const nets = ['10.0.0.0/24', '10.2.0.0/24', '10.4.0.0/24', '10.6.0.0/24', '10.8.0.0/24'];
  const names = (count: number): string[] => new Matrix(modelOf(policy('p', `types: [Ingress], ingress: [{ action: Allow, source: { nets: [${nets.slice(0, count).join(', ')}] } }]`)))
    .families[0].ends.map(endName);
  expect(names(3)).toContain('10.0.0.0/24, 10.2.0.0/24, 10.4.0.0/24');
  expect(names(4)).toContain('10.0.0.0/24, 10.2.0.0/24, 10.4.0.0/24 and 1 more networks');
  expect(names(5)).toContain('10.0.0.0/24, 10.2.0.0/24, 10.4.0.0/24 and 2 more networks');
});

test('explains by the rules that were tried', () => {
  const [family] = new Matrix(modelOf(OBJECTS.join('\n---\n'))).families;
  const [web, db] = ['a/web', 'a/db and 1 alike'].map((name) => family.ends.find((end) => endName(end) === name)!);
  expect(family.explain(web, db, 0).ingress!.tried.map(({ rule, result }) => `${rule.index} ${result}`)).toEqual(['0 no', '1 no']);
});

test('tells how many classes are decided, of each version and direction', () => {
  const done: string[] = [];
  new Matrix(modelOf(OBJECTS.join('\n---\n')), { onDecided: (count, total) => done.push(`${count} of ${total}`), families: [4, 6] }); // eslint-disable-line no-new
  expect(done).toEqual(['1 of 2', '2 of 2', '1 of 2', '2 of 2']);
});
