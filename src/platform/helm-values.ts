import { stringify } from 'yaml';
import { type PlainObject } from '../resource';

/** The values file of the operator's chart: the Installation's spec under `installation`. */
export function helmValuesText(spec: PlainObject): string {
  const plain = JSON.parse(JSON.stringify(spec));
  return stringify({ installation: { enabled: true, ...plain }, apiServer: { enabled: true } }, { lineWidth: 0, aliasDuplicateObjects: false });
}
