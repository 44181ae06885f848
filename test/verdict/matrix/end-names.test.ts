import { buildCluster } from '../../../src/cluster';
import { type JsonObject } from '../../../src/manifest';
import { CalicoVersion } from '../../../src/target';
import { EndNames, Matrix } from '../../../src/verdict/matrix';
import { modelOf } from '../../cluster/model-of';

const V3 = 'projectcalico.org/v3';

/** Names of the blocks of IPv4 addresses, for sets by name and nets that a rule asks for. */
function names(sets: Record<string, string[]>, rules: object[], isOfBoth: boolean = false): string[] {
  const objects = [
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, status: { podIP: '10.0.0.1' } },
    ...Object.entries(sets).map(([name, nets]) => ({ apiVersion: V3, kind: 'GlobalNetworkSet', metadata: { name, labels: { set: name } }, spec: { nets } })),
    { apiVersion: V3, kind: 'GlobalNetworkPolicy', metadata: { name: 'p' }, spec: { types: ['Ingress'], ingress: rules } },
  ];
  const manifests = objects.map((object) => ({ object: object as JsonObject, origin: {} }));
  const model = buildCluster(manifests, { version: CalicoVersion.V3_32, complete: true });
  const [{ family, ends }] = new Matrix(model).families;
  const named = new EndNames(model, family, ends, isOfBoth);
  return ends.filter(({ type }) => type === 'addresses').map((end) => named.of(end)).sort();
}

const from = (set: string): object => ({ action: 'Allow', source: { selector: `set == '${set}'`, namespaceSelector: 'global()' } });
const fromNets = (...nets: string[]): object => ({ action: 'Allow', source: { nets } });

test('a block goes by the set that is all of it', () => {
  expect(names({ office: ['203.0.113.0/25', '203.0.113.128/25', '198.51.100.0/24'] }, [from('office')])).toEqual(['GlobalNetworkSet office', 'other IPv4 addresses']);
});

test('sets that no rule tells apart name their block together', () => {
  expect(names({ a: ['203.0.113.0/24'], b: ['198.51.100.0/24'] }, [
    { action: 'Allow', source: { selector: 'set in {"a", "b"}', namespaceSelector: 'global()' } },
  ])).toEqual(['GlobalNetworkSet a, GlobalNetworkSet b', 'other IPv4 addresses']);
});

test('a part of a set says of which', () => {
  expect(names({ office: ['203.0.113.0/24'] }, [from('office'), fromNets('203.0.113.0/28')]))
    .toContain('203.0.113.0/28 (in GlobalNetworkSet office)');
});

test('without sets a block goes by its networks', () => {
  expect(names({}, [fromNets('192.0.2.0/24')])).toEqual(['192.0.2.0/24', 'other IPv4 addresses']);
  expect(names({}, [])).toEqual(['world']);
  expect(names({}, [], true)).toEqual(['IPv4 world']);
});

test('a part of several sets says which of them is the smallest', () => {
  const block = fromNets('203.0.113.0/28');
  expect(names({ a: ['203.0.113.0/24'], b: ['203.0.0.0/16'] }, [block])).toContain('203.0.113.0/28 (in GlobalNetworkSet a)');
  expect(names({ a: ['203.0.0.0/16'], b: ['203.0.113.0/24'] }, [block])).toContain('203.0.113.0/28 (in GlobalNetworkSet b)');
  expect(names({ a: ['203.0.113.0/27', '10.0.0.0/8'], b: ['203.0.113.0/24'] }, [block])).toContain('203.0.113.0/28 (in GlobalNetworkSet b)');
});

test('a set that lies only partly in a block does not name it', () => {
  expect(names({ office: ['203.0.113.0/24', '198.51.100.0/24'] }, [fromNets('203.0.113.0/24')])).toContain('203.0.113.0/24 (in GlobalNetworkSet office)');
  expect(names({ office: ['203.0.113.0/24'] }, [fromNets('203.0.113.0/24', '198.51.100.0/24')])).toContain('198.51.100.0/24, 203.0.113.0/24');
});

test('networks of a set may overlap, in any order', () => {
  expect(names({ office: ['203.0.113.128/25', '203.0.113.0/25', '203.0.113.0/26', '203.0.113.64/26'] }, [fromNets('203.0.113.0/24')])).toContain('GlobalNetworkSet office');
});

test('a set of the other IP version only names nothing', () => {
  expect(names({ office: ['203.0.113.0/24'], six: ['2001:db8::/32'] }, [from('office')])).toEqual(['GlobalNetworkSet office', 'other IPv4 addresses']);
});

test('the largest block is the other addresses, when it is many networks', () => {
  const low = ['0.0.0.0/8', '2.0.0.0/8', '4.0.0.0/8', '6.0.0.0/8', '8.0.0.0/8'];
  expect(names({}, [fromNets(...low)])).toEqual(['0.0.0.0/8, 2.0.0.0/8, 4.0.0.0/8 and 2 more networks', 'other IPv4 addresses']);
  expect(names({}, [fromNets('32.0.0.0/3')])).toEqual(['32.0.0.0/3', 'world except 32.0.0.0/3']);
  expect(names({}, [fromNets('32.0.0.0/4')])).toEqual(['32.0.0.0/4', 'other IPv4 addresses']);
});

test('workloads go by the first of them and how many they are', () => {
  const pod = (name: string, labels: string): string => `{ apiVersion: v1, kind: Pod, metadata: { name: ${name}, namespace: shop, labels: { ${labels} } }, status: { podIP: 10.0.0.${name.length} } }`;
  const policy = `{ apiVersion: ${V3}, kind: GlobalNetworkPolicy, metadata: { name: p }, spec: { selector: has(app), types: [Ingress], ingress: [{ action: Allow }] } }`;
  const model = modelOf([pod('web', 'app: web'), pod('db', ''), pod('cache', '')].join('\n---\n').concat('\n---\n', policy));
  const [{ family, ends }] = new Matrix(model).families;
  const named = new EndNames(model, family, ends, false);
  expect(ends.filter(({ type }) => type === 'workloads').map((end) => named.of(end)).sort()).toEqual(['shop/db ×2', 'shop/web']);
});

test('a set of both IP versions says which part of it is meant', () => {
  expect(names({ office: ['203.0.113.0/24', '2001:db8::/32'] }, [from('office')])).toContain('GlobalNetworkSet office (IPv4)');
});
