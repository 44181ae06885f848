/* eslint-disable no-bitwise -- who refuses is a set of bits */
import { isLegacy, type JsonObject } from '../manifest';
import { CALICO_STORAGE, CALICO_V3, KINDS, knownKind, type KnownKind } from './kinds';
import { APISERVER, CALICO, CALICOCTL, type DraftFix, NATIVE, type Report, write } from './report';
import { closest } from '../findings';
import { oneOf, show } from './words';

/** Groups in which people look for Calico's kinds. */
const CALICO_GROUP = /^(crd\.)?projectcalico\.org(\/|$)/;

/** The one kind that is stored under another name. */
const STORED_IPAM = 'IPAMConfig';

function foreign(apiVersion: string, written: string, minor: number, report: Report): KnownKind | undefined {
  const isRenamed = apiVersion === CALICO_STORAGE && written === STORED_IPAM;
  const kind = isRenamed ? 'IPAMConfiguration' : written;
  const candidates = KINDS.filter((known) => known.kind === kind);
  const trimmed = knownKind(apiVersion.trim(), kind);
  // NetworkPolicy is a kind of Kubernetes too; the others are Calico's alone wherever they stand.
  if (candidates.length === 0 || (!CALICO_GROUP.test(apiVersion) && apiVersion !== '' && apiVersion !== 'v1' && candidates.length > 1)) return undefined;
  // Of the two kinds of that name Calico's comes first.
  const right = trimmed?.apiVersion ?? candidates[0].apiVersion;
  const isStorage = apiVersion === CALICO_STORAGE && right === CALICO_V3;
  report.add('CAL1002', (isStorage ? CALICOCTL : CALICO) | (minor >= 32 ? NATIVE : 0), isStorage ? {
    message: `${apiVersion} is the format in which Calico stores objects: applied directly, nothing fills in defaults and Calico's validator does not run`,
    help: `write \`apiVersion: ${CALICO_V3}\`${isRenamed ? ` and \`kind: ${kind}\`` : ''}`,
    fix: storedFix(report, isRenamed ? kind : undefined),
  } : {
    message: apiVersion === '' ? `a ${kind} without \`apiVersion\`` : `${show(apiVersion)} is not the apiVersion of ${kind}`,
    help: `write \`apiVersion: ${oneOf(candidates.map((known) => known.apiVersion))}\``,
    fix: write(report, trimmed === undefined ? 'guess' : 'repair', `write ${right}`, ['apiVersion'], right),
  }, 'apiVersion');
  return knownKind(right, kind);
}

function storedFix(report: Report, kind: string | undefined): DraftFix {
  const fix = write(report, 'guess', `write ${CALICO_V3}`, ['apiVersion'], CALICO_V3);
  return kind === undefined ? fix : { ...fix, edits: [...fix.edits, ...write(report, 'guess', '', ['kind'], kind).edits] };
}

/** Kinds of projectcalico.org/v3 that only calicoctl or Calico's own programs read; they are not judged. */
const ELSEWHERE = /^(Node|WorkloadEndpoint|LiveMigration|DatastoreMigration|CalicoAPIConfig)$/;

/**
 * Which kind a document is of. Undefined, perhaps with a finding, for what is not validated: a kind that is none of
 * Calico's, a misspelt one.
 */
export function checkKind(object: JsonObject, minor: number, report: Report): KnownKind | undefined {
  const apiVersion = typeof object.apiVersion === 'string' ? object.apiVersion : '';
  const kind = typeof object.kind === 'string' ? object.kind : '';
  if (isLegacy(object)) {
    report.add('CAL1002', CALICO | (minor >= 32 ? NATIVE : 0), {
      message: `\`${kind}\` of \`v1\` is the format of calicoctl v1.x, which nothing reads since Calico v3.0`,
      help: '`cdk8s-calico convert PATH` writes today\'s form of it; whatever else is found is about that form',
    }, 'apiVersion');
    return undefined;
  }
  let known = knownKind(apiVersion, kind);
  if (!known) {
    known = foreign(apiVersion, kind, minor, report);
    if (!known) {
      const isCalico = CALICO_GROUP.test(apiVersion);
      const group = KINDS.filter((candidate) => (isCalico ? candidate.apiVersion === CALICO_V3 : candidate.apiVersion === apiVersion));
      if ((!isCalico && !apiVersion.startsWith('policy.networking.k8s.io/')) || (isCalico && ELSEWHERE.test(kind))) return undefined;
      const meant = closest(kind, group.map((candidate) => candidate.kind));
      const isCase = meant?.toLowerCase() === kind.toLowerCase();
      report.add('CAL1001', CALICO | (minor >= 32 ? NATIVE : 0), {
        message: kind === '' ? 'the document has no kind' : isCase ? `the kind ${kind} is written ${meant}: upper and lower case matter` : `${apiVersion} has no kind ${show(kind)}`,
        help: meant === undefined ? 'write the kind of the object, like GlobalNetworkPolicy' : `did you mean ${meant}?`,
        fix: meant === undefined ? undefined : write(report, isCase ? 'repair' : 'guess', `write ${meant}`, ['kind'], meant),
      }, 'kind');
      return undefined;
    }
  }
  const exists = minor < known.first ? `it exists since v3.${known.first}` : minor > known.last ? `it is gone since v3.${known.last + 1}` : undefined;
  if (exists !== undefined) {
    const bits = known.isInCalicoctl ? CALICOCTL : 0;
    report.add('CAL1003', bits | APISERVER | (minor >= 32 ? NATIVE : 0), { message: `Calico v3.${minor} has no ${known.kind}: ${exists}`, help: 'choose another target version, or another kind' }, 'kind');
    return undefined;
  }
  return known;
}
