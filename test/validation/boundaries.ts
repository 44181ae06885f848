import { parse } from 'yaml';
import type { Finding, Fix } from '../../src/findings';
import type { JsonObject } from '../../src/manifest';
import { allVersions, minorOf } from '../../src/target';
import { validateManifest } from '../../src/validation';

/** What stands around the text of a case. */
interface Place {
  readonly kind: string;
  readonly apiVersion?: string;
  readonly metadata?: JsonObject;
  /** The text is the one rule of this direction. */
  readonly direction?: 'ingress' | 'egress';
}

const NAMESPACED = { name: 'example', namespace: 'shop' };
const KUBERNETES = 'networking.k8s.io/v1';
const GROUP = 'policy.networking.k8s.io/v1alpha';

const PLACES: Record<string, Place> = {
  'G': { kind: 'GlobalNetworkPolicy' },
  'G.in': { kind: 'GlobalNetworkPolicy', direction: 'ingress' },
  'G.eg': { kind: 'GlobalNetworkPolicy', direction: 'egress' },
  'N': { kind: 'NetworkPolicy', metadata: NAMESPACED },
  'N.in': { kind: 'NetworkPolicy', metadata: NAMESPACED, direction: 'ingress' },
  'N.eg': { kind: 'NetworkPolicy', metadata: NAMESPACED, direction: 'egress' },
  'SG': { kind: 'StagedGlobalNetworkPolicy' },
  'SN': { kind: 'StagedNetworkPolicy', metadata: NAMESPACED },
  'SN.in': { kind: 'StagedNetworkPolicy', metadata: NAMESPACED, direction: 'ingress' },
  'SK': { kind: 'StagedKubernetesNetworkPolicy', metadata: NAMESPACED },
  'Prof': { kind: 'Profile' },
  'Prof.in': { kind: 'Profile', direction: 'ingress' },
  'Tier': { kind: 'Tier' },
  'Hep': { kind: 'HostEndpoint' },
  'Pool': { kind: 'IPPool' },
  'Ipam': { kind: 'IPAMConfiguration', metadata: { name: 'default' } },
  'Resv': { kind: 'IPReservation' },
  'Set': { kind: 'GlobalNetworkSet' },
  'NSet': { kind: 'NetworkSet', metadata: NAMESPACED },
  'Status': { kind: 'CalicoNodeStatus' },
  'Block': { kind: 'BlockAffinity' },
  'Peer': { kind: 'BGPPeer' },
  'Filter': { kind: 'BGPFilter' },
  'Bgp': { kind: 'BGPConfiguration', metadata: { name: 'default' } },
  'Felix': { kind: 'FelixConfiguration' },
  'Kcc': { kind: 'KubeControllersConfiguration', metadata: { name: 'default' } },
  'K': { apiVersion: KUBERNETES, kind: 'NetworkPolicy', metadata: NAMESPACED },
  'ANP': { apiVersion: `${GROUP}1`, kind: 'AdminNetworkPolicy' },
  'BANP': { apiVersion: `${GROUP}1`, kind: 'BaselineAdminNetworkPolicy', metadata: { name: 'default' } },
  'CNP': { apiVersion: `${GROUP}2`, kind: 'ClusterNetworkPolicy' },
};

/** `NAME63` is a name of 63 letters, `TEXT1000` a text of 1000. */
function expanded(text: string): string {
  return text.replace(/(?:NAME|TEXT)(\d+)/g, (_, count: string) => 'x'.repeat(Number(count)));
}

/** The object of a case. Text in braces is the spec, or the one rule; other text is the fields of the object; `Raw` is all of it. */
export function objectOf(place: string, text: string): JsonObject {
  if (place === 'Raw') return parse(`{${text}}`, { version: '1.1' }) as JsonObject;
  const { kind, apiVersion = 'projectcalico.org/v3', metadata = { name: 'example' }, direction } = PLACES[place];
  const fields = expanded(text);
  if (!fields.startsWith('{')) return { apiVersion, kind, ...parse(`{${fields}}`, { version: '1.1' }) as JsonObject };
  const value = parse(fields, { version: '1.1' }) as JsonObject;
  const types: JsonObject = kind === 'Profile' ? {} : { types: [direction === 'ingress' ? 'Ingress' : 'Egress'] };
  return { apiVersion, kind, metadata, spec: direction === undefined ? value : { ...types, [direction]: [value] } };
}

const shortened = (path: string): string => path.replace(/^spec\.((in|e)gress\[0\]\.)?/, '').replace(/x{20,}/, (name) => `NAME${name.length}`);

function said(fix: Fix | undefined, at: string): string {
  if (!fix) return '';
  const edits = fix.edits.map(({ path, value, renameTo, remove }) => {
    const where = path === at ? '' : path === '' ? 'ROOT' : shortened(path);
    return remove ? `-${where}` : renameTo === undefined ? `${where}=${JSON.stringify(value)}` : `${where}>${renameTo}`;
  });
  return ` ${fix.isSafe ? 'safe' : 'ask'} ${edits.join()}`;
}

const INITIALS: Record<string, string> = { calicoctl: 'c', apiserver: 'a', native: 'n' };

/** Where nobody refuses, the severity stands instead of who does. */
function refusers({ refusedBy, severity }: Finding): string {
  return refusedBy.map((who) => INITIALS[who]).join('') || severity;
}

/**
 * What is said of an object in which minors: `types[1] 24-31 ca ask -, 32- can safe -` is a finding at `spec.types[1]` that
 * calicoctl and the API server refuse up to v3.31, with a suggestion to remove it, and later everybody, with a safe fix.
 */
export function verdicts(code: string, object: JsonObject): string {
  const lines = new Map<string, string[]>();
  const minors = allVersions().map((version) => {
    for (const finding of validateManifest({ object, origin: {} }, { version }).filter((one) => one.code === code)) {
      expect(finding.message).toMatch(/^\S.*\S$/s);
      expect(finding.help).toMatch(/^\S.*\S$/s);
      const line = lines.get(finding.path) ?? [];
      line[minorOf(version)] = `${refusers(finding)}${said(finding.fix, finding.path)}`;
      lines.set(finding.path, line);
    }
    return minorOf(version);
  });
  return [...lines].map(([path, line]) => `${shortened(path)} ${ranges(line, minors)}`.trim()).join(' ; ');
}

function ranges(line: readonly string[], minors: readonly number[]): string {
  const parts: { first: number; last: number; what: string }[] = [];
  for (const minor of minors) {
    const what = line[minor];
    const part = parts.at(-1);
    if (what === undefined) continue;
    if (part?.what === what && part.last === minor - 1) part.last = minor;
    else parts.push({ first: minor, last: minor, what });
  }
  const end = minors.at(-1)!;
  return parts.map(({ first, last, what }) => `${first === last ? first : `${first}-${last === end ? '' : last}`} ${what}`).join(', ');
}

/** A code, where the texts stand, a bad text, what is said of it, and good texts that are like it and have no such finding. */
export type Case = readonly [code: string, place: string, bad: string, said: string, ...good: string[]];

export function expectCases(cases: readonly Case[]): void {
  expect(cases.map(([code, place, bad]) => [code, place, bad, verdicts(code, objectOf(place, bad))])).toEqual(cases.map((one) => one.slice(0, 4)));
  const wrong = cases.flatMap(([code, place, , , ...good]) => good.map((text) => [code, place, text, verdicts(code, objectOf(place, text))]));
  expect(wrong.filter(([, , , what]) => what !== '')).toEqual([]);
}

/** A code, where the texts stand, the target's minor, a text, and where, what it is told, what may help and the title of the fix. */
export type Told = readonly [code: string, place: string, minor: number, text: string, ...what: string[]];

/** Compares what a person reads of the findings of a code. */
export function expectTold(cases: readonly Told[]): void {
  const told = ([code, place, minor, text]: Told): string[] => {
    const version = allVersions().find((one) => minorOf(one) === minor)!;
    return validateManifest({ object: objectOf(place, text), origin: {} }, { version }).filter((finding) => finding.code === code)
      .flatMap(({ path, message, help, fix }) => [`${shortened(path)}: ${message}`, help!, ...fix === undefined ? [] : [fix.title]]);
  };
  expect(cases.map((one) => [...one.slice(0, 4), ...told(one)])).toEqual(cases);
}
