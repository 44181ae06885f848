import * as fc from 'fast-check';
import { type JsonObject } from '../../src/manifest';
import { CalicoVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';
import { share } from '../setup/share';
import { tries } from '../setup/tries';

/** What decoder, schema and rules each refuse, some of it in one kind, direction or version only. */
const RULES: readonly JsonObject[] = [
  { action: 'Allow', protocol: 'TCP', destination: { ports: [80] } },
  { action: 'Allow', destination: { ports: [80] } },
  { action: 'Allow', source: { nets: ['10.0.0.0/8', '10.0.0.0/8'] } },
  { action: 'Allow', protocol: 'TCP', destination: { ports: Array.from({ length: 60 }, (_, index) => index + 1) } },
  { action: 'Allow', protocol: 'TCP', http: { methods: ['GET'] } },
  { action: 'Deny', source: { services: { name: 'db' } } },
  { action: 'Allow', destination: { selector: 7 } },
  { action: 'Allow', destination: { port: 80 } },
  { action: 'Allow', protocol: '6' },
  // The decoder refuses it, and leaves it as it is.
  { action: 'Allow', protocol: 256 },
];

const policies = fc.array(fc.record({
  kind: fc.constantFrom('GlobalNetworkPolicy', 'NetworkPolicy', 'StagedGlobalNetworkPolicy', 'Profile'),
  minor: fc.constantFrom(CalicoVersion.V3_28, CalicoVersion.V3_32, CalicoVersion.V3_33),
  ingress: fc.array(fc.constantFrom(...RULES), { maxLength: 3 }),
  egress: fc.array(fc.constantFrom(...RULES), { maxLength: 3 }),
  labels: fc.constantFrom<JsonObject>({}, { a: 1 }),
}), { minLength: 2, maxLength: 6 });

test('what is wrong with an object does not depend on what others say of the parts that they share', () => {
  fc.assert(fc.property(policies, (plans) => {
    const objects = plans.map(({ kind, ingress, egress, labels }): JsonObject => (
      { apiVersion: 'projectcalico.org/v3', kind, metadata: { name: 'a', labels }, spec: { ingress, egress, types: ['Ingress', 'Egress'] } }));
    const findings = (all: readonly JsonObject[]) => all
      .map((object, index) => validateManifest({ object, origin: {} }, { version: plans[index].minor }));
    expect(findings(share(objects))).toEqual(findings(objects.map((object) => structuredClone(object))));
  }), tries(400));
});

test.each(RULES.map((rule) => [JSON.stringify(rule).slice(0, 80), rule]))('two policies share %s: each is told the same', (_, rule) => {
  const objects = ['a', 'b'].map((name): JsonObject => (
    { apiVersion: 'projectcalico.org/v3', kind: 'GlobalNetworkPolicy', metadata: { name }, spec: { ingress: [rule], types: ['Ingress'] } }));
  const [first, second] = share(objects).map((object) => (
    validateManifest({ object, origin: {} }, { version: CalicoVersion.V3_33 }).map(({ code, path, refusedBy }) => [code, path, refusedBy])));
  expect(second).toEqual(first);
});
