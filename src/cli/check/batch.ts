import type { Readable } from 'node:stream';
import { findingJson } from '../../findings';
import { readManifests } from '../../manifest';
import type { CalicoTarget } from '../../target';
import { type ExitCode, type Io, UsageError } from '../io';
import { answerLines, textOf } from '../json-lines';
import { targetOf, type TargetChoice } from '../target-options';
import type { CheckConfig } from './config';
import { judge, type Surroundings } from './judge';
import { readFindings } from './read-findings';

/** Answers each line `{id, yaml, calicoVersion?, installMode?}` with one line `{id, findings}` or `{id?, error}`. */
export async function batch(input: Readable, choice: TargetChoice, config: CheckConfig, surroundings: Surroundings, io: Io): Promise<ExitCode> {
  const targets = new Map<string, CalicoTarget>(); // of earlier lines, by version and mode
  const targetFor = (calicoVersion = choice.calicoVersion, installMode = choice.installMode): CalicoTarget => {
    const key = `${calicoVersion} ${installMode}`;
    const target = targets.get(key) ?? targetOf({ ...choice, calicoVersion, installMode });
    targets.set(key, target);
    return target;
  };
  return answerLines(input, io, '{id, yaml}', (request) => {
    const yaml = textOf(request, 'yaml');
    if (yaml === undefined) throw new UsageError('yaml must be a text');
    const target = targetFor(textOf(request, 'calicoVersion'), textOf(request, 'installMode'));
    const { manifests, problems } = readManifests(yaml);
    return { findings: [...readFindings(problems), ...judge(manifests, target, config, surroundings).open].map(findingJson) };
  });
}
