import { PolicyAssertionError, PolicyAssertions, type PolicyAssertionsProps } from '../../assertions';
import { InputError } from '../../manifest';
import type { ClusterChoice } from '../cluster-options';
import { UsageError } from '../io';
import { targetOf, type TargetChoice } from '../target-options';
import type { Claim, FileAssertion, TestFile } from './test-file';

/** What the command line says, which goes before what the file says. */
export interface TestChoice extends TargetChoice, ClusterChoice {
  readonly manifests?: readonly string[];
}

/** The outcome of one assertion; without a message it holds. */
export interface Outcome {
  readonly assertion: FileAssertion;
  readonly message?: string;
}

export interface FileOutcome {
  readonly file: string;
  readonly outcomes: readonly Outcome[];
}

/** @throws UsageError or InputError when the manifests cannot be read */
export function runTests(test: TestFile, choice: TestChoice): FileOutcome {
  const manifests = choice.manifests ?? test.manifests;
  if (manifests.length === 0) {
    throw new UsageError(`${test.file} names no manifests: add them to it, like manifests: [dist], from its own folder, or give --manifests PATH`);
  }
  const asserted = read(test, [...manifests], {
    context: [...test.with, ...choice.with ?? []],
    target: targetOf({ ...test.target, ...choice }),
    complete: choice.complete ?? test.complete,
    namespace: choice.namespace ?? test.namespace,
  });
  return { file: test.file, outcomes: test.assertions.map((assertion) => ({ assertion, message: failureOf(asserted, assertion.says) })) };
}

function read({ file }: TestFile, manifests: string[], props: PolicyAssertionsProps): PolicyAssertions {
  try {
    return PolicyAssertions.fromFiles(manifests, props);
  } catch (error) {
    if (!(error instanceof InputError)) { throw error; }
    throw new UsageError(`${error.message}\nThese are the manifests for ${file}; --manifests PATH judges others.`);
  }
}

function failureOf(asserted: PolicyAssertions, says: Claim): string | undefined {
  const { traffic } = says;
  try {
    if (says.type === 'peers') {
      if (says.reachableFrom !== undefined) { asserted.reachableFrom(says.workload, says.reachableFrom, { traffic }); }
      if (says.reaches !== undefined) { asserted.reaches(says.workload, says.reaches, { traffic }); }
    } else {
      const flow = { source: says.from, destination: says.to, traffic, ipVersion: says.ipVersion };
      if (says.type === 'allow') { asserted.allows(flow); } else { asserted.denies(flow); }
    }
    return undefined;
  } catch (error) {
    if (error instanceof PolicyAssertionError) { return error.message; }
    throw error;
  }
}
