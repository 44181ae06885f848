import { createHash } from 'node:crypto';
import type { Finding } from './finding';

/**
 * What stays the same about a finding when lines move, rules are added above it, or its file is renamed:
 * the code, the object and the field without list indices.
 */
export function fingerprint(finding: Finding): string {
  const { apiVersion = '', kind = '', namespace = '', name = '' } = finding.object;
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const path = finding.path.replace(/\[\d+\]/g, '[]');
  return createHash('sha256').update([finding.code, group, kind, namespace, name, path].join('\0')).digest('hex').slice(0, 16);
}

/** The findings that were there when somebody began to check: how many of each fingerprint. */
export type Baseline = ReadonlyMap<string, number>;

const VERSION = 1;

/** The text of a baseline file: sorted, one finding a line, so that differences read well. */
export function printBaseline(findings: readonly Finding[]): string {
  const entries = new Map<string, { count: number; about: string }>();
  for (const finding of findings) {
    const print = fingerprint(finding);
    const { namespace, kind, name } = finding.object;
    const about = `${finding.code} ${kind ?? '?'} ${namespace ? `${namespace}/` : ''}${name ?? '?'} ${finding.path}`.trim();
    const entry = entries.get(print);
    if (entry) entry.count++;
    else entries.set(print, { count: 1, about });
  }
  const sorted = [...entries].sort((a, b) => (a[1].about < b[1].about ? -1 : 1));
  return `${JSON.stringify({ version: VERSION, findings: Object.fromEntries(sorted) }, undefined, 1)}\n`;
}

/** @throws when the text is no baseline */
export function parseBaseline(text: string): Baseline {
  const invalid = (why: string) => new Error(`this is no baseline file: ${why}; write one with --write-baseline`);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
  const { version, findings } = (data ?? {}) as { version?: unknown; findings?: Record<string, { count?: unknown }> };
  if (version !== VERSION) throw invalid(`its version is ${String(version)}, not ${VERSION}`);
  return new Map(Object.entries(findings ?? {}).map(([print, entry]) => {
    if (typeof entry?.count !== 'number') throw invalid(`entry ${print} has no count`);
    return [print, entry.count];
  }));
}

/** The findings beyond those of the baseline. Of equal ones the last are the new ones. */
export function newFindings(findings: readonly Finding[], baseline: Baseline): Finding[] {
  const left = new Map(baseline);
  return findings.filter((finding) => {
    const print = fingerprint(finding);
    const count = left.get(print) ?? 0;
    left.set(print, count - 1);
    return count <= 0;
  });
}
