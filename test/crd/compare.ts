/**
 * Asks the API server's own packages about mutated manifests (manifests.ts), and about random objects made from the
 * facts, whole ones and ones with one fault. Of the latter it compares: fields, types, required, enums, bounds, list sets, formats and defaults must be as the facts say.
 * CEL rules are not facts: what only they refuse is counted, not compared.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { fillDefaults, type Fault, Maker } from './make-objects';
import { compareManifests } from './manifests';
import { kindFacts, KINDS, schemaAt } from '../../imports/facts';
import { SOURCES } from '../../scripts/imports/sources';

interface Answer { id: number; errors?: { field: string; type: string; message: string }[]; defaulted?: unknown; error?: string }
interface Question { object: any; fault?: Fault; filled: unknown; what: string }

/** The answers that say that a whole object is not: a rule in CEL is the only other reason. */
const STRUCTURAL = [
  'UnknownField', 'FieldValueTypeInvalid', 'FieldValueDuplicate', 'FieldValueTooMany', 'FieldValueTooLong', 'FieldValueRequired', 'FieldValueNotSupported',
];

async function main(): Promise<void> {
  const { values, positionals: [checker] } = parseArgs({ allowPositionals: true, options: { crds: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string' } } });
  const folder = values.crds ?? join(__dirname, '../../../shared/crds');
  const count = Number(values.count ?? 100_000);
  const seed = Number(values.seed ?? Date.now() % 1_000_000_007);
  if (!Number.isSafeInteger(count) || count < 10 || !Number.isSafeInteger(seed)) throw new Error('--count (10 or more) and --seed take whole numbers');
  if (!existsSync(folder)) throw new Error(`no CRDs in ${folder}: name the folder with --crds`);
  console.log(`${count} manifests and ${Math.round(count / 5)} objects made from the facts, seed ${seed}`);
  let differences = await compareManifests(checker, folder, count, seed);
  for (const minor of [32, 33]) differences += await compareMinor(checker, folder, minor, Math.round(count / 10), seed);
  process.exit(differences === 0 ? 0 : 1);
}

async function compareMinor(checker: string, folder: string, minor: number, count: number, seed: number): Promise<number> {
  const files = SOURCES.filter((source) => source.minor === minor).map(({ file }) => join(folder, file));
  const child = spawn(checker, files, { stdio: ['pipe', 'pipe', 'inherit'] });
  const kinds = KINDS.map(({ apiVersion, kind }) => kindFacts(apiVersion, kind)!).filter((facts) => schemaAt(facts, minor));
  const maker = new Maker(1 + ((seed + minor) % 2_000_000_000));
  const asked = new Map<number, Question>();
  const faults = new Map<string, number>();
  let whole = 0;
  let refusedByRules = 0;
  const differences: string[] = [];
  const answers = createInterface({ input: child.stdout });
  const done = (async () => {
    for await (const line of answers) {
      const answer: Answer = JSON.parse(line);
      const question = asked.get(answer.id)!;
      asked.delete(answer.id);
      const { fault, what } = question;
      const errors = answer.errors ?? [];
      const text = `${what}${fault ? ` with ${fault.type} at ${fault.path}` : ''}: ${answer.error ?? JSON.stringify(errors)}`;
      if (fault) {
        faults.set(fault.type, (faults.get(fault.type) ?? 0) + 1);
        if (!errors.some(({ field, type }) => type === fault.type && field === fault.path)) differences.push(text);
        continue;
      }
      whole++;
      if (answer.error || errors.some(({ type }) => STRUCTURAL.includes(type))) differences.push(text);
      else if (errors.length > 0) refusedByRules++;
      if (JSON.stringify(sorted(answer.defaulted)) !== JSON.stringify(sorted(question.filled))) differences.push(`${what}: other defaults`);
    }
  })();
  for (let id = 0; id < count; id++) {
    const facts = kinds[id % kinds.length];
    const schema = schemaAt(facts, minor)!;
    const object = { apiVersion: facts.apiVersion, kind: facts.kind, metadata: { name: 'x', ...facts.scope === 'Namespaced' && { namespace: 'n' } }, ...maker.object(schema) };
    const fault = id % 2 === 0 ? undefined : maker.spoil(object, schema);
    asked.set(id, { object, fault, filled: fillDefaults(structuredClone(object), schema), what: `v3.${minor} ${facts.kind} #${id}` });
    if (!child.stdin.write(`${JSON.stringify({ id, object })}\n`)) await new Promise((resolve) => child.stdin.once('drain', resolve));
  }
  child.stdin.end();
  await done;
  if (asked.size > 0) differences.push(`${asked.size} objects without an answer`);
  console.log(`v3.${minor}: ${whole} whole objects of ${kinds.length} kinds (${refusedByRules} refused by CEL rules or metadata), faults: ${[...faults].map(([type, times]) => `${type} ${times}`).join(', ')}`);
  console.log(`v3.${minor}: ${differences.length} differences${differences.slice(0, 20).map((text) => `\n  ${text}`).join('')}`);
  return differences.length;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

void main();
