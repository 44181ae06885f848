import { expectCases, expectTold } from './boundaries';

test('names that are refused, and what could have been meant: never a name that is refused too', () => {
  expectCases([
    ['CAL1021', 'Set', 'metadata: {name: --A--}, spec: {}', 'metadata.name 24-31 ca ask ="a", 32- can ask ="a"'],
    ['CAL1021', 'Set', 'metadata: {name: .-a.-}, spec: {}', 'metadata.name 24-31 ca ask ="a", 32- can ask ="a"'],
    ['CAL1021', 'Set', 'metadata: {name: My Set_1/x}, spec: {}', 'metadata.name 24-31 ca ask ="my-set-1-x", 32- can ask ="my-set-1-x"'],
    ['CAL1021', 'Set', 'metadata: {name: A..b}, spec: {}', 'metadata.name 24-31 ca, 32- can'],
    ['CAL1021', 'Set', 'metadata: {name: A.b.c}, spec: {}', 'metadata.name 24-31 ca ask ="a.b.c", 32- can ask ="a.b.c"'],
    ['CAL1021', 'Tier', 'metadata: {name: A.B}, spec: {}', 'metadata.name 29-31 ca ask ="ab", 32- can ask ="ab"'],
    ['CAL1021', 'G', 'metadata: {name: A.b}, spec: {types: [Ingress]}', 'metadata.name 24-28 ca, 29-31 ca ask ="a.b", 32- can ask ="a.b"'],
    ['CAL1021', 'G', 'metadata: {name: A.b.c}, spec: {types: [Ingress]}', 'metadata.name 24-31 ca, 32- can'],
    // The names of policies that Calico makes of those of Kubernetes and OpenStack are for namespaced kinds.
    ['CAL1021', 'G', 'metadata: {name: knp.default.a}, spec: {types: [Ingress]}', 'metadata.name 24- ca'],
    ['CAL1021', 'SG', 'metadata: {name: knp.default.a}, spec: {types: [Ingress]}', 'metadata.name 30- ca'],
    ['CAL1021', 'SN', 'metadata: {name: a.b.c, namespace: b}, spec: {types: [Ingress]}', 'metadata.name 30- ca',
      'metadata: {name: knp.default.a.b, namespace: b}, spec: {types: [Ingress]}'],
    ['CAL1021', 'SK', 'metadata: {name: a_b, namespace: b}, spec: {podSelector: {}, policyTypes: [Ingress]}',
      'metadata.name 30-31 ca ask ="a-b", 32- can ask ="a-b"', 'metadata: {name: a.b.c, namespace: b}, spec: {podSelector: {}, policyTypes: [Ingress]}'],
    // Natively the misspelt field is none, and the object has no name.
    ['CAL1021', 'Set', 'metadata: {Name: A_}, spec: {}', 'metadata.name 24- ca ask ="a"'],
  ]);
});

test('the name of a policy of a tier, before there were tiers', () => {
  expectCases([
    ['CAL1021', 'G', 'metadata: {name: a.b.c}, spec: {types: [Ingress], tier: a.b}', 'metadata.name 29- ca'],
    ['CAL1021', 'G', 'metadata: {name: x.a}, spec: {types: [Ingress], tier: z}', 'metadata.name 24-28 ca'],
    ['CAL1021', 'G', 'metadata: {name: 5.a}, spec: {types: [Ingress], tier: 5}', 'metadata.name 24-28 ca'],
    ['CAL1021', 'G', 'metadata: {name: x.a}, spec: {types: [Ingress], tier: [x]}', 'metadata.name 24-28 ca'],
    ['CAL1021', 'G', 'metadata: {name: z.a}, spec: {types: [Ingress], tier: z}', ''],
  ]);
});

test('objects without a name', () => {
  expectCases([
    ['CAL1020', 'Set', 'spec: {}', 'metadata.name 24-31 ca, 32- can'],
    ['CAL1020', 'Set', 'metadata: {name: "", generateName: ""}, spec: {}', 'metadata.name 24-31 ca, 32- can'],
    ['CAL1020', 'Set', 'metadata: {name: null, generateName: null}, spec: {}', 'metadata.name 24-31 ca, 32- can'],
    ['CAL1020', 'Set', 'metadata: {generateName: 5}, spec: {}', 'metadata.name 24-31 ca, 32- can'],
    ['CAL1020', 'Set', 'metadata: {name: "", generateName: a-}, spec: {}', 'metadata.name 24- c'],
    ['CAL1020', 'Set', 'metadata: {name: null, generateName: a-}, spec: {}', 'metadata.name 24- c'],
    ['CAL1020', 'Set', 'metadata: {Name: a}, spec: {}', 'metadata.name 32- n'],
    ['CAL1026', 'Ipam', 'metadata: {}, spec: {}', ''],
    ['CAL1026', 'Ipam', 'metadata: {name: a}, spec: {}', 'metadata.name 24- error ask ="default"', 'metadata: {name: default}, spec: {}'],
    ['CAL1026', 'Raw', 'apiVersion: projectcalico.org/v3, kind: ClusterInformation, metadata: {name: a}', 'metadata.name 24- error ask ="default"'],
  ]);
});

test('the values of labels, as calicoctl makes text of them', () => {
  expectCases([
    ['CAL1008', 'Set', 'metadata: {name: a, labels: {a: -1}}, spec: {}', 'metadata.labels.a 24-31 ca safe ="-1", 32- can safe ="-1"'],
    ['CAL1008', 'Set', 'metadata: {name: a, labels: {a: {toString: 1}}}, spec: {}', 'metadata.labels.a 24-31 ca, 32- can'],
    ['CAL1008', 'Set', 'metadata: {name: null, namespace: null, labels: null, annotations: {a: null}, finalizers: null}, spec: {}', ''],
    ['CAL1008', 'NSet', 'metadata: {name: a, namespace: 5}, spec: {}', 'metadata.namespace 24-31 a safe ="5", 32- an safe ="5"'],
    ['CAL1021', 'NSet', 'metadata: {name: a, namespace: [A]}, spec: {}', ''],
  ]);
});

const BLOCK = 'apiVersion: projectcalico.org/v3, kind: IPAMBlock';

test('of kinds that Calico does not decode the API server says what is no text', () => {
  expectCases([
    ['CAL1008', 'Raw', `${BLOCK}, metadata: {name: a, uid: 5, labels: {a: 1, b: true, c: [], d: null}, annotations: {e: 1.5}, finalizers: x}`,
      'metadata.uid 32- n safe ="5" ; metadata.labels.a 32- n safe ="1" ; metadata.labels.b 32- n safe ="true" ; metadata.labels.c 32- n ; '
      + 'metadata.annotations.e 32- n safe ="1.5" ; metadata.finalizers 32- n'],
    ['CAL1008', 'Raw', `${BLOCK}, metadata: x`, 'metadata 24-31 error, 32- n'],
    ['CAL1008', 'Raw', `${BLOCK}, metadata: {name: null, namespace: null, labels: null, annotations: null, finalizers: null}`, ''],
    ['CAL1020', 'Raw', `${BLOCK}, metadata: {name: ""}`, 'metadata.name 24-31 ca, 32- can'],
    ['CAL1021', 'Raw', `${BLOCK}, metadata: {name: ""}`, ''],
  ]);
  expectTold([
    ['CAL1008', 'Raw', 33, `${BLOCK}, metadata: {name: a, uid: 5, labels: {b: true, c: []}, annotations: 5, finalizers: x}`,
      'metadata.uid: a number stands where text is expected: 5', 'put it in quotes: "5"', 'write "5"',
      'metadata.labels.b: a boolean stands where text is expected: true', 'put it in quotes: "true"', 'write "true"',
      'metadata.labels.c: a list stands where text is expected: []', 'write text',
      'metadata.annotations: a number stands where an object is expected: 5', 'write an object',
      'metadata.finalizers: text stands where a list is expected: "x"', 'write a list'],
    ['CAL1008', 'Raw', 33, `${BLOCK}, metadata: x`, 'metadata: text stands where an object is expected: "x"', 'write an object with `name`'],
  ]);
});

test('what a person reads of a name', () => {
  const help = 'a name takes lower case letters, digits and `-`, and begins and ends with a letter or digit';
  expectTold([
    ['CAL1021', 'G', 28, 'metadata: {name: a.b}, spec: {}', 'metadata.name: "a.b" is not a name for a GlobalNetworkPolicy', `${help}; no dots`],
    ['CAL1021', 'N', 29, 'metadata: {name: a.b.c}, spec: {}', 'metadata.name: "a.b.c" is not a name for a NetworkPolicy',
      `${help}; one dot parts the tier from the name, no more`],
    ['CAL1021', 'N', 29, 'metadata: {name: A}, spec: {}', 'metadata.name: "A" is not a name for a NetworkPolicy', help, 'call it a'],
    ['CAL1021', 'N', 33, 'metadata: {name: shop/web}, spec: {}', 'metadata.name: "shop/web" is not a name for a NetworkPolicy',
      `${help}; the namespace stands in \`metadata.namespace\``, 'call it shop-web'],
    ['CAL1021', 'Set', 33, 'metadata: {name: shop/web}, spec: {}', 'metadata.name: "shop/web" is not a name for a GlobalNetworkSet', help, 'call it shop-web'],
    ['CAL1021', 'K', 33, 'metadata: {name: shop/web}, spec: {podSelector: {}, policyTypes: [Ingress]}', 'metadata.name: "shop/web" is not a name',
      'a name takes lower case letters, digits, `-` and `.`; the namespace stands in `metadata.namespace`'],
    ['CAL1021', 'Tier', 29, 'metadata: {name: a.b}, spec: {}', 'metadata.name: "a.b" is not a name for a Tier', `${help}; a tier has no dots`, 'call it ab'],
    ['CAL1021', 'Set', 33, 'metadata: {name: A}, spec: {}', 'metadata.name: "A" is not a name for a GlobalNetworkSet', help, 'call it a'],
    ['CAL1021', 'Set', 33, 'metadata: {name: NAME254}, spec: {}', 'metadata.name: the name is 254 characters long, at most 253 are allowed', 'shorten it'],
    ['CAL1021', 'Tier', 33, 'metadata: {name: NAME64}, spec: {}', 'metadata.name: the name is 64 characters long, at most 63 are allowed', 'shorten it'],
    ['CAL1021', 'Set', 33, 'metadata: {generateName: A}, spec: {}', 'metadata.generateName: "A" is not the beginning of a name', help],
    ['CAL1020', 'Set', 33, 'metadata: {}, spec: {}', 'metadata.name: the object has no name', 'add `metadata.name`'],
    ['CAL1020', 'Set', 33, 'metadata: {generateName: a-}, spec: {}',
      'metadata.name: `generateName` leaves the name to the API server; calicoctl needs a name', 'add `metadata.name`'],
  ]);
});
