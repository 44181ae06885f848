export { type DirectionOptions, type FindingsOptions, PolicyAssertions, type PolicyAssertionsProps, type TrafficOptions } from './policy-assertions';
