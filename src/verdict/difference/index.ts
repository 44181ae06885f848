export { type DecidedBy, type DecidingRule } from './answer';
export { type CommonEnd } from './common-ends';
export { type FlowChange, type FlowChangeKind, flowChanges, type FlowSide } from './flow-changes';
export { type LostFlow, lostFlows } from './lost-flows';
