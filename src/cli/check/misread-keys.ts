import { Severity, type Finding } from '../../findings';
import { printPath, type Manifest } from '../../manifest';
import { subjectOf } from '../../validation';

/** Maps whose keys are somebody's own words; elsewhere a key that is none of the field names is told as an unknown field. */
const LABEL_MAPS = ['labels', 'annotations', 'matchLabels', 'nodeSelector'];

/** Keys of labels that YAML takes for a boolean or a number, so that the cluster has another label than the file. */
export function misreadKeys({ object, origin }: Manifest): Finding[] {
  return (origin.misreadKeys?.() ?? []).filter(({ path }) => LABEL_MAPS.includes(String(path.at(-2)))).map(({ path, text }) => {
    const key = String(path.at(-1));
    const field = printPath(path);
    return {
      code: 'CAL0004',
      severity: Severity.WARNING,
      message: `the key \`${text}\` is read as \`${key}\`: without quotes YAML takes it for a ${/^(true|false)$/.test(key) ? 'boolean' : 'number'}`,
      help: `put it in quotes: "${text}"; or write ${key} if that is meant`,
      fix: { title: `write "${text}"`, isSafe: false, edits: [{ path: field, renameTo: text }] },
      refusedBy: [],
      object: subjectOf(object),
      path: field,
      file: origin.file,
      ...origin.locate?.(path),
    };
  });
}
