import { CalicoVersion } from '../../../src/target';
import { validateManifest } from '../../../src/validation';
import { compare, type Random } from '../compare';
import { type Json, mutate, VALID } from '../objects';

interface Input {
  readonly id: number;
  readonly yaml: string;
}

interface Answer {
  readonly decodeError?: string;
  readonly results?: readonly { readonly goErrors: readonly { readonly name: string; readonly reason: string }[] }[];
}

function refuses({ decodeError, results = [] }: Answer): boolean {
  return decodeError !== undefined || results.length === 0 || results.some((result) => result.goErrors.length > 0);
}

/** Differences that are meant: docs/differences.md tells of each. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  // calicoctl checks it when it writes, which is after the step that answers here.
  CAL1112: 'block size of a pool',
};

const counted: Record<string, number> = {};
process.on('exit', () => console.log('differences that are meant:', counted));

let next = 0;

/** calicoctl v3.28: a valid object of any kind that it knows, with none to three mutations. JSON is YAML. */
void compare<Input, Answer>({
  name: 'validate',
  subcommand: 'validate',
  defaultCount: 200_000,
  generate: (random: Random): Input => {
    const object = structuredClone(random.pick(VALID));
    const mutations = random.below(4);
    for (let i = 0; i < mutations; i++) mutate(object, random);
    return { id: next++, yaml: JSON.stringify(object) };
  },
  difference: (input, answer) => {
    const object = JSON.parse(input.yaml) as { [key: string]: Json };
    const refusing = validateManifest({ object, origin: {} }, { version: CalicoVersion.V3_28 }).filter((finding) => finding.refusedBy.includes('calicoctl'));
    const findings = refusing.filter((finding) => !Object.hasOwn(DIFFERENCES, finding.code));
    const isMeant = findings.length === 0 && refusing.length > 0 && !refuses(answer);
    if (isMeant) counted[DIFFERENCES[refusing[0].code]] = (counted[DIFFERENCES[refusing[0].code]] ?? 0) + 1;
    if (findings.length > 0 === refuses(answer)) return undefined;
    return findings.length > 0 ? `we refuse: ${findings.map((finding) => `${finding.code} ${finding.path}`).join(', ')}` : 'we accept';
  },
  accepted: (answer) => !refuses(answer),
});
