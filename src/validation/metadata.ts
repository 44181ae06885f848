/* eslint-disable no-bitwise -- who refuses is a set of bits */
import { isJsonObject, type Json, type JsonObject } from '../manifest';
import { byteLength, hasLabelForm, hasSubdomainForm, isPolicyName, isSubdomain, labelValueProblem, namespaceInName, qualifiedNameProblem } from './names';
import { APISERVER, CALICO, CALICOCTL, remove, type Report, write } from './report';
import { annotationProblems } from './rules/metadata';
import { kindOf, show } from './words';

/** What the checks of metadata need to know of a kind. */
export interface NamedKind {
  readonly kind: string;
  readonly isNamespaced: boolean;
  /** The only name that an object of the kind can have. */
  readonly onlyName?: string;
}

const POLICIES: Readonly<Record<string, boolean>> = {
  NetworkPolicy: false, StagedNetworkPolicy: false, GlobalNetworkPolicy: true, StagedGlobalNetworkPolicy: true,
};
const NAME_HELP = 'a name takes lower case letters, digits and `-`, and begins and ends with a letter or digit';

/** A name that could have been meant. */
function repaired(name: string, dots: boolean): string {
  return name.toLowerCase().replace(/[_ /]/g, '-').replace(dots ? /[^-a-z0-9.]/g : /[^-a-z0-9]/g, '').replace(/^[-.]+|[-.]+$/g, '');
}

/** Before tiers the name with a tier's prefix is wrong as `tier` itself is, which is told there. */
function isOfTier(name: string, tier: Json | undefined, minor: number): boolean {
  return minor < 29 && typeof tier === 'string' && name.startsWith(`${tier}.`) && hasLabelForm(name.slice(tier.length + 1));
}

/** `native` are the bits of those who see the same name as Calico's decoder, and check it as the API server does. */
function calicoName(name: string, kind: NamedKind, minor: number, report: Report, native: number): void {
  const isTier = kind.kind === 'Tier';
  const limit = isTier ? 63 : 253;
  const hasForm = (text: string): boolean => hasSubdomainForm(text)
    && (Object.hasOwn(POLICIES, kind.kind) ? isPolicyName(text, POLICIES[kind.kind], minor) : !isTier || hasLabelForm(text));
  const refusers = CALICO | (isSubdomain(name) ? 0 : native);
  if (byteLength(name) > limit) {
    report.add('CAL1021', refusers, { message: `the name is ${byteLength(name)} characters long, at most ${limit} are allowed`, help: 'shorten it' }, 'metadata', 'name');
  } else if (!hasForm(name)) {
    const fixed = repaired(name, !isTier);
    const dots = hasSubdomainForm(name) ? isTier ? '; a tier has no dots' : minor >= 29 ? '; one dot parts the tier from the name, no more' : '; no dots' : '';
    report.add('CAL1021', refusers, {
      message: `${show(name)} is not a name for a ${kind.kind}`,
      help: `${NAME_HELP}${dots}${kind.isNamespaced ? namespaceInName(name) : ''}`,
      fix: hasForm(fixed) ? write(report, 'guess', `call it ${fixed}`, ['metadata', 'name'], fixed) : undefined,
    }, 'metadata', 'name');
  }
}

/** `name` is what Calico's decoder has, `raw` what an API server sees. */
function names(
  name: Json | undefined, raw: JsonObject, kind: NamedKind, tier: Json | undefined, minor: number, report: Report, native: number,
): void {
  const { generateName } = raw;
  const generated = typeof generateName === 'string' && generateName !== '';
  const missing = { message: 'the object has no name', help: 'add `metadata.name`' };
  if (typeof name !== 'string' || name === '') {
    const message = '`generateName` leaves the name to the API server; calicoctl needs a name';
    report.add('CAL1020', generated ? CALICOCTL : CALICO, generated ? { ...missing, message } : missing, 'metadata', 'name');
  } else if (!isOfTier(name, tier, minor)) {
    calicoName(name, kind, minor, report, raw.name === name ? native : 0);
  }
  if (native !== 0 && (raw.name === undefined || raw.name === null || raw.name === '')) {
    if (!generated) report.add('CAL1020', native, missing, 'metadata', 'name');
    else if (!isSubdomain(`${generateName}x`)) report.add('CAL1021', native, { message: `${show(generateName)} is not the beginning of a name`, help: NAME_HELP }, 'metadata', 'generateName');
  }
  if (kind.onlyName !== undefined && typeof name === 'string' && name !== kind.onlyName) {
    report.add('CAL1026', 0, {
      message: `a ${kind.kind} can only be called \`${kind.onlyName}\``,
      help: `write \`name: ${kind.onlyName}\`; \`calicoctl apply\` refuses other names, and nothing reads them`,
      fix: write(report, 'guess', `call it ${kind.onlyName}`, ['metadata', 'name'], kind.onlyName),
    }, 'metadata', 'name');
  }
}

function namespace(metadata: JsonObject, kind: NamedKind, report: Report, native: number): void {
  const value = metadata.namespace;
  if (value === undefined || value === null || value === '') return;
  if (!kind.isNamespaced) {
    report.add('CAL1024', CALICOCTL, {
      message: `a ${kind.kind} is for the whole cluster and has no namespace`,
      help: 'remove `namespace`; kubectl drops it without a word',
      fix: remove(report, 'same', 'remove `namespace`', ['metadata', 'namespace']),
    }, 'metadata', 'namespace');
  } else if (typeof value === 'string' && native !== 0 && !(byteLength(value) <= 63 && hasLabelForm(value))) {
    report.add('CAL1021', native | APISERVER, { message: `${show(value)} is not the name of a namespace`, help: NAME_HELP }, 'metadata', 'namespace');
  }
}

function labels(value: Json | undefined, kind: NamedKind, report: Report, native: number): void {
  if (!isJsonObject(value)) return;
  const isSet = kind.kind === 'NetworkSet' || kind.kind === 'GlobalNetworkSet';
  for (const [key, text] of Object.entries(value)) {
    const keyProblem = qualifiedNameProblem(key);
    if (keyProblem !== undefined) {
      report.add('CAL1022', CALICO | native, { message: `${show(key)} is not the key of a label: ${keyProblem}`, help: 'write a key like example.org/team' }, 'metadata', 'labels', key);
    }
    const valueProblem = typeof text === 'object' ? undefined : labelValueProblem(String(text));
    if (valueProblem !== undefined) {
      report.add('CAL1022', CALICO | native, { message: `${show(text)} is not the value of a label: ${valueProblem}`, help: 'change it, or make it an annotation, which takes any text' }, 'metadata', 'labels', key);
    }
    if (isSet && key === 'projectcalico.org/namespace') {
      report.add('CAL1030', CALICO, { message: `the label \`${key}\` is Calico's own: it is set from the namespace`, help: 'remove it', fix: remove(report, 'guess', 'remove the label', ['metadata', 'labels', key]) }, 'metadata', 'labels', key);
    }
  }
}

/** With native CRDs the API server decodes metadata itself, and turns nothing into text. */
function nativeTypes(metadata: JsonObject, report: Report, native: number): void {
  const wrong = (value: Json, wanted: string, ...path: string[]): void => {
    const quoted = wanted === 'text' && (typeof value === 'number' || typeof value === 'boolean') ? String(value) : undefined;
    report.add('CAL1008', native, {
      message: `${kindOf(value)} stands where ${wanted} is expected: ${show(value)}`,
      help: quoted === undefined ? `write ${wanted}` : `put it in quotes: "${quoted}"`,
      fix: quoted === undefined ? undefined : write(report, 'same', `write "${quoted}"`, ['metadata', ...path], quoted),
    }, 'metadata', ...path);
  };
  for (const field of ['name', 'generateName', 'namespace', 'uid', 'resourceVersion', 'selfLink']) {
    const value = metadata[field];
    if (value !== undefined && value !== null && typeof value !== 'string') wrong(value, 'text', field);
  }
  for (const field of ['labels', 'annotations']) {
    const map = metadata[field];
    if (map === undefined || map === null) continue;
    if (!isJsonObject(map)) {
      wrong(map, 'an object', field);
      continue;
    }
    for (const [key, value] of Object.entries(map)) {
      if (value !== null && typeof value !== 'string') wrong(value, 'text', field, key);
    }
  }
  for (const field of ['finalizers', 'ownerReferences', 'managedFields']) {
    const list = metadata[field];
    if (list !== undefined && list !== null && !Array.isArray(list)) wrong(list, 'a list', field);
  }
}

/** Checks `metadata`, raw and as Calico decodes it; `native` are the bits of those who check it as the API server does. */
export function checkMetadata(object: JsonObject, decoded: JsonObject, kind: NamedKind, minor: number, report: Report, native: number): void {
  const raw = object.metadata;
  if (raw !== undefined && raw !== null && !isJsonObject(raw)) {
    report.add('CAL1008', native, { message: `${kindOf(raw)} stands where an object is expected: ${show(raw)}`, help: 'write an object with `name`' }, 'metadata');
    return;
  }
  const metadata = isJsonObject(raw) ? raw : {};
  if (native !== 0) nativeTypes(metadata, report, native);
  const calico = isJsonObject(decoded.metadata) ? decoded.metadata : {};
  names(calico.name, metadata, kind, isJsonObject(object.spec) ? object.spec.tier : undefined, minor, report, native);
  namespace(metadata, kind, report, native);
  labels(metadata.labels, kind, report, native);
  for (const { key, ...remark } of annotationProblems(metadata.annotations)) {
    report.add('CAL1023', CALICO | native, remark, 'metadata', 'annotations', ...key === undefined ? [] : [key]);
  }
}
