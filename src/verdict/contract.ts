import { type Decision, type DirectionVerdict, type FlowVerdict } from './evaluate-flow';
import { type Stage } from './stages';
import { type TraceStep } from './trace';
import { UnknownReason } from './unknown-reason';

/** The answer about one flow in the form of the `evaluate` contract. */
export interface FlowAnswer {
  readonly id?: string;
  readonly verdict: Decision;
  readonly reason?: string;
  readonly egress?: DirectionAnswer;
  readonly ingress?: DirectionAnswer;
  readonly stages?: readonly StageAnswer[];
}

export interface DirectionAnswer {
  readonly verdict: Decision;
  readonly reason?: string;
  readonly trace: readonly TraceEntry[];
  readonly pending?: { readonly verdict: Decision; readonly trace: readonly TraceEntry[] };
}

export interface StageAnswer {
  readonly stage: string;
  readonly hostEndpoint?: string;
  readonly verdict: string;
  readonly reason?: string;
  readonly trace: readonly TraceEntry[];
}

export interface TraceEntry {
  readonly tier: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly direction: 'ingress' | 'egress';
  readonly ruleIndex: number;
  readonly action: 'allow' | 'deny' | 'pass';
  readonly certain?: false;
}

export function toAnswer(id: string | undefined, verdict: FlowVerdict): FlowAnswer {
  return {
    ...id === undefined ? {} : { id },
    verdict: verdict.verdict,
    ...verdict.reason === undefined ? {} : { reason: verdict.reason },
    ...verdict.egress === undefined ? {} : { egress: direction(verdict.egress) },
    ...verdict.ingress === undefined ? {} : { ingress: direction(verdict.ingress) },
    ...verdict.stages === undefined || verdict.stages.length === 0 ? {} : { stages: verdict.stages.map(stage) },
  };
}

function direction(verdict: DirectionVerdict): DirectionAnswer {
  return {
    verdict: verdict.verdict,
    ...verdict.reason === undefined ? {} : { reason: verdict.reason },
    trace: verdict.trace.map(entry),
    ...verdict.pending === undefined ? {} : { pending: { verdict: verdict.pending.verdict, trace: verdict.pending.trace.map(entry) } },
  };
}

function stage({ stage: name, endpoint, verdict, reason, reasons, trace }: Stage): StageAnswer {
  const why = reason ?? (verdict === 'unknown' ? [...reasons].find((candidate) => candidate !== UnknownReason.KERNEL_FORWARD) : undefined);
  return {
    stage: name,
    ...endpoint.type === 'hostEndpoint' ? { hostEndpoint: endpoint.name } : {},
    verdict,
    ...why === undefined ? {} : { reason: why },
    trace: trace.map(entry),
  };
}

function entry({ tier, kind, namespace, name, direction: way, ruleIndex, action, certain }: TraceStep): TraceEntry {
  return { tier, kind, namespace, name, direction: way, ruleIndex, action, ...certain === undefined ? {} : { certain } };
}
