export { PerformanceHint, PolicyType, StagedAction } from './policy-type';
export { type ITier, Tier, TierDefaultAction, type TierProps } from './tier';
