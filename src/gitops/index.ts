export { CalicoApp, type CalicoAppProps } from './calico-app';
export { RolloutPlan, type RolloutStep } from './rollout-plan';
