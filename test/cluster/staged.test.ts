import { enforceStaged } from '../../src/cluster';
import { type JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';

const object = (apiVersion: string, kind: string, name: string, spec: JsonObject, namespace?: string): JsonObject => ({
  apiVersion, kind, metadata: { name, ...namespace === undefined ? {} : { namespace } }, spec,
});
const v3 = 'projectcalico.org/v3';

function enforced(objects: JsonObject[], namespace?: string, version = CalicoVersion.V3_31): string[] {
  return enforceStaged(objects.map((each) => ({ object: each, origin: {} })), version, namespace)
    .map(({ object: { apiVersion, kind, metadata, spec } }) => `${String(apiVersion)} ${String(kind)} ${String((metadata as JsonObject).name)} ${JSON.stringify(spec)}`);
}

describe('staged policies, enforced', () => {
  test('become the kind that they rehearse', () => {
    expect(enforced([
      object(v3, 'StagedNetworkPolicy', 'a', { stagedAction: 'Set', order: 1 }, 'shop'),
      object(v3, 'StagedGlobalNetworkPolicy', 'b', { order: 2 }),
      object(v3, 'StagedKubernetesNetworkPolicy', 'c', { podSelector: {} }, 'shop'),
    ])).toEqual([
      `${v3} NetworkPolicy a {"order":1}`, `${v3} GlobalNetworkPolicy b {"order":2}`, 'networking.k8s.io/v1 NetworkPolicy c {"podSelector":{}}',
    ]);
  });

  test('take the place of the policy of their name, and of no other', () => {
    const policies = [
      object(v3, 'NetworkPolicy', 'a', { order: 1 }, 'shop'),
      object(v3, 'NetworkPolicy', 'a', { order: 2 }, 'other'),
      object('networking.k8s.io/v1', 'NetworkPolicy', 'a', { podSelector: {} }, 'shop'),
    ];
    expect(enforced([...policies, object(v3, 'StagedNetworkPolicy', 'default.a', { order: 9 }, 'shop')])).toEqual([
      `${v3} NetworkPolicy a {"order":2}`, 'networking.k8s.io/v1 NetworkPolicy a {"podSelector":{}}', `${v3} NetworkPolicy default.a {"order":9}`,
    ]);
    expect(enforced([policies[0], object(v3, 'StagedNetworkPolicy', 'a', { stagedAction: 'Delete' })], 'shop')).toEqual([]);
  });

  test('since v3.32 a name with the prefix of the tier is another name', () => {
    const staged = [object(v3, 'GlobalNetworkPolicy', 'a', { order: 1 }), object(v3, 'StagedGlobalNetworkPolicy', 'default.a', { order: 9 })];
    expect(enforced(staged, undefined, CalicoVersion.V3_31)).toEqual([`${v3} GlobalNetworkPolicy default.a {"order":9}`]);
    expect(enforced(staged, undefined, CalicoVersion.V3_32)).toEqual([`${v3} GlobalNetworkPolicy a {"order":1}`, `${v3} GlobalNetworkPolicy default.a {"order":9}`]);
    const tiered = [object(v3, 'GlobalNetworkPolicy', 'a', { order: 1 }), object(v3, 'StagedGlobalNetworkPolicy', 'default.a', { stagedAction: 'Delete' })];
    expect(enforced(tiered, undefined, CalicoVersion.V3_32)).toEqual([`${v3} GlobalNetworkPolicy a {"order":1}`]);
  });

  test('of another group are nothing of ours', () => {
    const foreign = object('example.com/v1', 'StagedNetworkPolicy', 'a', { order: 1 }, 'shop');
    expect(enforced([foreign])).toEqual(['example.com/v1 StagedNetworkPolicy a {"order":1}']);
  });
});
