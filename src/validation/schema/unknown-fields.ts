import { kindFacts, type Schema, schemaAt } from '../../../imports/facts';
import { closest } from '../../findings';
import { isJsonObject, type Json } from '../../manifest';
import { remove, rename, type Report } from '../report';
import { oneOf } from '../words';

/** Reports what the CRD does not name: nobody refuses it for sure, and what it should say is lost. */
export function reportUnknownFields(apiVersion: string, kind: string, minor: number, object: Json, report: Report): void {
  visit(object, schemaAt(kindFacts(apiVersion, kind)!, minor)!, report);
}

function visit(value: Json, schema: Schema, report: Report): void {
  if (Array.isArray(value)) {
    if (schema.items) value.forEach((item, index) => step(item, schema.items!, index, report));
    return;
  }
  if (!isJsonObject(value)) return;
  for (const key of Object.keys(value)) {
    const field = schema.fields?.get(key) ?? schema.values;
    if (field) {
      step(value[key], field, key, report);
    } else if (schema.fields && !schema.preserveUnknown) {
      unknown(key, [...schema.fields.keys()].filter((name) => !Object.hasOwn(value, name)), report);
    }
  }
}

function step(value: Json, schema: Schema, key: string | number, report: Report): void {
  report.at.push(key);
  visit(value, schema, report);
  report.at.pop();
}

function unknown(key: string, open: readonly string[], report: Report): void {
  const meant = closest(key, open);
  report.add('CAL1005', 0, {
    message: `there is no field \`${key}\` here; kubectl refuses it where it validates, else it is dropped without a word`,
    help: meant !== undefined ? `did you mean \`${meant}\`?` : open.length > 0 ? `what can stand here: ${oneOf(open)}` : 'remove it',
    fix: meant !== undefined ? rename(report, 'guess', `rename it to \`${meant}\``, [key], meant) : remove(report, 'guess', `remove \`${key}\``, [key]),
  }, key);
}
