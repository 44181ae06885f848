import { parse } from 'yaml';
import { explainedCodes, explanation, Severity } from '../../src/findings';
import { type Json, type JsonObject, readManifests } from '../../src/manifest';
import { CalicoVersion, parseVersion } from '../../src/target';
import { CODES, validateManifest } from '../../src/validation';

/** Where the example of a page, mostly a few lines, can stand. The first place where bad is bad and good is good counts. */
type Place = (example: Json) => JsonObject;

const CALICO = 'projectcalico.org/v3';
const isRules = (value: Json): boolean => Array.isArray(value);

function whole(apiVersion: string, kind: string, spec: JsonObject, metadata: JsonObject = {}): Place {
  return (example) => {
    const given = example as JsonObject;
    return { apiVersion, kind, ...given, spec: { ...spec, ...given.spec as JsonObject }, metadata: { name: 'example', ...metadata, ...given.metadata as JsonObject } };
  };
}

const inSpec = (apiVersion: string, kind: string, spec: JsonObject, metadata: JsonObject = {}): Place => (example) => ({
  apiVersion, kind, metadata: { name: 'example', ...metadata }, spec: { ...spec, ...example as JsonObject },
});

const rule = (kind: string, direction: 'ingress' | 'egress', wrap: (example: Json) => Json, metadata: JsonObject = {}): Place => (example) => ({
  apiVersion: CALICO, kind, metadata: { name: 'example', ...metadata }, spec: { selector: 'all()', types: [direction === 'ingress' ? 'Ingress' : 'Egress'], [direction]: isRules(example) ? example : [wrap(example)] },
});
const asObject = (example: Json): JsonObject => example as JsonObject;

const NAMESPACE = { namespace: 'shop' };
const KINDS: [string, JsonObject, JsonObject?][] = [
  ['GlobalNetworkPolicy', { selector: 'all()', types: ['Ingress'] }],
  ['NetworkPolicy', { selector: 'all()', types: ['Ingress'] }, NAMESPACE],
  ['NetworkPolicy', { selector: 'all()', types: ['Egress'] }, NAMESPACE],
  ['GlobalNetworkPolicy', { selector: 'all()' }],
  ['StagedNetworkPolicy', { stagedAction: 'Set' }, NAMESPACE],
  ['GlobalNetworkSet', {}],
  ['NetworkSet', {}, NAMESPACE],
  ['Tier', { order: 100, defaultAction: 'Deny' }],
  ['Tier', { order: 1_000_000 }],
  ['HostEndpoint', { node: 'node-1', interfaceName: 'eth0' }],
  ['HostEndpoint', {}],
  ['IPPool', { cidr: '192.168.0.0/16' }],
  ['IPPool', {}],
  ['BGPPeer', { peerIP: '192.0.2.1', asNumber: 64512 }],
  ['BGPPeer', {}],
  ['BGPConfiguration', {}],
  ['FelixConfiguration', {}],
  ['CalicoNodeStatus', {}],
];
const filterRule: Place = (example) => ({ apiVersion: CALICO, kind: 'BGPFilter', metadata: { name: 'example' }, spec: { exportV4: [{ action: 'Accept', ...asObject(example) }] } });
const community: Place = (example) => ({
  apiVersion: CALICO, kind: 'BGPConfiguration', metadata: { name: 'default' }, spec: { communities: [{ name: 'a', ...asObject(example) }], prefixAdvertisements: [{ cidr: '10.0.0.0/8', communities: ['a'] }] },
});
const kubernetesRule = (wrap: (example: JsonObject) => JsonObject): Place => (example) => ({
  apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'example', namespace: 'shop' }, spec: { podSelector: {}, policyTypes: ['Ingress'], ...wrap(asObject(example)) },
});

const PLACES: Place[] = [
  (example) => ({ apiVersion: CALICO, kind: 'GlobalNetworkPolicy', spec: { selector: 'all()', types: ['Ingress'] }, ...asObject(example) }),
  whole(CALICO, 'GlobalNetworkPolicy', { selector: 'all()', types: ['Ingress'] }),
  ...KINDS.flatMap(([kind, spec, metadata]) => [whole(CALICO, kind, spec, metadata), inSpec(CALICO, kind, spec, metadata)]),
  ...['GlobalNetworkPolicy', 'NetworkPolicy'].flatMap((kind) => (['ingress', 'egress'] as const).flatMap((direction) => {
    const metadata = kind === 'NetworkPolicy' ? NAMESPACE : {};
    return [
      rule(kind, direction, (example) => ({ action: 'Allow', ...asObject(example) }), metadata),
      ...['source', 'destination'].map((side) => rule(kind, direction, (example) => ({ action: 'Allow', [side]: example }), metadata)),
      ...['source', 'destination'].map((side) => rule(kind, direction, (example) => ({ action: 'Allow', protocol: 'TCP', [side]: example }), metadata)),
      rule(kind, direction, (example) => ({ action: 'Allow', protocol: 'TCP', http: example }), metadata),
      rule(kind, direction, (example) => ({ action: 'Allow', protocol: 'ICMP', ...asObject(example) }), metadata),
    ];
  })),
  ...KINDS.map(([kind, spec, metadata]): Place => (example) => ({ apiVersion: CALICO, kind, metadata: { name: 'example', ...metadata, ...asObject(example) }, spec })),
  filterRule,
  community,
  whole('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, policyTypes: ['Ingress'] }, NAMESPACE),
  whole('networking.k8s.io/v1', 'NetworkPolicy', { policyTypes: ['Ingress'] }, NAMESPACE),
  kubernetesRule((podSelector) => ({ podSelector })),
  kubernetesRule((peer) => ({ ingress: [{ from: [peer] }] })),
  kubernetesRule((fields) => ({ ingress: [fields] })),
  (example) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'AdminNetworkPolicy', metadata: { name: 'example' }, spec: { priority: 1, subject: { namespaces: {} }, egress: [{ action: 'Deny', ...asObject(example) }] },
  }),
];

function findings(object: JsonObject, version: CalicoVersion) {
  const { manifests, problems } = readManifests(JSON.stringify(object), {});
  expect(problems).toEqual([]);
  return manifests.flatMap((manifest) => validateManifest(manifest, { version }));
}

describe.each(explainedCodes().filter((code) => Object.hasOwn(CODES, code)))('the page of %s', (code) => {
  test('has a bad example that raises it, and a good one without errors', () => {
    const page = explanation(code)!;
    const [bad, good] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => parse(match[1], { version: '1.1' }) as Json);
    // A comment in an example names the version that it is for.
    const [badVersion, goodVersion] = page.split(/^Good:$/m).map((half) => parseVersion(/# .*?(v3\.\d+)/.exec(half)?.[1] ?? ''));
    const versions = badVersion ? [badVersion] : [CalicoVersion.V3_32, CalicoVersion.V3_31];
    const places = versions.flatMap((version) => PLACES.map((place) => ({ version, place })));
    const raising = places.filter(({ version, place }) => findings(place(bad), version).some((finding) => finding.code === code));
    expect(raising).not.toEqual([]);
    if (good === null) return; // The good example is to write nothing.
    const others = raising.map(({ version, place }) => findings(place(good), goodVersion ?? version)
      .filter((finding) => finding.severity === Severity.ERROR || finding.code === code).map((finding) => `${finding.code} ${finding.path}`));
    expect(others).toContainEqual([]);
  });
});
