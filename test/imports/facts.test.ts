import { availability, type FieldSchema, kindFacts, KINDS, newestMinor, type Schema, schemaAt } from '../../imports/facts';

const V3 = 'projectcalico.org/v3';

function fieldAt(apiVersion: string, kind: string, minor: number, ...path: string[]): FieldSchema | undefined {
  let schema: Schema | undefined = schemaAt(kindFacts(apiVersion, kind)!, minor);
  for (const name of path) {
    while (schema?.items ?? schema?.values) schema = schema?.items ?? schema?.values;
    schema = schema?.fields?.get(name);
  }
  return schema as FieldSchema | undefined;
}

describe('kindFacts', () => {
  test('knows the 22 kinds of projectcalico.org/v3 and the policy kinds of Kubernetes', () => {
    expect(KINDS.filter(({ apiVersion }) => apiVersion === V3)).toHaveLength(22);
    expect(KINDS.filter(({ apiVersion }) => apiVersion !== V3).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([
      'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy',
      'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy',
      'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy',
    ]);
  });

  test('says how a kind is named and scoped', () => {
    expect(kindFacts(V3, 'GlobalNetworkPolicy')).toEqual({
      apiVersion: V3,
      group: 'projectcalico.org',
      version: 'v3',
      kind: 'GlobalNetworkPolicy',
      plural: 'globalnetworkpolicies',
      singular: 'globalnetworkpolicy',
      shortNames: ['gnp', 'cgnp'],
      scope: 'Cluster',
      selectableFields: ['.spec.tier'],
      statusSubresource: false,
      since: 24,
      gone: undefined,
    });
    expect(kindFacts(V3, 'NetworkSet')!.scope).toBe('Namespaced');
  });

  test.each([[V3, 'Nothing'], ['v1', 'Pod'], [V3, 'constructor'], ['crd.projectcalico.org/v1', 'NetworkPolicy']])('has none of %s %s', (apiVersion, kind) => {
    expect(kindFacts(apiVersion, kind)).toBeUndefined();
  });

  test('every kind resolves in every minor in which it exists, and in no other', () => {
    for (const { apiVersion, kind } of KINDS) {
      const facts = kindFacts(apiVersion, kind)!;
      for (let minor = 23; minor <= newestMinor(); minor++) {
        const exists = facts.since <= minor && minor < (facts.gone ?? Infinity);
        expect(schemaAt(facts, minor)?.fields?.has('spec') ?? false).toBe(exists);
      }
    }
  });

  test('kinds come and go', () => {
    const life = (apiVersion: string, kind: string) => [kindFacts(apiVersion, kind)!.since, kindFacts(apiVersion, kind)!.gone];
    expect(life(V3, 'Tier')).toEqual([29, undefined]);
    expect(life(V3, 'StagedNetworkPolicy')).toEqual([30, undefined]);
    expect(life(V3, 'IPAMConfiguration')).toEqual([24, undefined]);
    expect(life('policy.networking.k8s.io/v1alpha1', 'BaselineAdminNetworkPolicy')).toEqual([30, 32]);
    expect(life('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy')).toEqual([32, undefined]);
  });
});

describe('schemaAt', () => {
  test('gives the constraints of that minor', () => {
    expect(fieldAt(V3, 'NetworkPolicy', 31, 'spec', 'types')).toEqual({ type: 'array', items: { type: 'string' }, required: false });
    expect(fieldAt(V3, 'NetworkPolicy', 32, 'spec', 'types')).toEqual({
      type: 'array', items: { type: 'string', enum: ['Ingress', 'Egress'] }, minItems: 1, maxItems: 2, listType: 'set', required: false,
    });
    expect(fieldAt(V3, 'NetworkPolicy', 32, 'spec', 'ingress', 'source', 'ports')?.maxItems).toBeUndefined();
    expect(fieldAt(V3, 'NetworkPolicy', 33, 'spec', 'ingress', 'source', 'ports')?.maxItems).toBe(50);
    expect(fieldAt(V3, 'NetworkPolicy', 31, 'spec')?.required).toBe(false);
    expect(fieldAt(V3, 'NetworkPolicy', 32, 'spec')?.required).toBe(true);
  });

  test('intersects the enums of an allOf', () => {
    expect(fieldAt(V3, 'Tier', 33, 'spec', 'defaultAction')).toEqual({ type: 'string', enum: ['Deny', 'Pass'], default: 'Deny', required: false });
    expect(fieldAt(V3, 'BGPPeer', 33, 'spec', 'reversePeering')?.enum).toEqual(['Auto', 'Manual']);
  });

  test('knows int-or-string, maps and metadata', () => {
    expect(fieldAt(V3, 'NetworkPolicy', 33, 'spec', 'ingress', 'protocol')?.type).toBe('intOrString');
    expect(fieldAt(V3, 'NetworkPolicy', 33, 'spec', 'ingress', 'metadata', 'annotations')).toEqual({ type: 'map', values: { type: 'string' }, required: false });
    expect(fieldAt(V3, 'NetworkPolicy', 33, 'metadata')?.type).toBe('metadata');
  });

  test('a shared type is one and the same object for all its users', () => {
    const rule = (kind: string) => fieldAt(V3, kind, 33, 'spec', 'ingress')?.items?.fields;
    expect(rule('NetworkPolicy')).toBe(rule('StagedGlobalNetworkPolicy'));
    expect(fieldAt(V3, 'NetworkPolicy', 33, 'spec', 'egress')?.items?.fields).toBe(rule('NetworkPolicy'));
  });
});

describe('availability', () => {
  const of = (kind: string, ...path: string[]) => availability(kindFacts(V3, kind)!, path);

  test('says since when, and since when no more', () => {
    expect(of('NetworkPolicy', 'spec', 'performanceHints')).toEqual({ since: 27 });
    expect(of('NetworkPolicy', 'spec', 'ingress', 'source', 'serviceAccounts', 'names')).toEqual({ since: 24 });
    expect(of('IPPool', 'spec', 'ipip', 'mode')).toEqual({ since: 24, gone: 32 });
    expect(of('KubeControllersConfiguration', 'spec', 'controllers', 'policyMigration')).toEqual({ since: 32, gone: 33 });
    expect(of('StagedNetworkPolicy', 'spec', 'ingress', 'source', 'nets')).toEqual({ since: 30 });
    expect(of('NetworkPolicy', 'spec', 'preDNAT')).toBeUndefined();
    expect(of('NetworkPolicy', 'spec', 'constructor')).toBeUndefined();
  });
});
