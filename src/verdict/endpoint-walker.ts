import { type ClusterModel, type Failsafe, type HostEndpoint, IPIP, type Profile, tri, type Tri, triAnd, triOr, UDP, type Workload } from '../cluster';
import { Matcher } from './matcher';
import { type Packet } from './packet';
import { type Chain, TierPlanner } from './tier-plan';
import { type Direction, type Walked } from './trace';
import { walk } from './walk';

/** What decided before or beside policy. */
export type StageReason =
  | 'failsafe' | 'no-forward-policy' | 'vxlan-from-workload' | 'ipip-from-workload' | 'host-to-local-pod' | 'endpoint-to-host' | 'untracked-answer'
  | 'no-endpoints';

export interface WalkOptions {
  /** Take staged policies as enforced. */
  readonly staged?: boolean;
  /** Remember every rule that was tried. */
  readonly explain?: boolean;
}

export interface StageResult extends Walked {
  readonly reason?: StageReason;
}


/** Judges a packet at one endpoint: policy of workloads, and the four chains of host endpoints. */
export class EndpointWalker {
  public readonly matcher: Matcher;
  private readonly planner: TierPlanner;
  private readonly hasStagedPolicies: boolean;

  public constructor(private readonly model: ClusterModel) {
    this.matcher = new Matcher(model);
    this.planner = new TierPlanner(model, this.matcher);
    this.hasStagedPolicies = model.policies.some(({ isStaged }) => isStaged);
  }

  public workload(workload: Workload, direction: Direction, packet: Packet, options: WalkOptions = {}): StageResult {
    if (direction === 'egress') {
      const reason = this.encapsulated(workload, packet);
      if (reason !== undefined) { return decided('deny', reason); }
    }
    return this.walk(workload, 'workload', direction, packet, options);
  }

  /** Felix drops what pods encapsulate themselves, before any policy. */
  private encapsulated(workload: Workload, packet: Packet): StageReason | undefined {
    const felix = this.model.felix(workload.node);
    if (packet.protocol === IPIP && !felix.allowIpipFromWorkloads) { return 'ipip-from-workload'; }
    const isVxlan = packet.protocol === UDP && packet.destination.port === felix.vxlanPort;
    return isVxlan && !felix.allowVxlanFromWorkloads ? 'vxlan-from-workload' : undefined;
  }

  /** Whether a staged policy counts for this endpoint in this direction. */
  public hasStaged(workload: Workload, direction: Direction): boolean {
    return this.hasStagedPolicies && this.planner.plan(workload, direction, 'workload', true).some(({ policies }) => policies.some(({ policy }) => policy.isStaged));
  }

  public hostChain(endpoint: HostEndpoint, chain: Exclude<Chain, 'workload'>, direction: Direction, packet: Packet, options: WalkOptions = {}): StageResult {
    const staged = options.staged ?? false;
    if (chain === 'forward') {
      const here = this.planner.plan(endpoint, direction, chain, staged);
      if (here.length === 0) {
        const other = this.planner.plan(endpoint, direction === 'ingress' ? 'egress' : 'ingress', chain, staged);
        // With policy for the other direction only, Felix renders neither an accept nor a drop.
        return other.length === 0 ? decided('allow', 'no-forward-policy') : decided('none');
      }
      return this.walk(endpoint, chain, direction, packet, options);
    }
    const passing = chain === 'normal' ? 'allow' : 'none';
    const failsafe = this.failsafe(endpoint, chain, direction, packet);
    const reasons = this.matcher.takeReasons();
    if (failsafe === 'yes') { return decided(passing, 'failsafe'); }
    const walked = this.walk(endpoint, chain, direction, packet, options);
    if (failsafe === 'no' || walked.outcome === passing) { return walked; }
    return { ...walked, outcome: 'unknown', possible: new Set([...walked.possible, passing]), reasons: new Set([...reasons, ...walked.reasons]) };
  }

  /**
   * Whether a failsafe port lets the packet through. The untracked chains also let the answers of failsafe connections pass. A destination
   * port that is not given may be any; a source port that is not given is one that senders choose, and no failsafe port.
   */
  private failsafe(endpoint: HostEndpoint, chain: Chain, direction: Direction, packet: Packet): Tri {
    const felix = this.model.felix(endpoint.node);
    const [own, opposite] = direction === 'ingress' ? [felix.failsafeInbound, felix.failsafeOutbound] : [felix.failsafeOutbound, felix.failsafeInbound];
    const remote = direction === 'ingress' ? packet.source : packet.destination;
    const hits = (failsafes: readonly Failsafe[], isPort: (port: number) => Tri): Tri => failsafes
      .filter((failsafe) => failsafe.protocol === packet.protocol)
      .map(({ port, net }) => triAnd(isPort(port), net === undefined ? 'yes' : this.matcher.inNets([net], remote, packet.ipVersion)))
      .reduce(triOr, 'no');
    const hit = hits(own, (port) => this.matcher.isFailsafe(port, packet));
    return chain === 'untracked' ? triOr(hit, hits(opposite, (port) => tri(port === packet.source.port))) : hit;
  }

  private walk(endpoint: Workload | HostEndpoint, chain: Chain, direction: Direction, packet: Packet, options: WalkOptions): Walked {
    return walk(this.matcher, {
      plan: this.planner.plan(endpoint, direction, chain, options.staged ?? false),
      chain,
      direction,
      packet,
      profiles: endpoint.profiles.map((name): Profile | undefined => this.model.profiles.get(name)),
      ignoresHttp: this.model.isComplete || this.model.felix(endpoint.node).applicationLayerPolicy === false,
      missingTiersAreUnknown: !this.model.isComplete,
      explain: options.explain ?? false,
    });
  }
}

/** What no policy is asked about. */
function decided(outcome: 'allow' | 'deny' | 'none', reason?: StageReason): StageResult {
  return { outcome, possible: new Set([outcome]), reasons: new Set(), trace: [], tried: [], reason };
}
