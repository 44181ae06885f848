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

/** One way that a packet may have come through the stages so far. */
interface Branch {
  /** Untracked or preDNAT policy of this one accepted it, so its further stages are skipped. */
  readonly accepted?: HostEndpoint;
  /** What the last stage that ran said. */
  readonly last: 'allow' | 'none';
}

/**
 * Sends a packet through stages. The last stage that ran decides when none denied. Where a stage is not certain, the packet goes all ways
 * that are possible: the verdict is certain when they end alike.
 */
export function runStages(walker: EndpointWalker, planned: readonly PlannedStage[], packet: Packet, options: WalkOptions): StagesResult {
  const stages: Stage[] = [];
  const reasons = new Set<UnknownReason>();
  let mayBeDenied = false;
  let branches: readonly Branch[] = [{ last: 'allow' }];
  for (const { name, endpoint, packet: seen = packet } of planned) {
    const [kind, direction] = name.split(' ') as ['pod' | 'untracked' | 'preDNAT' | 'normal' | 'forward', Direction];
    const isSkipped = ({ accepted }: Branch): boolean => endpoint === accepted && !(kind === 'forward' && direction === 'egress');
    if (branches.every(isSkipped)) {
      stages.push({ stage: name, endpoint, verdict: 'skipped', reasons: new Set(), trace: [], tried: [] });
      continue;
    }
    const result: StageResult = endpoint.type === 'workload'
      ? walker.workload(endpoint, direction, seen, options)
      : walker.hostChain(endpoint, kind as Exclude<typeof kind, 'pod'>, direction, seen, options);
    const { outcome: verdict, possible, reason, trace, tried } = result;
    stages.push({ stage: name, endpoint, verdict, reason, reasons: result.reasons, trace, tried });
    if (verdict === 'unknown') { result.reasons.forEach((why) => reasons.add(why)); }
    if (possible.has('deny')) { mayBeDenied = true; }
    const isBefore = endpoint.type === 'hostEndpoint' && (kind === 'untracked' || kind === 'preDNAT');
    const goesOn = (['allow', 'none'] as const).filter((outcome) => possible.has(outcome));
    branches = distinct(branches.flatMap((branch) => (isSkipped(branch) ? [branch] : goesOn.map((outcome): Branch => {
      if (!isBefore) { return { ...branch, last: outcome }; }
      return outcome === 'allow' ? { accepted: endpoint, last: 'allow' } : branch;
    }))));
  }
  const ends = new Set<string>(branches.map(({ last }) => last));
  if (mayBeDenied) { ends.add('deny'); }
  if (ends.size === 1 && !ends.has('none')) { return { outcome: mayBeDenied ? 'deny' : 'allow', reasons: new Set(), stages }; }
  if (ends.has('none')) { reasons.add(UnknownReason.KERNEL_FORWARD); }
  return { outcome: 'unknown', reasons: ends.size === 1 ? new Set([UnknownReason.KERNEL_FORWARD]) : reasons, stages };
}

function distinct(branches: readonly Branch[]): Branch[] {
  const isSame = (a: Branch, b: Branch): boolean => a.accepted === b.accepted && a.last === b.last;
  return branches.filter((branch, index) => branches.findIndex((other) => isSame(other, branch)) === index);
}
