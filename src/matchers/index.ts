export { type MatcherContext, type MatcherResult, policyMatchers, type PolicyMatchers } from './policy-matchers';
