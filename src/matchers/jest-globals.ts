/** Adds the matchers to the `expect` of @jest/globals, and tells TypeScript of them. */
import { expect } from '@jest/globals';
import { policyMatchers, type PolicyMatchers } from './policy-matchers';

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- the parameters have to be those of expect
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PolicyMatchers<R> {}
}

expect.extend(policyMatchers);
