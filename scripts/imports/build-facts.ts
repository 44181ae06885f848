import { type Crd, type CrdField, type CrdType, readCrds } from './crd';
import type { CrdSource } from './sources';
import type { StoredKind, StoredType, StoredTypes, StoredVariant } from '../../imports/facts/format';

/** What a type looked like in each minor that has it. */
type TypeHistory = Map<number, CrdType>;

/** The files of imports/facts, by path relative to it. */
export function buildFacts(folder: string, sources: readonly CrdSource[]): Map<string, string> {
  const crds = sources.flatMap((source) => readCrds(folder, source));
  const newest = Math.max(...crds.map((crd) => crd.minor));
  const histories = new Map<string, TypeHistory>();
  const users = new Map<string, Set<string>>();
  const kinds = new Map<string, Crd[]>();
  for (const crd of crds) {
    const key = `${crd.group}/${crd.version}/${crd.kind}`;
    kinds.set(key, [...kinds.get(key) ?? [], crd]);
    for (const [name, type] of crd.types) {
      users.set(name, (users.get(name) ?? new Set()).add(key));
      remember(histories, name, type, crd);
    }
  }
  refuseTwins(crds, newest);

  const shared: Record<string, StoredType> = {};
  const own = new Map<string, Record<string, StoredType>>([...kinds.keys()].map((key) => [key, {}]));
  for (const name of [...histories.keys()].sort()) {
    const type = storedType(histories.get(name)!, newest);
    const keys = [...users.get(name)!];
    (keys.length > 1 ? shared : own.get(keys[0])!)[name] = type;
  }

  const files = new Map<string, string>();
  files.set('data/sources.json', `${list(sources)}\n`);
  files.set('data/shared.json', `{\n"newest": ${newest},\n"types": ${typesText(shared)}\n}\n`);
  for (const key of [...kinds.keys()].sort()) {
    files.set(`data/${key}.json`, kindText(storedKind(kinds.get(key)!, own.get(key)!, newest)));
  }
  files.set('files.ts', loaderText([...kinds.keys()].sort()));
  return files;
}

function remember(histories: Map<string, TypeHistory>, name: string, type: CrdType, crd: Crd): void {
  const history = histories.get(name) ?? new Map<number, CrdType>();
  histories.set(name, history);
  const before = history.get(crd.minor);
  if (before && !same([...before], [...type])) {
    throw new Error(`${name} is a different schema in ${crd.kind} of v3.${crd.minor}; give it a name of its own in scripts/imports/type-names.ts`);
  }
  history.set(crd.minor, type);
}

/** Two names for one schema in the newest CRDs are a decision that a person takes, in type-names.ts. */
function refuseTwins(crds: readonly Crd[], newest: number): void {
  const names = new Map<string, string>();
  for (const crd of crds.filter(({ minor }) => minor === newest)) {
    for (const [name, type] of crd.types) {
      if (name === crd.kind) continue;
      const text = JSON.stringify([...type]);
      const twin = names.get(text);
      if (twin && twin !== name) throw new Error(`${twin} and ${name} are the same schema; give both places one name in scripts/imports/type-names.ts`);
      names.set(text, name);
    }
  }
}

function storedType(history: TypeHistory, newest: number): StoredType {
  const minors = [...history.keys()].sort((a, b) => a - b);
  const life = lifeOf(minors, newest);
  const names = [...new Set(minors.flatMap((minor) => [...history.get(minor)!.keys()]))].sort();
  const fields: Record<string, StoredVariant | StoredVariant[]> = {};
  for (const name of names) {
    const variants: { field: CrdField; minors: number[] }[] = [];
    for (const minor of minors) {
      const field = history.get(minor)!.get(name);
      const last = variants[variants.length - 1];
      if (!field) continue;
      if (last && last.minors[last.minors.length - 1] === minor - 1 && same(last.field, field)) last.minors.push(minor);
      else variants.push({ field, minors: [minor] });
    }
    const stored = variants.map((variant): StoredVariant => {
      const { since, gone } = lifeOf(variant.minors, newest);
      return {
        ...(since !== life.since && { since }),
        ...(gone !== life.gone && { gone }),
        ...variant.field,
      };
    });
    fields[name] = stored.length === 1 ? stored[0] : stored;
  }
  return { ...life, fields };
}

function lifeOf(minors: readonly number[], newest: number): { since: number; gone?: number } {
  const last = minors[minors.length - 1];
  return { since: minors[0], ...(last < newest && { gone: last + 1 }) };
}

function storedKind(crds: readonly Crd[], types: StoredTypes, newest: number): StoredKind {
  const latest = crds[crds.length - 1];
  return {
    group: latest.group,
    version: latest.version,
    kind: latest.kind,
    plural: latest.plural,
    singular: latest.singular,
    ...(latest.shortNames.length > 0 && { shortNames: latest.shortNames }),
    scope: latest.scope,
    ...(latest.selectableFields.length > 0 && { selectableFields: latest.selectableFields }),
    ...(latest.statusSubresource && { statusSubresource: true }),
    ...lifeOf(crds.map(({ minor }) => minor), newest),
    root: latest.kind,
    types,
  };
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function list(items: readonly unknown[]): string {
  return `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n]`;
}

/** One line per field: compact, and a change of a CRD is a readable difference. */
function typesText(types: StoredTypes): string {
  const texts = Object.entries(types).map(([name, { fields, ...life }]) => {
    const lines = Object.entries(fields).map(([field, variants]) => `    ${JSON.stringify(field)}: ${JSON.stringify(variants)}`);
    return `  ${JSON.stringify(name)}: {${JSON.stringify(life).slice(1, -1)}, "fields": {\n${lines.join(',\n')}\n  }}`;
  });
  return `{\n${texts.join(',\n')}\n}`;
}

function kindText({ types, ...facts }: StoredKind): string {
  const lines = Object.entries(facts).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')},\n"types": ${typesText(types)}\n}\n`;
}

function loaderText(keys: readonly string[]): string {
  return [
    '// Generated by `npm run imports:facts`. To change it, see imports/README.md.',
    "import type { StoredKind, StoredTypes } from './format';",
    '',
    '/** Loads the facts of a kind, by apiVersion and kind. */',
    'export const FACT_FILES: { readonly [key: string]: () => StoredKind } = {',
    ...keys.map((key) => `  '${key}': () => require('./data/${key}.json'),`),
    '};',
    '',
    '/** Loads the types that several kinds use, and the newest minor that the facts cover. */',
    "export const loadSharedTypes = (): { readonly newest: number; readonly types: StoredTypes } => require('./data/shared.json');",
    '',
  ].join('\n');
}
