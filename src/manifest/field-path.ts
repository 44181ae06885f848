/** Where a field is: member names and list indices from the root of the object. */
export type FieldPath = readonly (string | number)[];

const PLAIN = /^[A-Za-z_$][\w$-]*$/;

/** `spec.ingress[2].destination.ports`; a member name with other characters is written `metadata.labels["a.b/c"]`. */
export function printPath(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      text += `[${step}]`;
    } else if (PLAIN.test(step)) {
      text += text ? `.${step}` : step;
    } else {
      text += `[${JSON.stringify(step)}]`;
    }
  }
  return text;
}

const STEP = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/gy;

/** Reads what {@link printPath} wrote. */
export function parsePath(text: string): FieldPath {
  const path: (string | number)[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const at = STEP.lastIndex;
    const match = STEP.exec(text);
    if (!match) throw new Error(`'${text}' is not a field path: cannot read it from character ${at + 1} on`);
    if (match[1] !== undefined) path.push(Number(match[1]));
    else if (match[2] !== undefined) path.push(JSON.parse(`"${match[2]}"`) as string);
    else path.push(match[3]);
  }
  return path;
}
