/** Adds the matchers to Jest's global `expect`, and tells TypeScript of them (with @types/jest). */
import { policyMatchers, type PolicyMatchers } from './policy-matchers';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- @types/jest declares it
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- the parameters have to be those of @types/jest
    interface Matchers<R, T = {}> extends PolicyMatchers<R> {}
  }
}

const { expect: extensible } = globalThis as { expect?: { extend(matchers: object): void } };
if (extensible === undefined) {
  throw new Error('cdk8s-calico/jest: there is no global expect. Import cdk8s-calico/jest-globals where Jest injects no globals, else import this in a test.');
}
extensible.extend(policyMatchers);
