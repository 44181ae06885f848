import * as fc from 'fast-check';
import { buildCluster, type ClusterModel } from '../../src/cluster';
import { type JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { share } from '../setup/share';
import { tries } from '../setup/tries';

const RULES: readonly JsonObject[] = [
  { action: 'Allow', source: { selector: "app == 'web'" } },
  { action: 'Deny', source: { nets: ['10.0.0.0/8', 'nowhere'] } },
  { action: 'Allow', protocol: 'TCP', destination: { ports: [80], services: { name: 'db', namespace: 'shop' } } },
  { action: 'Allow', destination: { ports: [80] } },
];
const rules = fc.array(fc.constantFrom(...RULES), { maxLength: 3 });
const policies = fc.array(fc.record({ kind: fc.constantFrom('NetworkPolicy', 'GlobalNetworkPolicy'), namespace: fc.constantFrom('shop', 'data'), ingress: rules, egress: rules }));

function modelOf(objects: readonly JsonObject[]): ClusterModel {
  return buildCluster(objects.map((object) => ({ object, origin: {} })), { version: CalicoVersion.V3_31 });
}

test('the model of policies that share rules is that of policies with rules of their own', () => {
  fc.assert(fc.property(policies, (plans) => {
    const objects = plans.map(({ kind, namespace, ingress, egress }, index): JsonObject => ({
      apiVersion: 'projectcalico.org/v3', kind, metadata: { name: `p${index}`, namespace }, spec: { ingress, egress },
    }));
    const { felix: _, ...expected } = modelOf(objects.map((object) => structuredClone(object)));
    expect(modelOf(share(objects))).toEqual(expect.objectContaining(expected));
  }), tries(200));
});

test('a rule that many policies share is in the model once', () => {
  const objects = ['a', 'b'].map((name): JsonObject => (
    { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name }, spec: { ingress: [{ ...RULES[0] }], egress: [{ ...RULES[0] }] } }));
  const [a, b] = modelOf(share(objects)).policies;
  expect(b.ingress[0]).toBe(a.ingress[0]);
  expect(b.egress[0]).not.toBe(a.ingress[0]);
  expect(b.egress[0].path).toEqual(['spec', 'egress', 0]);
});
