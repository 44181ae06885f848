import { acknowledgeAnnotation, acknowledgedCode, closest, explainedCodes, isReason } from '../findings';
import { isJsonObject, type JsonObject } from '../manifest';
import { rename, type Report } from './report';
import { show } from './words';

/** Annotations that are meant to acknowledge a finding and do not: nobody else would say so. */
export function checkAcknowledgements(object: JsonObject, report: Report): void {
  const annotations = isJsonObject(object.metadata) ? object.metadata.annotations : undefined;
  if (!isJsonObject(annotations)) return;
  for (const [key, value] of Object.entries(annotations)) {
    const code = acknowledgedCode(key);
    if (code === undefined) continue;
    const path = ['metadata', 'annotations', key];
    const known = explainedCodes();
    if (known.length > 0 && !(known.includes(code) && key === acknowledgeAnnotation(code))) {
      const inCase = known.find((one) => one === code.toUpperCase());
      const meant = inCase ?? closest(code, known);
      report.add('CAL1032', 0, {
        message: `the annotation acknowledges nothing: ${known.includes(code) ? 'its name is written in another case' : `no finding has the code ${show(code)}`}`,
        help: meant === undefined ? 'end the name of the annotation with the code as the finding shows it, like CAL2003' : `did you mean ${acknowledgeAnnotation(meant)}?`,
        fix: inCase === undefined ? undefined : rename(report, 'guess', `call it ${acknowledgeAnnotation(inCase)}`, path, acknowledgeAnnotation(inCase)),
      }, ...path);
    } else if (!isReason(value)) {
      report.add('CAL1032', 0, { message: `the annotation acknowledges nothing: ${code} needs a reason`, help: 'write as its value, in quotes, why the finding is fine here, or remove it' }, ...path);
    }
  }
}
