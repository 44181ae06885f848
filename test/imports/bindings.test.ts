import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart, JsonPatch, Lazy, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import fc from 'fast-check';
import { kindFacts, KINDS, type KindFacts, type Schema, schemaAt } from '../../imports/facts';
import { buildTypeScript } from '../../scripts/imports/build-typescript';
import { propertyName } from '../../scripts/imports/words';
import { tries } from '../setup/tries';
import { calico } from 'cdk8s-calico';

type Binding = (new (scope: Construct, id: string, props: any) => ApiObject) & { manifest(props: any): any };

const IMPORTS = join(__dirname, '../../imports');
const ALL = KINDS.map(({ apiVersion, kind }) => [kind, kindFacts(apiVersion, kind)!] as const);

/** The schema that the bindings are made from: the newest one of the kind, without what a manifest does not hold. */
function writable(facts: KindFacts): Map<string, Schema> {
  const fields = new Map(schemaAt(facts, (facts.gone ?? Infinity) - 1)!.fields!);
  for (const name of ['apiVersion', 'kind', 'metadata', ...facts.statusSubresource ? ['status'] : []]) fields.delete(name);
  return fields;
}

/** A value that names every field of a schema once, and the properties that give it. */
function fullValue(schema: Schema, names: (field: string) => string, path: string): any {
  switch (schema.type) {
    case 'object':
      return Object.fromEntries([...schema.fields!].map(([field, value]) => [names(field), fullValue(value, names, `${path}.${field}`)]));
    case 'array': return [fullValue(schema.items!, names, path)];
    case 'map': return { [`${path} key`]: fullValue(schema.values!, names, path) };
    case 'boolean': return false;
    case 'integer': case 'number': return schema.enum?.[0] ?? 0;
    default:
      if (schema.format === 'date-time') return names === propertyName ? new Date(0) : new Date(0).toISOString();
      return schema.enum?.at(-1) ?? (schema.type === 'intOrString' ? 8080 : path);
  }
}

function specOf(facts: KindFacts, names: (field: string) => string): any {
  return Object.fromEntries([...writable(facts)].map(([field, schema]) => [field, fullValue(schema, names, field)]));
}

function binding(kind: string): Binding {
  return (calico as any)[kind];
}

function synthesized(kind: string, props: any, ...patches: JsonPatch[]): any {
  const chart = Testing.chart();
  const object = new (binding(kind))(chart, 'object', props);
  object.addJsonPatch(...patches);
  return Testing.synth(chart)[0];
}

describe('the generated files', () => {
  test('are what the facts give', () => {
    for (const [path, text] of buildTypeScript()) expect({ path, text: readFileSync(join(IMPORTS, path), 'utf8') }).toEqual({ path, text });
  });

  test('give every field of the CRD its own name, but for two that other languages cannot have', () => {
    const different = ALL.flatMap(([kind, facts]) => {
      const walk = (schema: Schema): string[] => [
        ...(schema.items ? walk(schema.items) : []),
        ...[...schema.fields ?? []].flatMap(([field, value]) => [...(propertyName(field) === field ? [] : [`${kind} ${field}`]), ...walk(value)]),
      ];
      return [...Array(10).keys()].map((index) => schemaAt(facts, 24 + index)).flatMap((schema) => schema ? walk(schema) : []);
    });
    expect([...new Set(different)]).toEqual(['IPAMBlock handle_id', 'IPPool nat-outgoing']);
  });

  test.each(ALL)('%s is declared with every field of every minor', (_kind, facts) => {
    const sources = new Map([...buildTypeScript().values()].flatMap((text) =>
      [...text.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => [name, body] as const)));
    const walk = (schema: Schema): void => {
      if (schema.items) walk(schema.items);
      for (const [field, value] of schema.fields ?? []) {
        if (field !== 'nat-outgoing') expect(sources.get(schema.typeName!)).toContain(`  readonly ${propertyName(field)}`);
        walk(value);
      }
    };
    for (let minor = 24; minor < (facts.gone ?? 34); minor++) {
      const schema = schemaAt(facts, minor);
      for (const [field, value] of schema?.fields ?? []) if (writable(facts).has(field)) walk(value);
    }
  });
});

describe.each(ALL)('%s', (kind, facts) => {
  test('brings every field to the manifest, and its dates as text', () => {
    const properties = specOf(facts, propertyName);
    const expected = { apiVersion: facts.apiVersion, kind, metadata: { name: 'full' }, ...specOf(facts, (field) => field) };
    expect(synthesized(kind, { metadata: { name: 'full' }, ...properties })).toEqual(expected);
    expect(binding(kind).manifest({ metadata: { name: 'full' }, ...properties })).toEqual(expected);
  });

  test('keeps fields that the CRD does not name', () => {
    const spec = { ...specOf(facts, propertyName).spec, other: { handleId: 1, deep: [{ secret: 'x' }] } };
    expect(synthesized(kind, { spec, extra: 1 })).toMatchObject({ spec: { other: { handleId: 1, deep: [{ secret: 'x' }] } }, extra: 1 });
  });

  test('is patched at any field, and nothing else changes', () => {
    const manifest = synthesized(kind, { metadata: { name: 'full' }, ...specOf(facts, propertyName) });
    for (const path of leaves(manifest.spec, '/spec')) {
      const patched = synthesized(kind, { metadata: { name: 'full' }, ...specOf(facts, propertyName) }, JsonPatch.replace(path, 'patched'));
      expect(patched).toEqual(JsonPatch.apply(structuredClone(manifest), JsonPatch.replace(path, 'patched')));
      expect(JSON.stringify(patched)).toContain('"patched"');
    }
    expect(synthesized(kind, { spec: {} }, JsonPatch.add('/spec/unknownField', { a: 1 }), JsonPatch.add('/status', { b: 2 })))
      .toMatchObject({ spec: { unknownField: { a: 1 } }, status: { b: 2 } });
  });
});

/** The JSON pointers of all values that are not objects or lists; of a long list of fields only some. */
function leaves(value: any, path: string): string[] {
  if (typeof value !== 'object') return [path];
  return Object.keys(value).flatMap((key) => leaves(value[key], `${path}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`));
}

describe('GlobalNetworkPolicy', () => {
  const props: calico.GlobalNetworkPolicyProps = {
    metadata: { name: 'ports' },
    spec: {
      preDNAT: true,
      types: [calico.PolicyType.INGRESS],
      ingress: [{ action: calico.RuleAction.ALLOW, ipVersion: 4, protocol: 'TCP', notProtocol: 17, destination: { ports: [80, 'http', '8000:8080'] } }],
      egress: [{ action: calico.RuleAction.PASS, protocol: 6 }],
    },
  };

  test('takes ports and protocols as numbers and as text', () => {
    expect(synthesized('GlobalNetworkPolicy', props).spec).toEqual({
      preDNAT: true,
      types: ['Ingress'],
      ingress: [{ action: 'Allow', ipVersion: 4, protocol: 'TCP', notProtocol: 17, destination: { ports: [80, 'http', '8000:8080'] } }],
      egress: [{ action: 'Pass', protocol: 6 }],
    });
  });

  test('a patched port stays a port, a patched protocol a protocol', () => {
    const { spec } = synthesized('GlobalNetworkPolicy', props,
      JsonPatch.replace('/spec/ingress/0/destination/ports/0', 8443),
      JsonPatch.replace('/spec/ingress/0/protocol', 'UDP'),
      JsonPatch.replace('/spec/egress/0/protocol', 132),
      JsonPatch.add('/spec/ingress/0/notICMP', { type: 8 }),
      JsonPatch.replace('/spec/preDNAT', false));
    expect(spec.ingress[0]).toEqual({
      action: 'Allow', ipVersion: 4, protocol: 'UDP', notProtocol: 17, notICMP: { type: 8 }, destination: { ports: [8443, 'http', '8000:8080'] },
    });
    expect(spec.egress[0].protocol).toBe(132);
    expect(spec.preDNAT).toBe(false);
  });
});

test('what is added later and what is lazy reaches the manifest', () => {
  const chart = Testing.chart();
  const nets: string[] = [];
  new calico.NetworkSet(chart, 'set', { spec: { nets } });
  new calico.NetworkSet(chart, 'lazy', { spec: Lazy.any({ produce: () => ({ nets: ['10.1.0.0/16'] }) }) });
  nets.push('10.0.0.0/8');
  expect(Testing.synth(chart).map(({ spec }) => spec)).toEqual([{ nets: ['10.0.0.0/8'] }, { nets: ['10.1.0.0/16'] }]);
});

test("a chart's namespace and labels are applied", () => {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'data', labels: { team: 'a' } });
  new calico.NetworkSet(chart, 'set', { metadata: { name: 'set', labels: { b: 'c' } }, spec: {} });
  expect(Testing.synth(chart)[0].metadata).toEqual({ name: 'set', namespace: 'data', labels: { team: 'a', b: 'c' } });
});

test('any spec comes out as it went in', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.boolean(), fc.array(tie('value'), { maxLength: 3 }), tie('object')),
    object: fc.dictionary(fc.string().filter((key) => key !== '__proto__'), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  }));
  fc.assert(fc.property(json.object, (spec) => {
    expect(calico.NetworkPolicy.manifest({ spec: spec as any }).spec).toEqual(spec);
    // cdk8s takes texts like ${Token[…]} for its own.
    fc.pre(!JSON.stringify(spec).includes('${'));
    expect(synthesized('NetworkPolicy', { spec }).spec).toEqual(spec);
  }), tries(200));
});
