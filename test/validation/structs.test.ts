import { kindFacts, type Schema, schemaAt } from '../../imports/facts';
import { allVersions, minorOf } from '../../src/target';
import { CALICO_V3, KINDS } from '../../src/validation/kinds';
import { structOf } from '../../src/validation/typed/decode';
import { STRUCTS } from '../../src/validation/typed/structs';

/** Fields that a patch release brought to older minors, or that the CRD of a minor has before its programs do. */
const LATER_IN_PROGRAMS = [
  'Tier.status 32', 'IPPool.status 32', 'BGPPeer.spec.nextHopMode 30', 'BGPPeer.spec.reversePeering 30',
  ...[
    'bpfHostConntrackBypass 24', 'bpfExcludeCIDRsFromNAT 27', 'wireguardThreadingEnabled 28', 'wireguardThreadingEnabled 29', 'bpfKubeProxyHealthzPort 30',
    'cgroupV2Path 30', 'flowLogsLocalReporter 30', 'logActionRateLimit 30', 'logActionRateLimitBurst 30', 'logActionRateLimit 31', 'logActionRateLimitBurst 31',
  ].map((field) => `FelixConfiguration.spec.${field}`),
];

function differences(path: string, schema: Schema, struct: string, minor: number): string[] {
  const item = schema.items ?? schema;
  const inCrd = new Set(item.fields!.keys());
  const fields = Object.values(structOf(struct, minor).fields).filter(({ first, last }) => first <= minor && minor <= last);
  const inPrograms = new Set(fields.map(({ name }) => name));
  const differing = [...inCrd].filter((name) => !inPrograms.has(name)).concat([...inPrograms].filter((name) => !inCrd.has(name)));
  return [
    ...differing.map((name) => `${path}.${name} ${minor}`),
    ...fields.filter((field) => field.struct !== undefined && field.struct !== 'ObjectMeta' && inCrd.has(field.name))
      .flatMap((field) => differences(`${path}.${field.name}`, item.fields!.get(field.name)!, field.struct!, minor)),
  ];
}

test("Calico's decoder has the fields that the CRDs have, in the same minors", () => {
  const found = KINDS.filter(({ kind, apiVersion }) => apiVersion === CALICO_V3 && Object.hasOwn(STRUCTS, kind)).flatMap(({ kind, apiVersion }) => {
    const facts = kindFacts(apiVersion, kind);
    return allVersions().map(minorOf).flatMap((minor) => {
      const schema = facts && schemaAt(facts, minor);
      return schema === undefined ? [] : differences(kind, schema, kind, minor);
    });
  });
  expect(new Set(found)).toEqual(new Set(LATER_IN_PROGRAMS));
});
