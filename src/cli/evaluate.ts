import { type Readable } from 'node:stream';
import type { Command } from 'commander';
import { type JsonObject } from '../manifest';
import { type CalicoTarget } from '../target';
import { type FlowAnswer, type Flow } from '../verdict';
import { addInputPaths, type ClusterChoice, clusterProps, inputPaths } from './cluster-options';
import { ExitCode, UsageError, type Io } from './io';
import { answerLines, NO_PATHS_IN_BATCH, textOf } from './json-lines';
import { withProgress } from './progress';
import { readCluster } from './read-cluster';
import { readText } from './read-text';
import { addFindingOptions, addTargetOptions, oneOf, targetOf, type TargetChoice } from './target-options';

interface EvaluateOptions extends TargetChoice, ClusterChoice {
  readonly flows?: string;
  readonly format: string;
  readonly batch?: boolean;
  readonly quiet?: boolean;
}

/** `evaluate`: verdicts for a list of flows, as JSON. */
export function evaluateCommand(program: Command, io: Io, done: (code: ExitCode) => void): void {
  addFindingOptions(addTargetOptions(addInputPaths(program.command('evaluate')
    .description('say of each flow of a list whether policy allows it, as JSON'))))
    .option('--flows <file>', 'the flows: {"version": 1, "flows": [{"id", "from", "to", "protocol", "destinationPort", …}]}')
    .option('--format <format>', 'json', 'json')
    .option('--batch', 'JSON lines on standard input: {id, objects, flows, calicoVersion?}')
    .option('--quiet', 'show no progress')
    .action(async (paths: string[], options: EvaluateOptions) => {
      oneOf('format', options.format, ['json']);
      if (options.batch === true && paths.length > 0) { throw new UsageError(NO_PATHS_IN_BATCH); }
      done(options.batch === true ? await batch(process.stdin, options, io) : evaluateFiles(paths, options, io));
    });
}

function evaluateFiles(paths: readonly string[], options: EvaluateOptions, io: Io): ExitCode {
  if (options.flows === undefined) { throw new UsageError('evaluate needs --flows FILE, or --batch'); }
  const request = readRequest(options.flows);
  const props = clusterProps({ ...options, calicoVersion: options.calicoVersion ?? request.calicoVersion });
  const { flows, notes } = withProgress(io, options, (progress) => {
    const cluster = readCluster(inputPaths(paths, options), props, progress);
    const answers = request.flows.flatMap((flow, index) => {
      progress.step('judging flows', index, request.flows.length);
      return cluster._answers([flow]);
    });
    return { flows: answers, notes: cluster.notes };
  });
  io.out(`${JSON.stringify({ version: 1, flows, notes }, undefined, 2)}\n`);
  if (flows.some((flow) => 'error' in flow)) { return ExitCode.FAILED; }
  return flows.every((flow) => (flow as FlowAnswer).verdict === 'allow') ? ExitCode.OK : ExitCode.FOUND;
}

function readRequest(file: string): { flows: Flow[]; calicoVersion?: string } {
  let request: unknown;
  const text = readText(file, 'the flows in');
  try {
    request = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`cannot read the flows in ${file}, for they are no JSON: ${(error as SyntaxError).message}`);
  }
  const refuse = (why: string): UsageError => new UsageError(`${file} ${why}; write {"version": 1, "flows": […]}, and calicoVersion where one is meant`);
  if (typeof request !== 'object' || request === null || Array.isArray(request)) { throw refuse('holds no object'); }
  const { version, flows, calicoVersion, ...others } = request as { version?: unknown; flows?: unknown; calicoVersion?: unknown };
  const other = Object.keys(others)[0];
  if (other !== undefined) { throw refuse(`has a field '${other}', which means nothing`); }
  if (version !== 1) { throw refuse(version === undefined ? 'has no version' : `has version ${JSON.stringify(version)}, and only 1 is known`); }
  if (!Array.isArray(flows)) { throw refuse('has no list of flows'); }
  if (calicoVersion !== undefined && typeof calicoVersion !== 'string') { throw refuse('has a calicoVersion that is no text'); }
  return { flows: flows as Flow[], calicoVersion };
}

/** Answers each line `{id, objects, flows, calicoVersion?}` with one line `{id, flows, findings, notes}` or `{id?, error}`. The input counts as complete. */
async function batch(input: Readable, choice: TargetChoice, io: Io): Promise<ExitCode> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Cluster } = require('../verdict') as typeof import('../verdict');
  return answerLines(input, io, '{id, objects, flows}', (request) => {
    const { objects, flows } = request;
    if (!Array.isArray(objects) || !Array.isArray(flows)) { throw new UsageError('objects and flows must be lists'); }
    const target = targetOf({ ...choice, calicoVersion: textOf(request, 'calicoVersion') ?? choice.calicoVersion });
    const cluster = Cluster.fromObjects(objects, { target, complete: true });
    return { flows: cluster._answers(flows as Flow[]), findings: findingsOf(objects, target), notes: cluster.notes };
  });
}

function findingsOf(objects: readonly unknown[], target: CalicoTarget): object[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { validateManifest } = require('../validation') as typeof import('../validation');
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { findingJson } = require('../findings') as typeof import('../findings');
  return objects.flatMap((object) => validateManifest({ object: object as JsonObject, origin: {} }, target)).map(findingJson);
}
