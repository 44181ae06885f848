export { type DecidedBy, decidedBy, type DecidingRule } from './answer';
export { ClusterDifference, type FlowDecision, type FlowDifference } from './cluster-difference';
export { type CommonEnd } from './common-ends';
export { type FlowChange, FlowChangeKind, flowChanges, type FlowSide } from './flow-changes';
export { type LostFlow, lostFlows } from './lost-flows';
export { type PassingFlow, passingFlows } from './passing-flows';
export { type PassingHostFlow, type PassingHostFlows, passingHostFlows } from './passing-host-flows';
export { type ObjectChange } from './object-changes';
export { titleOf } from './print-text';
