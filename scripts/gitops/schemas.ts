/**
 * Writes test/gitops/delivery-schemas.json from the CRDs of Argo CD and Flux: the structure of what people write, without descriptions
 * and status. Give the CRD files of the Go modules named in test/gitops/delivery-schemas.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const KEPT = ['type', 'enum', 'required', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems', 'minLength', 'maxLength'];

/** A JSON schema of a CRD's schema. Objects are closed, so that an unknown field is an error. */
function closed(schema: any): any {
  const copy: any = {};
  for (const key of KEPT) if (schema[key] !== undefined) copy[key] = schema[key];
  if (schema['x-kubernetes-int-or-string']) copy.type = ['integer', 'string'];
  if (schema.items) copy.items = closed(schema.items);
  if (schema.properties) {
    copy.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, value]) => [name, closed(value)]));
    copy.additionalProperties = false;
  }
  if (typeof schema.additionalProperties === 'object') copy.additionalProperties = closed(schema.additionalProperties);
  if (schema['x-kubernetes-preserve-unknown-fields']) copy.additionalProperties = true;
  return copy;
}

const schemas = Object.fromEntries(process.argv.slice(2).map((file) => {
  const { spec } = parse(readFileSync(file, 'utf8'));
  const version = spec.versions.find(({ storage }: { storage: boolean }) => storage);
  return [`${spec.group}/${version.name} ${spec.names.kind}`, closed(version.schema.openAPIV3Schema.properties.spec)];
}));
writeFileSync(join(__dirname, '../../test/gitops/delivery-schemas.json'), `${JSON.stringify(schemas)}\n`);
