import Ajv, { type ValidateFunction } from 'ajv';
import schemas from './delivery-schemas.json';

/**
 * The CRDs of github.com/argoproj/argo-cd/v3 v3.5.7, github.com/fluxcd/kustomize-controller v1.9.6 and github.com/fluxcd/source-controller v1.9.5;
 * scripts/gitops/schemas.ts makes the file. (The npm packages with these schemas are ESM only, or old.)
 */
const ajv = new Ajv({ strict: false, allErrors: true });
const validators = new Map<string, ValidateFunction>(Object.entries(schemas).map(([kind, schema]) => [kind, ajv.compile(schema)]));

/** What the CRD of an object says of its spec; empty when it is accepted. */
export function refusals({ apiVersion, kind, spec }: any): string[] {
  const validate = validators.get(`${apiVersion} ${kind}`);
  if (validate === undefined) return [`there is no CRD for ${apiVersion} ${kind}`];
  return validate(spec) ? [] : validate.errors!.map(({ instancePath, message, params }) => `spec${instancePath} ${message} ${JSON.stringify(params)}`);
}
