import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { parseAllDocuments } from 'yaml';

/** The CRDs lie beside the repository, on machines that have them. */
const FOLDER = join(__dirname, '../../../shared/crds');
export const HAS_CRDS = existsSync(FOLDER);

/** Closes objects, so that an unknown field is an error, and drops what JSON schema doesn't have. */
function closed(schema: any, isRoot = false): any {
  const copy: any = {};
  for (const key of ['type', 'enum', 'required', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties']) {
    if (schema[key] !== undefined) {
      copy[key] = schema[key];
    }
  }
  if (schema.pattern !== undefined) {
    // Go's inline flag for any case; JavaScript has it for whole expressions only.
    const text = schema.pattern.replace('(?i)', '');
    copy.pattern = schema.pattern.includes('(?i)') ? text.replace(/[a-zA-Z]/g, (c: string) => `[${c.toUpperCase()}${c.toLowerCase()}]`) : text;
  }
  if (schema['x-kubernetes-int-or-string']) {
    copy.type = ['integer', 'string'];
    delete copy.pattern;
  }
  if (schema.items) {
    copy.items = closed(schema.items);
  }
  if (schema.properties) {
    copy.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, value]) => [name, closed(value)]));
    copy.additionalProperties = isRoot || Boolean(schema['x-kubernetes-preserve-unknown-fields']);
  }
  if (typeof schema.additionalProperties === 'object') {
    copy.additionalProperties = closed(schema.additionalProperties);
  }
  return copy;
}

/** Schemas by `apiVersion kind`. */
function load(files: string[]): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  const schemas = new Map<string, ValidateFunction>();
  for (const file of files) {
    for (const document of parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')) as any[]) {
      const crd = document.toJS();
      if (crd?.kind !== 'CustomResourceDefinition') {
        continue;
      }
      for (const version of crd.spec.versions) {
        const kind = crd.spec.names.kind === 'IPAMConfig' ? 'IPAMConfiguration' : crd.spec.names.kind;
        const group = crd.spec.group === 'crd.projectcalico.org' ? 'projectcalico.org/v3' : `${crd.spec.group}/${version.name}`;
        schemas.set(`${group} ${kind}`, ajv.compile(closed(version.schema.openAPIV3Schema, true)));
      }
    }
  }
  return schemas;
}

const OTHERS = ['operator-v3.33-operator.tigera.io-v1.yaml', 'monitoring.coreos.com-v1.yaml'];
const FILES: Record<string, string[]> = {
  'v3.31': ['calico-v3.31-crd.projectcalico.org-v1.yaml', ...OTHERS],
  'v3.33': ['calico-v3.33-projectcalico.org-v3.yaml', ...OTHERS],
};
const loaded = new Map<string, Map<string, ValidateFunction>>();

export interface CrdVerdict {
  /** Objects that have a CRD. */
  readonly checked: string[];
  readonly errors: string[];
}

/** What the CRDs of a Calico minor say of manifests. */
export function againstCrds(version: 'v3.31' | 'v3.33', manifests: any[]): CrdVerdict {
  if (!loaded.has(version)) {
    loaded.set(version, load(FILES[version]));
  }
  const checked: string[] = [];
  const errors: string[] = [];
  for (const manifest of manifests) {
    const validate = loaded.get(version)!.get(`${manifest.apiVersion} ${manifest.kind}`);
    if (!validate) {
      continue;
    }
    checked.push(`${manifest.kind} ${manifest.metadata.name}`);
    if (!validate(manifest)) {
      errors.push(...validate.errors!.map((error) => `${manifest.kind} ${manifest.metadata.name}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`));
    }
  }
  return { checked, errors };
}
