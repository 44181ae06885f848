import { type HostEndpoint, type Workload } from '../cluster';
import { type EndpointWalker, type StageReason, type StageResult, type WalkOptions } from './endpoint-walker';
import { type Packet } from './packet';
import { type Direction, type Outcome, type TraceStep, type TriedRule } from './trace';
import { UnknownReason } from './unknown-reason';

export type StageName =
  | 'untracked ingress' | 'untracked egress' | 'preDNAT ingress' | 'normal ingress' | 'normal egress' | 'forward ingress' | 'forward egress'
  | 'pod ingress' | 'pod egress';

/** A place on the way of a packet where policy is applied. */
export interface PlannedStage {
  readonly name: StageName;
  readonly endpoint: Workload | HostEndpoint;
  /** The packet as it is here, where address translation makes it another one than in the rest of its way. */
  readonly packet?: Packet;
}

export interface Stage {
  readonly stage: StageName;
  readonly endpoint: Workload | HostEndpoint;
  readonly verdict: Outcome | 'skipped';
  readonly reason?: StageReason;
  readonly reasons: ReadonlySet<UnknownReason>;
  readonly trace: readonly TraceStep[];
  readonly tried: readonly TriedRule[];
}

export interface StagesResult {
  readonly outcome: Exclude<Outcome, 'none'>;
  readonly reasons: ReadonlySet<UnknownReason>;
  readonly stages: readonly Stage[];
}

/** The stages of a host endpoint in the order that Felix runs them, for one way through the host. */
export function hostStages(endpoint: HostEndpoint, way: 'toHost' | 'fromHost' | 'in' | 'out'): PlannedStage[] {
  const stage = (name: StageName): PlannedStage => ({ name, endpoint });
  const hasUntracked = endpoint.interfaceName !== '*'; // Felix ignores doNotTrack on all-interfaces endpoints
  switch (way) {
    case 'toHost': return [...hasUntracked ? [stage('untracked ingress')] : [], stage('preDNAT ingress'), stage('normal ingress')];
    case 'fromHost': return [...hasUntracked ? [stage('untracked egress')] : [], stage('normal egress')];
    case 'in': return [...hasUntracked ? [stage('untracked ingress')] : [], stage('preDNAT ingress'), stage('forward ingress')];
    default: return [stage('forward egress')];
  }
}

/** Sends a packet through stages. The last stage that ran decides when none denied. */
export function runStages(walker: EndpointWalker, planned: readonly PlannedStage[], packet: Packet, options: WalkOptions): StagesResult {
  const stages: Stage[] = [];
  const reasons = new Set<UnknownReason>();
  let denied = false;
  let last: Outcome = 'allow';
  let accepted: HostEndpoint | undefined;
  let open = false;
  for (const { name, endpoint, packet: seen = packet } of planned) {
    const [kind, direction] = name.split(' ') as ['pod' | 'untracked' | 'preDNAT' | 'normal' | 'forward', Direction];
    const isSkipped = denied || (endpoint === accepted && !(kind === 'forward' && direction === 'egress'));
    if (isSkipped) {
      stages.push({ stage: name, endpoint, verdict: 'skipped', reasons: new Set(), trace: [], tried: [] });
      continue;
    }
    const result: StageResult = endpoint.type === 'workload'
      ? walker.workload(endpoint, direction, seen, options)
      : walker.hostChain(endpoint, kind as Exclude<typeof kind, 'pod'>, direction, seen, options);
    const { outcome: verdict, reason, trace, tried } = result;
    stages.push({ stage: name, endpoint, verdict, reason, reasons: result.reasons, trace, tried });
    if (result.outcome === 'deny') { denied = true; }
    if (result.outcome === 'unknown') {
      open = true;
      result.reasons.forEach((why) => reasons.add(why));
    }
    if (endpoint.type === 'hostEndpoint' && (kind === 'untracked' || kind === 'preDNAT')) {
      if (result.outcome === 'allow') {
        accepted = endpoint;
        last = 'allow';
      }
    } else {
      last = result.outcome;
    }
  }
  if (denied) {
    const denier = stages.findIndex(({ verdict }) => verdict === 'deny');
    // An uncertain accept before it may skip the stage that denies, unless that is a pod's.
    const mayBeSkipped = stages[denier].endpoint.type === 'hostEndpoint' && stages.slice(0, denier).some(({ verdict }) => verdict === 'unknown');
    return mayBeSkipped ? { outcome: 'unknown', reasons, stages } : { outcome: 'deny', reasons: new Set(), stages };
  }
  if (open) { return { outcome: 'unknown', reasons, stages }; }
  return last === 'none' ? { outcome: 'unknown', reasons: new Set([UnknownReason.KERNEL_FORWARD]), stages } : { outcome: 'allow', reasons, stages };
}
