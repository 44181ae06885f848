import { type ApiObject } from 'cdk8s';
import { ManifestObject } from './manifest-object';
import { sharedPartsOf } from './shared-parts-of';
import { sourceLineOf } from './source-line';
import { type Finding, Severity, sortAcknowledged } from '../findings';
import { isJsonObject, type JsonObject } from '../manifest';
import { CalicoTarget, isAtLeast, kindSince } from '../target';
import { validateManifest } from '../validation';

const UNKNOWN_FIELD = 'CAL1005';
const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

const found = new WeakMap<ApiObject, Finding[]>();

/**
 * What the last synth-time validation of an object found, acknowledged findings included; undefined for objects that are not ours. It is handed out
 * once: whoever writes the manifests right after validation need not judge them again.
 */
export function takeFindings(object: ApiObject): Finding[] | undefined {
  const findings = found.get(object);
  found.delete(object);
  return findings;
}

/**
 * Everything that is wrong with one object, for cdk8s, which puts the construct's path before each line and throws.
 * `unnamedId` is the construct's id where the object is called after it.
 */
export function errorsOf(object: ManifestObject, unnamedId: string | undefined): string[] {
  const source = sourceLineOf(object);
  const errors = errorTexts(object, unnamedId);
  return source === undefined ? errors : errors.map((error) => `${error} (created at ${source})`);
}

function errorTexts(object: ManifestObject, unnamedId: string | undefined): string[] {
  const target = CalicoTarget.ofConstruct(object);
  const since = kindSince(object.kind);
  if (!isAtLeast(target.version, since)) {
    return [`kind: ${object.kind} exists since Calico ${since}, the target is ${target.version}${target.isAssumed ? ' (assumed)' : ''}.`
      + ' Name a newer target with CalicoTarget.of(…).applyTo(…), or leave the object out.'];
  }
  const errors: string[] = [];
  const isBadId = unnamedId !== undefined && !NAME.test(object.name);
  if (isBadId) {
    errors.push(`metadata.name: the construct's id '${unnamedId}' gives no valid name (lower-case letters, digits, '-', '.'). Set metadata.name.`);
  }
  const json: JsonObject = object.render((path, message) => errors.push(`${path}: ${message}`), sharedPartsOf(object));
  const patched = object.patchedPaths;
  const origin = { constructPath: object.node.scope!.node.path, sourceLine: sourceLineOf(object) };
  const findings = validateManifest({ object: json, origin }, target)
    .map((finding) => (isMeant(finding, patched) ? { ...finding, severity: Severity.WARNING } : finding));
  found.set(object, findings);
  const { open } = sortAcknowledged(findings, isJsonObject(json.metadata) ? json.metadata.annotations : undefined);
  for (const finding of open) {
    const isTold = isBadId && finding.path === 'metadata.name';
    if (finding.severity === Severity.ERROR && !isTold) {
      errors.push(errorText(finding));
    }
  }
  return errors;
}

/** Whoever patches in a field that we don't know means it, for patches reach what is newer than this library; but it may be a typo. */
function isMeant({ code, path }: Finding, patched: string[]): boolean {
  return code === UNKNOWN_FIELD && patched.some((prefix) => path === prefix || path.startsWith(`${prefix}.`) || path.startsWith(`${prefix}[`));
}

function errorText({ code, path, message, help }: Finding): string {
  return `error[${code}]${path && ` ${path}:`} ${message}${help === undefined ? '' : ` (help: ${help})`}`;
}
