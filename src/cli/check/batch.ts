import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { findingJson } from '../../findings';
import { readManifests } from '../../manifest';
import type { CalicoTarget } from '../../target';
import { ExitCode, UsageError, type Io } from '../io';
import { targetOf, type TargetChoice } from '../target-options';
import type { CheckConfig } from './config';
import { judge, type Surroundings } from './judge';
import { readFindings } from './read-findings';

/** Answers each line `{id, yaml, calicoVersion?, installMode?}` with one line `{id, findings}` or `{id?, error}`. */
export async function batch(input: Readable, choice: TargetChoice, config: CheckConfig, surroundings: Surroundings, io: Io): Promise<ExitCode> {
  const targets = new Map<string, CalicoTarget>();
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() !== '') io.out(`${JSON.stringify(answer(line, { choice, config, surroundings, targets }))}\n`);
  }
  return ExitCode.OK;
}

interface Session {
  readonly choice: TargetChoice;
  readonly config: CheckConfig;
  readonly surroundings: Surroundings;
  /** Those of earlier lines, by version and mode. */
  readonly targets: Map<string, CalicoTarget>;
}

function answer(line: string, { choice, config, surroundings, targets }: Session): object {
  let request: { id?: unknown; yaml?: unknown; calicoVersion?: unknown; installMode?: unknown };
  try {
    request = JSON.parse(line) as typeof request;
  } catch {
    return { error: 'the line is not JSON' };
  }
  if (typeof request !== 'object' || request === null) return { error: 'the line is not an object {id, yaml}' };
  const { id, yaml } = request;
  const refuse = (error: string) => ({ id, error });
  if (typeof yaml !== 'string') return refuse('yaml must be a text');
  for (const option of ['calicoVersion', 'installMode'] as const) {
    if (request[option] !== undefined && typeof request[option] !== 'string') return refuse(`${option} must be a text`);
  }
  try {
    const target = targetFor(request as TargetChoice);
    const { manifests, problems } = readManifests(yaml);
    return { id, findings: [...readFindings(problems), ...judge(manifests, target, config, surroundings).open].map(findingJson) };
  } catch (error) {
    if (error instanceof UsageError) return refuse(error.message);
    throw error;
  }

  function targetFor({ calicoVersion = choice.calicoVersion, installMode = choice.installMode }: TargetChoice): CalicoTarget {
    const key = `${calicoVersion} ${installMode}`;
    const target = targets.get(key) ?? targetOf({ ...choice, calicoVersion, installMode });
    targets.set(key, target);
    return target;
  }
}
