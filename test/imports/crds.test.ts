import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { availability, kindFacts, KINDS, type Schema, schemaAt } from '../../imports/facts';
import { buildFacts } from '../../scripts/imports/build-facts';
import { SOURCES, STORAGE_GROUP } from '../../scripts/imports/sources';
import { enumName } from '../../scripts/imports/type-names';
import { calico } from 'cdk8s-calico';

// The CRDs are not part of the repository. Where they lie beside it, the facts are compared with them.
const CRDS = join(__dirname, '../../../shared/crds');
const VERSIONS = join(__dirname, '../../../shared/reference/field-versions.json');
const withCrds = existsSync(CRDS) ? test : test.skip;
const withVersions = existsSync(VERSIONS) ? test : test.skip;

withCrds('the committed facts are what the CRDs give', () => {
  for (const [path, text] of buildFacts(CRDS, SOURCES)) {
    expect({ path, text: readFileSync(join(__dirname, '../../imports/facts', path), 'utf8') }).toEqual({ path, text });
  }
});

describe.each(SOURCES)('$file', ({ file, minor, groups }) => {
  // Says again, in another way than the reader of the scripts, what a schema holds.
  function statements(schema: any, path: string): string[] {
    const enums = [...schema.enum ? [schema.enum] : [], ...(schema.allOf ?? []).map((part: any) => part.enum)];
    const values = enums.reduce((all, some) => all.filter((value: any) => some.includes(value)), enums[0] ?? []);
    return [
      ...values.map((value: any) => `${path}=${value}`),
      ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'format', 'default', 'nullable']
        .filter((keyword) => schema[keyword] !== undefined).map((keyword) => `${path} ${keyword} ${schema[keyword]}`),
      ...(schema['x-kubernetes-list-type'] ? [`${path} listType ${schema['x-kubernetes-list-type']}`] : []),
      ...(schema['x-kubernetes-int-or-string'] ? [`${path} intOrString`] : []),
      ...Object.entries<any>(schema.properties ?? {}).flatMap(([name, value]) => [
        `${path}.${name}${schema.required?.includes(name) ? ' required' : ''}`, ...statements(value, `${path}.${name}`),
      ]),
      ...(schema.items ? statements(schema.items, `${path}[]`) : []),
      ...(schema.additionalProperties ? statements(schema.additionalProperties, `${path}{}`) : []),
    ];
  }

  function factStatements(schema: Schema, path: string): string[] {
    return [
      ...(schema.enum ?? []).map((value) => `${path}=${value}`),
      ...(['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'format', 'default', 'nullable'] as const)
        .filter((keyword) => schema[keyword] !== undefined).map((keyword) => `${path} ${keyword} ${schema[keyword]}`),
      ...(schema.listType ? [`${path} listType ${schema.listType}`] : []),
      ...(schema.type === 'intOrString' ? [`${path} intOrString`] : []),
      ...[...schema.fields ?? []].flatMap(([name, value]) => [
        `${path}.${name}${value.required ? ' required' : ''}`, ...factStatements(value, `${path}.${name}`),
      ]),
      ...(schema.items ? factStatements(schema.items, `${path}[]`) : []),
      ...(schema.values ? factStatements(schema.values, `${path}{}`) : []),
    ];
  }

  withCrds('says what schemaAt says of that minor, kind by kind', () => {
    const crds = parseAllDocuments(readFileSync(join(CRDS, file), 'utf8')).map((document) => document.toJS() as any)
      .filter((crd) => groups.includes(crd?.spec.group));
    expect(crds.length).toBeGreaterThan(0);
    for (const { spec } of crds) {
      const apiVersion = spec.group === STORAGE_GROUP ? 'projectcalico.org/v3' : `${spec.group}/${spec.versions[0].name}`;
      const kind = spec.names.kind === 'IPAMConfig' ? 'IPAMConfiguration' : spec.names.kind;
      const schema = schemaAt(kindFacts(apiVersion, kind)!, minor)!;
      expect({ kind, says: factStatements(schema, '').sort() }).toEqual({ kind, says: statements(spec.versions[0].schema.openAPIV3Schema, '').sort() });
    }
  });
});

test('every enum value of every minor is a member of the enum of its field', () => {
  let enums = 0;
  const walk = (schema: Schema): void => {
    for (const [field, value] of schema.fields ?? []) {
      const inner = value.items ?? value.values ?? value;
      if (inner.enum) {
        const declared = (calico as any)[enumName(schema.typeName!, field)];
        expect(Object.values(declared)).toEqual(expect.arrayContaining([...inner.enum]));
        enums++;
      }
      walk(inner);
    }
  };
  for (const { apiVersion, kind } of KINDS) {
    const facts = kindFacts(apiVersion, kind)!;
    for (let minor = facts.since; minor < (facts.gone ?? 34); minor++) walk(schemaAt(facts, minor)!.fields!.get('spec')!);
  }
  expect(enums).toBeGreaterThan(100);
});

/** The list knows the first release of a minor, the facts its last patch: these fields were backported. */
const BACKPORTED: { readonly [field: string]: number } = {
  'BGPPeer spec.nextHopMode': 30,
  'BGPPeer spec.reversePeering': 30,
  'FelixConfiguration spec.bpfExcludeCIDRsFromNAT': 27,
  'FelixConfiguration spec.bpfHostConntrackBypass': 24,
  'FelixConfiguration spec.bpfKubeProxyHealthzPort': 30,
  'FelixConfiguration spec.cgroupV2Path': 30,
  'FelixConfiguration spec.flowLogsLocalReporter': 30,
  'FelixConfiguration spec.logActionRateLimit': 30,
  'FelixConfiguration spec.logActionRateLimitBurst': 30,
  'FelixConfiguration spec.wireguardThreadingEnabled': 28,
};

withVersions('since and gone agree with the list that was made from the first releases', () => {
  const versions: { [kind: string]: { [path: string]: string } } = JSON.parse(readFileSync(VERSIONS, 'utf8'));
  const differences: string[] = [];
  let compared = 0;
  for (const [key, paths] of Object.entries(versions).filter(([name]) => !name.startsWith('_'))) {
    const [name, version] = key.split('@');
    const facts = kindFacts(version ? `policy.networking.k8s.io/${version}` : 'projectcalico.org/v3', name === 'IPAMConfig' ? 'IPAMConfiguration' : name)!;
    for (const [path, text] of Object.entries(paths).filter(([field]) => !/[=(]/.test(field))) {
      // A misspelling that one patch release had.
      if (text.includes('patch only')) continue;
      const [, since, gone] = /v3\.(\d+)(?:.*GONE in v3\.(\d+))?/.exec(text)!;
      const backported = BACKPORTED[`${key} ${path.replace(/\[\]$/, '')}`];
      // The storage CRDs, which the list was made from, got a status one minor later than the native ones.
      const first = backported ?? (/^status/.test(path) && ['Tier', 'IPPool'].includes(name) ? 32 : Number(since));
      const life = availability(facts, path.replace(/\[\]|\{\}/g, '').split('.'));
      compared++;
      if (life?.since !== first || (gone && life.gone !== Number(gone))) differences.push(`${key} ${path}: ${text}, facts ${JSON.stringify(life)}`);
    }
  }
  expect(compared).toBeGreaterThan(800);
  expect(differences).toEqual([]);
});
