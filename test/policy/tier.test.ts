import { App, Chart, JsonPatch, Testing } from 'cdk8s';
import { CalicoTarget, CalicoVersion, Tier, TierDefaultAction } from 'cdk8s-calico';

test('a tier writes its default action out', () => {
  const chart = Testing.chart();
  new Tier(chart, 'security', { order: 100 });
  expect(Testing.synth(chart)).toMatchInlineSnapshot(`
[
  {
    "apiVersion": "projectcalico.org/v3",
    "kind": "Tier",
    "metadata": {
      "name": "security",
    },
    "spec": {
      "defaultAction": "Deny",
      "order": 100,
    },
  },
]
`);
});

test('properties and metadata', () => {
  const chart = new Chart(new App(), 'c', { namespace: 'ignored', labels: { team: 'net' } });
  new Tier(chart, 'x', { metadata: { name: 'platform', annotations: { a: 'b' } }, order: -5.5, defaultAction: TierDefaultAction.PASS });
  expect(Testing.synth(chart)).toMatchInlineSnapshot(`
[
  {
    "apiVersion": "projectcalico.org/v3",
    "kind": "Tier",
    "metadata": {
      "annotations": {
        "a": "b",
      },
      "labels": {
        "team": "net",
      },
      "name": "platform",
    },
    "spec": {
      "defaultAction": "Pass",
      "order": -5.5,
    },
  },
]
`);
});

test('a target without tiers is an error that names the first version that has them', () => {
  const app = new App();
  CalicoTarget.of(CalicoVersion.V3_28).applyTo(app);
  const chart = new Chart(app, 'c');
  new Tier(chart, 'security');
  expect(() => Testing.synth(chart)).toThrow('[c/security] kind: Tier exists since Calico v3.29, the target is v3.28.');
});

test('an id that gives no name says to set one', () => {
  const chart = Testing.chart();
  new Tier(chart, 'My_Tier');
  expect(() => Testing.synth(chart)).toThrow("the construct's id 'My_Tier' gives no valid name");
});

test('patches come last and keep what they write', () => {
  const chart = Testing.chart();
  new Tier(chart, 'security').addJsonPatch(JsonPatch.add('/spec/order', 7), JsonPatch.add('/spec/newField', { a: [1, 'x'] }));
  expect(Testing.synth(chart)[0].spec).toEqual({ defaultAction: 'Deny', order: 7, newField: { a: [1, 'x'] } });
});

test('Tier.named takes names only', () => {
  expect(Tier.named('default').tierName).toBe('default');
  expect(() => Tier.named('a.b')).toThrow('no dots');
});
