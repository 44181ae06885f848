import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { GlobalNetworkPolicy, PolicyType } from '../../src';

function errorsAfter(...patches: JsonPatch[]): string[] {
  const policy = new GlobalNetworkPolicy(Testing.chart(), 'p', { types: [PolicyType.INGRESS] });
  policy.addJsonPatch(...patches);
  return policy.node.validate();
}

test('a patch without a place to act on is an error at its construct', () => {
  expect(errorsAfter(JsonPatch.replace('/spec/ordr', 5))).toEqual([
    'addJsonPatch: replace /spec/ordr: there is no /spec/ordr in the object; use JsonPatch.add to add it.',
  ]);
  expect(errorsAfter(JsonPatch.add('/specs/order', 5))).toEqual(['addJsonPatch: add /specs/order: there is no /specs in the object.']);
  expect(errorsAfter(JsonPatch.remove('/spec/order'))).toEqual(['addJsonPatch: remove /spec/order: there is no /spec/order in the object.']);
  expect(errorsAfter(JsonPatch.copy('/spec/nothing', '/spec/order'))).toHaveLength(1);
});

test('patches see what the ones before them wrote', () => {
  expect(errorsAfter(JsonPatch.add('/spec/order', 5), JsonPatch.replace('/spec/order', 6), JsonPatch.add('/spec/types/-', 'Egress'))).toEqual([]);
});

test('synth of a plain App stops, with the construct path', () => {
  const app = new App();
  const policy = new GlobalNetworkPolicy(new Chart(app, 'c'), 'p');
  policy.addJsonPatch(JsonPatch.replace('/spec/ordr', 5));
  expect(() => app.synthYaml()).toThrow('[c/p] addJsonPatch: replace /spec/ordr');
});
