import type { IConstruct } from 'constructs';
import { type AllowsOnlyOptions, type FindingsOptions, PolicyAssertionError, PolicyAssertions } from '../assertions';
import type { FlowQuery } from '../verdict';

/** What `expect(…)` of a test framework can say about an App, a Chart, any other construct, or a PolicyAssertions. */
export interface PolicyMatchers<R> {
  /** See `PolicyAssertions.allows`. */
  toAllow(flow: FlowQuery): R;
  /** See `PolicyAssertions.denies`. */
  toDeny(flow: FlowQuery): R;
  /** See `PolicyAssertions.allowsOnly`. */
  toAllowOnly(flows: FlowQuery[], options?: AllowsOnlyOptions): R;
  /** See `PolicyAssertions.hasNoFindings`. */
  toHaveNoFindings(options?: FindingsOptions): R;
}

/** What a matcher answers to Jest, Vitest and their kin. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** What the framework tells a matcher. */
export interface MatcherContext {
  readonly isNot?: boolean;
}

/** The matchers for `expect.extend`. */
export const policyMatchers = {
  toAllow(this: MatcherContext, received: unknown, flow: FlowQuery): MatcherResult {
    return result(this, 'toAllow', 'Say toDeny', () => assertionsOn(received, 'toAllow').allows(flow));
  },
  toDeny(this: MatcherContext, received: unknown, flow: FlowQuery): MatcherResult {
    return result(this, 'toDeny', 'Say toAllow', () => assertionsOn(received, 'toDeny').denies(flow));
  },
  toAllowOnly(this: MatcherContext, received: unknown, flows: FlowQuery[], options?: AllowsOnlyOptions): MatcherResult {
    return result(this, 'toAllowOnly', 'Say toAllow', () => assertionsOn(received, 'toAllowOnly').allowsOnly(flows, options));
  },
  toHaveNoFindings(this: MatcherContext, received: unknown, options?: FindingsOptions): MatcherResult {
    return result(this, 'toHaveNoFindings', 'Leave it out', () => assertionsOn(received, 'toHaveNoFindings').hasNoFindings(options));
  },
};

/** What is unknown is neither allowed nor denied, so the opposite of a matcher says nothing that is worth a test. */
function result({ isNot }: MatcherContext, name: string, instead: string, assert: () => unknown): MatcherResult {
  if (isNot === true) { throw new Error(`.not.${name} would pass for what is unknown, too. ${instead} instead.`); }
  try {
    assert();
    return { pass: true, message: () => '' };
  } catch (error) {
    if (!(error instanceof PolicyAssertionError)) { throw error; }
    return { pass: false, message: () => error.message };
  }
}

function assertionsOn(received: unknown, name: string): PolicyAssertions {
  if (received instanceof PolicyAssertions) { return received; }
  if (typeof received === 'object' && received !== null && 'node' in received) { return PolicyAssertions.fromScope(received as IConstruct); }
  throw new Error(`expect(…).${name} is for an App, a Chart or any other construct, or PolicyAssertions.fromFiles(…).`);
}
