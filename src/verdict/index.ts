export { addressNames, netsOfIntervals } from './address-names';
export { Cluster, type ClusterProps, type FlowQuery, type Surplus } from './cluster';
export { type DirectionAnswer, type FlowAnswer, type StageAnswer, toAnswer, type TraceEntry } from './contract';
export {
  ClusterDifference, type CommonEnd, type DecidedBy, type FlowChange, FlowChangeKind, flowChanges, type FlowDecision, type FlowDifference,
  type FlowSide, type HostPlace, hostsText, type LostFlow, lostFlows, type ObjectChange, type PassingFlow, passingFlows, type PassingHostFlow,
  passingHostFlows, titleOf,
} from './difference';
export { type Decision, type DirectionVerdict, type EvaluateOptions, FlowEvaluator, type FlowVerdict } from './evaluate-flow';
export { type Flow, type FlowEnd, FlowError, type FlowVia } from './flow';
export { parseFlowEnd } from './flow-text';
export {
  type Effect, EndNames, familiesOf, Matrix, type MatrixEnd, type MatrixRow, matrixRows, type OnDone, type PolicyChain, shortTraffic,
  type Situation, type Situations, situationsOf,
} from './matrix';
export {
  addBits, type Bits, difference, emptyBits, firstBit, fullBits, hasBit, intersection, isEmpty, listOf, removeBits, setBit,
} from './bits';
export { LabelIndex } from './label-index';
export { Reach, type ReachPart, type ReachQuestion, type ReachRow, type ReachRule } from './reach';
export { reasonText, stepPlace, stepText } from './step-text';
export { type TraceEvent, Verdict, VerdictDecision } from './verdict';
export { UnknownReason } from './unknown-reason';
