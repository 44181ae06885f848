import { modelOf } from './model-of';
import { CalicoVersion } from '../../src/target';

function policy(kind: string, name: string, more = ''): string {
  const group = kind === 'KubernetesNetworkPolicy' ? 'networking.k8s.io/v1' : 'projectcalico.org/v3';
  const isGlobal = kind.startsWith('Global');
  const selector = kind === 'KubernetesNetworkPolicy' ? 'podSelector: {}' : 'selector: all(), order: 1000, types: [Ingress]';
  return `{ apiVersion: ${group}, kind: ${kind.replace('Kubernetes', '')}, metadata: { name: ${name}${isGlobal ? '' : ', namespace: a'} }, spec: { ${selector}${more} } }`;
}

const order = (version: CalicoVersion, ...policies: string[]): string[] => modelOf(policies.join('\n---\n'), { version })
  .tiers.flatMap((tier) => tier.policies).map(({ kind, namespace, name }) => [kind, namespace, name].filter((part) => part !== '').join(' '));

const KUBERNETES = policy('KubernetesNetworkPolicy', 'm');
const NAMESPACED = policy('NetworkPolicy', 'm');
const GLOBAL = policy('GlobalNetworkPolicy', 'm');
const GLOBAL_A = policy('GlobalNetworkPolicy', 'a');

test('up to v3.31 equal orders go by the stored name: namespace, then tier or knp prefix', () => {
  expect(order(CalicoVersion.V3_31, KUBERNETES, NAMESPACED, GLOBAL, GLOBAL_A)).toEqual([
    'NetworkPolicy a m', // a/default.m
    'KubernetesNetworkPolicy a knp.default.m', // a/knp.default.m
    'GlobalNetworkPolicy a', // default.a
    'GlobalNetworkPolicy m',
  ]);
});

test('since v3.32 equal orders go by name, namespace and kind', () => {
  expect(order(CalicoVersion.V3_32, KUBERNETES, NAMESPACED, GLOBAL, GLOBAL_A)).toEqual([
    'GlobalNetworkPolicy a',
    'GlobalNetworkPolicy m', // m//Global… before m/a/…
    'KubernetesNetworkPolicy a m',
    'NetworkPolicy a m',
  ]);
});

test('a policy without order comes after every order, in the order of names', () => {
  const late = policy('GlobalNetworkPolicy', 'a-late').replace('order: 1000, ', '');
  const negative = policy('GlobalNetworkPolicy', 'z').replace('1000', '-5');
  expect(order(CalicoVersion.V3_32, late, GLOBAL, negative)).toEqual(['GlobalNetworkPolicy z', 'GlobalNetworkPolicy m', 'GlobalNetworkPolicy a-late']);
});

test('before v3.29 there is one tier, whatever spec.tier says', () => {
  const yaml = [policy('GlobalNetworkPolicy', 'x', ', tier: security'), '{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: security } }'].join('\n---\n');
  expect(modelOf(yaml, { version: CalicoVersion.V3_28 }).tiers.map(({ name }) => name)).toEqual(['default']);
  expect(modelOf(yaml, { version: CalicoVersion.V3_29 }).policies).toMatchObject([{ tier: 'security' }]);
});

test('a tier without order ties with the tier default and goes by name; missing tiers come last', () => {
  const yaml = `
{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: zone } }
---
{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: apps } }
---
{ apiVersion: projectcalico.org/v3, kind: Tier, metadata: { name: first }, spec: { order: -1, defaultAction: Pass } }
---
${policy('GlobalNetworkPolicy', 'absent.x', ', tier: absent')}
`;
  const { tiers, notes } = modelOf(yaml, { version: CalicoVersion.V3_31 });
  expect(tiers.map(({ name, standing }) => `${name} ${standing}`)).toEqual([
    'first input', 'adminnetworkpolicy builtin', 'apps input', 'default builtin', 'zone input', 'baselineadminnetworkpolicy builtin', 'absent missing',
  ]);
  expect(notes).toMatchObject([{ code: 'tier-missing' }]);
});

describe('objects of crd.projectcalico.org/v1', () => {
  const backing = (name: string, spec: string, annotations = ''): string => `{ apiVersion: crd.projectcalico.org/v1, kind: GlobalNetworkPolicy,
    metadata: { name: ${name}${annotations} }, spec: { selector: all()${spec} } }`;

  test('absent types mean both directions: nobody filled them in', () => {
    expect(modelOf(backing('x', '')).policies).toMatchObject([{ appliesToIngress: true, appliesToEgress: true }]);
    expect(modelOf(backing('x', '').replace('crd.', '').replace('v1', 'v3')).policies).toMatchObject([{ appliesToIngress: true, appliesToEgress: false }]);
  });

  test('the tier comes from the name up to v3.31, from spec.tier since v3.32', () => {
    const yaml = backing('security.x', '');
    expect(modelOf(yaml, { version: CalicoVersion.V3_31 }).policies).toMatchObject([{ tier: 'security', name: 'security.x' }]);
    expect(modelOf(yaml, { version: CalicoVersion.V3_32 }).policies).toMatchObject([{ tier: 'default', name: 'security.x' }]);
  });

  test('before v3.29 the prefix default. belongs to the storage', () => {
    expect(modelOf(backing('default.x', ''), { version: CalicoVersion.V3_28 }).policies).toMatchObject([{ name: 'x' }]);
  });

  test('the name of the v3 object is in an annotation; a broken annotation counts as none', () => {
    const annotated = (text: string): string => backing('default.x', ', tier: default', `, annotations: { projectcalico.org/metadata: '${text}' }`);
    const named = (text: string): string => modelOf(annotated(text), { version: CalicoVersion.V3_30 }).policies[0].name;
    expect(named('{"name":"x"}')).toBe('x');
    expect(named('{"name":')).toBe('default.x');
  });

  test('an annotation without a name is of a time when the prefix was put before every name of the tier default', () => {
    const stored = (spec: string, name = 'default.x'): string => backing(name, spec, ', annotations: { projectcalico.org/metadata: \'{"creationTimestamp":null}\' }');
    const named = (yaml: string, version = CalicoVersion.V3_32): string => modelOf(yaml, { version }).policies[0].name;
    expect(named(stored(', tier: default'))).toBe('x');
    expect(named(stored(''), CalicoVersion.V3_30)).toBe('x');
    expect(named(stored(', tier: security'))).toBe('default.x');
    expect(named(stored('', 'security.x'))).toBe('security.x');
    expect(named(backing('default.x', ', tier: default'))).toBe('default.x');
  });

  test('a policy is one with its stored form, whatever the prefix', () => {
    const stored = backing('default.x', ', tier: default', ', annotations: { projectcalico.org/metadata: \'{"creationTimestamp":null}\' }');
    const { policies, notes } = modelOf([stored, policy('GlobalNetworkPolicy', 'x')].join('\n---\n'));
    expect(policies).toMatchObject([{ name: 'x' }]);
    expect(notes).toMatchObject([{ code: 'duplicate' }]);
  });

  test('from v3.29 to v3.31 a name and the name with the prefix are one policy, in either form; since v3.32 they are two', () => {
    const names = (yaml: string, version: CalicoVersion): string[] => modelOf(yaml, { version }).policies.map(({ name }) => name);
    const both = [policy('GlobalNetworkPolicy', 'x'), backing('default.x', '')].join('\n---\n');
    const written = [policy('GlobalNetworkPolicy', 'default.x'), policy('GlobalNetworkPolicy', 'x')].join('\n---\n');
    expect(names(both, CalicoVersion.V3_28)).toEqual(['x']);
    for (const version of [CalicoVersion.V3_29, CalicoVersion.V3_31]) {
      expect(names(both, version)).toEqual(['default.x']);
      expect(names(written, version)).toEqual(['x']);
    }
    for (const yaml of [both, written]) expect(names(yaml, CalicoVersion.V3_32).sort()).toEqual(['default.x', 'x']);
    const tiered = [policy('GlobalNetworkPolicy', 'apps.x', ', tier: apps'), policy('GlobalNetworkPolicy', 'x')].join('\n---\n');
    expect(names(tiered, CalicoVersion.V3_31).sort()).toEqual(['apps.x', 'x']);
  });

  test.each(['GlobalNetworkSet', 'HostEndpoint'])('labels of a %s are in that annotation too, and win over those of the object', (kind) => {
    const labelled = (apiVersion: string, annotation: string): Record<string, string> => {
      const { members: [member] } = modelOf(`{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: x, labels: { a: own, b: own },
        annotations: { projectcalico.org/metadata: '${annotation}' } }, spec: { node: n, interfaceName: eth0, nets: [10.0.0.0/8] } }`);
      return Object.fromEntries(member.labels.known);
    };
    const stored = '{"labels":{"b":"stored","c":"stored"},"creationTimestamp":null}';
    expect(labelled('crd.projectcalico.org/v1', stored)).toEqual({ a: 'own', b: 'stored', c: 'stored' });
    expect(labelled('crd.projectcalico.org/v1', '{"labels":')).toEqual({ a: 'own', b: 'own' });
    expect(labelled('crd.projectcalico.org/v1', '[]')).toEqual({ a: 'own', b: 'own' });
    expect(labelled('projectcalico.org/v3', stored)).toEqual({ a: 'own', b: 'own' });
  });

  test('an object is the same object in both groups: the later one counts', () => {
    const { policies, notes } = modelOf([backing('x', ', order: 1'), policy('GlobalNetworkPolicy', 'x')].join('\n---\n'));
    expect(policies).toMatchObject([{ order: 1000 }]);
    expect(notes).toMatchObject([{ code: 'duplicate' }]);
  });
});
