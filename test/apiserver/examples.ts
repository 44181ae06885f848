/** The objects that the examples write when their target is the server's version of Calico. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type KubernetesObject } from './client';

const ROOT = resolve(__dirname, '../..');
const TARGET = 'CalicoVersion.V3_33';

export interface Example {
  readonly name: string;
  readonly objects: readonly KubernetesObject[];
}

/**
 * Fields that a newer Calico fills in are no business of an example that is written for v3.31: each is copied, with its
 * target changed, to a folder of this package (so that `cdk8s-calico` is this one) and synthesized there.
 */
export function readExamples(): Example[] {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const copies = mkdtempSync(join(ROOT, '.cache', 'examples-'));
  try {
    const names = readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
    return names.map((name) => ({ name, objects: synthesize(join(ROOT, 'examples', name), join(copies, name)) }));
  } finally {
    rmSync(copies, { recursive: true });
  }
}

function synthesize(source: string, copy: string): KubernetesObject[] {
  cpSync(source, copy, { recursive: true });
  let targets = 0;
  for (const file of sourcesIn(copy)) {
    const text = readFileSync(file, 'utf8');
    const changed = text.replace(/\bCalicoVersion\.V3_\d+/g, () => { targets++; return TARGET; });
    if (changed !== text) writeFileSync(file, changed);
  }
  if (targets === 0) throw new Error(`${source} names no CalicoVersion, so its target cannot be changed`);
  const outdir = join(copy, 'out');
  execFileSync(process.execPath, [require.resolve('tsx/cli'), '--conditions=cdk8s-calico-source', 'main.ts'], {
    cwd: copy, env: { ...process.env, CDK8S_OUTDIR: outdir }, stdio: ['ignore', 'ignore', 'inherit'],
  });
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.yaml')).sort().flatMap((file) => objectsIn(join(outdir, file)));
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).map((file) => join(folder, file));
}

/** What `kubectl apply -f` would send: our output reads alike in YAML 1.1 and 1.2. */
export function objectsIn(file: string): KubernetesObject[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
    return document.toJS();
  }).filter((object) => object !== null);
}
