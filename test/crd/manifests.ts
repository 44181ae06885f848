/**
 * Sends mutated manifests of every kind to the API server's own packages and to our validation: both must refuse the
 * same ones, and a field that a CRD drops without a word must be a finding of ours.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { VALID } from './objects';
import { SOURCES } from '../../scripts/imports/sources';
import type { Finding } from '../../src/findings';
import { parsePath } from '../../src/manifest';
import { parseVersion } from '../../src/target';
import { validateManifest } from '../../src/validation';
import { Random } from '../oracle/compare';
import { mutate, type Fields } from '../oracle/objects';

interface Answer {
  readonly id: number;
  readonly errors: readonly { readonly field: string; readonly type: string; readonly message: string }[] | null;
  readonly error?: string;
}

/** One minor, the kinds that are asked about there, and the column of ours that the answers are compared with. */
interface Round {
  readonly minor: number;
  readonly column: 'native' | 'apiserver';
  readonly group: RegExp;
  /** Of all manifests. */
  readonly share: number;
}

const ROUNDS: readonly Round[] = [
  { minor: 33, column: 'native', group: /./, share: 0.5 },
  { minor: 32, column: 'native', group: /./, share: 0.4 },
  // Calico brought these kinds of Kubernetes along before it had native CRDs, and stopped when it got them.
  { minor: 31, column: 'apiserver', group: /^policy\.networking\.k8s\.io\/v1alpha1$/, share: 0.1 },
];

const MAX_SHOWN = 10;
/** What names a field that is not there, one way or the other. */
const UNKNOWN = new Set(['CAL1005', 'CAL1006', 'CAL1007', 'CAL1016', 'CAL1017', 'CAL1018']);

/** The server writes every step of a path with a dot. What stands inside a value of the wrong type needs no finding of its own. */
function isToldBy(path: string, finding: Finding): boolean {
  const place = finding.path.replace(/\["((?:[^"\\]|\\.)*)"\]/g, (_, key: string) => `.${key}`).replace(/^\./, '');
  return path === place ? UNKNOWN.has(finding.code) : finding.refusedBy.length > 0 && path.startsWith(place) && /[.[]/.test(path[place.length]);
}

/** A difference that is meant; docs/differences.md tells of it. The server's type check lets a list pass where text has a format. */
function isListForNetwork(object: Fields, { code, path }: Finding): boolean {
  if (code !== 'CAL1008') return false;
  let value: unknown = object;
  for (const step of parsePath(path)) value = (value as { [key: string | number]: unknown })[step];
  return Array.isArray(value) && /cidrs?(\[\d+\])?$/i.test(path);
}

/** Compares `count` manifests; the number of differences. */
export async function compareManifests(checker: string, folder: string, count: number, seed: number): Promise<number> {
  let differences = 0;
  for (const round of ROUNDS) differences += await compareRound(checker, folder, round, Math.round(count * round.share), seed);
  return differences;
}

async function compareRound(checker: string, folder: string, { minor, column, group }: Round, count: number, seed: number): Promise<number> {
  const files = SOURCES.filter((source) => source.minor === minor).map(({ file }) => join(folder, file));
  const valid = VALID.filter(({ apiVersion, kind }) => group.test(apiVersion as string) && (kind === 'AdminNetworkPolicy' || kind === 'BaselineAdminNetworkPolicy') === (minor < 32));
  const version = parseVersion(`v3.${minor}`)!;
  const random = new Random(seed + minor);
  const child = spawn(checker, files, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const asked = new Map<number, Fields>();
  const write = (async () => {
    for (let id = 0; id < count; id++) {
      const object = structuredClone(random.pick(valid));
      const mutations = random.below(4);
      for (let i = 0; i < mutations; i++) mutate(object, random, VALID);
      asked.set(id, object);
      if (!child.stdin.write(`${JSON.stringify({ id, object })}\n`)) await once(child.stdin, 'drain');
    }
    child.stdin.end();
  })();

  let accepted = 0;
  let dropped = 0;
  let meant = 0;
  let different = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const { id, errors: list, error } = JSON.parse(line) as Answer;
    const errors = list ?? [];
    const object = asked.get(id)!;
    asked.delete(id);
    const pruned = errors.filter(({ type }) => type === 'UnknownField').map(({ field }) => field);
    const refused = error !== undefined || errors.length > pruned.length;
    if (!refused) accepted++;
    if (pruned.length > 0) dropped++;
    const findings = validateManifest({ object, origin: {} }, { version });
    const refusing = findings.filter(({ refusedBy }) => refusedBy.includes(column));
    const unsaid = pruned.filter((path) => !findings.some((finding) => isToldBy(path, finding)));
    if (!refused && refusing.length > 0 && refusing.every((finding) => isListForNetwork(object, finding))) {
      meant++;
      continue;
    }
    const problem = refused !== refusing.length > 0
      ? refused ? `we accept: ${error ?? JSON.stringify(errors)}` : `we refuse: ${refusing.map(({ code, path }) => `${code} ${path}`).join(', ')}`
      : unsaid.length > 0 ? `we don't say that it drops ${unsaid.join(', ')}` : undefined;
    if (problem !== undefined && ++different <= MAX_SHOWN) console.log(`DIFFERENT: ${problem}\n  input: ${JSON.stringify(object)}`);
  }
  await write;
  const [code] = await exited as [number];
  if (code !== 0 || asked.size > 0) different += Math.max(asked.size, 1);
  console.log(`manifests, v3.${minor}: ${count} of ${new Set(valid.map(({ kind }) => kind)).size} kinds, ${Math.round(100 * accepted / count)} % accepted, ${dropped} with dropped fields, differences that are meant: ${meant} (a list for a network), ${different} different`);
  return different;
}
