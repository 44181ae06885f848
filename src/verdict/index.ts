export { Cluster, type ClusterProps, type FlowQuery } from './cluster';
export { type DirectionAnswer, type FlowAnswer, type StageAnswer, toAnswer, type TraceEntry } from './contract';
export { type Decision, type DirectionVerdict, type EvaluateOptions, FlowEvaluator, type FlowVerdict } from './evaluate-flow';
export { type Flow, type FlowEnd, FlowError, type FlowVia } from './flow';
export { parseFlowEnd } from './flow-text';
export { EndNames, isEmpty, Matrix, type MatrixEnd, type MatrixRow, matrixRows, shortTraffic } from './matrix';
export { didYouMean } from './similar-names';
export { type TraceEvent, Verdict, VerdictDecision } from './verdict';
export { UnknownReason } from './unknown-reason';
