/**
 * Runs tests for Stryker without Jest's own start-up: the tests of a part and all that they import are one script (bundle.mjs), loaded anew for every
 * mutant, so that nothing that a mutant left behind reaches the next one. `expect`, `test.each` and snapshots are Jest's.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Script } from 'node:vm';

const requireHere = createRequire(import.meta.url);
const { jestExpect } = requireHere('@jest/expect');
const { bind } = requireHere('jest-each');
const { SnapshotState } = requireHere('jest-snapshot');

/** What instrumented code reads and writes. */
const stryker = globalThis.__stryker__ = {};

/** Collects what a script declares, as Jest's globals do. */
class Declarations {
  tests = [];
  path = [];

  get globals() {
    const describe = (title, declare) => {
      this.path.push(title);
      declare();
      this.path.pop();
    };
    const test = (title, run) => { this.tests.push({ name: [...this.path, title].join(' '), run }); };
    const ignore = () => undefined;
    describe.each = bind(describe, false, false);
    test.each = bind(test, false, true);
    describe.skip = test.skip = ignore;
    return { describe, test, it: test, expect: jestExpect };
  }
}

class BundleRunner {
  static inject = [];
  /** Milliseconds of each test without a mutant: the quick ones go first. */
  duration = new Map();

  /** Only now is the copy the working directory. */
  init() {
    this.file = join(process.cwd(), '.cache/mutation/tests/bundle.js');
    this.require = createRequire(this.file);
    this.script = new Script(`(function (require, module, exports, describe, test, it, expect) {${readFileSync(this.file, 'utf8')}\n})`, { filename: this.file });
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  /** Each test has the script for itself: what another one has already looked up and kept would seem to be reached by that one alone. */
  async dryRun() {
    const results = [];
    const { length } = this.load();
    for (let index = 0; index < length; index++) {
      const { name, run } = this.load()[index];
      stryker.currentTestId = name;
      const start = performance.now();
      const failure = await this.failureOf(name, run);
      const timeSpentMs = performance.now() - start;
      this.duration.set(name, timeSpentMs);
      results.push({ id: name, name, timeSpentMs, ...failure === undefined ? { status: 0 } : { status: 1, failureMessage: failure } });
      stryker.currentTestId = undefined;
    }
    return { status: 'complete', tests: results, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    Object.assign(stryker, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit, mutantCoverage: undefined });
    stryker.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    let tests;
    try { tests = this.load(); } catch (error) { return this.seen({ status: 'killed', killedBy: [], failureMessage: String(error), nrOfTests: 0 }); }
    stryker.activeMutant = activeMutant.id;
    const wanted = testFilter === undefined ? undefined : new Set(testFilter);
    const chosen = tests.filter(({ name }) => wanted?.has(name) ?? true)
      .sort((a, b) => (this.duration.get(a.name) ?? 0) - (this.duration.get(b.name) ?? 0));
    let count = 0;
    for (const { name, run } of chosen) {
      count++;
      const failureMessage = await this.failureOf(name, run);
      if (failureMessage !== undefined) return this.seen({ status: 'killed', killedBy: [name], failureMessage, nrOfTests: count });
    }
    return this.seen({ status: 'survived', nrOfTests: count });
  }

  /** A loop that a mutant made endless was stopped by counting, and whatever the test made of that is no matter. */
  seen(result) {
    stryker.activeMutant = undefined;
    return stryker.hitCount > stryker.hitLimit ? { status: 'timeout', reason: `ran ${stryker.hitCount} times` } : result;
  }

  load() {
    const declarations = new Declarations();
    const module = { exports: {} };
    this.script.runInThisContext()(this.require, module, module.exports, ...Object.values(declarations.globals));
    return declarations.tests;
  }

  async failureOf(name, run) {
    const snapshotState = new SnapshotState(`${this.file}.snap`, { updateSnapshot: 'none', snapshotFormat: { escapeString: false, printBasicPrototype: false } });
    jestExpect.setState({ currentTestName: name, testPath: this.file, snapshotState, assertionCalls: 0, isExpectingAssertions: false, suppressedErrors: [] });
    try {
      await run();
      return jestExpect.getState().suppressedErrors.length === 0 ? undefined : 'suppressed errors';
    } catch (error) {
      return String(error?.message ?? error);
    }
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'bundle', injectableClass: BundleRunner }];
