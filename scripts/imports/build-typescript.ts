import { describe, lifeText } from './describe';
import { enumName } from './type-names';
import { kebab, memberName, propertyName } from './words';
import { type KindFacts, kindFacts, KINDS, type Minor, type Scalar, type Schema, schemaAt, storedOf, storedType } from '../../imports/facts';
import type { StoredKind, StoredSchema, StoredVariant } from '../../imports/facts/format';

const HEADER = '// Generated from imports/facts by `npm run imports:generate`. To change it, see imports/README.md.';

/** A declaration in one of the files, and the kinds that use it. */
interface Declaration { readonly name: string; readonly text: string; readonly uses: Set<string>; readonly users: Set<string> }

interface EnumValues { readonly values: readonly { value: Scalar; life: { since?: Minor; gone?: Minor } }[] }

/** The generated TypeScript, by path relative to imports/. */
export function buildTypeScript(): Map<string, string> {
  const kinds = KINDS.map(({ apiVersion, kind }) => kindFacts(apiVersion, kind)!);
  const declarations = new Map<string, Declaration>();
  const oldest = Math.min(...kinds.map(({ since }) => since));
  const places = placesOf(kinds.map(storedOf));
  for (const facts of kinds) new KindWriter(facts, declarations, places, oldest).declare();

  const files = new Map<string, string>();
  const shared = [...declarations.values()].filter(({ users }) => users.size > 1);
  files.set('types.ts', `${[HEADER, '', ...shared.sort(byName).map(({ text }) => text)].join('\n')}`);
  for (const facts of kinds) {
    const own = [...declarations.values()].filter(({ users }) => users.size === 1 && users.has(facts.kind));
    files.set(`kinds/${kebab(facts.kind)}.ts`, kindFile(facts, own, new Set(shared.map(({ name }) => name))));
  }
  const names = kinds.map(({ kind }) => `export * from './kinds/${kebab(kind)}';`).sort();
  files.set('index.ts', [HEADER, ...names, "export * from './types';", ''].join('\n'));
  return files;
}

function byName(a: Declaration, b: Declaration): number {
  return a.name < b.name ? -1 : 1;
}

function kindFile(facts: KindFacts, own: readonly Declaration[], shared: ReadonlySet<string>): string {
  const uses = new Set(own.flatMap((declaration) => [...declaration.uses]));
  const imported = [...uses].filter((name) => shared.has(name)).sort();
  const renames = [...renamesOf(facts)];
  const renamesText = renames.length === 0 ? '' : `, { ${renames.map(([path, field]) => `'${path}': '${field}'`).join(', ')} }`;
  const { kind, apiVersion } = facts;
  const life = lifeText(facts, 0).replace(/^Since Calico v3\.24\.$/, '');
  return [
    HEADER,
    "import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';",
    "import type { Construct } from 'constructs';",
    "import { apiObjectProps, manifestOf } from '../manifest';",
    ...(imported.length > 0 ? [`import type { ${imported.join(', ')} } from '../types';`] : []),
    '',
    '/**',
    ` * ${kind} of ${apiVersion}, ${facts.scope === 'Namespaced' ? 'namespaced' : 'of the whole cluster'}.${life === '' ? '' : ` ${life}`}`,
    ' */',
    `export class ${kind} extends ApiObject {`,
    '  /** The apiVersion and kind of the manifests. */',
    `  public static readonly GVK: GroupVersionKind = { apiVersion: '${apiVersion}', kind: '${kind}' };`,
    '',
    '  /**',
    '   * The manifest as plain data, without a construct: for lists and templates.',
    '   */',
    `  public static manifest(props: ${kind}Props): any {`,
    `    return manifestOf(${kind}.GVK, props${renamesText});`,
    '  }',
    '',
    `  constructor(scope: Construct, id: string, props: ${kind}Props) {`,
    `    super(scope, id, apiObjectProps(${kind}.GVK, props${renamesText}));`,
    '  }',
    '}',
    '',
    ...[...own].sort((a, b) => order(kind, a) - order(kind, b) || byName(a, b)).map(({ text }) => text),
  ].join('\n');
}

function order(kind: string, { name }: Declaration): number {
  return name === `${kind}Props` ? 0 : name === `${kind}Spec` ? 1 : 2;
}

/** The properties that are named otherwise than the field, by path in the manifest. */
function renamesOf(facts: KindFacts): Map<string, string> {
  const renames = new Map<string, string>();
  const walk = (schema: Schema, path: string): void => {
    if (schema.items) walk(schema.items, `${path}[]`);
    for (const [field, value] of schema.fields ?? []) {
      const property = propertyName(field);
      const place = path === '' ? property : `${path}.${property}`;
      if (property !== field && !schema.fields!.has(property)) renames.set(place, field);
      walk(value, place);
    }
  };
  const newest = schemaAt(facts, (facts.gone ?? Infinity) - 1)!;
  walk({ ...newest, fields: new Map([...newest.fields!].filter(([field]) => isWritten(facts, field))) }, '');
  return renames;
}

/** Which fields hold a type or an enum, by its name. */
function placesOf(kinds: readonly StoredKind[]): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  const add = (name: string, owner: string, field: string): void => {
    places.set(name, (places.get(name) ?? new Set<string>()).add(`${owner}.${field}`));
  };
  const walk = (kind: StoredKind, owner: string): void => {
    for (const [field, variants] of Object.entries(storedType(kind, owner).fields)) {
      const inner = innermost(listOf(variants).at(-1)!);
      if (inner.enum) add(enumName(owner, field), owner, field);
      if (!inner.ref) continue;
      add(inner.ref, owner, field);
      walk(kind, inner.ref);
    }
  };
  for (const kind of kinds) walk(kind, kind.root);
  return places;
}

/** What a manifest holds: the status is written by controllers. */
function isWritten(facts: KindFacts, field: string): boolean {
  return !['apiVersion', 'kind', 'metadata'].includes(field) && !(field === 'status' && facts.statusSubresource);
}

class KindWriter {
  private readonly stored: StoredKind;

  constructor(
    private readonly facts: KindFacts,
    private readonly declarations: Map<string, Declaration>,
    private readonly places: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly oldest: Minor,
  ) {
    this.stored = storedOf(facts);
  }

  public declare(): void {
    const { kind } = this.facts;
    const uses = new Set<string>();
    const lines = Object.entries(storedType(this.stored, this.stored.root).fields)
      .filter(([field]) => isWritten(this.facts, field))
      .flatMap(([field, variants]) => this.property(`${kind}Props`, field, listOf(variants), uses));
    this.add(`${kind}Props`, [
      '/**',
      ` * The properties of ${article(kind)} ${kind}.`,
      ...structTag(`${kind}Props`),
      ' */',
      `export interface ${kind}Props {`,
      '  /**',
      '   * The name, namespace, labels and annotations.',
      '   *',
      '   * @default - a name made of the path of the construct',
      '   */',
      '  readonly metadata?: ApiObjectMetadata;',
      ...lines,
      '}',
      '',
    ].join('\n'), uses);
  }

  private add(name: string, text: string, uses: Set<string>): void {
    const before = this.declarations.get(name);
    if (before && before.text !== text) throw new Error(`two different declarations are named ${name}; change scripts/imports/type-names.ts`);
    const declaration = before ?? { name, text, uses, users: new Set<string>() };
    declaration.users.add(this.facts.kind);
    this.declarations.set(name, declaration);
  }

  private struct(name: string): void {
    const type = storedType(this.stored, name);
    const uses = new Set<string>();
    const lines = Object.entries(type.fields).flatMap(([field, variants]) => this.property(name, field, listOf(variants), uses));
    const life = lifeText(type, this.oldest);
    this.add(name, [
      '/**',
      ` * ${this.placesText(name)}${life === '' ? '' : ` ${life}`}`,
      ...structTag(name),
      ' */',
      `export interface ${name} {`,
      ...lines.slice(1),
      '}',
      '',
    ].join('\n'), uses);
  }

  private property(owner: string, field: string, variants: readonly StoredVariant[], uses: Set<string>): string[] {
    const latest = variants[variants.length - 1];
    const property = propertyName(field);
    // A legacy spelling of a field that exists under its proper name too.
    if (property !== field && Object.hasOwn(storedType(this.stored, owner)?.fields ?? {}, property)) return [];
    const type = this.typeText(latest, owner, field, variants, uses);
    const life = lifeText({ since: variants[0].since, gone: latest.gone }, this.oldest);
    const text = describe(described(latest));
    const required = latest.required && latest.gone === undefined;
    return [
      '',
      '  /**',
      `   * ${text}${life === '' ? '' : ` ${life}`}${property === field ? '' : ` The field is \`${field}\`.`}`,
      ...(required ? [] : ['   *', `   * @default ${latest.default === undefined ? '- left to Calico' : JSON.stringify(latest.default)}`]),
      '   */',
      `  readonly ${property}${required ? '' : '?'}: ${type};`,
    ];
  }

  private typeText(schema: StoredSchema, owner: string, field: string, variants: readonly StoredVariant[], uses: Set<string>): string {
    if (schema.ref) {
      this.struct(schema.ref);
      uses.add(schema.ref);
      return schema.ref;
    }
    if (schema.enum) {
      const name = enumName(owner, field);
      this.enumeration(name, variants);
      uses.add(name);
      return name;
    }
    switch (schema.type) {
      case 'array': {
        const items = this.typeText(schema.items!, owner, field, variants, uses);
        return items.includes('|') ? `(${items})[]` : `${items}[]`;
      }
      case 'map': return `{ [key: string]: ${this.typeText(schema.values!, owner, field, variants, uses)} }`;
      case 'intOrString': return 'number | string';
      case 'integer': return 'number';
      case 'string': return schema.format === 'date-time' ? 'Date' : 'string';
      case 'any': return 'any';
      default: return schema.type!;
    }
  }

  private placesText(name: string): string {
    return `What ${[...this.places.get(name)!].sort().map((place) => `\`${place}\``).join(', ')} holds.`;
  }

  private enumeration(name: string, variants: readonly StoredVariant[]): void {
    const members = enumValues(variants).values.flatMap(({ value, life }) => {
      const more = lifeText(life, this.oldest);
      return [
        `  /** The value \`${JSON.stringify(value).replace(/"/g, '\'')}\`.${more === '' ? '' : ` ${more}`} */`,
        `  ${memberName(value)} = ${typeof value === 'number' ? value : `'${value}'`},`,
      ];
    });
    this.add(name, ['/**', ` * ${this.placesText(name)}`, ' */', `export enum ${name} {`, ...members, '}', ''].join('\n'), new Set());
  }
}

/** Every value that any version knows; since and gone where the versions before and after have an enum without it. */
function enumValues(variants: readonly StoredVariant[]): EnumValues {
  const lists = variants.map((variant) => ({ variant, values: innermost(variant).enum })).filter(({ values }) => values !== undefined);
  const latest = lists[lists.length - 1];
  const all = [...latest.values!, ...lists.flatMap(({ values }) => values!.filter((value) => !latest.values!.includes(value)))];
  return {
    values: [...new Set(all)].map((value) => {
      const having = lists.filter(({ values }) => values!.includes(value));
      const first = having[0];
      const last = having[having.length - 1];
      return {
        value,
        life: {
          ...(first !== lists[0] && { since: first.variant.since }),
          ...(last !== latest && { gone: last.variant.gone }),
        },
      };
    }),
  };
}

function innermost(schema: StoredSchema): StoredSchema {
  const inner = schema.items ?? schema.values;
  return inner ? innermost(inner) : schema;
}

function listOf(variants: StoredVariant | readonly StoredVariant[]): readonly StoredVariant[] {
  return Array.isArray(variants) ? variants as readonly StoredVariant[] : [variants as StoredVariant];
}

/** A stored schema as the descriptions want it: an object is described by its type's name alone. */
function described({ ref, items, values, ...rest }: StoredSchema): Schema {
  return {
    ...rest,
    type: ref === undefined ? rest.type! : 'object',
    typeName: ref,
    ...(items && { items: described(items) }),
    ...(values && { values: described(values) }),
  };
}

/** jsii takes an interface whose name starts like one of a behaviour for a struct only when told so. */
function structTag(name: string): string[] {
  return /^I[A-Z]/.test(name) ? [' *', ' * @struct'] : [];
}

function article(name: string): string {
  return /^[AEIO]/.test(name) ? 'an' : 'a';
}
