export { howToAllow } from './failure';
export {
  type AllowsOnlyOptions, type DirectionOptions, type FindingsOptions, PolicyAssertionError, PolicyAssertions, type PolicyAssertionsProps,
  type TrafficOptions,
} from './policy-assertions';
