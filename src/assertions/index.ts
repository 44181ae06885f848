export { PolicyAssertions, type PolicyAssertionsProps } from './policy-assertions';
